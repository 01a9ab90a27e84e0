import { MOST_ADDED, sums, type Told } from './told.ts';
import { placeOf } from './word-key.ts';
import { UNKNOWN } from './word-table.ts';
import { WORD, type Words } from './words.ts';

/** How many words are remembered at most: a power of two. Most texts are made of the same few thousand. */
const PLACES = 32_768;

/** What stands at each place: the key of a word, and what is known of it. */
const KNOWN = 3;
const COLUMNS = 4;
/** Parts of what is known: the number, whether the word as written has none, and what it tells. */
const NUMBER_BITS = 20;
const NUMBER = (1 << NUMBER_BITS) - 1;
const GUESSED = 1 << NUMBER_BITS;
const TOLD_FROM = NUMBER_BITS + 1;

// A loop over every word asks no other module for a value; see `WordSplitter`.
const [unknown, sumOf] = [UNKNOWN, sums];
const { key: KEY, number: WORD_NUMBER, written: WORD_WRITTEN, columns: WORD_COLUMNS } = WORD;

/**
 * Remembers the numbers of the words met last whose keys are all there is to them, so that few have to be looked for.
 * Every word has one place, which its key tells; a word takes it from the one before, so that nothing a text holds can
 * make looking slow.
 */
export class WordMemory {
  // Empty places are those of the word without a letter, which has no number either.
  readonly #rows = new Int32Array(COLUMNS * PLACES);

  /**
   * Gives words their numbers, at most `MOST_ADDED` of them.
   *
   * @param from the first
   * @param lookUp gives a word that is not remembered its numbers
   * @returns what they tell, added up
   */
  number(words: Words, from: number, lookUp: (at: number) => Told): number {
    const [rows, memory] = [words.rows, this.#rows];
    const to = Math.min(words.count, from + MOST_ADDED);
    let sum = 0;
    for (let at = from; at < to; at += 1) {
      const word = WORD_COLUMNS * at;
      const [key0, key1, key2] = [
        rows[word + KEY] ?? 0,
        rows[word + KEY + 1] ?? 0,
        rows[word + KEY + 2] ?? 0,
      ];
      const row = COLUMNS * placeOf(key0, key1, key2, PLACES);
      if (memory[row] === key0 && memory[row + 1] === key1 && memory[row + 2] === key2) {
        const known = memory[row + KNOWN] ?? 0;
        const number = known & NUMBER;
        rows[word + WORD_NUMBER] = number;
        rows[word + WORD_WRITTEN] = known & GUESSED ? unknown : number;
        sum += sumOf[known >>> TOLD_FROM] ?? 0;
      } else {
        const told = lookUp(at);
        sum += sumOf[told] ?? 0;
        this.#keep(words, at, told);
      }
    }
    return sum;
  }

  /** Remembers the numbers of a word, and what it tells, unless its key is not all there is to it. */
  #keep(words: Words, at: number, told: Told): void {
    const [key0, key1, key2] = [words.keyOf(at, 0), words.keyOf(at, 1), words.keyOf(at, 2)];
    const number = words.numberOf(at);
    if (key2 < 0 || number > NUMBER) return;
    const guessed = words.writtenOf(at) === number ? 0 : GUESSED;
    const known = number | guessed | (told << TOLD_FROM);
    this.#rows.set([key0, key1, key2, known], COLUMNS * placeOf(key0, key1, key2, PLACES));
  }
}
