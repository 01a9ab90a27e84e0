import type { Clinic, Embed } from '../domain/clinic.ts';
import { type AllowedReview, type Candidate, mayShow } from '../domain/may-show.ts';
import { publicIdOf } from '../domain/published-review.ts';
import type { Review } from '../domain/review.ts';
import type { ClinicState } from './clinic-state.ts';
import { type Placed, placeOf } from './cut-pages.ts';

/** A review that may be published, with its place in every list. */
export interface ListedReview extends Placed {
  readonly allowed: AllowedReview;
}

/** A review with everything that decides on it, and its place in every list. */
export type PlacedCandidate = Candidate & Placed;

/**
 * Joins every review of a clinic with its listing, tagging and moderation, newest first. A review whose listing or
 * location is not set up is left out, and so is the second of two that visitors could not tell apart: the same
 * source listing was set up twice.
 */
export function listCandidates(clinic: Clinic, state: ClinicState): readonly PlacedCandidate[] {
  const locationIds = new Set(state.locations.map(({ locationId }) => locationId));
  const listings = new Map(
    state.listings
      .filter(({ locationId }) => locationIds.has(locationId))
      .map((listing) => [listing.listingId, listing]),
  );
  const taggings = new Map(state.taggings.map((tagging) => [refOf(tagging), tagging]));
  const moderations = new Map(state.moderations.map((moderation) => [moderation.reviewId, moderation]));
  const consents = new Map(state.consents.map((consent) => [consent.testimonialId, consent]));
  const candidates = new Map<string, PlacedCandidate>();
  for (const review of state.reviews.toSorted(byRef)) {
    const listing = listings.get(review.listingId);
    const publicId = publicIdOf(review.reviewId);
    if (!listing || candidates.has(publicId)) continue;
    const tagging = taggings.get(refOf(review));
    const moderation = moderations.get(review.reviewId);
    const consent = review.source === 'direct' ? consents.get(review.sourceReviewId) : undefined;
    candidates.set(publicId, {
      review,
      clinic,
      listing,
      place: placeOf(review.writtenAt, review.reviewId),
      ...(tagging && { tagging }),
      ...(moderation && { moderation }),
      ...(consent && { consent }),
    });
  }
  return [...candidates.values()].sort((a, b) => Buffer.compare(b.place, a.place));
}

/** The candidates that the gate lets through at an embed, in their order; allowed up to `until` (ISO 8601 UTC). */
export function allowReviews(
  candidates: readonly PlacedCandidate[],
  embed: Embed,
  until: string,
): readonly ListedReview[] {
  return candidates.flatMap((candidate) => {
    const verdict = mayShow({ ...candidate, embed }, until);
    return verdict.outcome === 'allow' ? [{ allowed: verdict.allowed, place: candidate.place }] : [];
  });
}

function byRef(a: Review, b: Review): number {
  return refOf(a) < refOf(b) ? -1 : 1;
}

function refOf({ listingId, reviewId }: Pick<Review, 'listingId' | 'reviewId'>): string {
  return `${listingId}#${reviewId}`;
}
