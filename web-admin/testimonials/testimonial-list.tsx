import { Button } from '@mantine/core';
import type { TestimonialView } from '../../functions/domain/testimonial-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { toHash } from '../frame/route.ts';
import { dayInWords } from '../parts/dates.ts';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Stars } from '../parts/stars.tsx';
import { useNow } from '../parts/use-now.ts';
import { TakeBack } from './take-back.tsx';
import { testimonialWords } from './testimonial-words.ts';
import { useConsentCounts, useTestimonials } from './use-testimonials.ts';

const { list: words } = testimonialWords;

/** Everything that patients gave, with how each consent stands; what ends soon first. */
export function TestimonialList() {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useTestimonials();
  const counts = useConsentCounts({ withList: true }).data;
  const all = data?.pages.flatMap(({ testimonials }) => testimonials).toSorted(byUrgency) ?? [];
  return (
    <section className="card" aria-labelledby="testimonials-title">
      <div>
        <h2 id="testimonials-title">{words.title}</h2>
        {counts && all.length > 0 && (
          <p className="soft">{words.counts(counts.inForce, counts.expired, counts.revoked)}</p>
        )}
      </div>
      {!data && !error && <Loading height={120} />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} of={words.title} />}
      {data && all.length === 0 && <p className="soft">{words.none}</p>}
      {all.length > 0 && (
        <ul className="testimonial-list">
          {all.map((testimonial) => (
            <li key={testimonial.testimonialId}>
              <TestimonialItem testimonial={testimonial} />
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </section>
  );
}

function TestimonialItem({ testimonial }: { readonly testimonial: TestimonialView }) {
  const { clinicId, role } = useClinicHere();
  const now = useNow();
  const { words: given, place, origin, consent, reviewId } = testimonial;
  const audience = consent.audiences.includes('partner') ? words.partners : words.ownSite;
  return (
    <article className="testimonial" data-over={consent.refusal !== undefined}>
      <div className="testimonial-head">
        <strong dir="auto">{given ? (given.author ?? words.anonymous) : words.nameGone}</strong>
        {given && <Stars count={given.stars} />}
        <span
          className="consent-state"
          data-soon={consent.isEndingSoon}
          data-over={consent.refusal !== undefined}
        >
          {stateOf(testimonial, now)}
        </span>
      </div>
      <p className="testimonial-words" dir="auto">
        {given?.text ?? <span className="soft">{words.gone}</span>}
      </p>
      <p className="soft facts">
        <Facts
          facts={[place, words.origins[origin], words.signedOn(dayInWords(consent.signedAt, now)), audience]}
        />
      </p>
      {given && (
        <div className="link-actions">
          <a href={toHash(clinicId, { screen: 'queue', queue: 'waiting', reviewId })}>
            {words.open}
            <span className="aloud-only">: {given.author ?? words.anonymous}</span>
          </a>
          {role !== 'viewer' && <TakeBack testimonial={testimonial} />}
        </div>
      )}
    </article>
  );
}

function stateOf({ consent }: TestimonialView, now: number): string {
  const { refusal, revokedAt, lastDay, isEndingSoon } = consent;
  if (refusal === undefined) {
    return isEndingSoon ? words.endsSoon(dayInWords(lastDay, now)) : words.holds(dayInWords(lastDay, now));
  }
  return words.states[refusal](dayInWords(revokedAt ?? lastDay, now));
}

/** What ends soon, by its day; then what is in force, the newest first; then what is over. */
function byUrgency(a: TestimonialView, b: TestimonialView): number {
  const rank = ({ consent }: TestimonialView) => (consent.refusal ? 2 : consent.isEndingSoon ? 0 : 1);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (rank(a) === 0 && a.consent.lastDay !== b.consent.lastDay) {
    return a.consent.lastDay < b.consent.lastDay ? -1 : 1;
  }
  return a.consent.recordedAt > b.consent.recordedAt ? -1 : 1;
}
