import { AppError, type Issue } from '../domain/error.ts';
import type { Tag } from '../domain/tagging.ts';

const MOST_CHARACTERS = 200;
/** Scripts that put no blank between words. */
const unspaced =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const readable = /[\p{Letter}\p{Number}]/u;
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Refuses a span that is not made of whole words of a text: within it, at most 200 UTF-16 units long, with a letter or a number in it.
 *
 * @throws AppError `invalid`
 */
export function refuseSpan(text: string, { start, end }: Pick<Tag, 'start' | 'end'>): void {
  const issue = faultOf(text, start, end);
  if (issue) throw new AppError('invalid', 'Mark the words that say the condition.', { issues: [issue] });
}

function faultOf(text: string, start: number, end: number): Issue | undefined {
  if (end > text.length) return { path: 'end', message: `The words end at ${text.length}.` };
  if (start >= end) return { path: 'start', message: 'It must lie before the end.' };
  if (end - start > MOST_CHARACTERS) {
    return { path: 'end', message: `Mark at most ${MOST_CHARACTERS} characters.` };
  }
  const segments = characters.segment(text);
  if (segments.containing(start)?.index !== start) {
    return { path: 'start', message: 'It must not cut a character in two.' };
  }
  if (end < text.length && segments.containing(end)?.index !== end) {
    return { path: 'end', message: 'It must not cut a character in two.' };
  }
  if (cutsWord(text, start)) {
    return { path: 'start', message: 'Mark whole words: it begins in the middle of one.' };
  }
  if (cutsWord(text, end)) {
    return { path: 'end', message: 'Mark whole words: it ends in the middle of one.' };
  }
  if (!readable.test(text.slice(start, end))) {
    return { path: 'start', message: 'Mark words, not only blanks and signs.' };
  }
  return undefined;
}

/** Tells whether a place lies between two letters or digits of one word. */
function cutsWord(text: string, at: number): boolean {
  const after = text.slice(at);
  if (unspaced.test(after)) return false;
  return /[\p{Letter}\p{Number}\p{Mark}]$/u.test(text.slice(0, at)) && /^[\p{Letter}\p{Number}]/u.test(after);
}
