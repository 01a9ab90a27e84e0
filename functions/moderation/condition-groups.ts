import rules from './context/rules.json' with { type: 'json' };

/** Groups of conditions that rules treat alike; the long ones are listed in `context/rules.json`. */
export type Group =
  | 'region'
  | 'limb'
  | 'feeling'
  /** Conditions that a part of the body can have: "arthritis in my knees". */
  | 'located'
  | 'injury'
  /** Injuries said with words that name no part of the body. */
  | 'plainInjury'
  | 'neck'
  | 'back'
  | 'disc'
  | 'lastingPain'
  /** Those that nobody wants said of them by mistake. */
  | 'sensitive';

const LISTS: readonly (readonly [Group, readonly string[]])[] = [
  ['region', rules.regions],
  ['limb', rules.limbs],
  ['feeling', rules.feelings],
  ['located', rules.located],
  ['injury', rules.injuries],
  ['neck', ['neck-pain', 'cervical-disc']],
  ['back', ['back-pain', 'low-back-pain', 'sciatica']],
  ['disc', ['herniated-disc']],
  ['lastingPain', ['chronic-pain']],
];
const plainInjuries = new Set(rules.plainInjuries);
/** Phrases share their sets: most conditions are in few groups. */
const sets = new Map<string, ReadonlySet<Group>>();

/** The groups of a condition that a phrase says. */
export function groupsOf(conditionId: string, phrase: string, isSensitive: boolean): ReadonlySet<Group> {
  const groups = LISTS.filter(([, ids]) => ids.includes(conditionId)).map(([group]) => group);
  if (conditionId === 'injury' && plainInjuries.has(phrase)) groups.push('plainInjury');
  if (isSensitive) groups.push('sensitive');
  const key = groups.join();
  const known = sets.get(key) ?? new Set(groups);
  sets.set(key, known);
  return known;
}
