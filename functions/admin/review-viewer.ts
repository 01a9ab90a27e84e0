import type { Consent } from '../domain/consent.ts';
import { AppError } from '../domain/error.ts';
import type { Moderation } from '../domain/moderation.ts';
import type { Review } from '../domain/review.ts';
import { closedSources } from '../domain/source-switch.ts';
import type { ReviewView } from '../domain/staff-view.ts';
import type { AdminNeeds } from './needs.ts';
import { placeNames } from './place-names.ts';
import { readStaffNames } from './staff-names.ts';
import { toReviewView } from './to-review-view.ts';

/**
 * Reads what belongs to moderations of a clinic and gives what turns each of them into a view for staff. To be called
 * after the moderations were read: a moderation follows its review, so the words are then never older than it. There is
 * no view of a review whose listing is gone or cannot be read.
 *
 * @throws AppError `not-found` when there is no such clinic
 */
export async function reviewViewer(
  clinicId: string,
  moderations: readonly Moderation[],
  needs: AdminNeeds,
): Promise<(moderation: Moderation) => ReviewView | undefined> {
  const staffIds = moderations.flatMap(({ decidedBy, judged }) => [decidedBy, judged?.decidedBy]);
  const [clinic, listings, locations, reviews, taggings, decisions, switches, names] = await Promise.all([
    needs.clinics.find(clinicId),
    needs.clinics.listListings(clinicId),
    needs.clinics.listLocations(clinicId),
    needs.reviews.findMany(moderations),
    needs.taggings.findMany(moderations),
    needs.listingDecisions.listOf(clinicId),
    needs.sourceSwitches.listAll(),
    readStaffNames(clinicId, staffIds, needs),
  ]);
  if (!clinic) throw new AppError('not-found', 'There is no such clinic among yours.');
  const consentOf = await readConsents(clinicId, reviews, needs);
  const placeOf = placeNames(locations);
  const reviewOf = byReview(reviews);
  const taggingOf = byReview(taggings);
  const decisionOf = new Map(decisions.map((decision) => [decision.listingId, decision]));
  const closed = closedSources(switches);
  const now = needs.now();
  return (moderation) => {
    const listing = listings.find(({ listingId }) => listingId === moderation.listingId);
    if (!listing) return undefined;
    const review = reviewOf.get(moderation.reviewId);
    const tagging = taggingOf.get(moderation.reviewId);
    const consent = review && consentOf.get(review.sourceReviewId);
    const parts = { moderation, review, tagging, consent, clinic, listing, place: placeOf(listing), names };
    const listingDecision = decisionOf.get(listing.listingId);
    return toReviewView({ ...parts, listingDecision, closedSources: closed }, now);
  };
}

/** The consents that direct testimonials stand on, by the testimonials' ids. */
async function readConsents(
  clinicId: string,
  reviews: readonly Review[],
  { consents }: AdminNeeds,
): Promise<ReadonlyMap<string, Consent>> {
  const ids = reviews.filter(({ source }) => source === 'direct').map(({ sourceReviewId }) => sourceReviewId);
  const found = ids.length > 0 ? await consents.findMany(clinicId, ids) : [];
  return new Map(found.map((consent) => [consent.testimonialId, consent]));
}

function byReview<Value extends { readonly reviewId: string }>(
  values: readonly Value[],
): ReadonlyMap<string, Value> {
  return new Map(values.map((value) => [value.reviewId, value]));
}
