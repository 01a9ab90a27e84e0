import type { Language } from '../domain/clinic.ts';
import { findCondition } from '../domain/condition.ts';
import type { PublishedReview } from '../domain/published-review.ts';

/** What is written on the chips of some reviews, by condition slug; empty when they have none. */
export function chipLabels(
  reviews: readonly PublishedReview[],
  language: Language,
): Readonly<Record<string, string>> {
  const ids = new Set(reviews.flatMap(({ conditions = [] }) => conditions));
  return Object.fromEntries([...ids].map((id) => [id, findCondition(id)?.label[language] ?? id]));
}
