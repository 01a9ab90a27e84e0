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

// A loop over every word of a text asks no other module for a value; see `Words`.
const [noPhrase, noGap, owner] = [NO_PHRASE, GAP.none, OWNER];
/** The bit for a node at which a phrase ends; the others beside it are hints. */
const ALONE = 1;

/** What is known of a node, as columns of the table of nodes. */
const WORD = 0;
/** The first of the nodes that may follow it, and how many they are. */
const NEXT = 1;
const FOLLOWERS = 2;
const HINTS = 3;
/** How many words a phrase has that ends at the node; 0 where none ends. */
const LENGTH = 4;
const COLUMNS = 5;

/**
 * What is asked of nearly every node, as columns of a table of their own: what may follow it, as hints, and `ALONE`; of
 * a word, the hints it is looked for under; roles.
 */
const SOUGHT = 1;
const ROLES = 2;
/** How many words it has, 1 for `NO_PHRASE`, doubled; one more where something is said of a condition. */
const SHAPE = 3;
const FACTS = 4;

/**
 * Phrases, by the numbers of their words, ready to be looked up: their tree with its nodes numbered level by level.
 * The node of a phrase's first word has the number of that word; the nodes that may follow one stand together, sorted
 * by their words. Of a phrase that was found, the number of its last node is all there is to know.
 */
export class Phrases {
  readonly #table: Int32Array;
  /** What is asked of nearly every word, close together, so that it is fetched at once. */
  readonly #facts: Int32Array;
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
    this.#facts = new Int32Array(FACTS * levels.length);
    let next = size;
    for (const [at, { word, length, node }] of levels.entries()) {
      const followers = node?.next?.size ?? 0;
      const hints = hintsOf(node?.next?.keys() ?? []);
      const row = [word, next, followers, hints, node?.isEnd ? length : 0];
      this.#table.set(row, COLUMNS * at);
      const sought = at === noPhrase || at >= size ? 0 : this.#hintsFor(at);
      const shape = 2 * (at === noPhrase ? 1 : length) + (node?.mention ? 1 : 0);
      const facts = [hints | (node?.isEnd ? ALONE : 0), sought, node?.roles ?? 0, shape];
      this.#facts.set(facts, FACTS * at);
      next += followers;
    }
  }

  /** The longest phrase that begins at a numbered word and crosses no border of a clause, or `NO_PHRASE`. */
  longest(words: Words, from: number): number {
    const word = words.numberOf(from);
    const beginning = this.#facts[FACTS * word] ?? 0;
    const sought = this.#facts[FACTS * words.numberOf(from + 1) + SOUGHT] ?? 0;
    const isLonger = (beginning & sought) !== 0 && words.gapOf(from + 1) === noGap;
    if (isLonger) return this.#longest(words, from);
    // The word, or `NO_PHRASE`: a branch that goes either way costs more than all the rest.
    return word & -(beginning & ALONE);
  }

  #longest(words: Words, from: number): number {
    let found = NO_PHRASE;
    let node = words.numberOf(from);
    for (let at = from + 1; node !== NO_PHRASE; at += 1) {
      if (this.#table[COLUMNS * node + LENGTH] !== 0) found = node;
      if (words.gapOf(at) !== noGap) break;
      node = this.#after(node, words.numberOf(at));
    }
    return found;
  }

  /** How many words a phrase has; 1 of `NO_PHRASE`. */
  lengthOf(phrase: number): number {
    return (this.#facts[FACTS * phrase + SHAPE] ?? 0) >>> 1;
  }

  /** Roles of a phrase, one bit each. */
  rolesOf(phrase: number): number {
    return this.#facts[FACTS * phrase + ROLES] ?? 0;
  }

  /** 1 of a phrase that says something of a condition, or else 0. */
  mentionsOf(phrase: number): number {
    return (this.#facts[FACTS * phrase + SHAPE] ?? 0) & 1;
  }

  /** What a phrase says of a condition. */
  mentionOf(phrase: number): Mention | undefined {
    return this.#mentions[phrase];
  }

  /** The hints under which a word is looked for; those of any owner as well for `my` and `the`. */
  #hintsFor(word: number): number {
    return hintOf(word) | (this.#owners[word] === 1 ? hintOf(owner) : 0);
  }

  #after(node: number, word: number): number {
    const next = this.#find(node, word);
    return next === NO_PHRASE && this.#owners[word] === 1 ? this.#find(node, owner) : next;
  }

  /** The node that a word leads to. Most words lead nowhere, which the hints tell for nearly all of them. */
  #find(node: number, word: number): number {
    const row = COLUMNS * node;
    if (((this.#table[row + HINTS] ?? 0) & hintOf(word)) === 0) return NO_PHRASE;
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
