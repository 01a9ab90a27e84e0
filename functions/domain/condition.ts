import type { Language } from './clinic.ts';
import lexicon from './lexicon.json' with { type: 'json' };

/** What a review can be about. Two levels: a parent is itself a condition and is implied by its children. */
export interface Condition {
  /** Slug, such as `sciatica`; the embed's `condition` attribute. */
  readonly id: string;
  /** The broader condition; absent on the upper level. */
  readonly parent?: string;
  /** As patients say it, for visitors. */
  readonly label: Readonly<Record<Language, string>>;
  /** The clinical wording, for staff. */
  readonly staffLabel: string;
  /** Never on a partner's page, and its reviews show initials only. */
  readonly isSensitive: boolean;
}

/** Every condition of the lexicon, parents before their children. Never empty. */
export const conditions: readonly Condition[] = (lexicon.conditions as readonly Condition[]).map(toCondition);

const byId = new Map(conditions.map((condition) => [condition.id, condition]));

/** Finds a condition by its slug; `undefined` for a slug the lexicon has not. */
export function findCondition(conditionId: string): Condition | undefined {
  return byId.get(conditionId);
}

/** Adds to a set of condition slugs the parents they imply. Slugs the lexicon has not are dropped. */
export function withParents(conditionIds: Iterable<string>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const id of conditionIds) {
    for (let at = byId.get(id); at; at = at.parent === undefined ? undefined : byId.get(at.parent)) {
      all.add(at.id);
    }
  }
  return all;
}

/** Without the words that say it, which are for the tagger alone. */
function toCondition({ id, parent, label, staffLabel, isSensitive }: Condition): Condition {
  return { id, ...(parent !== undefined && { parent }), label, staffLabel, isSensitive };
}
