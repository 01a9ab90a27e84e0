import type { Clinic, Embed } from '../domain/clinic.ts';
import { isDecidedTogether } from '../domain/listing-decision.ts';
import {
  type AllowedReview,
  type BlockRule,
  type Candidate,
  mayShow,
  type Verdict,
} from '../domain/may-show.ts';
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
  const decisions = new Map(state.listingDecisions.map((decision) => [decision.listingId, decision]));
  const { closedSources } = state;
  const candidates = new Map<string, PlacedCandidate>();
  for (const review of state.reviews.toSorted(byRef)) {
    const listing = listings.get(review.listingId);
    const publicId = publicIdOf(review.reviewId);
    if (!listing || candidates.has(publicId)) continue;
    const tagging = taggings.get(refOf(review));
    const moderation = moderations.get(review.reviewId);
    const consent = review.source === 'direct' ? consents.get(review.sourceReviewId) : undefined;
    const listingDecision = decisions.get(review.listingId);
    candidates.set(publicId, {
      review,
      clinic,
      listing,
      closedSources,
      place: placeOf(review.writtenAt, review.reviewId),
      ...(tagging && { tagging }),
      ...(moderation && { moderation }),
      ...(consent && { consent }),
      ...(listingDecision && { listingDecision }),
    });
  }
  return [...candidates.values()].sort((a, b) => Buffer.compare(b.place, a.place));
}

/**
 * The candidates that the gate lets through at an embed, in their order; allowed up to `until` (ISO 8601 UTC).
 *
 * Of excerpts that are shown all or none, one that may not stand at this embed takes the others with it: a partner's
 * page from which only the one that speaks of something private were missing would show a choice, which Yelp's terms
 * do not allow, and would tell by the gap what is missing. What the source does not give now, what has lapsed and what
 * was taken down for a legal reason leave the others where they are.
 */
export function allowReviews(
  candidates: readonly PlacedCandidate[],
  embed: Embed,
  until: string,
): readonly ListedReview[] {
  const judged = candidates.map((candidate) => ({
    ...candidate,
    verdict: mayShow({ ...candidate, embed }, until),
  }));
  const broken = new Set(
    judged
      .filter(({ listing, verdict }) => isDecidedTogether(listing) && takesOthersAlong(verdict))
      .map(({ listing }) => listing.listingId),
  );
  return judged.flatMap(({ verdict, listing, place }) =>
    verdict.outcome === 'allow' && !broken.has(listing.listingId)
      ? [{ allowed: verdict.allowed, place }]
      : [],
  );
}

const LEAVES_OTHERS: readonly BlockRule[] = [
  'not-in-sample',
  'taken-down',
  'retention-over',
  'withdrawn-at-source',
  'no-words',
];

function takesOthersAlong(verdict: Verdict): boolean {
  if (verdict.outcome === 'block') return !LEAVES_OTHERS.includes(verdict.rule);
  return verdict.outcome === 'hold';
}

function byRef(a: Review, b: Review): number {
  return refOf(a) < refOf(b) ? -1 : 1;
}

function refOf({ listingId, reviewId }: Pick<Review, 'listingId' | 'reviewId'>): string {
  return `${listingId}#${reviewId}`;
}
