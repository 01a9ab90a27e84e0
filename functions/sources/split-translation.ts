/** A text of Google's, taken apart. */
export interface SplitText {
  /** The patient's own words. */
  readonly original: string;
  /** Google's machine translation; absent when the text has none. */
  readonly translation?: string;
}

const TRANSLATED = '(Translated by Google)';
const ORIGINAL = '(Original)';

/**
 * Takes Google's machine translation out of a text. Google puts it before the words, `(Translated by Google) T …
 * (Original) O`, or behind them, `O … (Translated by Google) T`; it marks them in the language that was asked for, and
 * we ask for English. A mark counts only at the beginning of a line.
 *
 * A text that has only a translation stays as it is, mark included: visitors are never told that a machine's words are
 * a patient's. So does a text without a mark, to the last space.
 */
export function splitTranslation(text: string): SplitText {
  return text.startsWith(TRANSLATED) ? splitBefore(text) : splitBehind(text);
}

function splitBefore(text: string): SplitText {
  const mark = text.indexOf(`\n${ORIGINAL}`);
  if (mark < 0) return { original: text };
  const original = text.slice(mark + 1 + ORIGINAL.length).replace(/^(?:\r?\n| )/u, '');
  return inParts(text, original, text.slice(TRANSLATED.length, mark));
}

function splitBehind(text: string): SplitText {
  const mark = text.lastIndexOf(`\n${TRANSLATED}`);
  if (mark < 0) return { original: text };
  const original = text.slice(0, mark).replace(/\r?\n$/u, '');
  return inParts(text, original, text.slice(mark + 1 + TRANSLATED.length));
}

/** Only Google's own breaks are taken off the words: they must stay the same when the translation comes or goes. */
function inParts(whole: string, original: string, translation: string): SplitText {
  const isSplit = original.trim() !== '' && translation.trim() !== '';
  return isSplit ? { original, translation: translation.trim() } : { original: whole };
}
