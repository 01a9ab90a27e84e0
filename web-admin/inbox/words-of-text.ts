/** Characters of a text, UTF-16 units; `end` is one past the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The words of a text in text order, without spaces, punctuation and emoji; empty when there are none. */
export function wordsOf(text: string): readonly Span[] {
  const words: Span[] = [];
  for (const { index, segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) words.push({ start: index, end: index + segment.length });
  }
  return words;
}

/** The most characters that can be marked at once, UTF-16 units; the API refuses more. */
export const MOST_MARKED = 200;

/**
 * The whole words that a selection touches, from the first to the last: fingers and mice are not exact.
 * A word is touched when at least one of its characters is selected.
 *
 * @returns `undefined` when no word is touched
 */
export function wholeWords(text: string, { start, end }: Span): Span | undefined {
  const touched = wordsOf(text).filter((word) => word.start < end && start < word.end);
  const first = touched[0];
  const last = touched.at(-1);
  return first && last && { start: first.start, end: last.end };
}

/**
 * Moves one end of a selection by a word, as arrow keys do.
 *
 * @param from selection now; absent before the first key
 * @param step 1 forward in the text, -1 back
 * @param extend whether the other end stays (Shift)
 * @returns a selection of whole words; `undefined` when the text has no words
 */
export function moveByWord(
  text: string,
  from: { readonly anchor: number; readonly focus: number } | undefined,
  { step, extend }: { readonly step: 1 | -1; readonly extend: boolean },
): { readonly anchor: number; readonly focus: number } | undefined {
  const words = wordsOf(text);
  const last = words.length - 1;
  if (last < 0) return undefined;
  if (!from) return step > 0 ? { anchor: 0, focus: 0 } : { anchor: last, focus: last };
  const focus = Math.min(last, Math.max(0, from.focus + step));
  return { anchor: extend ? from.anchor : focus, focus };
}

/** The span of a selection given by the numbers of its first and last word, in either order. */
export function spanOfWords(
  text: string,
  { anchor, focus }: { readonly anchor: number; readonly focus: number },
): Span | undefined {
  const words = wordsOf(text);
  const first = words[Math.min(anchor, focus)];
  const last = words[Math.max(anchor, focus)];
  return first && last && { start: first.start, end: last.end };
}
