import type { Listing } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import type { SourceFailure } from '../domain/pull.ts';
import type { Review } from '../domain/review.ts';
import { log } from '../platform/log.ts';
import type { ReviewMark, Reviews } from '../store/reviews.ts';
import type { HttpPass } from './http.ts';
import { isDeniedLongAgo } from './plan-absences.ts';
import type { Reading } from './read-listing.ts';
import type { ReviewDraft, Source } from './source.ts';
import { toReview } from './to-review.ts';
import type { Tally } from './write-page.ts';

/** A reading that is over, and what was stored when it began. */
export interface AskingTask {
  readonly listing: Listing;
  readonly reading: Reading;
  readonly marks: readonly ReviewMark[];
  /** Place of the review that was asked about last, where an earlier run did not get to the end. */
  readonly from?: string | undefined;
  /** What the run did; what asking brings is counted into it. */
  readonly tally: Tally;
}

/** What asking works with. */
export interface AskingNeeds {
  readonly source: Source;
  readonly pass?: HttpPass | undefined;
  readonly reviews: Pick<Reviews, 'findMany' | 'write' | 'remove'>;
  /** Milliseconds until the run must be over. */
  readonly remainingMs: () => number;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/** What the source said of the reviews that its list misses. */
export interface Asked {
  /** Those that are there all the same: as good as read. */
  readonly found: ReadonlySet<string>;
  /** What is stored now of those that were stored before. */
  readonly marks: readonly ReviewMark[];
  /** Place of the last one asked about; absent when every one was. */
  readonly upTo?: string;
}

/** Reviews asked about in one run, at most: a third of a minute at Google's rate. */
const MOST_ASKED = 50;
/** Left for what follows: absences, the summary, the run's record. */
const FINISH_MS = 15_000;
/** Left for one more call at least. */
const CALL_MS = 5000;

/** Answers that are about this one review, if about anything, and prove nothing. */
const UNCLEAR: readonly SourceFailure[] = ['bad-response', 'bad-request', 'forbidden', 'not-found'];

/**
 * Asks the source about each review that a reading to the end has missed, the one confirmed longest ago first. What is
 * there is written as if it had been read, and its clock begins anew. What the source denies is hidden, and removed when
 * it was denied an hour ago already. Any other answer proves nothing; one that speaks of all ends the asking.
 */
export async function askMissing(task: AskingTask, needs: AskingNeeds): Promise<Asked> {
  const { reading, marks } = task;
  const nothing = { found: new Set<string>(), marks };
  if (!needs.source.ask || !reading.hasEnd) return nothing;
  const missing = inTurn(marks.filter(isToAsk(reading, needs.now())), task.from);
  if (missing.length === 0) return nothing;
  const state: State = { found: new Set(), changed: new Map(), asked: [] };
  await askEach(missing.slice(0, MOST_ASKED), task, { ...needs, ask: needs.source.ask, state });
  const { clinicId, listingId } = task.listing;
  const { found, changed, asked } = state;
  log.info('reviews.asked', {
    clinicId,
    listingId,
    missing: missing.length,
    asked: asked.length,
    found: found.size,
  });
  const last = asked.at(-1);
  return {
    found,
    marks: marks.flatMap((mark) => {
      const now = changed.get(mark.reviewId);
      return now === 'removed' ? [] : [now ?? mark];
    }),
    ...(asked.length < missing.length && last !== undefined && { upTo: last }),
  };
}

interface State {
  readonly found: Set<string>;
  /** What has become of those that were there. */
  readonly changed: Map<string, ReviewMark | 'removed'>;
  /** Places of those that were asked about, in their order. */
  readonly asked: string[];
}

/** What was denied within the hour is not asked about again, nor what this very reading removes. */
function isToAsk({ record, isCoherent }: Reading, now: string): (mark: ReviewMark) => boolean {
  return (mark) => {
    if (record.has(mark.reviewId)) return false;
    return mark.deniedAt === undefined || (isDeniedLongAgo(mark, now) && !isCoherent);
  };
}

/** Confirmed longest ago first; where an earlier run had to stop, those that it did not get to. */
function inTurn(missing: readonly ReviewMark[], from: string | undefined): readonly ReviewMark[] {
  const sorted = missing.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  if (from === undefined) return sorted;
  return [
    ...sorted.filter((mark) => placeOf(mark) > from),
    ...sorted.filter((mark) => placeOf(mark) <= from),
  ];
}

function placeOf({ fetchedAt, reviewId }: ReviewMark): string {
  return `${fetchedAt}#${reviewId}`;
}

type EachNeeds = AskingNeeds & { readonly ask: NonNullable<Source['ask']>; readonly state: State };

async function askEach(
  missing: readonly ReviewMark[],
  { listing, tally }: AskingTask,
  needs: EachNeeds,
): Promise<void> {
  const { reviews, remainingMs, state } = needs;
  const { clinicId, listingId } = listing;
  const stored = await reviews.findMany(missing.map(({ reviewId }) => ({ clinicId, listingId, reviewId })));
  const byId = new Map(stored.map((review) => [review.reviewId, review]));
  for (const mark of missing) {
    const review = byId.get(mark.reviewId);
    // Whoever has confirmed it meanwhile knows more than this run.
    if (review?.fetchedAt !== mark.fetchedAt) continue;
    if (remainingMs() < FINISH_MS + CALL_MS) return;
    const answer = await askOne(listing, review, needs);
    if (answer === 'no-more') return;
    await follow(answer, review, { listing, tally }, needs);
    state.asked.push(placeOf(mark));
  }
}

async function askOne(
  listing: Listing,
  { sourceReviewId }: Review,
  { ask, pass, remainingMs }: EachNeeds,
): Promise<ReviewDraft | 'gone' | 'unclear' | 'no-more'> {
  try {
    const limits = { remainingMs: () => remainingMs() - FINISH_MS, ...(pass && { pass }) };
    return await ask(listing, sourceReviewId, limits);
  } catch (error) {
    if (!(error instanceof AppError) || error.reason === undefined) throw error;
    return UNCLEAR.includes(error.reason) ? 'unclear' : 'no-more';
  }
}

async function follow(
  answer: ReviewDraft | 'gone' | 'unclear',
  review: Review,
  { listing, tally }: Pick<AskingTask, 'listing' | 'tally'>,
  { reviews, now, state }: EachNeeds,
): Promise<void> {
  if (answer === 'unclear') return;
  tally.asked = (tally.asked ?? 0) + 1;
  if (answer === 'gone') return await deny(review, now(), { reviews, state, tally });
  state.found.add(review.reviewId);
  await reviews.write([toReview(listing, answer, now())]);
}

/** Denied for the first time it is hidden, denied again an hour later it is removed. */
async function deny(
  review: Review,
  at: string,
  { reviews, state, tally }: Pick<EachNeeds, 'reviews' | 'state'> & { readonly tally: Tally },
): Promise<void> {
  const { reviewId, rowHash, fetchedAt, expiresAt, missedAt } = review;
  if (isDeniedLongAgo(review, at)) {
    await reviews.remove(review);
    state.changed.set(reviewId, 'removed');
    tally.deleted += 1;
    return;
  }
  const { withdrawnAt = at, deniedAt = at } = review;
  await reviews.write([{ ...review, withdrawnAt, deniedAt }]);
  const mark = { reviewId, rowHash, fetchedAt, expiresAt, withdrawnAt, deniedAt };
  state.changed.set(reviewId, { ...mark, ...(missedAt !== undefined && { missedAt }) });
  if (review.withdrawnAt === undefined) tally.withdrawn += 1;
}
