import { keyOf, placeOf } from './word-key.ts';
import type { Words } from './words.ts';

/** Number of a word that a table does not have. */
export const UNKNOWN = 0;

/** What stands at each place: the key of a word, and which word it is, from 1; 0 where none is. */
const COLUMNS = 4;

/**
 * Finds the numbers of words without making strings of them. A word is looked for at the place its key tells and, while
 * that holds another, at the places after it. Words whose keys are not all there is to them are compared by letters.
 */
export class WordTable {
  /** More than half of the places are empty. */
  readonly #places: number;
  readonly #table: Int32Array;
  /** Where the letters of each word begin; they end where those of the next begin. */
  readonly #firsts: Int32Array;
  readonly #letters: Uint16Array;
  readonly #lowest: number;

  /**
   * @param forms words ready to be compared, none of them twice
   * @param lowest number of the first; each one after it has one more
   */
  constructor(forms: readonly string[], lowest: number) {
    this.#places = 2 ** Math.ceil(Math.log2(2 * forms.length + 2));
    this.#table = new Int32Array(COLUMNS * this.#places);
    this.#firsts = new Int32Array(forms.length + 2);
    this.#letters = new Uint16Array(forms.join('').length);
    this.#lowest = lowest;
    for (const [at, form] of forms.entries()) this.#add(form, at + 1);
  }

  /** The number of a word of a text, or `UNKNOWN`. */
  numberOf(words: Words, at: number): number {
    const table = this.#table;
    const [key0, key1, key2] = [words.keyOf(at, 0), words.keyOf(at, 1), words.keyOf(at, 2)];
    for (let place = placeOf(key0, key1, key2, this.#places); ; place = (place + 1) & (this.#places - 1)) {
      const row = COLUMNS * place;
      const word = table[row + 3] ?? 0;
      if (word === 0) return UNKNOWN;
      const isSame = table[row] === key0 && table[row + 1] === key1 && table[row + 2] === key2;
      if (isSame && (key2 >= 0 || this.#hasLetters(word, words, at))) return this.#lowest + word - 1;
    }
  }

  #hasLetters(word: number, words: Words, at: number): boolean {
    const first = this.#firsts[word] ?? 0;
    const length = (this.#firsts[word + 1] ?? 0) - first;
    return length === words.toOf(at) - words.fromOf(at) && words.isMadeOf(at, this.#letters, first);
  }

  #add(form: string, word: number): void {
    const key = keyOf(form);
    let place = placeOf(...key, this.#places);
    while (this.#table[COLUMNS * place + 3] !== 0) place = (place + 1) & (this.#places - 1);
    this.#table.set([...key, word], COLUMNS * place);
    const first = this.#firsts[word] ?? 0;
    for (let at = 0; at < form.length; at += 1) this.#letters[first + at] = form.charCodeAt(at);
    this.#firsts[word + 1] = first + form.length;
  }
}
