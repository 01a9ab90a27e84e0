import type { QueryClient } from '@tanstack/react-query';
import type { ClinicView, ReviewQueue } from '../../functions/domain/staff-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { QUEUES } from '../frame/route.ts';
import type { ScreenReview } from './change.ts';
import { placeInQueue, type QueueData } from './place-in-queue.ts';

/**
 * Puts a review's next state wherever the page keeps it: in the loaded queues, in their counts, and in the pane
 * that shows it.
 *
 * @param from queue it is counted in so far
 */
export function putReview(
  client: QueryClient,
  clinicId: string,
  review: ScreenReview,
  from: ReviewQueue,
): void {
  const { history: _, ...listItem } = review;
  for (const queue of QUEUES) {
    client.setQueryData<QueueData>(
      queryKeys.queue(clinicId, queue),
      (data) => data && placeInQueue(data, queue, listItem),
    );
  }
  client.setQueryData<ScreenReview>(queryKeys.review(clinicId, review.reviewId), (data) =>
    review.history ? review : data && { ...(data.history && { history: data.history }), ...review },
  );
  if (from !== review.queue) {
    client.setQueryData<ClinicView>(
      queryKeys.clinic(clinicId),
      (data) => data && { ...data, counts: recount(data.counts, from, review.queue) },
    );
  }
}

function recount(counts: ClinicView['counts'], from: ReviewQueue, to: ReviewQueue): ClinicView['counts'] {
  return { ...counts, [from]: Math.max(0, counts[from] - 1), [to]: counts[to] + 1 };
}
