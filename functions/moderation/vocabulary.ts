import { GAP, splitWords, type Word } from './words.ts';

/** What a phrase says of a condition, and how much it needs beside it to count. */
export interface Mention {
  readonly conditionId: string;
  /**
   * `said` counts by itself; a `part` of the body, a `hint` or a `state` needs a complaint, a treatment or a reason
   * beside it; a `state` also counts when somebody has it; a `circumstance` counts where its sentence tells of an injury.
   */
  readonly kind: 'said' | 'part' | 'hint' | 'state' | 'circumstance';
  /** As the lexicon has it. */
  readonly phrase: string;
}

/** A node of the tree of phrases: what may follow, and what it means when the phrase ends here. */
export interface PhraseNode {
  next?: Map<number, PhraseNode>;
  isEnd: boolean;
  /** Roles, one bit each. */
  roles: number;
  mention?: Mention;
}

/** Stands for a possessive or an article in a phrase: `threw @ back out`. */
const ANY_OWNER = '@';
/** Stands for a number written in digits: `lost # pounds`. */
const ANY_NUMBER = '#';

/** Number of the word that stands for any number; see `numberOf`. */
const NUMBER = 1;
/** Number of the word that stands for any owner. */
export const OWNER = 2;
/** What `numberOf` gives for a word that no phrase has. */
export const UNKNOWN = 0;

/** All words of the lexicon and the context rules, numbered, so that phrases are compared by number. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  /** What each word of a phrase came to: phrases share most of theirs. */
  readonly #learnt = new Map<string, readonly number[]>([
    [ANY_NUMBER, [NUMBER]],
    [ANY_OWNER, [OWNER]],
  ]);

  /** The number of a word; `UNKNOWN` for a word of no phrase, `NUMBER` for one that begins with a digit. */
  numberOf(form: string): number {
    return this.#numbers.get(form) ?? (isDigit(form.charCodeAt(0)) ? NUMBER : UNKNOWN);
  }

  /** Numbers the words of a phrase, learning those that are new. */
  learn(phrase: string): readonly number[] {
    const numbers: number[] = [];
    for (const word of phrase.split(' ')) {
      const known = this.#learnt.get(word);
      const learnt = known ?? splitWords(word).map(({ form }) => this.#learnWord(form));
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

  #learnWord(form: string): number {
    const known = this.#numbers.get(form);
    if (known !== undefined) return known;
    const number = this.#numbers.size + OWNER + 1;
    this.#numbers.set(form, number);
    return number;
  }
}

/** Adds a phrase to a tree and gives the node it ends at. */
export function addPhrase(root: PhraseNode, numbers: readonly number[]): PhraseNode {
  let node = root;
  for (const number of numbers) {
    node.next ??= new Map();
    const next = node.next.get(number) ?? { isEnd: false, roles: 0 };
    node.next.set(number, next);
    node = next;
  }
  node.isEnd = true;
  return node;
}

/** A phrase found in a text. */
export interface Found {
  readonly node: PhraseNode;
  /** In words. */
  readonly length: number;
}

/** A text as numbers, and the words of it that say whose. */
export interface Numbered {
  readonly words: readonly Word[];
  readonly numbers: Int32Array;
  readonly owners: ReadonlySet<number>;
}

/** The longest phrase that begins at a word and crosses no border of a clause; `undefined` when there is none. */
export function longestPhrase(
  root: PhraseNode,
  from: number,
  { words, numbers, owners }: Numbered,
): Found | undefined {
  let node = root.next?.get(numbers[from] ?? UNKNOWN);
  let found: Found | undefined;
  for (let at = from + 1; node; at += 1) {
    if (node.isEnd) found = { node, length: at - from };
    if (!node.next || words[at]?.gap !== GAP.none) break;
    const number = numbers[at] ?? UNKNOWN;
    node = node.next.get(number) ?? (owners.has(number) ? node.next.get(OWNER) : undefined);
  }
  return found;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
