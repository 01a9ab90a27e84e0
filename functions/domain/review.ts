/** Where reviews come from. */
export const SOURCE_NAMES = ['google-business', 'yelp', 'direct'] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

/** A rating as every source gives it. */
export type Stars = 1 | 2 | 3 | 4 | 5;

/** Who wrote a review, as the source tells. */
export interface Author {
  /** Absent when anonymous or not told. */
  readonly name?: string;
  readonly isAnonymous: boolean;
  /** Profile picture at the source, https; kept for staff, off in embeds. */
  readonly photoUrl?: string;
}

/** The clinic's own answer to a review, as kept by the source. Kept for staff, not shown to visitors. */
export interface Reply {
  readonly text: string;
  /** Instant, ISO 8601 UTC. */
  readonly updatedAt?: string;
}

/** What is known of a review that only a file has brought: nothing that its source has said itself. */
export interface Unconfirmed {
  /** Day of the export, `YYYY-MM-DD`, as the person who brought it in says. */
  readonly exportedOn: string;
  /** Not shown from this instant on, ISO 8601 UTC, a whole hour: sixty days after the listing's first import. */
  readonly until: string;
}

/** A patient's words as a source lends them to us: the house's one shape for all sources. */
export interface Review {
  readonly clinicId: string;
  readonly listingId: string;
  /** 128 bits of SHA-256 over source, the source's listing id and the source's review id; base64url, 22 characters. */
  readonly reviewId: string;
  readonly source: SourceName;
  /** The source's own id; lives here only. */
  readonly sourceReviewId: string;
  /** Absent when the source does not say. */
  readonly stars?: Stars;
  /** The patient's own words, byte for byte; absent for a rating without text. Tags and spans refer to it. */
  readonly text?: string;
  /** The source's machine translation, for staff. */
  readonly translation?: string;
  /** True when the source gives only the beginning of the text. */
  readonly isExcerpt: boolean;
  readonly author: Author;
  readonly reply?: Reply;
  /** When it was written, ISO 8601 UTC; orders reviews. */
  readonly writtenAt: string;
  /** The day to print, `YYYY-MM-DD`, in the zone of the source. */
  readonly writtenOn: string;
  /** Last change at the source, ISO 8601 UTC. */
  readonly updatedAt?: string;
  /** The review's own page at the source, https, unchanged; absent where there is none. */
  readonly url?: string;
  /**
   * Place in the source's own order, from 0; only where that order must be kept (Yelp). One of a sample that has none is
   * not in it at the moment.
   */
  readonly position?: number;
  /** Hash of what is judged: words, author, reply (`domain/content-hash.ts`). */
  readonly contentHash: string;
  /** Hash of every stored field but clocks; says whether a pull must write. */
  readonly rowHash: string;
  /** Last time the source confirmed it in a stored pull, ISO 8601 UTC. */
  readonly fetchedAt: string;
  /** End of the source's retention, ISO 8601 UTC; nothing reads it from that instant on. */
  readonly expiresAt: string;
  /** Only while no connection has confirmed what an export brought. */
  readonly unconfirmed?: Unconfirmed;
  /** Since when a whole reading of the listing misses it, or its source denies it; not displayed while present. */
  readonly withdrawnAt?: string;
  /** Since when whole readings miss it while it stays on display, as so many vanished at once that it is not certain. */
  readonly missedAt?: string;
  /** When its source denied it first, asked for it alone. */
  readonly deniedAt?: string;
}

/** A listing's own rating and count, as its source states them. Never computed, never blended. */
export interface SourceSummary {
  readonly clinicId: string;
  readonly listingId: string;
  readonly source: SourceName;
  /** Average the source prints, 1 to 5; absent without reviews. */
  readonly rating?: number;
  /** Number of reviews the source counts, with and without text. */
  readonly count: number;
  /** True when the source says that the place has closed for good; absent otherwise. */
  readonly isClosed?: boolean;
  /** The locale in which the source had reviews, such as `fr_CA`; only where it must be asked in one. */
  readonly locale?: string;
  /** Day the source said so, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** End of the source's retention, ISO 8601 UTC. */
  readonly expiresAt: string;
}
