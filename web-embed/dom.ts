import { mapped } from './list.ts';
import { isSourceLink } from './source-link.ts';

/** What may stand inside an element. Strings become text nodes, whatever they hold; `undefined` leaves nothing. */
export type Child = Node | string | undefined | readonly Child[];

const HTML = 'http://www.w3.org/1999/xhtml';
const SVG = 'http://www.w3.org/2000/svg';

/** Makes our elements: in the page's own document, a form or a picture may be named as one of its methods. */
const maker = new Document();

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
  return add(maker.createElementNS(HTML, tag), part, children) as HTMLElementTagNameMap[Tag];
}

function add<Made extends Element>(element: Made, part: string, children: readonly Child[]): Made {
  element.setAttribute('part', part);
  append(element, children);
  return element;
}

/** Appends what may stand inside an element. */
export function append(parent: Element, child: Child): void {
  if (child === undefined) return;
  if (typeof child === 'string') parent.appendChild(maker.createTextNode(child));
  else if ('nodeType' in child) parent.appendChild(child);
  else mapped(child, (one) => append(parent, one));
}

/** Makes an element of words that run in the direction of their own script. */
export function makeText<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  part: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = make(tag, part, children);
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
  if (source && !isSourceLink(url, source)) return makeText('span', part, children);
  const link = makeText('a', part, children);
  link.setAttribute('href', url);
  link.target = '_blank';
  link.rel = 'noreferrer nofollow ugc';
  return link;
}

/** Draws a path in the colour of the words around it. */
export function drawPath(part: string, width: number, path: string): SVGSVGElement {
  const shape = maker.createElementNS(SVG, 'path');
  shape.setAttribute('d', path);
  const svg = add(maker.createElementNS(SVG, 'svg'), part, [shape]);
  svg.setAttribute('viewBox', `0 0 ${width} 20`);
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}
