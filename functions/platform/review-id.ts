import type { SourceName } from '../domain/review.ts';
import { shortHash } from './short-hash.ts';

/**
 * The id of a review: the same for ever, whichever way the review comes to us, and without a trace of the source's
 * own id. 22 characters of base64url.
 *
 * @param sourceListingId the listing's own id at the source, without the account it lies in
 */
export function toReviewId(source: SourceName, sourceListingId: string, sourceReviewId: string): string {
  return shortHash([source, sourceListingId, sourceReviewId]);
}
