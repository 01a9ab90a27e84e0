import { LONGEST_GUESSED } from './spelling.ts';
import { placeOf } from './word-key.ts';
import type { Words } from './words.ts';

/** How many words are remembered at most: a power of two. Most texts are made of the same few thousand. */
const PLACES = 8192;

/**
 * Remembers a number for each of the words met last. Every word has one place, which its key tells; a word takes it
 * from the one before, so that nothing a text holds can make looking slow. What is found is compared letter by letter.
 */
export class WordMemory {
  readonly #letters = new Uint16Array(PLACES * LONGEST_GUESSED);
  readonly #lengths = new Uint8Array(PLACES);
  readonly #numbers = new Int32Array(PLACES);

  /** What is remembered of a word; `undefined` when nothing is. */
  recall(words: Words, at: number): number | undefined {
    const place = placeAt(words, at);
    const isSame =
      this.#lengths[place] === words.toOf(at) - words.fromOf(at) &&
      words.isMadeOf(at, this.#letters, place * LONGEST_GUESSED);
    return isSame ? this.#numbers[place] : undefined;
  }

  /** Remembers a number of a word that has 1 to `LONGEST_GUESSED` letters. */
  keep(words: Words, at: number, number: number): void {
    const place = placeAt(words, at);
    const [from, to] = [words.fromOf(at), words.toOf(at)];
    this.#letters.set(words.letters.subarray(from, to), place * LONGEST_GUESSED);
    this.#lengths[place] = to - from;
    this.#numbers[place] = number;
  }
}

function placeAt(words: Words, at: number): number {
  return placeOf(words.keyOf(at, 0), words.keyOf(at, 1), words.keyOf(at, 2), PLACES);
}
