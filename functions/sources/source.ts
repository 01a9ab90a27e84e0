import type { Listing } from '../domain/clinic.ts';
import type { Review, SourceName } from '../domain/review.ts';
import type { HttpPass } from './http.ts';

/** A place reviews are pulled from. One file per source; nothing outside it knows the source's words. */
export interface Source {
  readonly name: SourceName;
  /** Whether a reading to the end brings every review, so that one it misses is gone; otherwise it is a sample. */
  readonly listsAll: boolean;
  /** Whether what a whole reading misses is gone for sure, however much it is: the source is our own record. */
  readonly isOwnRecord?: true;
  /**
   * Reads what the source shows of a listing now, page by page.
   *
   * @returns pages, at least one; the last one has no `next`
   * @throws AppError `source-failed` with a `reason`, before or between pages
   */
  readonly scan: (listing: Listing, limits: ScanLimits) => AsyncIterable<SourcePage>;
  /**
   * Asks about one review alone, by the source's id of it. Absent where a source cannot be asked.
   *
   * @returns the review as it is now; `gone` only when the source said, in its own form, that there is no such review;
   *   `unclear` for an answer that proves nothing
   * @throws AppError `source-failed` with a `reason`; that proves nothing either
   */
  readonly ask?: (
    listing: Listing,
    sourceReviewId: string,
    limits: Omit<ScanLimits, 'from'>,
  ) => Promise<ReviewDraft | 'gone' | 'unclear'>;
  /**
   * Tells, after a reading failed for want of consent, whether somebody has connected anew meanwhile. Absent where
   * nobody has to connect.
   */
  readonly isReconnected?: (listing: Listing) => Promise<boolean>;
}

/** Where a scan begins and what it may take. */
export interface ScanLimits {
  /** Cursor of the page to begin with, from {@link SourcePage.next}; the first page when absent. */
  readonly from?: string;
  /** Milliseconds that are left for waiting on the source; asked again and again. */
  readonly remainingMs: () => number;
  /** Keeps the source's rate; every call is made with it. */
  readonly pass?: HttpPass;
}

/** One page as a source serves it, in the house's words. */
export interface SourcePage {
  /** In the source's order; may be empty. */
  readonly reviews: readonly ReviewDraft[];
  /** Rows that were not understood. */
  readonly refused: readonly RefusedRow[];
  /** The listing's own rating and count, where this page tells them. */
  readonly stated?: StatedRating;
  /** Cursor of the page after this one. */
  readonly next?: string;
  /** True when the source took the cursor no longer and the reading begins anew with this page. */
  readonly isRestart?: true;
}

/** What a source says of a listing as a whole. */
export interface StatedRating {
  /** Average the source prints, 1 to 5; absent without reviews. */
  readonly rating?: number;
  readonly count: number;
  /** True when the source says that the place has closed for good. */
  readonly isClosed?: boolean;
  /** The locale its reviews were served in, such as `fr_CA`, where a source must be asked in one. */
  readonly locale?: string;
}

/** A review as its source serves it, before it gets our ids, hashes and clocks. */
export type ReviewDraft = Omit<
  Review,
  | 'clinicId'
  | 'listingId'
  | 'reviewId'
  | 'source'
  | 'contentHash'
  | 'rowHash'
  | 'fetchedAt'
  | 'expiresAt'
  | 'withdrawnAt'
  | 'missedAt'
  | 'deniedAt'
  | 'unconfirmed'
>;

/** A row that was not understood: no word of it. */
export interface RefusedRow {
  /** Hash of the row as served; base64url, 22 characters. */
  readonly rowHash: string;
  /** Which fields are wrong and how, without their values. */
  readonly reason: string;
  /** The source's id of the review, where at least that could be read. */
  readonly sourceReviewId?: string;
}
