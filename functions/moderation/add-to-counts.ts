import type { ConditionChange, RetagCounts, RetagExample } from '../domain/job.ts';
import type { TagEffect } from './retag-tags.ts';

/** What reading one review anew comes to. */
export interface ReviewChange {
  readonly listingId: string;
  readonly reviewId: string;
  readonly contentHash: string;
  /** Whether its stored tags are others from now on. */
  readonly isRewritten: boolean;
  readonly effects: readonly TagEffect[];
}

/** Kept per condition and effect: enough to see what it is about, and a job stays a small item. */
const MOST_EXAMPLES = 3;

/** Nothing read, nothing changed. */
export const NO_COUNTS: RetagCounts = { read: 0, changed: 0, rewritten: 0, conditions: [] };

/** Adds what reading some reviews anew comes to. */
export function addToCounts(counts: RetagCounts, changes: readonly ReviewChange[]): RetagCounts {
  const conditions = new Map(counts.conditions.map((change) => [change.conditionId, change]));
  for (const { effects, listingId, reviewId, contentHash } of changes) {
    for (const { conditionId, effect, start, end } of effects) {
      const example = { effect, listingId, reviewId, contentHash, start, end };
      conditions.set(conditionId, addEffect(conditions.get(conditionId) ?? nothing(conditionId), example));
    }
  }
  return {
    read: counts.read + changes.length,
    changed: counts.changed + changes.filter(({ effects }) => effects.length > 0).length,
    rewritten: counts.rewritten + changes.filter(({ isRewritten }) => isRewritten).length,
    conditions: [...conditions.values()],
  };
}

function nothing(conditionId: string): ConditionChange {
  return { conditionId, counts: { added: 0, proposed: 0, removed: 0 }, examples: [] };
}

function addEffect(
  { conditionId, counts, examples }: ConditionChange,
  example: RetagExample,
): ConditionChange {
  const { effect } = example;
  return {
    conditionId,
    counts: { ...counts, [effect]: counts[effect] + 1 },
    examples: counts[effect] < MOST_EXAMPLES ? [...examples, example] : examples,
  };
}
