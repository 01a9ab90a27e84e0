import type { QueryClient } from '@tanstack/react-query';
import type { ReviewView } from '../../functions/domain/staff-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { goTo, type Route, readPlace, toHash } from '../frame/route.ts';
import { announce } from '../parts/announce.tsx';
import { nameOf } from './author-of.ts';
import type { Ask, ScreenReview } from './change.ts';
import { changeWords } from './change-words.ts';
import { listed, neighbour, type QueueData } from './place-in-queue.ts';

/**
 * Works out where to go when a review leaves the list it is read in, before it does.
 *
 * @returns goes there, and says so; does nothing when the review stays or another one is on the screen
 */
export function goOn(client: QueryClient, clinicId: string, review: ScreenReview, ask: Ask): () => void {
  const { route } = readPlace(location.hash);
  const isRead = route.screen === 'queue' && route.reviewId === review.reviewId;
  if (!isRead || ask.kind !== 'decide' || review.queue === 'removed' || ask.status === route.queue) {
    return () => undefined;
  }
  const { queue } = route;
  const loaded = client.getQueryData<QueueData>(queryKeys.queue(clinicId, queue));
  const reviews = listed(loaded?.pages ?? []);
  const next = neighbour(reviews, review.reviewId);
  return () => {
    goTo(toHash(clinicId, { screen: 'queue', queue, ...(next && { reviewId: next.reviewId }) }), 'replace');
    announce(next ? changeWords.next(changeWords.who(nameOf(next))) : changeWords.allRead);
  };
}

/** Where a review is read: in the list of its queue. */
export function placeOf({ queue, reviewId }: ReviewView): Route {
  return { screen: 'queue', queue, reviewId };
}
