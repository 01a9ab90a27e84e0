import { retentionEnd } from './retention.ts';

const UNCONFIRMED_MS = 60 * 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Until when what exports brought of a listing may be shown without a connection that confirms it: sixty days after its
 * first import, whatever is imported again. `firstAt` is by our own clock, ISO 8601 UTC; so is the answer, a whole hour.
 */
export function confirmBy(firstAt: string): string {
  return new Date(Math.floor((Date.parse(firstAt) + UNCONFIRMED_MS) / HOUR_MS) * HOUR_MS).toISOString();
}

/** When what an import brought leaves the pages, ISO 8601 UTC: with Google's terms, or unconfirmed for too long. */
export function leavesAt({
  exportedAt,
  startedAt,
  firstAt = startedAt,
}: Pick<Import, 'exportedAt' | 'startedAt' | 'firstAt'>): string {
  const [first = ''] = [retentionEnd('google-business', exportedAt), confirmBy(firstAt)].toSorted();
  return first;
}

/** The last export of a listing's reviews that a person brought in: Google Takeout's, made without Google's approval. */
export interface Import {
  readonly clinicId: string;
  readonly listingId: string;
  /** When Google made the export, ISO 8601 UTC; the retention of everything in it counts from here. */
  readonly exportedAt: string;
  /** When its first part came, ISO 8601 UTC. */
  readonly startedAt: string;
  /** When the place's first import ever began, ISO 8601 UTC. */
  readonly firstAt?: string;
  /** Staff id. */
  readonly by: string;
  /** Reviews of the listing in the export, with and without words. */
  readonly total: number;
  /** When its last part came, ISO 8601 UTC; absent while it is under way, and when it was broken off. */
  readonly finishedAt?: string;
}

/** Most rows of one part of an export. */
export const MOST_ROWS = 100;

/** Body of `POST …/listings/{listingId}/takeout`: some rows of an export, in any order. */
export interface ImportRequest extends Pick<Import, 'exportedAt' | 'total'> {
  /** True with the last part. */
  readonly isLast: boolean;
  /** As exported, at most {@link MOST_ROWS}. */
  readonly reviews: readonly unknown[];
}

/** What became of the rows of one part, in numbers; each counts distinct reviews. */
export interface ImportCounts {
  /** Written because new here, or because their words or their author changed. */
  readonly stored: number;
  /** Written only because the export is newer than what is here. */
  readonly renewed: number;
  /** The same as what is here already. */
  readonly unchanged: number;
  /** Left alone because what is here, or what is known to be gone, is newer than the export. */
  readonly older: number;
  /** Not written because a person asked for erasure. */
  readonly erased: number;
}

/** A row of a part that was not understood. */
export interface RefusedImportRow {
  /** Place in the part, from 0. */
  readonly position: number;
  /** Which fields are wrong and how, without their values. */
  readonly reason: string;
}

/** Answer of `POST …/listings/{listingId}/takeout`. */
export interface ImportedView extends ImportCounts {
  readonly refused: readonly RefusedImportRow[];
}

/** An import as staff read it. */
export interface ImportView extends Omit<Import, 'clinicId' | 'listingId' | 'by'> {
  /** When what it brought leaves the pages unless Google confirms it again, ISO 8601 UTC. */
  readonly leavesAt: string;
  /** When it leaves them whatever is imported again, unless a connection confirms it, ISO 8601 UTC. */
  readonly confirmBy: string;
}

/** Body of `POST …/google-listings`: a location as an export names it, and the clinic's own location that it is. */
export interface GoogleListingRequest {
  /** Digits after `locations/`. */
  readonly sourceListingId: string;
  /** Digits after `accounts/`. */
  readonly accountId: string;
  readonly locationId: string;
  /** As Google names it; makes a page to link to when there is no place id. */
  readonly title: string;
  readonly placeId?: string;
}

/** Answer of `POST …/google-listings`. */
export interface GoogleListingView {
  readonly listingId: string;
}
