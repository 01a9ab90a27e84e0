import { isSourceLink } from './source-link.ts';

/** What may stand inside an element. Strings become text nodes, whatever they hold; `undefined` leaves nothing. */
export type Child = Node | string | undefined;

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element.
 *
 * @param part its name for `::part()` and for our own style sheet; empty for none
 */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  part: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.setAttribute('part', part);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Makes an element of words that run in the direction of their own script. */
export function makeText<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  part: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = make(tag, part, ...children);
  element.dir = 'auto';
  return element;
}

/**
 * Makes a link that opens beside the page and tells the other side nothing. An address that is not the source's own
 * is not linked: the words stay.
 *
 * @param source whose page it is; empty for a page of ours
 * @param url kept as it is, byte for byte
 */
export function makeLink(part: string, source: string, url = '', ...children: readonly Child[]): HTMLElement {
  if (source && !isSourceLink(url, source)) return makeText('span', part, ...children);
  const link = makeText('a', part, ...children);
  link.setAttribute('href', url);
  link.target = '_blank';
  link.rel = 'noopener noreferrer nofollow ugc';
  return link;
}

/** Draws a path in the colour of the words around it. */
export function drawPath(part: string, width: number, path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('part', part);
  svg.setAttribute('viewBox', `0 0 ${width} 20`);
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}
