import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { ExcerptNotice } from '../excerpts/excerpt-notice.tsx';
import { FairNotice } from '../fair-display/fair-notice.tsx';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { goTo, type Route, toHash } from '../frame/route.ts';
import { useClinicView, useListings } from '../frame/use-clinic-view.ts';
import { Failure } from '../parts/failure.tsx';
import { StateMessage } from '../parts/state-message.tsx';
import { useNow } from '../parts/use-now.ts';
import { describeEmptyQueue } from './describe-empty-queue.ts';
import { inboxWords } from './inbox-words.ts';
import { QueueHead } from './queue-head.tsx';
import { QueueList } from './queue-list.tsx';
import { QueueSkeleton } from './queue-skeleton.tsx';
import { ReviewPane } from './review-pane.tsx';
import { useInboxKeys } from './use-inbox-keys.ts';
import { useQueue } from './use-queue.ts';
import './inbox-screen.css';

/** Narrower than this one pane is shown at a time. */
const ONE_PANE = '(max-width: 45rem)';

/** A queue at the left, the chosen review at the right. */
export function InboxScreen({ route }: { readonly route: Extract<Route, { screen: 'queue' }> }) {
  const { clinicId } = useClinicHere();
  const { queue, reviewId } = route;
  const isOnePane = useMediaQuery(ONE_PANE, undefined, { getInitialValueInEffect: false });
  const state = useQueue(queue);
  const { reviews, hasMore, error } = state;
  const first = reviews?.[0]?.reviewId;
  const select = (id: string) => goTo(toHash(clinicId, { screen: 'queue', queue, reviewId: id }), 'replace');
  useInboxKeys({ reviews: reviews ?? [], reviewId, select, loadMore: state.loadMore });

  useEffect(() => {
    if (isOnePane || reviewId !== undefined || first === undefined) return;
    goTo(toHash(clinicId, { screen: 'queue', queue, reviewId: first }), 'replace');
  }, [isOnePane, reviewId, first, clinicId, queue]);

  const isEmpty = reviews?.length === 0 && !hasMore;
  useFocusOnEmpty(reviews && isEmpty);
  return (
    <div
      className="inbox"
      data-reading={reviewId !== undefined}
      data-empty={isEmpty && reviewId === undefined}
    >
      <section className="inbox-list" aria-labelledby="queue-title">
        <QueueHead queue={queue} loaded={hasMore ? undefined : reviews?.length} />
        {queue === 'waiting' && <ExcerptNotice />}
        <FairNotice />
        {!reviews && (error ? <Failure error={error} onRetry={state.retry} /> : <QueueSkeleton />)}
        {isEmpty && <EmptyQueue queue={queue} />}
        {reviews && !isEmpty && (
          <QueueList key={queue} state={state} queue={queue} reviews={reviews} reviewId={reviewId} />
        )}
      </section>
      <section className="inbox-review" aria-label={inboxWords.review}>
        {reviewId !== undefined && (
          <ReviewPane
            queue={queue}
            reviewId={reviewId}
            inList={reviews?.find((review) => review.reviewId === reviewId)}
            isOnePane={isOnePane}
          />
        )}
      </section>
    </div>
  );
}

function EmptyQueue({ queue }: { readonly queue: Extract<Route, { screen: 'queue' }>['queue'] }) {
  const { clinicId } = useClinicHere();
  const counts = useClinicView().data?.counts;
  const listings = useListings().data?.listings;
  const { title, text, leadsToSources } = describeEmptyQueue(queue, { counts, listings }, useNow());
  return (
    <StateMessage
      icon={queue === 'waiting' && !leadsToSources ? 'check' : 'inbox'}
      title={title}
      action={leadsToSources && <a href={toHash(clinicId, { screen: 'sources' })}>{inboxWords.toSources}</a>}
    >
      {text}
    </StateMessage>
  );
}

/** The last review has left with the button that had the focus: the focus goes to the word that says so. */
function useFocusOnEmpty(isEmpty: boolean | undefined): void {
  const wasEmpty = useRef(isEmpty);
  useEffect(() => {
    const hasBecomeEmpty = isEmpty && wasEmpty.current === false;
    wasEmpty.current = isEmpty;
    if (!hasBecomeEmpty || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('.inbox-list .state-message h2')?.focus();
  }, [isEmpty]);
}
