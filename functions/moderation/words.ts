/** A word of a text, ready to be compared. */
export interface Word {
  /** Lower case, without accents: `Ciática’s` is `ciatica's`. */
  readonly form: string;
  /** First character in the text, UTF-16 units from 0. */
  readonly start: number;
  /** One past the last character. */
  readonly end: number;
}

const word = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
const accents = /\p{M}+/gu;

/** Splits a text into its words, in order; empty for a text without letters and digits. Linear in its length. */
export function splitWords(text: string): readonly Word[] {
  return Array.from(text.matchAll(word), (match) => ({
    form: foldWord(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The form under which a word is compared: lower case, no accents, straight apostrophes. */
export function foldWord(written: string): string {
  return written.normalize('NFKD').replace(accents, '').replaceAll('’', "'").toLowerCase();
}
