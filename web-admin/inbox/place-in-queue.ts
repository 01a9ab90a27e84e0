import type { InfiniteData } from '@tanstack/react-query';
import type { ReviewPageView, ReviewQueue, ReviewView } from '../../functions/domain/staff-view.ts';

/** The pages of a queue that were loaded, first to last. */
export type QueueData = InfiniteData<ReviewPageView, string | undefined>;

/**
 * The loaded pages of a queue with a review put where it belongs, or taken out where it does not belong.
 * A review older than everything loaded is left to the pages that follow.
 */
export function placeInQueue(data: QueueData, queue: ReviewQueue, review: ReviewView): QueueData {
  const isHere = data.pages.some(({ reviews }) => reviews.some(isThe(review)));
  if (review.queue !== queue)
    return isHere ? withPages(data, (reviews) => reviews.filter(isNot(review))) : data;
  if (isHere) return withPages(data, (reviews) => reviews.map((one) => (isThe(review)(one) ? review : one)));
  const at = data.pages.findIndex(({ reviews, cursor }) => {
    const last = reviews.at(-1);
    return cursor === undefined || (last !== undefined && isNewer(review, last));
  });
  return withPages(data, (reviews, page) => (page === at ? insert(reviews, review) : reviews));
}

/** All reviews of the loaded pages, newest first, each once though pages may have shifted between two requests. */
export function listed(pages: readonly ReviewPageView[]): readonly ReviewView[] {
  const byId = new Map<string, ReviewView>();
  for (const review of pages.flatMap(({ reviews }) => reviews)) {
    if (!byId.has(review.reviewId)) byId.set(review.reviewId, review);
  }
  return [...byId.values()];
}

/** The review to read after one has left the list: the one below it, else the one above; none in a list of one. */
export function neighbour(reviews: readonly ReviewView[], reviewId: string): ReviewView | undefined {
  const at = reviews.findIndex((review) => review.reviewId === reviewId);
  return at < 0 ? reviews[0] : (reviews[at + 1] ?? reviews[at - 1]);
}

function withPages(
  data: QueueData,
  change: (reviews: readonly ReviewView[], page: number) => readonly ReviewView[],
): QueueData {
  return { ...data, pages: data.pages.map((page, at) => ({ ...page, reviews: change(page.reviews, at) })) };
}

function insert(reviews: readonly ReviewView[], review: ReviewView): readonly ReviewView[] {
  const before = reviews.findIndex((one) => isNewer(review, one));
  return before < 0 ? [...reviews, review] : reviews.toSpliced(before, 0, review);
}

function isNewer(a: ReviewView, b: ReviewView): boolean {
  return order(a) > order(b);
}

function order({ writtenOn, reviewId }: ReviewView): string {
  return `${writtenOn}#${reviewId}`;
}

function isThe({ reviewId }: ReviewView): (one: ReviewView) => boolean {
  return (one) => one.reviewId === reviewId;
}

function isNot(review: ReviewView): (one: ReviewView) => boolean {
  return (one) => one.reviewId !== review.reviewId;
}
