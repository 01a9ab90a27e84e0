import type { AuthorStyle } from './clinic.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const words = /\s+/u;
const letter = /[\p{L}\p{N}]/u;
const title = /^(?:dr|mr|mrs|ms|miss|prof|sir|rev|sra?|srta|mme|mlle)\.?$/iu;
/** Names written without spaces, family name first: Han, Kana, Hangul. */
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{2,6}$/u;

/**
 * Prints a reviewer's name with less than the whole: `Maria Lopez` becomes `Maria L.`, or `M. L.` as initials.
 * A name of one word stays as it is, emoji are left out; one written without spaces keeps its first character.
 *
 * @param name the name as the source gives it
 * @returns `undefined` when nothing printable is left
 */
export function shortenName(name: string, style: AuthorStyle): string | undefined {
  const beforeAt = name.normalize('NFC').split('@')[0] ?? '';
  const parts = beforeAt
    .trim()
    .split(words)
    .filter((part) => letter.test(part) && !title.test(part));
  const first = parts[0];
  if (first === undefined) return undefined;
  if (parts.length === 1 && unspaced.test(first)) return `${initial(first)}.`;
  const last = parts.length > 1 ? parts.at(-1) : undefined;
  const ending = last === undefined ? '' : ` ${initial(last)}.`;
  return style === 'initials' ? `${initial(first)}.${ending}` : `${first}${ending}`;
}

function initial(word: string): string {
  for (const { segment } of graphemes.segment(word)) return segment;
  return '';
}
