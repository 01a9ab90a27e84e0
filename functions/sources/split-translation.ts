import { findTranslationMarks, isBlank, placeOf } from '../domain/translation-mark.ts';

/** A text of Google's, taken apart. */
export interface SplitText {
  /** The patient's own words; the whole text where it is not certain which of them they are. */
  readonly original: string;
  /** Google's machine translation; absent when the text has none, or none that is certain. */
  readonly translation?: string;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A short text in brackets that begins a line, as the mark of the original does. */
const BRACKETED_LINE = /^[\p{Cf}\t ]*[([（［【〔「『]([^\n()[\]（）［］【】]{1,60})[)\]）］】〕」』]/gmu;

/** The beginnings of the word for the original, without accents; of languages that are missing only the form is known. */
const ORIGINAL = new RegExp(
  [
    'orig|orij|oryg|oorspronk|ursprung|alkup|puvodn|povodn|eredeti|izvor|izvirn|asli|asil|^goc$|zdrojov|algne',
    'ориг|оригін|исходн|първонач|изворн|πρωτοτ|原文|原始|元の|원문|원본|מקור|الأصل|اصل|أصل|मूल|মূল|மூல|ต้นฉบับ',
  ].join('|'),
  'iu',
);

/**
 * Takes Google's machine translation out of a text. Google puts it before the words, `(Translated by Google) T …
 * (Original) O`, or behind them, `O … (Translated by Google) T`, and marks it in the language that was asked for, or in
 * that of whoever made an export. The marks are known by their form in any language: brackets that begin a line, the
 * first with Google's name. Without a mark of the original, the words must speak of translating.
 *
 * A text whose marks leave a doubt stays as it is, marks included, and is flagged for staff (`domain/translation-mark.ts`):
 * visitors are never told that a machine's words are a patient's. So does a text without a mark, to the last space.
 */
export function splitTranslation(text: string): SplitText {
  const marks = findTranslationMarks(text);
  const [mark] = marks;
  if (!mark?.beginsLine || marks.length > 1) return { original: text };
  return isBlank(text.slice(0, mark.start)) ? splitBefore(text, mark) : splitBehind(text, mark);
}

function splitBefore(text: string, mark: Place): SplitText {
  const original = findOriginalMark(text, mark.end);
  if (!original) return { original: text };
  const words = text.slice(original.end).replace(/^(?:\r?\n| )/u, '');
  return inParts(text, words, text.slice(mark.end, original.start));
}

/**
 * The one line that can be the mark of the original: its word is known, or it is the only one that stands alone behind
 * an empty line, as Google's does. `undefined` when several can be.
 */
function findOriginalMark(text: string, from: number): Place | undefined {
  const candidates = [...text.matchAll(BRACKETED_LINE)]
    .filter(({ index }) => index >= from)
    .map(({ 0: whole, 1: inside = '', index }) => ({
      ...{ start: index, end: index + whole.length },
      isKnown: isOriginal(inside),
      isAlone: placeOf(text, index, whole).isAlone && /\n[\t\r ]*\n$/u.test(text.slice(0, index)),
    }));
  const known = candidates.filter(({ isKnown }) => isKnown);
  const [only, ...others] = known.length > 0 ? known : candidates.filter(({ isAlone }) => isAlone);
  return others.length === 0 ? only : undefined;
}

function splitBehind(text: string, mark: Place & { readonly isSure: boolean }): SplitText {
  if (!mark.isSure) return { original: text };
  const before = text
    .slice(0, mark.start)
    .replace(/\r?\n[\p{Cf}\t ]*$/u, '')
    .replace(/\r?\n$/u, '');
  const [head] = before.matchAll(BRACKETED_LINE);
  const isHeaded = head?.index === 0 && isOriginal(head[1] ?? '');
  const words = isHeaded ? before.slice(head[0].length).replace(/^(?:\r?\n| )/u, '') : before;
  return inParts(text, words, text.slice(mark.end));
}

function isOriginal(words: string): boolean {
  return ORIGINAL.test(
    words
      .normalize('NFKD')
      .replaceAll(/[\u0300-\u036f]/gu, '')
      .normalize('NFC')
      .trim(),
  );
}

/** Only Google's own breaks are taken off the words: they must stay the same when the translation comes or goes. */
function inParts(whole: string, original: string, translation: string): SplitText {
  const isSplit = !isBlank(original) && !isBlank(translation);
  return isSplit ? { original, translation: translation.trim() } : { original: whole };
}
