import type { Listing } from '../domain/clinic.ts';
import type { Review } from '../domain/review.ts';
import { inParallel } from '../platform/batch.ts';
import type { ReviewMark, Reviews } from '../store/reviews.ts';
import type { AbsencePlan } from './plan-absences.ts';

const AT_ONCE = 10;
const CHUNK = 40;

/**
 * Takes off display and removes what a whole reading misses. The retention clock of a review that is taken off display
 * goes on as it was: nobody served it. A review that another run has confirmed meanwhile is left alone.
 *
 * @param now instant of the reading, ISO 8601 UTC
 */
export async function settleAbsences(
  { clinicId, listingId }: Listing,
  { withdraw, remove }: AbsencePlan<ReviewMark>,
  reviews: Pick<Reviews, 'find' | 'write' | 'remove'>,
  now: string,
): Promise<void> {
  for (let from = 0; from < withdraw.length; from += CHUNK) {
    const stored = await inParallel(
      withdraw.slice(from, from + CHUNK),
      AT_ONCE,
      async ({ reviewId, fetchedAt }) => {
        const review = await reviews.find({ clinicId, listingId, reviewId });
        return review?.fetchedAt === fetchedAt ? review : undefined;
      },
    );
    const missed = stored.filter((review): review is Review => review !== undefined);
    await reviews.write(missed.map((review) => ({ ...review, withdrawnAt: now })));
  }
  await inParallel(remove, AT_ONCE, ({ reviewId, fetchedAt }) =>
    reviews.remove({ clinicId, listingId, reviewId, fetchedAt }),
  );
}
