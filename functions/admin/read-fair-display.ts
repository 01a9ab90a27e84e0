import { type Clinic, type Listing, openingPolicyOf } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import { type DisplayedReview, weighDisplay } from '../domain/fair-display.ts';
import { isDecidedTogether, isTakenDown, type ListingDecision } from '../domain/listing-decision.ts';
import type { FairDisplayView } from '../domain/staff-view.ts';
import type { ReviewStanding } from '../domain/standing.ts';
import type { AdminNeeds } from './needs.ts';
import { placeNames } from './place-names.ts';
import { readStandings } from './read-standings.ts';

type FairDisplayNeeds = Pick<
  AdminNeeds,
  'clinics' | 'listingDecisions' | 'moderations' | 'now' | 'reviews' | 'standings'
>;

/**
 * Counts where a clinic's reviews stand by stars and listing, and tells when its pages would mislead. What the source
 * has withdrawn, or does not give among its excerpts now, is left out. Reads what is kept of where each review stands,
 * which follows a decision within a second or so: about 330 read units for nine thousand reviews. While a listing is
 * not counted, nothing is said about whether low ratings are held back.
 *
 * @throws AppError `not-found` when there is no such clinic
 */
export async function readFairDisplay(clinicId: string, needs: FairDisplayNeeds): Promise<FairDisplayView> {
  const { clinics, listingDecisions, now } = needs;
  const [clinic, listings, locations, decisions] = await Promise.all([
    clinics.find(clinicId),
    clinics.listListings(clinicId),
    clinics.listLocations(clinicId),
    listingDecisions.listOf(clinicId),
  ]);
  if (!clinic) throw new AppError('not-found', 'There is no such clinic among yours.');
  const listingOf = new Map(listings.map((listing) => [listing.listingId, listing]));
  const decisionOf = new Map(decisions.map((decision) => [decision.listingId, decision]));
  const { standings, uncountedIds } = await readStandings(clinicId, [...listingOf.keys()], needs);
  const displayed = standings.flatMap((standing): DisplayedReview[] => {
    const listing = listingOf.get(standing.listingId);
    if (!listing) return [];
    if (isDecidedTogether(listing)) return [toOneOfAll(standing, decisionOf.get(standing.listingId))];
    return [toDisplayed(standing, clinic, listing)];
  });
  const { heldBack, ...weighed } = weighDisplay(displayed, now());
  const placeOf = placeNames(locations);
  const uncounted = listings.filter(({ listingId }) => uncountedIds.has(listingId));
  return {
    ...weighed,
    ...(heldBack && uncounted.length === 0 && { heldBack }),
    ...(uncounted.length > 0 && {
      uncounted: uncounted.map((listing) => ({ source: listing.source, place: placeOf(listing) })),
    }),
    listings: weighed.listings.flatMap((counted) => {
      const listing = listingOf.get(counted.listingId);
      if (!listing) return [];
      const { source } = listing;
      return [{ ...counted, source, place: placeOf(listing), isDecidedTogether: isDecidedTogether(listing) }];
    }),
  };
}

function toOneOfAll(
  { listingId, reviewId, stars }: ReviewStanding,
  decision: ListingDecision | undefined,
): DisplayedReview {
  const state = isTakenDown(decision, reviewId) ? 'not-shown' : (decision?.status ?? 'waiting');
  return { listingId, ...(stars && { stars }), state, isOneOfAll: true };
}

/** Only reviews with words are moderated; one that lost its words is marked removed. */
function toDisplayed(
  { listingId, stars, status, isByPolicy, waitingSince }: ReviewStanding,
  clinic: Clinic,
  { source }: Listing,
): DisplayedReview {
  const review = { listingId, ...(stars && { stars }) };
  if (!status) return { ...review, state: 'without-words' };
  const isPolicyOver = isByPolicy && openingPolicyOf(clinic, source) !== 'show-unflagged';
  if (status !== 'waiting' && !isPolicyOver) return { ...review, state: status };
  return { ...review, state: 'waiting', ...(waitingSince !== undefined && { waitingSince }) };
}
