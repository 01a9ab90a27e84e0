import type { Flag } from '../domain/tagging.ts';
import { GAP } from './characters.ts';
import data from './context/flags.json' with { type: 'json' };
import type { Word } from './words.ts';

const titles = new Set(data.titles);
const credentials = new Set(data.credentials);
const givenNames = new Set(data.givenNames);
const notNames = new Set(data.notNames);

const capitalized = /^\p{Lu}\p{Ll}/u;

/**
 * Finds full names: two or three words with capitals after a title, before a degree, or beginning with a usual given
 * name. A given name alone, or a title with one name, is none.
 */
export function findNames(text: string, words: readonly Word[]): readonly Flag[] {
  const found: Flag[] = [];
  for (let at = 0; at < words.length; ) {
    const length = lengthOfName(text, words, at);
    if (length >= 2 && isNamed(words, at, length)) found.push(toFlag(words, at, length));
    at += Math.max(1, length);
  }
  return found;
}

/** Words with capitals from a place on, up to three; an initial between two of them counts. */
function lengthOfName(text: string, words: readonly Word[], from: number): number {
  let length = 0;
  while (length < 3) {
    const word = words[from + length];
    if (!word || (length > 0 && word.gap !== GAP.none) || notNames.has(word.form) || titles.has(word.form))
      break;
    const isInitial = length === 1 && word.form.length === 1 && /\p{Lu}/u.test(text[word.start] ?? '');
    if (!isInitial && !capitalized.test(text.slice(word.start, word.end))) break;
    length += 1;
  }
  return length;
}

function isNamed(words: readonly Word[], at: number, length: number): boolean {
  const [first, before, after] = [words[at], words[at - 1], words[at + length]];
  const hasTitle = first?.gap === GAP.none && before !== undefined && titles.has(before.form);
  const hasDegree = after !== undefined && after.gap <= GAP.comma && credentials.has(after.form);
  return hasTitle || hasDegree || givenNames.has(first?.form ?? '');
}

function toFlag(words: readonly Word[], at: number, length: number): Flag {
  return { kind: 'full-name', start: words[at]?.start ?? 0, end: words[at + length - 1]?.end ?? 0 };
}
