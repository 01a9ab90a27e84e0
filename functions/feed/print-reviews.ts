import { type PublishedReview, toPublishedReview } from '../domain/published-review.ts';
import type { ListedReview } from './allow-reviews.ts';

/** Prints a review as visitors see it in the list about a condition, or in one about none. */
export type ReviewPrinter = (listed: ListedReview, conditionId: string | undefined) => PublishedReview;

/** Opens a printer for one feed: it prints a review once for each condition, in however many lists it is. */
export function openPrinter(): ReviewPrinter {
  const prints = new Map<string, PublishedReview>();
  return ({ allowed }, conditionId) => {
    const key = `${allowed.review.reviewId} ${conditionId ?? ''}`;
    const print = prints.get(key) ?? toPublishedReview(allowed, conditionId);
    prints.set(key, print);
    return print;
  };
}
