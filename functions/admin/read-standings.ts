import { type ReviewStanding, standingOf } from '../domain/standing.ts';
import type { AdminNeeds } from './needs.ts';

/** Where a clinic's reviews stand. */
export interface ClinicStandings {
  readonly standings: readonly ReviewStanding[];
  /** Listings of which nothing is told, because too little is kept of them yet. */
  readonly uncountedIds: ReadonlySet<string>;
}

/** More than have all parts kept by chance; reading them all takes a few pages. */
const MOST_READ = 1000;

/**
 * Reads where the reviews of listings stand: from what is kept where that is whole, and from the reviews themselves where
 * it is not, which is so of small listings, of those kept since a moment ago and where something cannot be read. A large
 * listing of that kind is left out as a whole, and said to be, rather than told in part; it becomes whole with its next
 * changes.
 */
export async function readStandings(
  clinicId: string,
  listingIds: readonly string[],
  needs: Pick<AdminNeeds, 'moderations' | 'reviews' | 'standings'>,
): Promise<ClinicStandings> {
  const { standings, wholeListingIds } = await needs.standings.listOf(clinicId);
  const others = listingIds.filter((listingId) => !wholeListingIds.has(listingId));
  const counted = await Promise.all(
    others.map(async (listingId) => [listingId, await countAnew(clinicId, listingId, needs)] as const),
  );
  return {
    standings: [
      ...standings.filter(({ listingId }) => wholeListingIds.has(listingId)),
      ...counted.flatMap(([, some]) => some ?? []),
    ],
    uncountedIds: new Set(counted.flatMap(([listingId, some]) => (some ? [] : [listingId]))),
  };
}

async function countAnew(
  clinicId: string,
  listingId: string,
  { reviews, moderations }: Pick<AdminNeeds, 'moderations' | 'reviews'>,
): Promise<readonly ReviewStanding[] | undefined> {
  const found = await reviews.listOfListing(clinicId, listingId, MOST_READ);
  if (!found) return undefined;
  const moderated = await moderations.findMany(found);
  const moderationOf = new Map(moderated.map((moderation) => [moderation.reviewId, moderation]));
  return found.flatMap((review) => {
    const { reviewId } = review;
    const standing = standingOf(review, moderationOf.get(reviewId));
    return standing ? [{ listingId, reviewId, ...standing }] : [];
  });
}
