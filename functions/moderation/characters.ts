/** What a character that belongs to no word puts between two words, by how much it divides them. */
export type Gap = 0 | 1 | 2 | 3;

/** Space or a hyphen; a comma or slash; the border of a clause; the end of a sentence. */
export const GAP = { none: 0, comma: 1, clause: 2, sentence: 3 } as const;

/** Kinds of characters that mean what stands beside them; those before them are gaps. */
export const HYPHEN = 4;
export const FULL_STOP = 5;
export const APOSTROPHE = 6;
/** Kind of a letter or digit that is not compared as one of a to z or 0 to 9; the kinds after it are those. */
export const LETTER = 7;

const accents = /\p{M}+/gu;
const letter = /[\p{L}\p{N}\p{M}]/u;
const plain = /^[a-z0-9]$/u;

/** One more than the last code of the Latin characters, whose kinds are known beforehand. */
export const LATIN = 0x250;
/** The kinds of the Latin characters, by code: what `kindAt` gives for them, wherever they stand. */
export const LATIN_KINDS: Readonly<Uint8Array> = Uint8Array.from({ length: LATIN }, (_, code) =>
  kindOf(code),
);

/**
 * What the character at a place of a text in UTF-16 is: a gap, `APOSTROPHE`, `HYPHEN`, `FULL_STOP`, `LETTER`, or more
 * than that for a letter or digit that is compared as one of a to z or 0 to 9: then the code of that one, 0x61 for `A`
 * and `á`.
 */
export function kindAt(codes: Uint16Array, at: number): number {
  const code = codes[at] ?? 0;
  return code < LATIN ? (LATIN_KINDS[code] ?? 0) : kindOfForeign(code, codes, at);
}

/** Whether a letter is one of 0 to 9. */
export function isDigit(letter: number): boolean {
  return letter >= 0x30 && letter <= 0x39;
}

/** Whether a word goes on at a place after its first character: an apostrophe between letters belongs to it. */
function isWithin(codes: Uint16Array, at: number): boolean {
  const kind = kindAt(codes, at);
  return kind >= LETTER || (kind === APOSTROPHE && kindAt(codes, at + 1) >= LETTER);
}

/** Where a word of any letters ends that begins at a place. */
export function endOfWord(codes: Uint16Array, start: number): number {
  let at = start + 1;
  while (isWithin(codes, at)) at += 1;
  return at;
}

/** The form under which a word is compared: lower case, no accents, straight apostrophes. */
export function foldWord(written: string): string {
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
  if (letter.test(character) || code === 0xad) {
    const folded = foldWord(character);
    return plain.test(folded) ? folded.charCodeAt(0) : LETTER;
  }
  if (character === '-') return HYPHEN;
  if (character === '.') return FULL_STOP;
  if (character === "'" || character === '`' || character === '´') return APOSTROPHE;
  if (',/&+('.includes(character)) return GAP.comma;
  if (';:[]{}"'.includes(character)) return GAP.clause;
  if ('!?\n¡¿'.includes(character)) return GAP.sentence;
  return GAP.none;
}

function kindOfForeign(code: number, codes: Uint16Array, at: number): number {
  if (code === 0x2019 || code === 0x2018 || code === 0x2bc) return APOSTROPHE;
  if (code === 0x2014 || code === 0x2013) return GAP.clause;
  if (code === 0x2026 || code === 0x2028) return GAP.sentence;
  if (code >= 0x2000 && code <= 0x206f) return GAP.none;
  if (letter.test(characterAt(codes, at))) return LETTER;
  const isSecondHalf = code >= 0xdc00 && code <= 0xdfff;
  if (isSecondHalf && at > 0 && letter.test(characterAt(codes, at - 1))) return LETTER;
  return code >= 0x2190 ? GAP.clause : GAP.none;
}

/** A character with its second half, where that follows. */
function characterAt(codes: Uint16Array, at: number): string {
  return String.fromCodePoint(String.fromCharCode(codes[at] ?? 0, codes[at + 1] ?? 0).codePointAt(0) ?? 0);
}
