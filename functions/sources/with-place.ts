import type { Listing } from '../domain/clinic.ts';
import type { ConnectedLocation } from '../domain/connection.ts';
import { isPlaceId, isSearch } from '../domain/google-page.ts';
import { tidyPageUrl } from '../domain/page-url.ts';

/**
 * Adds what Google tells of a listing's place: its id where there is none yet, and its own page in the place of a
 * search for the name. What a person chose stays.
 */
export function withPlace(listing: Listing, { placeId, mapsUrl }: ConnectedLocation): Listing {
  const page = mapsUrl === undefined ? undefined : tidyPageUrl('google-business', mapsUrl);
  return {
    ...listing,
    ...(listing.placeId === undefined && placeId !== undefined && isPlaceId(placeId) && { placeId }),
    ...(page !== undefined && isSearch(listing.pageUrl) && { pageUrl: page }),
  };
}
