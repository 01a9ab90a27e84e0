/**
 * What is known of a word, as columns of {@link Words.rows}: where it stands in the text, the gap before it, the three
 * numbers of its key, where its letters stand, and its numbers, which are for who looks words up.
 */
export const WORD = {
  start: 0,
  end: 1,
  gap: 2,
  key: 3,
  from: 6,
  to: 7,
  number: 8,
  written: 9,
  columns: 10,
} as const;

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
  letters: Uint16Array = new Uint16Array();
  /** A row of `WORD` for each word, and one more. For loops over all words: to ask here for each takes twice as long. */
  rows: Int32Array = new Int32Array();

  /** First character of a word in the text, UTF-16 units from 0. */
  startOf(at: number): number {
    return this.rows[WORD.columns * at + WORD.start] ?? 0;
  }

  /** One past its last character. */
  endOf(at: number): number {
    return this.rows[WORD.columns * at + WORD.end] ?? 0;
  }

  /** What stands between the word before and this one. */
  gapOf(at: number): number {
    return this.rows[WORD.columns * at + WORD.gap] ?? 0;
  }

  /**
   * One of the three numbers of a word's key: its last letters, a byte each. When the third is below 0 the word is
   * longer or has other letters than a to z and 0 to 9, and words with the same key may differ.
   */
  keyOf(at: number, part: 0 | 1 | 2): number {
    return this.rows[WORD.columns * at + WORD.key + part] ?? 0;
  }

  /** Where its letters begin in `letters`. */
  fromOf(at: number): number {
    return this.rows[WORD.columns * at + WORD.from] ?? 0;
  }

  /** Where they end; a lone accent has none. */
  toOf(at: number): number {
    return this.rows[WORD.columns * at + WORD.to] ?? 0;
  }

  /** The number it was given last: that of the word meant, where it is misspelled. */
  numberOf(at: number): number {
    return this.rows[WORD.columns * at + WORD.number] ?? 0;
  }

  /** The number of the word as written. */
  writtenOf(at: number): number {
    return this.rows[WORD.columns * at + WORD.written] ?? 0;
  }

  /** Gives a word its numbers. */
  number(at: number, number: number, written = number): void {
    this.rows[WORD.columns * at + WORD.number] = number;
    this.rows[WORD.columns * at + WORD.written] = written;
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
}
