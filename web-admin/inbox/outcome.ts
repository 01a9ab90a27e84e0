import type { ErrorKind } from '../../functions/domain/error.ts';
import type { ReviewDetailView } from '../../functions/domain/staff-view.ts';

/** How a change ended. */
export type Outcome =
  | { readonly status: 'saved'; readonly review: ReviewDetailView }
  /** Somebody was faster; `present` is what the review is now. */
  | { readonly status: 'conflict'; readonly present: ReviewDetailView }
  /** The server said no, so nothing was saved. The page is as it was before. */
  | { readonly status: 'failed'; readonly why: ErrorKind }
  /** No certain answer came: it may be saved or not. The page is as it was before. */
  | { readonly status: 'unknown' }
  /** Not sent, as the change it was to follow was not saved. */
  | { readonly status: 'dropped' };

/** True when the change may still be saved: nobody answered, or the person must sign in first. */
export function isOpen(ended: Outcome): boolean {
  return ended.status === 'unknown' || (ended.status === 'failed' && ended.why === 'unauthenticated');
}
