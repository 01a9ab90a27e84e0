import { canBeSeen } from '../domain/visible-text.ts';

/** Control characters but tab and line feed, and what turns the direction of everything that follows. */
const UNSEEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

const LETTER = /[[\p{L}\p{N}]--\p{Default_Ignorable_Code_Point}]/v;

/** A text of several lines, as a person wrote it: line breaks of one kind, no control characters; empty when nothing in it can be seen. */
export function tidyText(text: string): string {
  const tidy = text
    .normalize('NFC')
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(UNSEEN, (character) => (character === '\n' || character === '\t' ? character : ''))
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()
    .toWellFormed();
  // Joiners stay within words: some scripts cannot be written without them.
  return canBeSeen(tidy) ? tidy : '';
}

/** A text of one line, with single spaces; empty when nothing in it can be seen. */
export function tidyLine(text: string): string {
  return tidyText(text).replaceAll(/\s+/gu, ' ').trim();
}

/** Tells whether somebody can have signed with this: a letter or a digit is in it. */
export function canSign(text: string): boolean {
  return LETTER.test(text);
}
