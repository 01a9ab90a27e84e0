import type { FeedRating } from '../domain/feed.ts';
import { isProfileComplete } from '../domain/may-show.ts';
import { hasLapsed } from '../domain/retention.ts';
import { SOURCE_NAMES } from '../domain/review.ts';
import { sourcePage } from '../domain/source-page.ts';
import type { ClinicState } from './clinic-state.ts';

/** What a listing's source says of it, and where the listing is. */
export interface ListingRating {
  readonly locationId: string;
  readonly rating: FeedRating;
}

/**
 * What each listing's source says of it: Google listings first, then by location and listing. A listing whose source
 * has not told, whose figures lapse by `until` (ISO 8601 UTC), whose location is not set up, or that was disconnected
 * is left out, and so is one of a source that the operator has stopped; all are when the clinic's profile is not
 * complete.
 */
export function rateListings(state: ClinicState, until: string): readonly ListingRating[] {
  if (!state.clinic || !isProfileComplete(state.clinic)) return [];
  const places = new Map(state.locations.map(({ locationId, name }) => [locationId, name]));
  const summaries = new Map(state.summaries.map((summary) => [summary.listingId, summary]));
  const listings = state.listings.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return listings.flatMap(({ listingId, locationId, source, pageUrl, disconnectedAt }) => {
    const place = places.get(locationId);
    const summary = summaries.get(listingId);
    // How many testimonials there are is our own count, and no page of a source says so.
    const isOwn = source === 'direct';
    const isGone = state.closedSources.has(source) || disconnectedAt !== undefined;
    if (isOwn || isGone || place === undefined || !summary || hasLapsed(summary, until)) return [];
    const { rating, count, asOf, expiresAt } = summary;
    const told = { source, place, ...(rating !== undefined && { rating }), count, asOf };
    return [{ locationId, rating: { ...told, url: sourcePage(pageUrl, source) ?? '', expiresAt } }];
  });
}

/** Reviews that Google counts: the whole of which a list shows a part. */
export function countAtGoogle(ratings: readonly FeedRating[]): number {
  return ratings
    .filter(({ source }) => source === 'google-business')
    .reduce((total, { count }) => total + count, 0);
}

function sortKey({ source, locationId, listingId }: ClinicState['listings'][number]): string {
  return `${SOURCE_NAMES.indexOf(source)}#${locationId}#${listingId}`;
}
