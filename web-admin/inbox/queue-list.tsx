import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReviewQueue, ReviewView } from '../../functions/domain/staff-view.ts';
import { useNow } from '../parts/use-now.ts';
import { inboxWords } from './inbox-words.ts';
import { QueueItem } from './queue-item.tsx';
import { useConditions } from './use-conditions.ts';
import type { QueueState } from './use-queue.ts';
import './queue-list.css';

/** The loaded reviews of a queue; reads on when its end comes into sight. */
export function QueueList({
  state,
  queue,
  reviews,
  reviewId,
}: {
  readonly state: QueueState;
  readonly queue: ReviewQueue;
  readonly reviews: readonly ReviewView[];
  readonly reviewId: string | undefined;
}) {
  const now = useNow();
  const conditions = useConditions();
  const list = useRef<HTMLUListElement>(null);
  const end = useEndInSight(state);
  useFollowSelection(list, reviewId);
  return (
    <div className="queue-scroll">
      <ul ref={list} className="queue-list">
        {reviews.map((review) => (
          <QueueItem
            key={review.reviewId}
            queue={queue}
            review={review}
            isSelected={review.reviewId === reviewId}
            now={now}
            conditions={conditions}
          />
        ))}
      </ul>
      {state.hasMore && (
        <div ref={end} className="queue-end">
          <Button variant="default" loading={state.isLoadingMore} onClick={state.loadMore}>
            {inboxWords.more}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Reads on while the end of the list is in sight or nearly so. */
function useEndInSight({ hasMore, isLoadingMore, loadMore }: QueueState) {
  const end = useRef<HTMLDivElement>(null);
  const more = useRef(loadMore);
  more.current = loadMore;
  useEffect(() => {
    if (!end.current || !hasMore || isLoadingMore) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) more.current();
      },
      { rootMargin: '400px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasMore, isLoadingMore]);
  return end;
}

/** Keeps the chosen review in sight, and the focus on it when the focus was in the list. */
function useFollowSelection(
  list: { readonly current: HTMLUListElement | null },
  reviewId: string | undefined,
) {
  const hadFocus = useRef(false);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      hadFocus.current = target instanceof Node && (list.current?.contains(target) ?? false);
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [list]);
  useEffect(() => {
    if (reviewId === undefined) return;
    const link = list.current?.querySelector<HTMLElement>('[aria-current="true"]');
    if (link) keepInSight(link);
    if (hadFocus.current && link && isFocusFree(list.current)) link.focus({ preventScroll: true });
  }, [list, reviewId]);
}

/** True when the focus is in the list, or fell to the page because what had it is gone. */
function isFocusFree(list: HTMLElement | null): boolean {
  return document.activeElement === document.body || (list?.contains(document.activeElement) ?? false);
}

/** Scrolls the list as little as needed; `scrollIntoView` would also move where the next Tab begins. */
function keepInSight(link: HTMLElement): void {
  const scroller = link.closest('.queue-scroll');
  if (!scroller) return;
  const [item, frame] = [link.getBoundingClientRect(), scroller.getBoundingClientRect()];
  if (item.top < frame.top) scroller.scrollTop -= frame.top - item.top;
  else if (item.bottom > frame.bottom) scroller.scrollTop += item.bottom - frame.bottom;
}
