import type { Gap } from './characters.ts';
import type { Words } from './words.ts';

/** A word of a text, ready to be compared. */
export interface Word {
  /** Lower case, without accents: `Ciática’s` is `ciatica's`. */
  readonly form: string;
  /** First character in the text, UTF-16 units from 0. */
  readonly start: number;
  /** One past the last character. */
  readonly end: number;
  /** What stands between the word before and this one. */
  readonly gap: Gap;
}

/** The words of a text, each by itself, in order. */
export function listWords(words: Words): readonly Word[] {
  return Array.from({ length: words.count }, (_, at) => ({
    form: words.formOf(at),
    start: words.startOf(at),
    end: words.endOf(at),
    gap: words.gapOf(at) as Gap,
  }));
}
