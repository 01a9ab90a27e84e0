import type { Listing } from '../domain/clinic.ts';
import { inParallel } from '../platform/batch.ts';
import { log } from '../platform/log.ts';
import type { Lease } from '../store/leases.ts';
import type { Pulls } from '../store/pulls.ts';
import type { Reviews } from '../store/reviews.ts';
import type { Summaries } from '../store/summaries.ts';

/** What a listing is emptied with. */
export interface PurgeNeeds {
  readonly reviews: Pick<Reviews, 'listMarks' | 'remove'>;
  readonly summaries: Pick<Summaries, 'remove'>;
  readonly pulls: Pick<Pulls, 'find' | 'finish'>;
  readonly now: () => string;
  /** Milliseconds until the run must be over; near the end it stops, and goes on in the next run. */
  readonly remainingMs: () => number;
}

const AT_ONCE = 10;
const CHUNK = 200;
const FINISH_MS = 15_000;

/**
 * Deletes everything a source lent of a disconnected listing; decisions stay. The listing is due until nothing is left,
 * so a run that is cut short is followed by another.
 *
 * @returns how many reviews were deleted
 * @throws Error when another worker has taken the lease over
 */
export async function purgeListing(
  { clinicId, listingId }: Listing,
  lease: Lease,
  { reviews, summaries, pulls, now, remainingMs }: PurgeNeeds,
): Promise<{ readonly purged: number }> {
  const marks = await reviews.listMarks(clinicId, listingId);
  let purged = 0;
  while (purged < marks.length && remainingMs() > FINISH_MS) {
    const chunk = marks.slice(purged, purged + CHUNK);
    await inParallel(chunk, AT_ONCE, ({ reviewId, fetchedAt }) =>
      reviews.remove({ clinicId, listingId, reviewId, fetchedAt }),
    );
    purged += chunk.length;
  }
  await summaries.remove({ clinicId, listingId });
  const isEmpty = purged === marks.length;
  const known = await pulls.find(lease);
  const { runs = [] } = known ?? {};
  const pull = { clinicId, listingId, failuresInARow: 0, runs, ...(!isEmpty && { dueAt: now() }) };
  if (!(await pulls.finish(pull, lease))) {
    throw new Error('Another worker took the lease of this listing over.');
  }
  log.info('listing.purged', { clinicId, listingId, purged, isEmpty });
  return { purged };
}
