/** A word of a text, ready to be compared. */
export interface Word {
  /** Lower case, without accents: `Ciática’s` is `ciatica's`. */
  readonly form: string;
  /** First character in the text, UTF-16 units from 0. */
  readonly start: number;
  /** One past the last character. */
  readonly end: number;
  /** What stands between the word before and this one. */
  readonly gap: Gap;
}

/** From nothing but space or a hyphen, over a comma or slash and the border of a clause, to the end of a sentence. */
export type Gap = 0 | 1 | 2 | 3;

/** The gaps by name. */
export const GAP = { none: 0, comma: 1, clause: 2, sentence: 3 } as const;

const LETTER = 4;
const APOSTROPHE = 5;
const accents = /\p{M}+/gu;
const letter = /[\p{L}\p{N}\p{M}]/u;
/** After these a full stop ends no sentence. */
const ABBREVIATIONS = new Set([
  'dr',
  'mr',
  'mrs',
  'ms',
  'st',
  'vs',
  'drs',
  'sra',
  'sr',
  'dra',
  'mme',
  'mlle',
]);

const kinds = new Uint8Array(0x250);
for (let code = 0; code < kinds.length; code += 1) kinds[code] = kindOf(code);

/** Splits a text into its words, in order; empty for a text without letters and digits. Linear in its length. */
export function splitWords(text: string): readonly Word[] {
  const words: Word[] = [];
  let gap: Gap = GAP.sentence;
  let at = 0;
  while (at < text.length) {
    const kind = kindAt(text, at);
    if (kind !== LETTER) {
      const found = gapOf(kind, text, at, words.at(-1));
      if (found > gap) gap = found;
      at += 1;
      continue;
    }
    const end = endOfWord(text, at);
    addWord(words, text, { start: at, end, gap });
    gap = GAP.none;
    at = end;
  }
  return words;
}

/** The form under which a word is compared: lower case, no accents, straight apostrophes. */
function foldWord(written: string): string {
  for (let at = 0; at < written.length; at += 1)
    if (written.charCodeAt(at) > 0x7f) return foldForeign(written);
  return written.toLowerCase();
}

function foldForeign(written: string): string {
  return written
    .normalize('NFKD')
    .replace(accents, '')
    .replaceAll(/[’‘´`ʼ]/gu, "'")
    .replaceAll('\u00ad', '')
    .toLowerCase();
}

function kindOf(code: number): number {
  const character = String.fromCharCode(code);
  if (letter.test(character) || code === 0xad) return LETTER;
  if (character === "'" || character === '`' || character === '´') return APOSTROPHE;
  if (',/&+('.includes(character)) return GAP.comma;
  if (';:[]{}"'.includes(character)) return GAP.clause;
  if ('.!?\n¡¿'.includes(character)) return GAP.sentence;
  return GAP.none;
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const known = kinds[code];
  if (known !== undefined) return known;
  if (code === 0x2019 || code === 0x2018 || code === 0x2bc) return APOSTROPHE;
  if (code === 0x2014 || code === 0x2013) return GAP.clause;
  if (code === 0x2026 || code === 0x2028) return GAP.sentence;
  if (code >= 0x2000 && code <= 0x206f) return GAP.none;
  if (letter.test(String.fromCodePoint(text.codePointAt(at) ?? 0))) return LETTER;
  if (code >= 0xdc00 && code <= 0xdfff && letter.test(String.fromCodePoint(text.codePointAt(at - 1) ?? 0)))
    return LETTER;
  return code >= 0x2190 ? GAP.clause : GAP.none;
}

/** An apostrophe between letters belongs to the word. */
function endOfWord(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const kind = kindAt(text, at);
    if (kind === LETTER) at += 1;
    else if (kind === APOSTROPHE && at + 1 < text.length && kindAt(text, at + 1) === LETTER) at += 2;
    else break;
  }
  return at;
}

/** "l'épaule" and "I've" are two words; "don't" and "wife's" are one. */
function addWord(words: Word[], text: string, { start, end, gap }: Omit<Word, 'form'>): void {
  const form = foldWord(text.slice(start, end));
  const apostrophe = form.indexOf("'");
  if (apostrophe < 0 || form.length !== end - start || form.endsWith("'s") || form.endsWith("n't")) {
    words.push({ form, start, end, gap });
    return;
  }
  const cut = start + apostrophe;
  words.push({ form: form.slice(0, apostrophe), start, end: cut, gap });
  words.push({ form: form.slice(apostrophe + 1), start: cut + 1, end, gap: GAP.none });
}

/** A full stop within "2.5", after "Dr" or after a single letter ends nothing; a hyphen among spaces is a dash. */
function gapOf(kind: number, text: string, at: number, before: Word | undefined): Gap {
  const character = text.charCodeAt(at);
  if (character === 0x2e && before?.end === at) {
    const next = at + 1 < text.length ? kindAt(text, at + 1) : GAP.none;
    if (next === LETTER && isShort(before)) return GAP.none;
    if (isShort(before) && /\D/u.test(before.form) && text.charCodeAt(at + 1) === 0x20) return GAP.none;
  }
  if (character === 0x2d)
    return text.charCodeAt(at - 1) === 0x20 || text.charCodeAt(at + 1) === 0x2d ? GAP.clause : GAP.none;
  return kind === APOSTROPHE ? GAP.none : (kind as Gap);
}

function isShort({ form }: Word): boolean {
  return form.length === 1 || ABBREVIATIONS.has(form) || /^\d+$/u.test(form);
}
