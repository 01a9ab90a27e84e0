/** What stands between two words, by how much it divides them. */
export type Gap = 0 | 1 | 2 | 3;

/** Space or a hyphen; a comma or slash; the border of a clause; the end of a sentence. */
export const GAP = { none: 0, comma: 1, clause: 2, sentence: 3 } as const;

const letter = /[\p{L}\p{N}\p{M}]/u;
const accents = /\p{M}+/gu;
const apostrophes = /[’‘´`ʼ]/gu;

/** One more than the last code of the Latin characters, of which it is known beforehand whether they are letters. */
const LATIN = 0x250;
const latinLetters = Array.from({ length: LATIN }, (_, code) => letter.test(String.fromCharCode(code)));

/** Whether a letter, digit or accent stands at a place of a text; either half of a pair of surrogates is the place. */
export function isLetterAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < LATIN) return latinLetters[code] === true;
  if (code >= 0xdc00 && code <= 0xdfff) return isLetter(text.codePointAt(at - 1));
  return code > 0 && isLetter(text.codePointAt(at));
}

function isLetter(code: number | undefined): boolean {
  return code !== undefined && letter.test(String.fromCodePoint(code));
}

/** Whether an apostrophe, straight or curly, stands at a place of a text. */
export function isApostropheAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    code === 0x27 || code === 0x2019 || code === 0x2018 || code === 0x60 || code === 0xb4 || code === 0x2bc
  );
}

/** Whether a character is one of 0 to 9. */
export function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

/** How many characters are passed over in search of a letter. */
const REACH = 8;

/** Whether the first letter from a place on is a capital; a few other characters before it are passed over. */
export function isCapitalFrom(text: string, from: number): boolean {
  for (let at = from; at < Math.min(text.length, from + REACH); at += 1) {
    if (isLetterAt(text, at)) return text[at] !== text[at]?.toLowerCase();
  }
  return false;
}

/** The form under which a word is compared: lower case, no accents, straight apostrophes. */
export function foldWord(written: string): string {
  for (let at = 0; at < written.length; at += 1)
    if (written.charCodeAt(at) > 0x7f || written.charCodeAt(at) === 0x60) return foldForeign(written);
  return written.toLowerCase();
}

function foldForeign(written: string): string {
  return written
    .replaceAll(apostrophes, "'")
    .normalize('NFKD')
    .replaceAll(accents, '')
    .replaceAll('\u00ad', '')
    .toLowerCase();
}
