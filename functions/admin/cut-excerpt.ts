import type { Span } from '../domain/may-show.ts';
import type { Excerpt } from '../domain/retag-view.ts';

/** Characters kept on each side of the words, UTF-16 units; a text that is hardly longer is kept whole. */
const REACH = 180;

/**
 * Cuts a text to what surrounds some words, at blanks, so that no word and no character is cut in two.
 *
 * @param spans in text order, never empty; those outside the excerpt around the first one are left out
 */
export function cutExcerpt(text: string, spans: readonly [Span, ...Span[]]): Excerpt {
  const [[start, end]] = spans;
  const from = start > REACH * 1.25 ? blankAfter(text, start - REACH, start) : 0;
  const to = text.length - end > REACH * 1.25 ? blankBefore(text, end + REACH, end) : text.length;
  return {
    text: text.slice(from, to),
    spans: spans.filter((span) => span[1] <= to).map((span) => [span[0] - from, span[1] - from]),
    isCutBefore: from > 0,
    isCutAfter: to < text.length,
  };
}

/** One past the first blank from a place on; the latest place itself where there is none. */
function blankAfter(text: string, from: number, latest: number): number {
  const found = text.slice(from, latest).search(/\s/u);
  return found < 0 ? latest : from + found + 1;
}

function blankBefore(text: string, to: number, earliest: number): number {
  const between = text.slice(earliest, to);
  const found = between.search(/\s\S*$/u);
  return found < 0 ? earliest : earliest + found;
}
