import { GAP } from './characters.ts';
import { BIT } from './context.ts';
import { ALONE, FACT, type Mention, NO_PHRASE, type Phrases } from './phrases.ts';
import { WordSplitter } from './word-splitter.ts';
import { WORD } from './words.ts';

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
/** Bits of what it says and what is said about it: `MENTION`, `DENIED`, `DOUBTED`. */
const SAID = 5;
const COLUMNS = 6;

const MENTION = 1;
const DENIED = 2;
const DOUBTED = 4;

// A loop over every word asks no other module for a value; see `WordSplitter`.
const [noGap, noPhrase, alone, possessive] = [GAP.none, NO_PHRASE, ALONE, BIT.possessive];
const { gap: WORD_GAP, key: WORD_KEY, number: WORD_NUMBER, columns: WORD_COLUMNS } = WORD;
const { sought: SOUGHT, roles: FACT_ROLES, shape: FACT_SHAPE, columns: FACTS } = FACT;

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
  readonly words = new WordSplitter();
  /** How many items there are. */
  count = 0;
  /** The roles that its items have in all, one bit each: what none has need not be looked for. */
  allRoles = 0;
  /** How many of its items say something of a condition. */
  mentionCount = 0;
  /** How many sentences there are. */
  sentenceCount = 0;
  #reader: Reader;
  #table = new Int32Array(COLUMNS * ROOM);
  /** The items that say something of a condition, in order. */
  #mentioned = new Int32Array(ROOM);

  /** @param reader of any language */
  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Takes the numbered words as items, the longest phrases that a language has, and each other word by itself. */
  readAs(reader: Reader): void {
    this.#begin(reader);
    const { words } = this;
    const { phrases } = reader;
    const [rows, facts, table, mentioned] = [words.rows, phrases.facts, this.#table, this.#mentioned];
    let [count, mentionCount, sentence, allRoles] = [0, 0, 0, 0];
    // Where a branch would go either way, sums are several times as fast.
    for (let at = 0; at < words.count; count += 1) {
      const word = WORD_COLUMNS * at;
      const number = rows[word + WORD_NUMBER] ?? 0;
      const hints = facts[FACTS * number] ?? 0;
      const sought = facts[FACTS * (rows[word + WORD_COLUMNS + WORD_NUMBER] ?? 0) + SOUGHT] ?? 0;
      const isLonger = (hints & sought) !== 0 && rows[word + WORD_COLUMNS + WORD_GAP] === noGap;
      const phrase = isLonger ? phrases.longest(words, at) : number & -(hints & alone);
      const gap = rows[word + WORD_GAP] ?? 0;
      // "Anna's" is whose.
      const isWhose = ((rows[word + WORD_KEY] ?? 0) & 0xffff) === 0x2773 && phrase === noPhrase;
      const roles = isWhose ? possessive : (facts[FACTS * phrase + FACT_ROLES] ?? 0);
      const shape = facts[FACTS * phrase + FACT_SHAPE] ?? 0;
      // Only the end of a sentence has both bits.
      sentence += gap & (gap >>> 1);
      const row = COLUMNS * count;
      table[row + FIRST] = at;
      table[row + GAP_BEFORE] = gap;
      table[row + ROLES] = roles;
      table[row + PHRASE] = phrase;
      table[row + SENTENCE] = sentence;
      // 1 is `MENTION` as well.
      table[row + SAID] = shape & 1;
      mentioned[mentionCount] = count;
      mentionCount += shape & 1;
      allRoles |= roles;
      at += shape >>> 1;
    }
    this.count = count;
    this.mentionCount = mentionCount;
    this.sentenceCount = sentence;
    this.allRoles = allRoles;
    this.#end();
  }

  /** The items that say something of a condition: the one at a place from 0 up to `mentionCount`. */
  mentionedAt(place: number): number {
    return this.#mentioned[place] ?? 0;
  }

  /** Says of an item whether it is denied or doubted; until then it is neither. */
  judge(at: number, isDenied: boolean, isDoubted: boolean): void {
    const mention = this.#saidOf(at) & MENTION;
    this.#table[COLUMNS * at + SAID] = mention | (isDenied ? DENIED : 0) | (isDoubted ? DOUBTED : 0);
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

  /** Whether an item says anything of a condition. */
  isMention(at: number): boolean {
    return (this.#saidOf(at) & MENTION) !== 0;
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
    return (this.#saidOf(at) & DENIED) !== 0;
  }

  /** Whether an item is said of nobody who came, of a diagnosis that was wrong, or of what is offered. */
  isDoubted(at: number): boolean {
    return (this.#saidOf(at) & DOUBTED) !== 0;
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

  #begin(reader: Reader): void {
    this.#reader = reader;
    const room = this.words.count + 1;
    if (room <= this.#mentioned.length) return;
    this.#table = new Int32Array(COLUMNS * room);
    this.#mentioned = new Int32Array(room);
  }

  /** Ends the text after its last item. */
  #end(): void {
    const row = COLUMNS * this.count;
    this.#table[row + FIRST] = this.words.count;
    this.#table[row + GAP_BEFORE] = GAP.sentence;
    this.#table[row + PHRASE] = NO_PHRASE;
    this.#table[row + ROLES] = 0;
    this.#table[row + SAID] = 0;
  }

  #saidOf(at: number): number {
    return this.#table[COLUMNS * at + SAID] ?? 0;
  }

  #firstOf(at: number): number {
    return this.#table[COLUMNS * at + FIRST] ?? 0;
  }
}
