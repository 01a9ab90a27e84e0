import type { ReviewView } from '../../functions/domain/staff-view.ts';
import { usePageKey } from '../keys/use-page-key.ts';
import { announce } from '../parts/announce.tsx';
import { partWords } from '../parts/part-words.ts';
import { authorOf } from './author-of.ts';
import { inboxWords } from './inbox-words.ts';
import { useReviewActions } from './review-actions.tsx';

interface List {
  readonly reviews: readonly ReviewView[];
  readonly reviewId: string | undefined;
  readonly select: (reviewId: string) => void;
  readonly loadMore: () => void;
}

/** Keys that belong to the list: J next, K previous, Z undo. */
export function useInboxKeys(list: List): void {
  const { undo } = useReviewActions();
  usePageKey('j', () => move(list, 1));
  usePageKey('k', () => move(list, -1));
  usePageKey('z', undo);
}

function move({ reviews, reviewId, select, loadMore }: List, step: 1 | -1): void {
  const here = reviews.findIndex((review) => review.reviewId === reviewId);
  const next = here < 0 ? reviews[0] : reviews[here + step];
  if (!next) {
    if (step > 0) loadMore();
    return;
  }
  select(next.reviewId);
  const stars = next.words?.stars;
  announce(inboxWords.selected(authorOf(next), stars && partWords.stars(stars), reviews.indexOf(next) + 1));
}
