import type { Review, SourceName } from './review.ts';

const HOUR_MS = 3_600_000;

/**
 * How long what a source lends may be kept after it was last served, in hours: Google 29 of the 30 days its Business
 * Profile policy allows, Yelp 23 of the 24 hours of its API terms.
 */
const RETENTION_HOURS: Readonly<Record<SourceName, number>> = {
  'google-business': 29 * 24,
  yelp: 23,
  direct: 100 * 365 * 24,
};

/**
 * End of the retention of something a source served at `fetchedAt`, ISO 8601 UTC, rounded down to the whole hour:
 * stored and published clocks are the same, and thousands of them compress to a few bytes.
 */
export function retentionEnd(source: SourceName, fetchedAt: string): string {
  const hours = Math.floor(Date.parse(fetchedAt) / HOUR_MS) + RETENTION_HOURS[source];
  return new Date(hours * HOUR_MS).toISOString();
}

/**
 * Most hours between two pulls that keep what a source lent: an hour is left for the pull itself, and nothing is looked
 * at less often than once a week.
 */
export function longestPullHours(source: SourceName): number {
  return Math.min(7 * 24, RETENTION_HOURS[source] - 1);
}

/** Tells whether the retention of a stored thing has ended at `now`; both ISO 8601 UTC. One without a proper end has. */
export function hasLapsed({ expiresAt }: { readonly expiresAt: string }, now: string): boolean {
  return !(Date.parse(expiresAt) > Date.parse(now));
}

/**
 * Tells whether an unchanged review's clock must be extended by this pull: when fewer than three pull intervals
 * remain. Ids are spread over the days before that, so that a listing's reviews do not all come due in one pull.
 * A clock extended less than half an interval ago is never due.
 *
 * @param now instant of the pull, ISO 8601 UTC
 */
export function isClockDue(
  review: Pick<Review, 'reviewId' | 'source' | 'expiresAt' | 'fetchedAt'>,
  pullEveryHours: number,
  now: string,
): boolean {
  const whole = RETENTION_HOURS[review.source];
  const remaining = (Date.parse(review.expiresAt) - Date.parse(now)) / HOUR_MS;
  const least = 3 * pullEveryHours;
  const room = Math.max(0, (whole - least) / 2);
  const due = Math.min(least + spread(review.reviewId) * room, whole - pullEveryHours / 2);
  return remaining < due;
}

/** A number from 0 (included) to 1 (excluded) that depends on the id alone; evenly spread (FNV-1a, mixed). */
export function spread(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
