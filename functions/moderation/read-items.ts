import type { Language } from '../domain/clinic.ts';
import { isDigit } from './characters.ts';
import { BIT } from './context.ts';
import { type Lookup, TOLD_BITS } from './lexicon.ts';
import { NO_PHRASE } from './phrases.ts';
import type { Reading } from './reading.ts';
import { LONGEST_GUESSED, SHORTEST_GUESSED } from './spelling.ts';
import { NUMBER } from './vocabulary.ts';
import { FORGOTTEN } from './word-memory.ts';
import { UNKNOWN } from './word-table.ts';
import type { Words } from './words.ts';

// A loop over every word asks no other module for a value; see `Words`.
const [noPhrase, forgotten, possessive] = [NO_PHRASE, FORGOTTEN, BIT.possessive];

/** How many words may tell before what they told is added up: then no sum runs over into the next. */
const TOLD_AT_ONCE = 256;
/** What a word tells, with the languages so far apart that many can be added. */
const SUM_BITS = 10;
const SUM_MASK = (1 << SUM_BITS) - 1;
const SUMS = Int32Array.from({ length: 1 << (3 * TOLD_BITS) }, (_, told) => {
  const strengthOf = (language: number) => (told >>> (language * TOLD_BITS)) & ((1 << TOLD_BITS) - 1);
  return strengthOf(0) | (strengthOf(1) << SUM_BITS) | (strengthOf(2) << (2 * SUM_BITS));
});

/** Reads the words of a text as phrases, the longest first, in the language whose small words are the most. */
export function readItems(reading: Reading, lookup: Lookup): void {
  const { words } = reading;
  const reader = lookup.readers[numberWords(words, lookup)];
  const { phrases } = reader;
  reading.begin(reader);
  for (let at = 0; at < words.count; ) {
    // "Anna's" is whose.
    const phrase = phrases.longest(words, at);
    const isWhose = words.isPossessive(at) && phrase === noPhrase;
    reading.add(at, phrase, isWhose ? possessive : phrases.rolesOf(phrase));
    at += phrases.lengthOf(phrase);
  }
  reading.end();
}

/** Gives every word its number. @returns the language that they tell */
function numberWords(words: Words, lookup: Lookup): Language {
  const { remembered } = lookup;
  let [english, spanish, french] = [0, 0, 0];
  for (let from = 0; from < words.count; from += TOLD_AT_ONCE) {
    const to = Math.min(words.count, from + TOLD_AT_ONCE);
    let told = 0;
    for (let at = from; at < to; at += 1) {
      const known = remembered.recall(words, at);
      told += SUMS[known === forgotten ? numberAnew(words, at, lookup) : known] ?? 0;
    }
    english += told & SUM_MASK;
    spanish += (told >>> SUM_BITS) & SUM_MASK;
    french += told >>> (2 * SUM_BITS);
  }
  // English where nothing tells.
  if (spanish > english && spanish >= french) return 'es';
  return french > english ? 'fr' : 'en';
}

/** Looks up a word that was not met lately. @returns what it tells */
function numberAnew(words: Words, at: number, lookup: Lookup): number {
  const known = lookup.table.numberOf(words, at);
  const number = known === UNKNOWN ? numberOfOther(words, at, lookup) : known;
  words.number(at, number, known);
  const told = lookup.tells[number] ?? 0;
  lookup.remembered.keep(words, at, told);
  return told;
}

/** A number in digits, or the word of the lexicon that a misspelled one stands for. */
function numberOfOther(words: Words, at: number, { vocabulary, spelling }: Lookup): number {
  const length = words.toOf(at) - words.fromOf(at);
  if (length === 0) return UNKNOWN;
  if (isDigit(words.letters[words.fromOf(at)] ?? 0)) return NUMBER;
  if (length < SHORTEST_GUESSED || length > LONGEST_GUESSED || words.isPossessive(at)) return UNKNOWN;
  const meant = spelling(words.formOf(at));
  return meant === undefined ? UNKNOWN : vocabulary.numberOf(meant);
}
