import type { Listing } from '../domain/clinic.ts';
import type { PullCounts } from '../domain/pull.ts';
import { isClockDue } from '../domain/retention.ts';
import type { Review } from '../domain/review.ts';
import { log } from '../platform/log.ts';
import { toReviewId } from '../platform/review-id.ts';
import type { Refusals } from '../store/refusals.ts';
import type { ReviewMark, Reviews } from '../store/reviews.ts';
import type { ScanRecord } from './scan-record.ts';
import type { RefusedRow, SourcePage } from './source.ts';
import { toReview } from './to-review.ts';

/** Counts that grow with a run. */
export type Tally = { -readonly [Count in keyof PullCounts]: number };

/** A reading while it is under way. */
export interface OpenReading {
  readonly listing: Listing;
  /** What is stored of the listing, by review id; kept up to date by what is written. */
  readonly marks: Map<string, ReviewMark>;
  readonly record: ScanRecord;
  /** Ids that this run has taken from the source since the reading began, or began anew. */
  readonly taken: Set<string>;
  /** Ids that this run has counted, refused rows included. */
  readonly counted: Set<string>;
  readonly tally: Tally;
}

/** What a page is written with. */
export interface WriteNeeds {
  readonly reviews: Pick<Reviews, 'write'>;
  readonly refusals: Refusals;
  readonly now: () => string;
}

/** Rows of one run that are kept as refused; the rest is only counted, for a changed format would refuse them all. */
const MOST_KEPT = 100;

/**
 * Writes what is new, changed or back on a page, and what would lapse too soon; leaves the rest alone. Of two rows with
 * one id the first one is taken, as it is the one changed last; what an earlier run or a reading that broke off had is
 * compared anew, for it may have changed since. Every review is counted once.
 */
export async function writePage(page: SourcePage, reading: OpenReading, needs: WriteNeeds): Promise<void> {
  const { listing, marks, record, taken, counted, tally } = reading;
  const fetchedAt = needs.now();
  const served = page.reviews
    .map((draft) => toReview(listing, draft, fetchedAt))
    .filter(({ reviewId }) => !taken.has(reviewId) && taken.add(reviewId));
  const noted = served.filter(({ reviewId }) => record.note(reviewId));
  const isNew = new Set(noted.flatMap(({ reviewId }) => (counted.has(reviewId) ? [] : [reviewId])));
  for (const id of isNew) counted.add(id);
  const changed = served.filter((review) => isChanged(review, marks.get(review.reviewId)));
  const lapsing = served.filter((review) => {
    const mark = marks.get(review.reviewId);
    return mark && !isChanged(review, mark) && isLapsing(review, mark, listing, fetchedAt);
  });
  const renewed = isSampleRewritten(served, [...changed, ...lapsing])
    ? served.filter((review) => !changed.includes(review))
    : lapsing;
  const written = [...changed, ...renewed];
  const { erasedIds } = await needs.reviews.write(written);
  const erased = new Set(erasedIds);
  for (const review of written) if (!erased.has(review.reviewId)) marks.set(review.reviewId, toMark(review));
  record.count(noted.filter(({ reviewId }) => !erased.has(reviewId)));
  const count = (reviews: readonly Review[], isErased = false) =>
    reviews.filter(({ reviewId }) => isNew.has(reviewId) && erased.has(reviewId) === isErased).length;
  tally.served += isNew.size;
  tally.stored += count(changed);
  tally.renewed += count(renewed);
  tally.unchanged += isNew.size - count(written) - count(written, true);
  tally.erased += count(written, true);
  for (const row of page.refused) await keepRefused(row, reading, needs);
}

function toMark({ reviewId, rowHash, fetchedAt, expiresAt }: Review): ReviewMark {
  return { reviewId, rowHash, fetchedAt, expiresAt };
}

function isChanged({ rowHash }: Review, mark: ReviewMark | undefined): boolean {
  if (mark?.rowHash !== rowHash) return true;
  const { withdrawnAt, missedAt, unconfirmed } = mark;
  return withdrawnAt !== undefined || missedAt !== undefined || unconfirmed !== undefined;
}

/** What a source gives as a sample lapses all together: never does a part of it stand for the whole. */
function isSampleRewritten(served: readonly Review[], written: readonly Review[]): boolean {
  return written.length > 0 && served.some(({ position }) => position !== undefined);
}

function isLapsing({ source, reviewId }: Review, mark: ReviewMark, listing: Listing, now: string): boolean {
  return isClockDue({ ...mark, source, reviewId }, listing.pullEveryHours, now);
}

async function keepRefused(
  row: RefusedRow,
  reading: OpenReading,
  { refusals, now }: WriteNeeds,
): Promise<void> {
  const { listing, record, counted, tally } = reading;
  const { clinicId, listingId, source, sourceListingId } = listing;
  const { rowHash, reason, sourceReviewId } = row;
  const id = sourceReviewId === undefined ? rowHash : toReviewId(source, sourceListingId, sourceReviewId);
  const isNew = sourceReviewId === undefined ? record.noteNameless(id) : record.note(id);
  if (!isNew || counted.has(id)) return;
  counted.add(id);
  tally.served += 1;
  tally.refused += 1;
  if (tally.refused > MOST_KEPT) return;
  log.warn('row.refused', { clinicId, listingId, rowHash, reason });
  await refusals.keep({ clinicId, listingId, rowHash, reason, refusedAt: now() });
}
