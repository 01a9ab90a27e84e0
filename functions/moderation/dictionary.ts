import { isDigit } from './characters.ts';
import spelling from './context/spelling.json' with { type: 'json' };
import { ANY_NUMBER, ANY_OWNER, type PhraseNode } from './phrases.ts';
import { makeSpelling, type Spelling } from './spelling.ts';
import { partsOf, splitWords, type WordPart } from './words.ts';

/** A word, with what is known of it before it is read in a text. */
export interface KnownWord {
  /** As it is compared: `ciatica's`. */
  readonly form: string;
  /** As phrases have it: the word meant by a misspelled one, `#` for a number in digits. */
  readonly key: string;
  /** How strongly it tells English, Spanish and French, 0 to 2 each. */
  readonly tells: readonly [number, number, number];
  /** The phrases that begin with it, in each of these languages. */
  readonly begins: readonly (PhraseNode | undefined)[];
}

/** A word within one as it is written, with what is known of it. */
export interface KnownPart extends WordPart {
  readonly known: KnownWord;
}

/** How many words of texts are remembered that stand in no phrase; with more, all are forgotten. */
const MOST_REMEMBERED = 20_000;
const TELLS_NOTHING = [0, 0, 0] as const;

/** Every word of the lexicon and the context rules, and the words of texts met lately. */
export class Dictionary {
  readonly #tells = new Map<string, [number, number, number]>();
  readonly #met = new Map<string, readonly KnownPart[]>();
  /** What each word of a phrase came to: phrases share most of theirs. */
  readonly #split = new Map<string, readonly string[]>([
    [ANY_NUMBER, [ANY_NUMBER]],
    [ANY_OWNER, [ANY_OWNER]],
  ]);
  #spelling: Spelling = () => undefined;
  #trees: readonly PhraseNode[] = [];

  /** Splits a phrase into its words, and learns those that are new. */
  learn(phrase: string): readonly string[] {
    return phrase.split(' ').flatMap((word) => {
      const split =
        this.#split.get(word) ?? splitWords(word).map(({ form }) => (isNumber(form) ? ANY_NUMBER : form));
      this.#split.set(word, split);
      for (const form of split) if (!this.#tells.has(form)) this.#tells.set(form, [0, 0, 0]);
      return split;
    });
  }

  /**
   * Says how strongly the words of phrases tell a language, in place of what was said before.
   *
   * @param language place of the language in `KnownWord.tells`
   */
  tell(phrases: readonly string[], language: 0 | 1 | 2, strength: number): void {
    for (const form of phrases.flatMap((phrase) => this.learn(phrase))) {
      const tells = this.#tells.get(form);
      if (tells && form !== ANY_NUMBER && form !== ANY_OWNER) tells[language] = strength;
    }
  }

  /**
   * Ends the learning: knows, from now on, which word a misspelled one stands for and which phrases begin with a word.
   *
   * @param trees of English, Spanish and French
   */
  close(trees: readonly PhraseNode[], worthFinding: Iterable<string>): void {
    const known = new Map(Object.entries(spelling.known));
    const guess = makeSpelling(worthFinding, new Set([...spelling.ordinary, ...this.#tells.keys()]));
    this.#trees = trees;
    this.#spelling = (form) => known.get(form) ?? guess(form);
  }

  /** The words within one as it is written, with what is known of them. */
  find(written: string): readonly KnownPart[] {
    return this.#met.get(written) ?? this.#meet(written);
  }

  #meet(written: string): readonly KnownPart[] {
    const parts = partsOf(written).map((part) => ({ ...part, known: this.#know(part.form) }));
    if (this.#met.size >= MOST_REMEMBERED) this.#met.clear();
    this.#met.set(written, parts);
    return parts;
  }

  #know(form: string): KnownWord {
    const key = this.#keyOf(form);
    const tells = this.#tells.get(key) ?? TELLS_NOTHING;
    return { form, key, tells, begins: this.#trees.map((tree) => tree.next.get(key)) };
  }

  #keyOf(form: string): string {
    if (isNumber(form)) return ANY_NUMBER;
    if (this.#tells.has(form)) return form;
    if (isDigit(form[0])) return ANY_NUMBER;
    const owner = form.endsWith("'s") ? form.slice(0, -2) : '';
    return this.#tells.has(owner) ? owner : (this.#meant(form) ?? form);
  }

  #meant(form: string): string | undefined {
    return form.endsWith("'s") ? undefined : this.#spelling(form);
  }
}

function isNumber(form: string): boolean {
  return /^\d+$/u.test(form);
}
