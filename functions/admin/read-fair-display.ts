import { type Clinic, openingPolicyOf } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import { type DisplayedReview, weighDisplay } from '../domain/fair-display.ts';
import { isShownByPolicy } from '../domain/follow-review.ts';
import { isDecidedTogether, isTakenDown, type ListingDecision } from '../domain/listing-decision.ts';
import type { FairDisplayView } from '../domain/staff-view.ts';
import type { ModerationState } from '../store/moderations.ts';
import type { ReviewRating } from '../store/reviews.ts';
import type { AdminNeeds } from './needs.ts';
import { placeNames } from './place-names.ts';

/**
 * Counts where a clinic's reviews stand by stars and listing, and tells when its pages would mislead. What the source
 * has withdrawn, or does not give among its excerpts now, is left out. Reads every review's stars and every state, and no words: about 5,000 capacity units for
 * ten thousand reviews, so the page asks once an hour and not with every look.
 *
 * @throws AppError `not-found` when there is no such clinic
 */
export async function readFairDisplay(
  clinicId: string,
  {
    clinics,
    listingDecisions,
    moderations,
    reviews,
    now,
  }: Pick<AdminNeeds, 'clinics' | 'listingDecisions' | 'moderations' | 'reviews' | 'now'>,
): Promise<FairDisplayView> {
  const [clinic, listings, locations, ratings, states, decisions] = await Promise.all([
    clinics.find(clinicId),
    clinics.listListings(clinicId),
    clinics.listLocations(clinicId),
    reviews.listRatings(clinicId),
    moderations.listStates(clinicId),
    listingDecisions.listOf(clinicId),
  ]);
  if (!clinic) throw new AppError('not-found', 'There is no such clinic among yours.');
  const stateOf = new Map(states.map((state) => [state.reviewId, state]));
  const together = new Set(listings.filter(isDecidedTogether).map(({ listingId }) => listingId));
  const decisionOf = new Map(decisions.map((decision) => [decision.listingId, decision]));
  const present = ratings.filter(
    ({ withdrawnAt, isExcerpt, position }) =>
      withdrawnAt === undefined && !(isExcerpt && position === undefined),
  );
  const weighed = weighDisplay(
    present.map((rating) =>
      together.has(rating.listingId)
        ? toOneOfAll(rating, decisionOf.get(rating.listingId))
        : toDisplayed(rating, stateOf.get(rating.reviewId), clinic),
    ),
    now(),
  );
  const placeOf = placeNames(locations);
  return {
    ...weighed,
    listings: weighed.listings.flatMap((counted) => {
      const listing = listings.find(({ listingId }) => listingId === counted.listingId);
      return listing
        ? [
            {
              ...counted,
              source: listing.source,
              place: placeOf(listing),
              isDecidedTogether: together.has(listing.listingId),
            },
          ]
        : [];
    }),
  };
}

function toOneOfAll(
  { listingId, reviewId, stars }: ReviewRating,
  decision: ListingDecision | undefined,
): DisplayedReview {
  const state = isTakenDown(decision, reviewId) ? 'not-shown' : (decision?.status ?? 'waiting');
  return { listingId, ...(stars && { stars }), state, isOneOfAll: true };
}

/** Only reviews with words are moderated; one that lost its words is marked removed. */
function toDisplayed(
  { listingId, stars }: ReviewRating,
  state: ModerationState | undefined,
  clinic: Clinic,
): DisplayedReview {
  const review = { listingId, ...(stars && { stars }) };
  if (!state || state.removedAt !== undefined) return { ...review, state: 'without-words' };
  const isPolicyOver = isShownByPolicy(state) && openingPolicyOf(clinic, state.source) !== 'show-unflagged';
  if (state.status !== 'waiting' && !isPolicyOver) return { ...review, state: state.status };
  return { ...review, state: 'waiting', waitingSince: state.waitingSince ?? state.openedAt };
}
