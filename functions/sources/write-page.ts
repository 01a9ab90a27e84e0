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
  /** What was stored of the listing when the run began, by review id. */
  readonly marks: ReadonlyMap<string, ReviewMark>;
  readonly record: ScanRecord;
  /** Rows that this run has dealt with already, though the record does not have them. */
  readonly isHandled: (reviewId: string) => boolean;
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
 * Writes what is new, changed or back on a page, and what would lapse too soon; leaves the rest alone. A row that the
 * same reading served before is left alone too: the first one is the one changed last.
 */
export async function writePage(page: SourcePage, reading: OpenReading, needs: WriteNeeds): Promise<void> {
  const { listing, marks, record, isHandled, tally } = reading;
  const fetchedAt = needs.now();
  const served = page.reviews
    .map((draft) => toReview(listing, draft, fetchedAt))
    .filter(({ reviewId }) => record.note(reviewId) && !isHandled(reviewId));
  const changed = served.filter((review) => isChanged(review, marks.get(review.reviewId)));
  const renewed = served.filter((review) => {
    const mark = marks.get(review.reviewId);
    return mark && !isChanged(review, mark) && isLapsing(review, mark, listing, fetchedAt);
  });
  const { erasedIds } = await needs.reviews.write([...changed, ...renewed]);
  const erased = new Set(erasedIds);
  const counted = (reviews: readonly Review[]) =>
    reviews.filter(({ reviewId }) => !erased.has(reviewId)).length;
  tally.served += served.length;
  tally.stored += counted(changed);
  tally.renewed += counted(renewed);
  tally.unchanged += served.length - changed.length - renewed.length;
  tally.erased += erased.size;
  for (const row of page.refused) await keepRefused(row, reading, needs);
}

function isChanged({ rowHash }: Review, mark: ReviewMark | undefined): boolean {
  return mark?.rowHash !== rowHash || mark.withdrawnAt !== undefined;
}

function isLapsing({ source, reviewId }: Review, mark: ReviewMark, listing: Listing, now: string): boolean {
  return isClockDue({ ...mark, source, reviewId }, listing.pullEveryHours, now);
}

async function keepRefused(
  row: RefusedRow,
  reading: OpenReading,
  { refusals, now }: WriteNeeds,
): Promise<void> {
  const { listing, record, isHandled, tally } = reading;
  const { clinicId, listingId, source, sourceListingId } = listing;
  const { rowHash, reason, sourceReviewId } = row;
  const id = sourceReviewId === undefined ? rowHash : toReviewId(source, sourceListingId, sourceReviewId);
  const isNew = sourceReviewId === undefined ? record.noteNameless(id) : record.note(id);
  if (!isNew || isHandled(id)) return;
  tally.served += 1;
  tally.refused += 1;
  if (tally.refused > MOST_KEPT) return;
  log.warn('row.refused', { clinicId, listingId, rowHash, reason });
  await refusals.keep({ clinicId, listingId, rowHash, reason, refusedAt: now() });
}
