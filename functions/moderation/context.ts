import type { Language } from '../domain/clinic.ts';
import en from './context/en.json' with { type: 'json' };
import es from './context/es.json' with { type: 'json' };
import fr from './context/fr.json' with { type: 'json' };

/** The roles that words play around a condition; what each means stands beside the lists in `context/roles.json`. */
export const ROLES = [
  'determiner',
  'possessive',
  'modifier',
  'joiner',
  'linker',
  'reason',
  'complaint',
  'surgery',
  'rehab',
  'numbness',
  'pain',
  'sore',
  'hurt',
  'treat',
  'touch',
  'have',
  'cannot',
  'auxiliary',
  'ails',
  'wentNumb',
  'well',
  'negation',
  'transparent',
  'resolved',
  'generic',
  'self',
  'wrong',
  'service',
  'visit',
  'contrast',
  'radiating',
  'lasting',
  'afterwards',
  'pending',
  'range',
  'comparison',
  'cause',
  'occasion',
  'figurative',
  'pursuit',
  'nobody',
] as const;
export type Role = (typeof ROLES)[number];

/** The words of one language around conditions. */
export interface Context {
  readonly language: string;
  readonly words: Readonly<Record<Role | Exclude<Trait, 'with'> | Extra, readonly string[]>>;
}

/** Lists of single words that call for care. */
const TRAITS = [
  /** Parts of the body that also mean other things, and need their owner beside them. */
  'looseParts',
  /** Parts of the body that are mostly no part of the body: `back`. */
  'adverbs',
  /** Parts of the body that count only when they ache: `head`. */
  'painParts',
  /** Parts of the body that people do things with: "with my hands". */
  'tools',
  /** Words after a part of the body that make it no more than a suggestion. */
  'noPart',
] as const;
/** What a word calls for; `with` is one that the words for "with" have in texts of every language. */
export type Trait = (typeof TRAITS)[number] | 'with';

const WITH = ['with', 'con', 'avec'];

/** Lists that are neither: words that tell the language, idioms in which nothing is meant. */
type Extra = 'language' | 'idioms' | 'notNegation';

/** Every word that has a trait, with its traits. */
export function traitsOf({ words }: Context): ReadonlyMap<string, ReadonlySet<Trait>> {
  const traits = new Map<string, Set<Trait>>();
  const add = (word: string, trait: Trait) =>
    traits.set(word, (traits.get(word) ?? new Set<Trait>()).add(trait));
  for (const trait of TRAITS) for (const word of words[trait]) add(word, trait);
  for (const word of WITH) add(word, 'with');
  return traits;
}

/** The context rules of every language the product reads. */
export const contexts: Readonly<Record<Language, Context>> = {
  en: readContext(en),
  es: readContext(es),
  fr: readContext(fr),
};

/** The lists are written with commas: that is shorter to ship, and to read. */
function readContext({ language, words }: typeof en): Context {
  const lists = Object.entries(words).map(([list, phrases]) => [list, phrases.split(',').filter(Boolean)]);
  return { language, words: Object.fromEntries(lists) as Context['words'] };
}
