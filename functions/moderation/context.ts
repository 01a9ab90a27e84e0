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
] as const;
export type Role = (typeof ROLES)[number];

/** The words of one language around conditions. */
export interface Context {
  readonly language: string;
  readonly words: Readonly<Record<Role | Extra, readonly string[]>>;
}

/** Lists that are not roles: words that tell the language, idioms in which nothing is meant, words to be careful with. */
type Extra =
  | 'language'
  | 'idioms'
  | 'looseParts'
  | 'adverbs'
  | 'painParts'
  | 'tools'
  | 'noPart'
  | 'notNegation';

/** Roles that cast the same doubt on what follows. */
const DOUBTS: readonly Role[] = ['wrong', 'service'];

/** One bit for each role; the roles that cast doubt have one in common. */
export const BIT = bitsOf(ROLES);

function bitsOf(roles: readonly Role[]): Readonly<Record<Role, number>> {
  const apart = roles.filter((role) => !DOUBTS.includes(role));
  const bitOf = (role: Role) => 1 << apart.indexOf(DOUBTS.includes(role) ? 'generic' : role);
  return Object.fromEntries(roles.map((role) => [role, bitOf(role)])) as Record<Role, number>;
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
