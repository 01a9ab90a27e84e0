import rules from './context/rules.json' with { type: 'json' };

/** Groups of conditions that rules treat alike, one bit each; the long ones are listed in `context/rules.json`. */
export const GROUP = {
  region: 1,
  limb: 2,
  feeling: 4,
  /** Conditions that a part of the body can have: "arthritis in my knees". */
  located: 8,
  injury: 16,
  /** Injuries said with words that name no part of the body. */
  plainInjury: 32,
  neck: 64,
  back: 128,
  disc: 256,
  lastingPain: 512,
} as const;

const LISTS: readonly (readonly [number, readonly string[]])[] = [
  [GROUP.region, rules.regions],
  [GROUP.limb, rules.limbs],
  [GROUP.feeling, rules.feelings],
  [GROUP.located, rules.located],
  [GROUP.injury, rules.injuries],
  [GROUP.neck, ['neck-pain', 'cervical-disc']],
  [GROUP.back, ['back-pain', 'low-back-pain', 'sciatica']],
  [GROUP.disc, ['herniated-disc']],
  [GROUP.lastingPain, ['chronic-pain']],
];
const plainInjuries = new Set(rules.plainInjuries);

/** The groups of a condition that a phrase says, bits of `GROUP`. */
export function groupsOf(conditionId: string, phrase: string): number {
  const isPlain = conditionId === 'injury' && plainInjuries.has(phrase);
  const groups = LISTS.filter(([, ids]) => ids.includes(conditionId)).map(([group]) => group);
  return groups.reduce((all, group) => all | group, isPlain ? GROUP.plainInjury : 0);
}
