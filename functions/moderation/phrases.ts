import { GAP } from './characters.ts';
import { OWNER } from './vocabulary.ts';
import type { Words } from './words.ts';

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
  /** Groups of the condition, bits of `GROUP`. */
  readonly groups: number;
}

/** A node of the tree of phrases while it grows: what may follow, and what it means when the phrase ends here. */
export interface PhraseNode {
  next?: Map<number, PhraseNode>;
  isEnd: boolean;
  /** Roles, one bit each. */
  roles: number;
  mention?: Mention;
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

/** What `Phrases` give where no phrase begins. */
export const NO_PHRASE = 0;

/**
 * What is asked of a phrase or a word for nearly every word of a text, as columns of {@link Phrases.facts}: what may
 * follow it, as hints, with the bit `ALONE` where a phrase ends; of a word, the hints under which it is looked for; the
 * roles; and twice its number of words, 1 of `NO_PHRASE`, with one more where something is said of a condition.
 */
export const FACT = { hints: 0, sought: 1, roles: 2, shape: 3, columns: 4 } as const;
/** The bit for a place in the tree at which a phrase ends. */
export const ALONE = 1;

// A loop over every word of a text asks no other module for a value; see `WordSplitter`.
const [noPhrase, noGap, owner] = [NO_PHRASE, GAP.none, OWNER];
const { sought: SOUGHT, columns: FACTS } = FACT;

/** What else is known of a node: the word that leads to it, the first of those that may follow it, and how many do. */
const WORD = 0;
const NEXT = 1;
const FOLLOWERS = 2;
const COLUMNS = 3;

/**
 * Phrases, by the numbers of their words, ready to be looked up: their tree with its nodes numbered level by level.
 * The node of a phrase's first word has the number of that word; the nodes that may follow one stand together, sorted
 * by their words. Of a phrase that was found, the number of its last node is all there is to know.
 */
export class Phrases {
  readonly #table: Int32Array;
  /** A row of `FACT` for each node; those of words come first, by their numbers. */
  readonly facts: Int32Array;
  readonly #mentions: readonly (Mention | undefined)[];
  /** 1 for each word that says whose: `my`, `the`. */
  readonly #owners: Uint8Array;

  /** @param size one more than the highest number that a word ever has */
  constructor(root: PhraseNode, size: number, owners: Iterable<number> = []) {
    this.#owners = new Uint8Array(size);
    for (const each of owners) this.#owners[each] = 1;
    const levels = levelsOf(root, size);
    this.#mentions = levels.map(({ node }) => node?.mention);
    this.#table = new Int32Array(COLUMNS * levels.length);
    this.facts = new Int32Array(FACTS * levels.length);
    let next = size;
    for (const [at, { word, length, node }] of levels.entries()) {
      const followers = node?.next?.size ?? 0;
      this.#table.set([word, next, followers], COLUMNS * at);
      const hints = hintsOf(node?.next?.keys() ?? []) | (node?.isEnd ? ALONE : 0);
      const shape = 2 * (at === noPhrase ? 1 : length) + (node?.mention ? 1 : 0);
      this.facts.set([hints, at < size ? this.#hintsFor(at) : 0, node?.roles ?? 0, shape], FACTS * at);
      next += followers;
    }
  }

  /** The longest phrase that begins at a numbered word and crosses no border of a clause, or `NO_PHRASE`. */
  longest(words: Words, from: number): number {
    const { facts } = this;
    let found = noPhrase;
    let node = words.numberOf(from);
    for (let at = from + 1; node !== noPhrase; at += 1) {
      const hints = facts[FACTS * node] ?? 0;
      if (hints & ALONE) found = node;
      const word = words.numberOf(at);
      if ((hints & (facts[FACTS * word + SOUGHT] ?? 0)) === 0 || words.gapOf(at) !== noGap) break;
      node = this.#after(node, word);
    }
    return found;
  }

  /** How many words a phrase has; 1 of `NO_PHRASE`. */
  lengthOf(phrase: number): number {
    return (this.facts[FACTS * phrase + FACT.shape] ?? 0) >>> 1;
  }

  /** Roles of a phrase, one bit each. */
  rolesOf(phrase: number): number {
    return this.facts[FACTS * phrase + FACT.roles] ?? 0;
  }

  /** What a phrase says of a condition. */
  mentionOf(phrase: number): Mention | undefined {
    return this.#mentions[phrase];
  }

  /** The hints under which a word is looked for; those of any owner as well for `my` and `the`. */
  #hintsFor(word: number): number {
    if (word === noPhrase) return 0;
    return hintOf(word) | (this.#owners[word] === 1 ? hintOf(owner) : 0);
  }

  #after(node: number, word: number): number {
    const next = this.#find(node, word);
    return next === NO_PHRASE && this.#owners[word] === 1 ? this.#find(node, owner) : next;
  }

  /** The node that a word leads to. Most words lead nowhere, which the hints tell for nearly all of them. */
  #find(node: number, word: number): number {
    const row = COLUMNS * node;
    if (((this.facts[FACTS * node] ?? 0) & hintOf(word)) === 0) return NO_PHRASE;
    let low = this.#table[row + NEXT] ?? 0;
    const end = low + (this.#table[row + FOLLOWERS] ?? 0);
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#table[COLUMNS * middle + WORD] ?? 0) < word) low = middle + 1;
      else high = middle;
    }
    return low < end && this.#table[COLUMNS * low + WORD] === word ? low : NO_PHRASE;
  }
}

/** One bit for a word, by its number; never `ALONE`. */
function hintOf(word: number): number {
  return 2 << (word % 31);
}

function hintsOf(words: Iterable<number>): number {
  let hints = 0;
  for (const word of words) hints |= hintOf(word);
  return hints;
}

interface Placed {
  /** The word that leads to it. */
  readonly word: number;
  /** Words from the root. */
  readonly length: number;
  /** Nothing for a word that no phrase begins with. */
  readonly node: PhraseNode | undefined;
}

/** The nodes of a tree, those of the first words by their numbers, then those nearest to them first. */
function levelsOf(root: PhraseNode, size: number): readonly Placed[] {
  const levels: Placed[] = Array.from({ length: size }, (_, word) => ({
    word,
    length: 1,
    node: root.next?.get(word),
  }));
  for (const { length, node } of levels) {
    if (!node?.next) continue;
    const next = [...node.next].sort(([a], [b]) => a - b);
    for (const [word, follower] of next) levels.push({ word, length: length + 1, node: follower });
  }
  return levels;
}
