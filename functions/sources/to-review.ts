import type { Listing } from '../domain/clinic.ts';
import { retentionEnd } from '../domain/retention.ts';
import type { Review } from '../domain/review.ts';
import { toReviewId } from '../platform/review-id.ts';
import { hashContent, hashRow } from './review-hash.ts';
import type { ReviewDraft } from './source.ts';

/**
 * Makes a draft the house's own: with our id, both hashes and the clock of its source.
 *
 * @param fetchedAt when the source served it, ISO 8601 UTC
 */
export function toReview(
  { clinicId, listingId, source, sourceListingId }: Listing,
  draft: ReviewDraft,
  fetchedAt: string,
): Review {
  return {
    clinicId,
    listingId,
    reviewId: toReviewId(source, sourceListingId, draft.sourceReviewId),
    source,
    ...draft,
    contentHash: hashContent(draft),
    rowHash: hashRow(draft),
    fetchedAt,
    expiresAt: retentionEnd(source, fetchedAt),
  };
}
