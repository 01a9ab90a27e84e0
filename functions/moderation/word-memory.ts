import { LONGEST_GUESSED } from './spelling.ts';
import { placeOf } from './word-key.ts';
import { UNKNOWN } from './word-table.ts';
import type { Words } from './words.ts';

/** How many words are remembered at most: a power of two. Most texts are made of the same few thousand. */
const PLACES = 32_768;
/** What `recall` gives for a word that is not remembered. */
export const FORGOTTEN = -1;

/** What stands at each place: the key of a word, and what is known of it. */
const KNOWN = 3;
const COLUMNS = 4;
/** Bits of what is known: the number, whether that is of another word that is meant, and what the word tells. */
const NUMBER_BITS = 20;
const NUMBER = (1 << NUMBER_BITS) - 1;
const GUESSED = 1 << NUMBER_BITS;
const TOLD_FROM = NUMBER_BITS + 1;

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

  /** Gives a word the number that is remembered of it, and gives what it tells; `FORGOTTEN` when none is. */
  recall(words: Words, at: number): number {
    const table = this.#table;
    const [key0, key1, key2] = [words.keyOf(at, 0), words.keyOf(at, 1), words.keyOf(at, 2)];
    const place = placeOf(key0, key1, key2, PLACES);
    const row = COLUMNS * place;
    if (table[row] !== key0 || table[row + 1] !== key1 || table[row + 2] !== key2) return FORGOTTEN;
    if (key2 < 0 && !this.#hasLetters(place, words, at)) return FORGOTTEN;
    const known = table[row + KNOWN] ?? 0;
    const number = known & NUMBER;
    words.number(at, number, (known & GUESSED) === 0 ? number : UNKNOWN);
    return known >>> TOLD_FROM;
  }

  /**
   * Remembers the number of a word that has at most `LONGEST_GUESSED` letters.
   *
   * @param told of the languages, 0 to 1023
   */
  keep(words: Words, at: number, told: number): void {
    const [from, to, number] = [words.fromOf(at), words.toOf(at), words.numberOf(at)];
    if (to - from > LONGEST_GUESSED || number > NUMBER) return;
    const guessed = words.writtenOf(at) === number ? 0 : GUESSED;
    const known = number | guessed | (told << TOLD_FROM);
    const [key0, key1, key2] = [words.keyOf(at, 0), words.keyOf(at, 1), words.keyOf(at, 2)];
    const place = placeOf(key0, key1, key2, PLACES);
    this.#table.set([key0, key1, key2, known], COLUMNS * place);
    this.#letters.set(words.letters.subarray(from, to), place * LONGEST_GUESSED);
    this.#lengths[place] = to - from;
  }

  #hasLetters(place: number, words: Words, at: number): boolean {
    const length = words.toOf(at) - words.fromOf(at);
    return this.#lengths[place] === length && words.isMadeOf(at, this.#letters, place * LONGEST_GUESSED);
  }
}
