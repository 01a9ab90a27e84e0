import { LANGUAGES, type Language } from '../domain/clinic.ts';
import { isDigit } from './characters.ts';
import { BIT } from './context.ts';
import type { Lookup } from './lexicon.ts';
import { NO_PHRASE } from './phrases.ts';
import type { Reading } from './reading.ts';
import { LONGEST_GUESSED, SHORTEST_GUESSED } from './spelling.ts';
import { NUMBER } from './vocabulary.ts';
import { UNKNOWN } from './word-table.ts';
import type { Words } from './words.ts';

// A loop over every word asks no other module for a value; see `Words`.
const [noPhrase, unknown, possessive] = [NO_PHRASE, UNKNOWN, BIT.possessive];

/** Reads the words of a text as phrases, the longest first, in the language whose small words are the most. */
export function readItems(reading: Reading, lookup: Lookup): void {
  const { words } = reading;
  numberWords(words, lookup);
  const reader = lookup.readers[languageOf(words, lookup)];
  const { phrases } = reader;
  reading.begin(reader);
  for (let at = 0; at < words.count; ) {
    const phrase = phrases.longest(words, at);
    reading.add(at, phrase, phrase === noPhrase ? rolesOfOther(words, at) : phrases.rolesOf(phrase));
    at += phrase === noPhrase ? 1 : phrases.lengthOf(phrase);
  }
  reading.end();
}

/** "Anna's" is whose. */
function rolesOfOther(words: Words, at: number): number {
  return words.isPossessive(at) ? possessive : 0;
}

function numberWords(words: Words, lookup: Lookup): void {
  for (let at = 0; at < words.count; at += 1) {
    const known = lookup.table.numberOf(words, at);
    words.number(at, known === unknown ? numberOfOther(words, at, lookup) : known, known);
  }
}

/** A number in digits, or the word of the lexicon that a misspelled one stands for. */
function numberOfOther(words: Words, at: number, { vocabulary, spelling, remembered }: Lookup): number {
  const length = words.toOf(at) - words.fromOf(at);
  if (length === 0) return UNKNOWN;
  if (isDigit(words.letters[words.fromOf(at)] ?? 0)) return NUMBER;
  if (length < SHORTEST_GUESSED || length > LONGEST_GUESSED || words.isPossessive(at)) return UNKNOWN;
  const before = remembered.recall(words, at);
  if (before !== undefined) return before;
  const meant = spelling(words.formOf(at));
  const number = meant === undefined ? UNKNOWN : vocabulary.numberOf(meant);
  remembered.keep(words, at, number);
  return number;
}

/** English where nothing tells. */
function languageOf(words: Words, { tells }: Lookup): Language {
  const { en, es, fr } = tells;
  let [english, spanish, french] = [0, 0, 0];
  for (let at = 0; at < words.count; at += 1) {
    const number = words.numberOf(at);
    if (number === unknown) continue;
    english += en[number] ?? 0;
    spanish += es[number] ?? 0;
    french += fr[number] ?? 0;
  }
  const counts = { en: english, es: spanish, fr: french };
  return LANGUAGES.reduce((best, language) => (counts[language] > counts[best] ? language : best));
}
