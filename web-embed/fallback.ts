import { isBlank } from './list.ts';

const ELEMENT = 1;

/** Tells whether there is nothing to read or to see inside an element; a line break is nothing. */
export function isEmpty({ firstElementChild, textContent }: Element): boolean {
  return !firstElementChild && isBlank(textContent ?? '');
}

/**
 * Tells whether what stands inside an element was put there to be replaced. HTML knows no `<clinic-reviews … />`: what
 * follows it lands inside, up to the end of whatever is around it, and then nothing is left to follow the element.
 * At the end of a page a script may have added something behind it.
 */
export function isClosed({ nextSibling, parentNode }: Element): boolean {
  return !!nextSibling && (nextSibling.nodeType > ELEMENT || parentNode?.nodeName !== 'BODY');
}
