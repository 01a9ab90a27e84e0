import { AppError, type Issue } from '../domain/error.ts';
import type { Tag } from '../domain/tagging.ts';

const MOST_CHARACTERS = 200;
const readable = /[\p{Letter}\p{Number}]/u;
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Refuses a span that is not made of words of a text: within it, from whole character to whole character as people see
 * them, at most 200 UTF-16 units long, with a letter or a number in it.
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
  if (!readable.test(text.slice(start, end))) {
    return { path: 'start', message: 'Mark words, not only blanks and signs.' };
  }
  return undefined;
}
