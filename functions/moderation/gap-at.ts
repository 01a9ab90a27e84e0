import { APOSTROPHE, FULL_STOP, GAP, type Gap, HYPHEN, isDigit, kindAt, LETTER } from './characters.ts';
import { keyOf } from './word-key.ts';
import type { Words } from './words.ts';

/** After these a full stop ends no sentence; by their keys, as each has four letters at most. */
const ABBREVIATIONS = new Set(
  'dr mr mrs ms st vs drs sra sr dra mme mlle'.split(' ').map((word) => keyOf(word)[0]),
);
const LONGEST_ABBREVIATION = 4;

/**
 * What a character that is no letter puts between the words read so far and the next one: a full stop within "2.5",
 * after "Dr" or after a single letter ends nothing; a hyphen among spaces is a dash.
 *
 * @param kind of the character, as `kindAt` gives it
 * @param at its place in the letters of the words
 */
export function gapAt(words: Words, kind: number, at: number): Gap {
  if (kind === APOSTROPHE) return GAP.none;
  const { letters } = words;
  const next = letters[at + 1];
  if (kind === HYPHEN) return next === 0x2d || (at > 0 && letters[at - 1] === 0x20) ? GAP.clause : GAP.none;
  if (kind !== FULL_STOP) return kind as Gap;
  if (words.count === 0 || words.endOf(words.count - 1) !== at) return GAP.sentence;
  const isBeforeLetter = kindAt(letters, at + 1) >= LETTER;
  return (isBeforeLetter || next === 0x20) && endsNothing(words, isBeforeLetter) ? GAP.none : GAP.sentence;
}

/** Whether a full stop after the last word belongs to it; after a number only where a letter or digit follows. */
function endsNothing(words: Words, isBeforeLetter: boolean): boolean {
  const last = words.count - 1;
  if (isNumber(words, last)) return isBeforeLetter;
  const length = words.toOf(last) - words.fromOf(last);
  return length === 1 || (length <= LONGEST_ABBREVIATION && ABBREVIATIONS.has(words.keyOf(last, 0)));
}

function isNumber(words: Words, at: number): boolean {
  const [from, to] = [words.fromOf(at), words.toOf(at)];
  for (let place = from; place < to; place += 1) if (!isDigit(words.letters[place] ?? 0)) return false;
  return from < to;
}
