import { LANGUAGES, type Language } from '../domain/clinic.ts';
import { BIT } from './context.ts';
import type { Lookup } from './lexicon.ts';
import { type Found, longestPhrase, type Mention, UNKNOWN } from './vocabulary.ts';
import type { Gap, Word } from './words.ts';

/** One phrase of a text that the lexicon knows, or one word that it does not. */
export interface Item {
  /** First word. */
  readonly from: number;
  /** One past the last word. */
  readonly to: number;
  readonly gap: Gap;
  /** Roles, one bit each. */
  readonly roles: number;
  /** What it says of a condition; most items say nothing. */
  readonly mention: Mention | undefined;
  /** As written, lower case without accents; of the last word where there are several. */
  readonly form: string;
}

/** A text, read phrase by phrase. */
export interface Reading {
  readonly items: readonly Item[];
  readonly language: Language;
}

/** Reads words as phrases, the longest first; the language is the one whose small words are the most. */
export function readItems(words: readonly Word[], lookup: Lookup): Reading {
  const numbers = new Int32Array(words.length);
  for (let at = 0; at < words.length; at += 1) numbers[at] = numberOf((words[at] as Word).form, lookup);
  const language = languageOf(numbers, lookup);
  const { root, owners } = lookup.readers[language];
  const items: Item[] = [];
  const numbered = { words, numbers, owners };
  for (let at = 0; at < words.length; ) {
    const found = numbers[at] === UNKNOWN ? undefined : longestPhrase(root, at, numbered);
    const item = toItem(words, at, found);
    items.push(item);
    at = item.to;
  }
  return { items, language };
}

function toItem(words: readonly Word[], from: number, found: Found | undefined): Item {
  const word = words[from] as Word;
  const { gap, form } = word;
  if (!found) return { from, to: from + 1, gap, roles: rolesOfOther(word), form, mention: undefined };
  const { node, length } = found;
  const last = length === 1 ? form : (words[from + length - 1]?.form ?? form);
  return { from, to: from + length, gap, roles: node.roles, form: last, mention: node.mention };
}

/** "Anna's" is whose. */
function rolesOfOther(word: Word): number {
  return word.form.endsWith("'s") ? BIT.possessive : 0;
}

function numberOf(form: string, { vocabulary, spelling }: Lookup): number {
  const known = vocabulary.numberOf(form);
  if (known !== UNKNOWN) return known;
  if (form.endsWith("'s")) return UNKNOWN;
  const meant = spelling(form);
  return meant === undefined ? UNKNOWN : vocabulary.numberOf(meant);
}

/** English where nothing tells. */
function languageOf(numbers: Int32Array, { tells }: Lookup): Language {
  const { en, es, fr } = tells;
  const counts = { en: 0, es: 0, fr: 0 };
  for (const number of numbers) {
    if (number === UNKNOWN) continue;
    counts.en += en[number] ?? 0;
    counts.es += es[number] ?? 0;
    counts.fr += fr[number] ?? 0;
  }
  return LANGUAGES.reduce((best, language) => (counts[language] > counts[best] ? language : best));
}
