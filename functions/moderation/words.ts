import {
  APOSTROPHE,
  endOfWord,
  foldWord,
  GAP,
  type Gap,
  HYPHEN,
  kindAt,
  LATIN,
  LATIN_KINDS,
  LETTER,
} from './characters.ts';
import { gapAt } from './gap-at.ts';
import { KEY_LETTERS, keyOf, PART } from './word-key.ts';

// A loop that asks another module for a value with every letter takes half as long again; so they have names here.
const [latin, latinKinds, noGap] = [LATIN, LATIN_KINDS, GAP.none];
const [hyphenKind, apostropheKind, letterKind] = [HYPHEN, APOSTROPHE, LETTER];
const [keyLetters, partBit] = [KEY_LETTERS, PART];

/** What is known of a word, as columns of the table of words; `number` and `written` are for who looks words up. */
const START = 0;
const END = 1;
const GAP_BEFORE = 2;
const KEY = 3;
const FROM = 6;
const TO = 7;
const NUMBER = 8;
const WRITTEN = 9;
const COLUMNS = 10;

/**
 * The words of one text, by their place from 0 up to `count`, where the text ends: a sentence ends before that too.
 * What is known of them stands in one table of numbers, which is used again for the next text, as is the list of their
 * letters: splitting a text allocates nothing, and asks its string for nothing twice.
 */
export class Words {
  /** How many words the text has. */
  count = 0;
  /**
   * The text in UTF-16, with a 0 after it; each letter read is replaced by the one it is compared as. After that the
   * letters of words that are compared as something longer or shorter.
   */
  letters: Uint16Array;
  #bytes: Buffer;
  #table: Int32Array;
  /** What stands between the last word and the place that is read. */
  #gap: Gap = GAP.sentence;
  /** Where the letters end. */
  #end = 0;

  /** @param length of the longest text that there is room for from the beginning; more is made where it is needed */
  constructor(length = 1000) {
    this.#bytes = Buffer.alloc(2 * (length + 2));
    this.letters = codesIn(this.#bytes);
    this.#table = new Int32Array(COLUMNS * (length + 2));
  }

  /** Takes a text for the one before, and splits it into its words. Linear in the length of the text. */
  read(text: string): void {
    this.#begin(text);
    let at = this.#readPlain(0, text.length);
    while (at < text.length) at = this.#readPlain(this.#readOdd(text, at), text.length);
    this.#table[COLUMNS * this.count + GAP_BEFORE] = GAP.sentence;
    this.#table[COLUMNS * this.count + NUMBER] = 0;
  }

  /** First character of a word in the text, UTF-16 units from 0. */
  startOf(at: number): number {
    return this.#table[COLUMNS * at + START] ?? 0;
  }

  /** One past its last character. */
  endOf(at: number): number {
    return this.#table[COLUMNS * at + END] ?? 0;
  }

  /** What stands between the word before and this one. */
  gapOf(at: number): number {
    return this.#table[COLUMNS * at + GAP_BEFORE] ?? 0;
  }

  /**
   * One of the three numbers of a word's key: its last letters, a byte each. When the third is below 0 the word is
   * longer or has other letters than a to z and 0 to 9, and words with the same key may differ.
   */
  keyOf(at: number, part: 0 | 1 | 2): number {
    return this.#table[COLUMNS * at + KEY + part] ?? 0;
  }

  /** Where its letters begin in `letters`. */
  fromOf(at: number): number {
    return this.#table[COLUMNS * at + FROM] ?? 0;
  }

  /** Where they end; a lone accent has none. */
  toOf(at: number): number {
    return this.#table[COLUMNS * at + TO] ?? 0;
  }

  /** The number it was given last: that of the word meant, where it is misspelled. */
  numberOf(at: number): number {
    return this.#table[COLUMNS * at + NUMBER] ?? 0;
  }

  /** The number of the word as written. */
  writtenOf(at: number): number {
    return this.#table[COLUMNS * at + WRITTEN] ?? 0;
  }

  /** Gives a word its numbers. */
  number(at: number, number: number, written = number): void {
    this.#table[COLUMNS * at + NUMBER] = number;
    this.#table[COLUMNS * at + WRITTEN] = written;
  }

  /** A word as it is compared: `Ciática’s` is `ciatica's`. */
  formOf(at: number): string {
    let form = '';
    for (let place = this.fromOf(at); place < this.toOf(at); place += 1)
      form += String.fromCharCode(this.letters[place] ?? 0);
    return form;
  }

  /** Whether a word is made of the letters of another list from a place on, as many as it has itself. */
  isMadeOf(at: number, letters: Uint16Array, first: number): boolean {
    const from = this.fromOf(at);
    const length = this.toOf(at) - from;
    for (let step = 0; step < length; step += 1)
      if (this.letters[from + step] !== letters[first + step]) return false;
    return true;
  }

  /** Whether a word ends in 's: "Anna's". */
  isPossessive(at: number): boolean {
    return (this.keyOf(at, 0) & 0xffff) === 0x2773;
  }

  /** Makes room for a text, and takes it apart: reading a list is much faster than asking a string for its characters. */
  #begin(text: string): void {
    if (COLUMNS * (text.length + 2) > this.#table.length)
      this.#table = new Int32Array(COLUMNS * (text.length + 2));
    this.#end = text.length + 1;
    this.#makeRoom(this.#end);
    this.#bytes.write(text, 'utf16le');
    this.letters[text.length] = 0;
    this.count = 0;
    this.#gap = GAP.sentence;
  }

  #makeRoom(length: number): void {
    if (length <= this.letters.length) return;
    const bytes = Buffer.alloc(4 * length);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
    this.letters = codesIn(bytes);
  }

  /**
   * Reads words of plain letters with plain gaps between them, which is nearly all of a text, and gives the place where
   * something else begins: a word with an apostrophe or with other letters, or a character that is not Latin.
   */
  #readPlain(from: number, to: number): number {
    const { letters } = this;
    const table = this.#table;
    for (let start = this.#passGap(from, to); start < to; ) {
      let at = start;
      let [key0, key1, key2] = [0, 0, 0];
      let kind = kindOfLatin(letters[at] ?? 0);
      while (kind > letterKind) {
        letters[at] = kind;
        key2 = (key2 << 8) | (key1 >>> 24);
        key1 = (key1 << 8) | (key0 >>> 24);
        key0 = (key0 << 8) | kind;
        at += 1;
        kind = kindOfLatin(letters[at] ?? 0);
      }
      if (kind >= apostropheKind) return start;
      const row = COLUMNS * this.count;
      table[row + START] = start;
      table[row + END] = at;
      table[row + GAP_BEFORE] = this.#gap;
      table[row + KEY] = key0;
      table[row + KEY + 1] = key1;
      table[row + KEY + 2] = at - start > keyLetters ? key2 | partBit : key2;
      table[row + FROM] = start;
      table[row + TO] = at;
      this.count += 1;
      this.#gap = noGap;
      start = this.#passGap(at, to);
    }
    return to;
  }

  /** Passes over what stands between two words, and gives the place after it. */
  #passGap(from: number, to: number): number {
    const { letters } = this;
    let at = from;
    for (; at < to; at += 1) {
      const kind = kindOfLatin(letters[at] ?? 0);
      if (kind >= apostropheKind) return at;
      const gap = kind >= hyphenKind ? gapAt(this, kind, at) : (kind as Gap);
      if (gap > this.#gap) this.#gap = gap;
    }
    return at;
  }

  /** Reads one word of any letters, or one character between words, and gives the place after it. */
  #readOdd(text: string, at: number): number {
    const kind = kindAt(this.letters, at);
    if (kind >= LETTER) return this.#readOddWord(text, at);
    const gap = gapAt(this, kind, at);
    if (gap > this.#gap) this.#gap = gap;
    return at + 1;
  }

  /** "l'épaule" and "I've" are two words; "don't" and "wife's" are one. */
  #readOddWord(text: string, start: number): number {
    const end = endOfWord(this.letters, start);
    const form = foldWord(text.slice(start, end));
    const apostrophe = form.indexOf("'");
    if (apostrophe < 0 || form.length !== end - start || form.endsWith("'s") || form.endsWith("n't")) {
      this.#addForm(form, start, end);
      return end;
    }
    const cut = start + apostrophe;
    this.#addForm(form.slice(0, apostrophe), start, cut);
    this.#addForm(form.slice(apostrophe + 1), cut + 1, end);
    return end;
  }

  #addForm(form: string, start: number, end: number): void {
    const row = COLUMNS * this.count;
    this.#table[row + START] = start;
    this.#table[row + END] = end;
    this.#table[row + GAP_BEFORE] = this.#gap;
    this.#table.set(keyOf(form), row + KEY);
    this.#table[row + FROM] = this.#end;
    this.#makeRoom(this.#end + form.length);
    for (let at = 0; at < form.length; at += 1) this.letters[this.#end + at] = form.charCodeAt(at);
    this.#end += form.length;
    this.#table[row + TO] = this.#end;
    this.count += 1;
    this.#gap = GAP.none;
  }
}

/** The kind of a character; `LETTER`, to be looked at again, of all that are not Latin. */
function kindOfLatin(code: number): number {
  return code < latin ? (latinKinds[code] ?? 0) : letterKind;
}

function codesIn({ buffer, byteOffset, length }: Buffer): Uint16Array {
  return new Uint16Array(buffer, byteOffset, length / 2);
}
