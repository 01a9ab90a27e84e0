/** Control characters but tab and line feed, and what turns the direction of everything that follows. */
const UNSEEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** A text of several lines, as a person wrote it: line breaks of one kind, no character that nobody sees. */
export function tidyText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(UNSEEN, (character) => (character === '\n' || character === '\t' ? character : ''))
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim()
    .toWellFormed();
}

/** A text of one line, with single spaces. */
export function tidyLine(text: string): string {
  return tidyText(text).replaceAll(/\s+/gu, ' ').trim();
}
