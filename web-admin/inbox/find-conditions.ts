import type { Condition } from '../../functions/domain/condition.ts';

/**
 * Finds conditions by words of their clinical or their everyday name, in any language the product knows.
 *
 * @param search words or beginnings and parts of words, all of which must be found; everything for a blank one
 * @returns in the order of the lexicon; those found by their clinical name first
 */
export function findConditions(all: readonly Condition[], search: string): readonly Condition[] {
  const wanted = search.toLowerCase().trim().split(/\s+/u);
  const isIn = (names: string) => wanted.every((word) => names.toLowerCase().includes(word));
  const found = all.filter(({ staffLabel, label }) => isIn([staffLabel, ...Object.values(label)].join(' ')));
  const [clinical, everyday] = [true, false].map((isClinical) =>
    found.filter(({ staffLabel }) => isIn(staffLabel) === isClinical),
  );
  return [...(clinical ?? []), ...(everyday ?? [])];
}
