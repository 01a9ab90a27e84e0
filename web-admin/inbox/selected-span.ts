import { type Span, wholeWords } from './words-of-text.ts';

/** The whole words selected in an element's text at this moment; `undefined` when there are none. */
export function selectedWords(element: HTMLElement | null): Span | undefined {
  const span = element && selectedSpan(element, document.getSelection());
  return span ? wholeWords(element.textContent ?? '', span) : undefined;
}

/**
 * What is selected of an element's text, in characters of that text.
 *
 * A selection that begins or ends outside (a triple click does) is cut at the element's border.
 *
 * @returns `undefined` when nothing is selected, or when neither end lies in the element
 */
export function selectedSpan(element: HTMLElement, selection: Selection | null): Span | undefined {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const startsInside = element.contains(range.startContainer);
  const endsInside = element.contains(range.endContainer);
  if (!startsInside && !endsInside) return undefined;
  const start = startsInside ? offsetOf(element, range.startContainer, range.startOffset) : 0;
  const end = endsInside
    ? offsetOf(element, range.endContainer, range.endOffset)
    : (element.textContent ?? '').length;
  return start < end ? { start, end } : undefined;
}

/** Selects characters of an element's text, so that everybody sees it the way the browser shows selections. */
export function selectSpan(element: HTMLElement, span: Span, selection: Selection | null): void {
  const from = pointAt(element, span.start);
  const to = pointAt(element, span.end);
  if (from && to) selection?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
}

function offsetOf(element: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

function pointAt(
  element: HTMLElement,
  offset: number,
): { readonly node: Node; readonly offset: number } | undefined {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (offset <= passed + length) return { node, offset: offset - passed };
    passed += length;
  }
  return undefined;
}
