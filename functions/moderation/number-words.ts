import type { Language } from '../domain/clinic.ts';
import { isDigit } from './characters.ts';
import type { Lookup } from './lexicon.ts';
import { LONGEST_GUESSED, SHORTEST_GUESSED } from './spelling.ts';
import { MOST_ADDED, strengthsIn, type Told } from './told.ts';
import { NUMBER } from './vocabulary.ts';
import { UNKNOWN } from './word-table.ts';
import type { Words } from './words.ts';

/**
 * Gives every word of a text its number.
 *
 * @returns the language that the words tell, by the most of what they tell; English where nothing does
 */
export function numberWords(words: Words, lookup: Lookup): Language {
  let [english, spanish, french] = [0, 0, 0];
  const lookUp = (at: number) => numberAnew(words, at, lookup);
  for (let from = 0; from < words.count; from += MOST_ADDED) {
    const [en, es, fr] = strengthsIn(lookup.remembered.number(words, from, lookUp));
    english += en;
    spanish += es;
    french += fr;
  }
  if (spanish > english && spanish >= french) return 'es';
  return french > english ? 'fr' : 'en';
}

/** Looks up a word that is not remembered. */
function numberAnew(words: Words, at: number, lookup: Lookup): Told {
  const known = lookup.table.numberOf(words, at);
  const number = known === UNKNOWN ? numberOfOther(words, at, lookup) : known;
  words.number(at, number, known);
  return lookup.tells[number] ?? 0;
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
