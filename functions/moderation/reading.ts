import { GAP } from './characters.ts';
import { type Mention, NO_PHRASE, type Phrases } from './phrases.ts';
import { Words } from './words.ts';

/** The words of one language, ready to be looked up. */
export interface Reader {
  readonly phrases: Phrases;
  /** Bits of `TRAIT`, by the number of a word. */
  readonly traits: Uint8Array;
}

/** What is known of an item, as columns of the table of items. */
const FIRST = 0;
const GAP_BEFORE = 1;
const ROLES = 2;
const PHRASE = 3;
const SENTENCE = 4;
/** Bits of what is said about it: `DENIED`, `DOUBTED`. */
const SAID = 5;
const COLUMNS = 6;

const DENIED = 1;
const DOUBTED = 2;


/** As many items as most texts have. */
const ROOM = 1000;

/**
 * One text while it is read: its words; its items, each a phrase that the lexicon knows or a word that it does not; and
 * what is said about each item. Items go by their place, from 0 up to `count`, where the text ends: a sentence begins
 * there too, and nothing is meant.
 *
 * As with `Words`, everything stands in one table of numbers that is used again for the next text, so that reading a
 * text allocates next to nothing. What is found is taken out of here before the next text begins.
 */
export class Reading {
  readonly words = new Words();
  /** How many items there are. */
  count = 0;
  /** The roles that its items have in all, one bit each: what none has need not be looked for. */
  allRoles = 0;
  /** How many of its items say something of a condition. */
  mentionCount = 0;
  #sentence = 0;
  #reader: Reader;
  #table = new Int32Array(COLUMNS * ROOM);
  /** The items that say something of a condition, in order. */
  #mentioned = new Int32Array(ROOM);

  /** @param reader of any language */
  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Begins to take down the items of the words, as a language has them. */
  begin(reader: Reader): void {
    this.#reader = reader;
    this.count = 0;
    this.allRoles = 0;
    this.mentionCount = 0;
    this.#sentence = 0;
    const room = this.words.count + 1;
    if (room <= this.#mentioned.length) return;
    this.#table = new Int32Array(COLUMNS * room);
    this.#mentioned = new Int32Array(room);
  }

  /**
   * Adds an item.
   *
   * @param first its first word; it ends where the next item begins
   * @param phrase one of the reader's
   */
  add(first: number, phrase: number, roles: number): void {
    const table = this.#table;
    const row = COLUMNS * this.count;
    const gap = this.words.gapOf(first);
    // Where branches would go either way, sums are several times as fast: of a gap, both bits mean a sentence's end.
    this.#sentence += gap & (gap >>> 1);
    table[row + FIRST] = first;
    table[row + GAP_BEFORE] = gap;
    table[row + ROLES] = roles;
    table[row + PHRASE] = phrase;
    table[row + SENTENCE] = this.#sentence;
    table[row + SAID] = 0;
    this.#mentioned[this.mentionCount] = this.count;
    this.mentionCount += this.#reader.phrases.mentionsOf(phrase);
    this.count += 1;
    this.allRoles |= roles;
  }

  /** Ends the text after the items that were added. */
  end(): void {
    const row = COLUMNS * this.count;
    this.#table[row + FIRST] = this.words.count;
    this.#table[row + GAP_BEFORE] = GAP.sentence;
    this.#table[row + PHRASE] = NO_PHRASE;
    this.#table[row + ROLES] = 0;
  }

  /** The item that is the one-but-`place`-th to say something of a condition; `place` from 0 up to `mentionCount`. */
  mentionedAt(place: number): number {
    return this.#mentioned[place] ?? 0;
  }

  /** Says of an item whether it is denied or doubted; until then it is neither. */
  judge(at: number, isDenied: boolean, isDoubted: boolean): void {
    this.#table[COLUMNS * at + SAID] = (isDenied ? DENIED : 0) | (isDoubted ? DOUBTED : 0);
  }

  /** Roles of an item, one bit each. */
  rolesOf(at: number): number {
    return this.#table[COLUMNS * at + ROLES] ?? 0;
  }

  /** Whether an item has one of these roles. */
  has(at: number, roles: number): boolean {
    return (this.rolesOf(at) & roles) !== 0;
  }

  /** What stands before an item; the end of a sentence before the first one, and before the end of the text. */
  gapOf(at: number): number {
    return this.#table[COLUMNS * at + GAP_BEFORE] ?? 0;
  }

  /** What an item says of a condition; most say nothing. */
  mentionOf(at: number): Mention | undefined {
    return this.#reader.phrases.mentionOf(this.#table[COLUMNS * at + PHRASE] ?? 0);
  }

  /** Whether the last word of an item, as written, has one of these traits, bits of `TRAIT`. */
  hasTrait(at: number, traits: number): boolean {
    const written = this.words.writtenOf(this.#firstOf(at + 1) - 1);
    return ((this.#reader.traits[written] ?? 0) & traits) !== 0;
  }

  /** Whether a mention is denied: "never had". */
  isDenied(at: number): boolean {
    return ((this.#table[COLUMNS * at + SAID] ?? 0) & DENIED) !== 0;
  }

  /** Whether an item is said of nobody who came, of a diagnosis that was wrong, or of what is offered. */
  isDoubted(at: number): boolean {
    return ((this.#table[COLUMNS * at + SAID] ?? 0) & DOUBTED) !== 0;
  }

  /** Number of the sentence an item stands in, from 1. */
  sentenceOf(at: number): number {
    return this.#table[COLUMNS * at + SENTENCE] ?? 0;
  }

  /** Whether two items stand in one sentence. */
  isSameSentence(one: number, other: number): boolean {
    return this.sentenceOf(one) === this.sentenceOf(other);
  }

  /** Whether an item is one word. */
  isOneWord(at: number): boolean {
    return this.#firstOf(at + 1) - this.#firstOf(at) === 1;
  }

  /** First character of an item in the text. */
  startOf(at: number): number {
    return this.words.startOf(this.#firstOf(at));
  }

  /** One past the last character of an item. */
  endOf(at: number): number {
    return this.words.endOf(this.#firstOf(at + 1) - 1);
  }

  #firstOf(at: number): number {
    return this.#table[COLUMNS * at + FIRST] ?? 0;
  }
}
