import type { Listing } from '../domain/clinic.ts';
import type { Review } from '../domain/review.ts';
import { inParallel } from '../platform/batch.ts';
import type { ReviewMark, Reviews } from '../store/reviews.ts';
import type { AbsencePlan } from './plan-absences.ts';

const AT_ONCE = 10;
const CHUNK = 40;

/**
 * Notes, takes off display and removes what a whole reading misses. The retention clock of a review that is taken off display
 * goes on as it was: nobody served it. A review that another run has confirmed meanwhile is left alone.
 *
 * @param now instant of the reading, ISO 8601 UTC
 */
export async function settleAbsences(
  { clinicId, listingId }: Listing,
  { wait, withdraw, remove }: AbsencePlan<ReviewMark>,
  reviews: Pick<Reviews, 'find' | 'write' | 'remove'>,
  now: string,
): Promise<void> {
  const mark = async (marks: readonly ReviewMark[], note: Pick<Review, 'withdrawnAt' | 'missedAt'>) => {
    for (let from = 0; from < marks.length; from += CHUNK) {
      const chunk = marks.slice(from, from + CHUNK);
      const stored = await inParallel(chunk, AT_ONCE, async ({ reviewId, fetchedAt }) => {
        const review = await reviews.find({ clinicId, listingId, reviewId });
        return review?.fetchedAt === fetchedAt ? review : undefined;
      });
      const missed = stored.filter((review): review is Review => review !== undefined);
      await reviews.write(missed.map((review) => ({ ...review, ...note })));
    }
  };
  await mark(wait, { missedAt: now });
  await mark(withdraw, { withdrawnAt: now });
  await inParallel(remove, AT_ONCE, ({ reviewId, fetchedAt }) =>
    reviews.remove({ clinicId, listingId, reviewId, fetchedAt }),
  );
}
