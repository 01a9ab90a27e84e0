import { isShownByPolicy } from './follow-review.ts';
import type { Moderation, ModerationStatus } from './moderation.ts';
import type { Review, Stars } from './review.ts';

/** Where one review stands, and nothing of its words: all that a count of a clinic's reviews needs of it. */
export interface Standing {
  /** Absent when the source gave none. */
  readonly stars?: Stars;
  /** Absent when nobody is asked about it: stars alone, or one of excerpts that are decided together. */
  readonly status?: ModerationStatus;
  /** True when the clinic's policy shows it and no person has looked at it; absent otherwise. */
  readonly isByPolicy?: true;
  /** Since when it waits, or would wait without the policy, ISO 8601 UTC; absent once a person has decided. */
  readonly waitingSince?: string;
  /** End of the review's retention, ISO 8601 UTC: it counts no longer than it may be kept. */
  readonly expiresAt: string;
}

/** A standing with the review it is of. */
export interface ReviewStanding extends Standing {
  readonly listingId: string;
  readonly reviewId: string;
}

/**
 * Where a review stands now; `undefined` for one that counts nowhere: it is not here, the source has withdrawn it, or
 * does not give it among its excerpts.
 */
export function standingOf(
  review: Review | undefined,
  moderation: Moderation | undefined,
): Standing | undefined {
  if (!review || review.withdrawnAt !== undefined) return undefined;
  if (review.isExcerpt && review.position === undefined) return undefined;
  const { stars, expiresAt } = review;
  const rated = { ...(stars && { stars }), expiresAt };
  if (!moderation || moderation.removedAt !== undefined) return rated;
  const isByPolicy = isShownByPolicy(moderation);
  const isOpen = moderation.status === 'waiting' || isByPolicy;
  return {
    ...rated,
    status: moderation.status,
    ...(isByPolicy && { isByPolicy }),
    ...(isOpen && { waitingSince: moderation.waitingSince ?? moderation.openedAt }),
  };
}
