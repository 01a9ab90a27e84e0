import type { Listing } from '../domain/clinic.ts';
import type { Review } from '../domain/review.ts';
import { inParallel } from '../platform/batch.ts';
import { shortHash } from '../platform/short-hash.ts';
import type { ReviewMark, Reviews } from '../store/reviews.ts';
import type { ScanRecord } from './scan-record.ts';

const AT_ONCE = 10;

/**
 * Notes of what is stored of a listing which of it the source does not give at the moment. A source that gives a sample
 * gives another one tomorrow: nothing is withdrawn or removed for that, and the clock of the stored words goes on until
 * they lapse. They only lose their place, and with it their place on the pages, until they are given again.
 *
 * @param marks what was stored when the reading began
 * @param record what the reading was given, to its end
 */
export async function leaveSample(
  { clinicId, listingId }: Listing,
  marks: readonly ReviewMark[],
  record: Pick<ScanRecord, 'has'>,
  reviews: Pick<Reviews, 'find' | 'write'>,
): Promise<void> {
  const left = marks.filter(({ reviewId }) => !record.has(reviewId));
  const stored = await inParallel(left, AT_ONCE, ({ reviewId }) =>
    reviews.find({ clinicId, listingId, reviewId }),
  );
  await reviews.write(
    stored.flatMap((review) => (review?.position === undefined ? [] : [withoutPlace(review)])),
  );
}

/** With a hash of its own, so that a pull which is given it again sees that it must be written. */
function withoutPlace({ position: _, rowHash, ...review }: Review): Review {
  return { ...review, rowHash: shortHash(['left', rowHash]) };
}
