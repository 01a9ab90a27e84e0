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
import { WORD, Words } from './words.ts';

// A loop that asks another module for a value with every letter takes half as long again; so they have names here.
const [latin, latinKinds, noGap] = [LATIN, LATIN_KINDS, GAP.none];
const [hyphenKind, apostropheKind, letterKind] = [HYPHEN, APOSTROPHE, LETTER];
const [keyLetters, partBit] = [KEY_LETTERS, PART];
const { start: START, end: END, gap: GAP_BEFORE, key: KEY, from: FROM, to: TO, columns: COLUMNS } = WORD;

/** Splits texts into their words, one after another. */
export class WordSplitter extends Words {
  #bytes: Buffer;
  /** What stands between the last word and the place that is read. */
  #gap: Gap = GAP.sentence;
  /** Where the letters end. */
  #end = 0;

  /** @param length of the longest text that there is room for from the beginning; more is made where it is needed */
  constructor(length = 1000) {
    super();
    this.#bytes = Buffer.alloc(2 * (length + 2));
    this.letters = codesIn(this.#bytes);
    this.rows = new Int32Array(COLUMNS * (length + 2));
  }

  /** Takes a text for the one before, and splits it into its words. Linear in the length of the text. */
  read(text: string): void {
    this.#begin(text);
    let at = this.#readPlain(0, text.length);
    while (at < text.length) at = this.#readPlain(this.#readOdd(text, at), text.length);
    this.rows[COLUMNS * this.count + GAP_BEFORE] = GAP.sentence;
    this.number(this.count, 0);
  }

  /** Makes room for a text, and takes it apart: reading a list is much faster than asking a string for its characters. */
  #begin(text: string): void {
    if (COLUMNS * (text.length + 2) > this.rows.length)
      this.rows = new Int32Array(COLUMNS * (text.length + 2));
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
    const { rows } = this;
    let { count } = this;
    let start = this.#passGap(from, to);
    let gap = this.#gap;
    while (start < to) {
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
      if (kind >= apostropheKind) break;
      const row = COLUMNS * count;
      rows[row + START] = start;
      rows[row + END] = at;
      rows[row + GAP_BEFORE] = gap;
      rows[row + KEY] = key0;
      rows[row + KEY + 1] = key1;
      rows[row + KEY + 2] = at - start > keyLetters ? key2 | partBit : key2;
      rows[row + FROM] = start;
      rows[row + TO] = at;
      count += 1;
      if (kind === noGap && kindOfLatin(letters[at + 1] ?? 0) > letterKind) {
        gap = noGap;
        start = at + 1;
      } else {
        this.count = count;
        this.#gap = noGap;
        start = this.#passGap(at, to);
        gap = this.#gap;
      }
    }
    this.count = count;
    this.#gap = gap;
    return Math.min(start, to);
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
    this.rows[row + START] = start;
    this.rows[row + END] = end;
    this.rows[row + GAP_BEFORE] = this.#gap;
    this.rows.set(keyOf(form), row + KEY);
    this.rows[row + FROM] = this.#end;
    this.#makeRoom(this.#end + form.length);
    for (let at = 0; at < form.length; at += 1) this.letters[this.#end + at] = form.charCodeAt(at);
    this.#end += form.length;
    this.rows[row + TO] = this.#end;
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
