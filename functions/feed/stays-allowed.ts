import { isDeepStrictEqual } from 'node:util';
import type { FeedIndex, FeedPage } from '../domain/feed.ts';
import type { AllowedReview } from '../domain/may-show.ts';
import { type PublishedReview, toPublishedReview } from '../domain/published-review.ts';

/**
 * Tells whether everything in a page that was replaced may still be read as it stands there: the same words, author,
 * conditions and marks as would be printed now. An index holds no words and always may; what is not understood never.
 *
 * @param body a printed page or index
 * @param allowed what may be read now, by public id
 */
export function staysAllowed(body: string, allowed: ReadonlyMap<string, AllowedReview>): boolean {
  const page = parse(body);
  if (!page) return false;
  if (!('reviews' in page)) return 'pages' in page;
  const { reviews } = page;
  return (
    Array.isArray(reviews) && reviews.every((printed) => isStillPrinted(printed, allowed.get(printed?.id)))
  );
}

function parse(body: string): FeedPage | FeedIndex | undefined {
  try {
    const page: unknown = JSON.parse(body);
    return typeof page === 'object' ? (page as FeedPage | FeedIndex) : undefined;
  } catch {
    return undefined;
  }
}

/** In one of the lists that the review is in; a clock that was extended since changes nothing. */
function isStillPrinted(before: PublishedReview, allowed: AllowedReview | undefined): boolean {
  if (!allowed) return false;
  const { expiresAt } = allowed.review;
  return [undefined, ...allowed.conditions.keys()].some((conditionId) => {
    const now = toPublishedReview(allowed, conditionId);
    return (
      before.expiresAt <= expiresAt && isDeepStrictEqual({ ...before, expiresAt }, { ...now, expiresAt })
    );
  });
}
