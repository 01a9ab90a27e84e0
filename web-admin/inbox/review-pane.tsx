import { useEffect, useRef } from 'react';
import type { ReviewQueue, ReviewView } from '../../functions/domain/staff-view.ts';
import { RequestFailed } from '../api/request-failed.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { frameWords } from '../frame/frame-words.ts';
import { toHash } from '../frame/route.ts';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icon.tsx';
import { StateMessage } from '../parts/state-message.tsx';
import { useNow } from '../parts/use-now.ts';
import { History } from './history.tsx';
import { inboxWords } from './inbox-words.ts';
import { KeyLegend } from './key-legend.tsx';
import { ReviewCard } from './review-card.tsx';
import { ReviewSkeleton } from './review-skeleton.tsx';
import { useReview } from './use-review.ts';
import './review-pane.css';

/** The right pane: one review with everything that is known of it. */
export function ReviewPane({
  queue,
  reviewId,
  inList,
  isOnePane,
}: {
  readonly queue: ReviewQueue;
  readonly reviewId: string;
  readonly inList: ReviewView | undefined;
  readonly isOnePane: boolean;
}) {
  const { clinicId } = useClinicHere();
  const { review, error, retry } = useReview(reviewId, inList);
  const now = useNow();
  const back = useRef<HTMLAnchorElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOnePane) back.current?.focus({ preventScroll: true });
  }, [isOnePane]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another review begins at its top
  useEffect(() => {
    pane.current?.scrollTo({ top: 0 });
  }, [reviewId]);
  const isGone = error instanceof RequestFailed && error.kind === 'not-found';
  return (
    <div ref={pane} className="review-pane">
      {isOnePane && (
        <h1 className="review-back">
          <a ref={back} href={toHash(clinicId, { screen: 'queue', queue })}>
            <Icon name="back" size={22} />
            <span className="aloud-only">{inboxWords.back}: </span>
            {frameWords.queues[queue]}
          </a>
        </h1>
      )}
      {!review && !error && <ReviewSkeleton />}
      {isGone && (
        <StateMessage icon="removed" title={inboxWords.gone.title}>
          {inboxWords.gone.text}
        </StateMessage>
      )}
      {error && !isGone && <Failure error={error} onRetry={retry} />}
      {review && (
        <>
          <ReviewCard review={review} now={now} />
          <History review={review} now={now} />
          <KeyLegend />
        </>
      )}
    </div>
  );
}
