import { LONGEST_GUESSED } from './spelling.ts';
import { placeOf } from './word-key.ts';
import type { Words } from './words.ts';

/** How many words are remembered at most: a power of two. Most texts are made of the same few thousand. */
const PLACES = 16_384;
/** What `recall` gives for a word that is not remembered. */
export const FORGOTTEN = -1;

/** What stands at each place: the key of a word, its number, and the number of the word as written. */
const NUMBER = 3;
const WRITTEN = 4;
const COLUMNS = 5;

/**
 * Remembers the numbers of the words met last, so that few have to be looked for. Every word has one place, which its
 * key tells; a word takes it from the one before, so that nothing a text holds can make looking slow. Words whose keys
 * are not all there is to them are compared letter by letter.
 */
export class WordMemory {
  // Empty places are those of the word without a letter, which has no number either.
  readonly #table = new Int32Array(COLUMNS * PLACES);
  readonly #lengths = new Uint8Array(PLACES);
  readonly #letters = new Uint16Array(PLACES * LONGEST_GUESSED);

  /** Gives a word the numbers that are remembered of it, and gives the first of them; `FORGOTTEN` when none are. */
  recall(words: Words, at: number): number {
    const table = this.#table;
    const [key0, key1, key2] = [words.keyOf(at, 0), words.keyOf(at, 1), words.keyOf(at, 2)];
    const place = placeOf(key0, key1, key2, PLACES);
    const row = COLUMNS * place;
    if (table[row] !== key0 || table[row + 1] !== key1 || table[row + 2] !== key2) return FORGOTTEN;
    if (key2 < 0 && !this.#hasLetters(place, words, at)) return FORGOTTEN;
    const number = table[row + NUMBER] ?? 0;
    words.number(at, number, table[row + WRITTEN] ?? 0);
    return number;
  }

  /** Remembers the numbers of a word that has at most `LONGEST_GUESSED` letters. */
  keep(words: Words, at: number): void {
    const [from, to] = [words.fromOf(at), words.toOf(at)];
    if (to - from > LONGEST_GUESSED) return;
    const [key0, key1, key2] = [words.keyOf(at, 0), words.keyOf(at, 1), words.keyOf(at, 2)];
    const place = placeOf(key0, key1, key2, PLACES);
    this.#table.set([key0, key1, key2, words.numberOf(at), words.writtenOf(at)], COLUMNS * place);
    this.#letters.set(words.letters.subarray(from, to), place * LONGEST_GUESSED);
    this.#lengths[place] = to - from;
  }

  #hasLetters(place: number, words: Words, at: number): boolean {
    const length = words.toOf(at) - words.fromOf(at);
    return this.#lengths[place] === length && words.isMadeOf(at, this.#letters, place * LONGEST_GUESSED);
  }
}
