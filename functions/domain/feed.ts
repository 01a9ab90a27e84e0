import type { Language } from './clinic.ts';
import type { PublishedReview } from './published-review.ts';
import type { SourceName } from './review.ts';

/** Version of the published format; grows when a reader of the old one would err. */
export const FEED_FORMAT = 1;

/** A condition as visitors read it. */
export interface FeedCondition {
  readonly id: string;
  /** For a chip: `Sciatica`. */
  readonly label: string;
  /** Inside a sentence: `sciatica`. */
  readonly phrase: string;
}

/** What one listing's source says of it; shown by itself, never blended with another. */
export interface FeedRating {
  readonly source: SourceName;
  /** Name of the location, such as `Mill Lane`. */
  readonly place: string;
  /** 1 to 5 as the source prints it; absent when the source gives none. */
  readonly rating?: number;
  /** Reviews the source counts. */
  readonly count: number;
  /** Day the source said so, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** The listing's page at the source, https. */
  readonly url: string;
  /** Not to be shown from this instant on, ISO 8601 UTC. */
  readonly expiresAt: string;
}

/** Reviews of the broader condition, under a list that is short. */
export interface FeedFallback {
  readonly condition: FeedCondition;
  /** None of the list itself; never empty, at most 6. */
  readonly reviews: readonly PublishedReview[];
}

/** What patients gave the clinic directly: a block of its own, with no other source's mark. */
export interface FeedDirect {
  /** What stands above it, in the embed's language. */
  readonly label: string;
  /** The newest first, 1 to 12 of them; each has an author, if only "A patient". */
  readonly reviews: readonly PublishedReview[];
}

/**
 * The first thing an embed loads. Addresses below the feed's root:
 * `{embed}/all.json`, `{embed}/c/{condition}.json`, `{embed}/l/{location}.json`,
 * `{embed}/c/{condition}/l/{location}.json`. A list without reviews has no head, but for `all`.
 */
export interface FeedHead {
  readonly format: typeof FEED_FORMAT;
  /** Changes with anything else in this head; 12 characters. */
  readonly version: string;
  /** The clinic's name. */
  readonly clinic: string;
  readonly language: Language;
  /** What the list is about; absent when about everything. */
  readonly condition?: FeedCondition;
  /** Slug of the location the list is of; absent when of all. */
  readonly location?: string;
  /** Google listings first. Empty until a source has told. */
  readonly ratings: readonly FeedRating[];
  /** Names of the locations by slug. */
  readonly places: Readonly<Record<string, string>>;
  /** Chip labels of the conditions in `reviews`, by slug. */
  readonly labels: Readonly<Record<string, string>>;
  /** Reviews in the whole list, excerpts and direct testimonials not counted. */
  readonly shown: number;
  /** Sentence for the selection line, in the embed's language: what of the list only an export says. Absent where none. */
  readonly note?: string;
  /** Reviews the sources of the list count, with and without text: the `61` of `7 of 61`. 0 where the list holds what no source has confirmed. */
  readonly total: number;
  /**
   * The first page, newest first: as many of 12 as keep this head within 2,500 bytes of brotli, never fewer than 6
   * where there are 6.
   */
  readonly reviews: readonly PublishedReview[];
  /** Yelp's excerpts in Yelp's order, for a block of their own. Absent when there are none. */
  readonly excerpts?: readonly PublishedReview[];
  /** Absent when there is none. */
  readonly direct?: FeedDirect;
  readonly fallback?: FeedFallback;
  /** Folder of the following pages below the feed's root, such as `pages/willow-street`. */
  readonly pageFolder: string;
  /**
   * Names of the following pages, at most 32: `{pageFolder}/{name}.json`. Borders are stable, so the first page named
   * may repeat reviews of this head; readers skip ids they have. Empty when the head holds the whole list.
   */
  readonly pages: readonly string[];
  /** Name of the {@link FeedIndex} with the pages after those; absent when there are no more. */
  readonly more?: string;
  /** When the first thing in this head lapses, ISO 8601 UTC; absent when nothing does. */
  readonly expiresAt?: string;
}

/** Following reviews of a list, newest first; 1 to 48 of them. Named by its content and never changed. */
export interface FeedPage {
  readonly format: typeof FEED_FORMAT;
  /** Chip labels of the conditions in `reviews`, by slug. */
  readonly labels: Readonly<Record<string, string>>;
  readonly reviews: readonly PublishedReview[];
}

/** Names of the pages that a head has no room for. Named by its content and never changed. */
export interface FeedIndex {
  readonly format: typeof FEED_FORMAT;
  readonly pages: readonly string[];
}

/** What the publisher remembers between runs. */
export interface FeedState {
  readonly clinicId: string;
  /** Grows by one with every run that starts. */
  readonly version: number;
  /**
   * Version of the last run that ended with no other having begun meanwhile: the bucket holds all that was true when it
   * began, or more. Absent before the first.
   */
  readonly publishedVersion?: number;
  /** When something published lapses or a retired page is to go, ISO 8601 UTC; absent when nothing does. */
  readonly nextExpiryAt?: string;
  /** Embeds that have objects in the bucket, or may have since a run that did not end. */
  readonly embedIds: readonly string[];
  /** Pages no head names any more, to be deleted from `deleteAt` (ISO 8601 UTC) on. */
  readonly retired: readonly { readonly name: string; readonly deleteAt: string }[];
}
