import { isDigit } from './characters.ts';
import { WordSplitter } from './word-splitter.ts';
import { UNKNOWN, WordTable } from './word-table.ts';

/** Stands for a possessive or an article in a phrase: `threw @ back out`. */
const ANY_OWNER = '@';
/** Stands for a number written in digits: `lost # pounds`. */
const ANY_NUMBER = '#';

/** Number of the word that stands for any number in digits. */
export const NUMBER = 1;
/** Number of the word that stands for any owner. */
export const OWNER = 2;

/** All words of the lexicon and the context rules, numbered, so that phrases are compared by number. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  /** What each word of a phrase came to: phrases share most of theirs. */
  readonly #learnt = new Map<string, readonly number[]>([
    [ANY_NUMBER, [NUMBER]],
    [ANY_OWNER, [OWNER]],
  ]);

  /** Where phrases are split. */
  readonly #words = new WordSplitter();

  /** The number of a word; `UNKNOWN` for a word of no phrase, `NUMBER` for one that begins with a digit. */
  numberOf(form: string): number {
    return this.#numbers.get(form) ?? (isDigit(form.charCodeAt(0)) ? NUMBER : UNKNOWN);
  }

  /** Numbers the words of a phrase, learning those that are new. */
  learn(phrase: string): readonly number[] {
    const numbers: number[] = [];
    for (const word of phrase.split(' ')) {
      const known = this.#learnt.get(word);
      const learnt = known ?? this.#learnWords(word);
      if (!known) this.#learnt.set(word, learnt);
      numbers.push(...learnt);
    }
    return numbers;
  }

  /** One more than the highest number given. */
  get size(): number {
    return this.#numbers.size + OWNER + 1;
  }

  /** Every word known. */
  words(): Iterable<string> {
    return this.#numbers.keys();
  }

  /** The words known so far, to be found by their letters. */
  table(): WordTable {
    return new WordTable([...this.#numbers.keys()], OWNER + 1);
  }

  #learnWords(text: string): readonly number[] {
    this.#words.read(text);
    return Array.from({ length: this.#words.count }, (_, at) => this.#learnWord(this.#words.formOf(at)));
  }

  #learnWord(form: string): number {
    const known = this.#numbers.get(form);
    if (known !== undefined) return known;
    const number = this.#numbers.size + OWNER + 1;
    this.#numbers.set(form, number);
    return number;
  }
}
