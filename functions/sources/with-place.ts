import type { Listing } from '../domain/clinic.ts';
import type { ConnectedLocation } from '../domain/connection.ts';
import { isPlaceId, isSearch } from '../domain/google-page.ts';

/**
 * Adds what Google tells of a listing's place: its id where there is none yet, and its own page in the place of a
 * search for the name. What a person chose stays.
 */
export function withPlace(listing: Listing, { placeId, mapsUrl }: ConnectedLocation): Listing {
  return {
    ...listing,
    ...(listing.placeId === undefined && placeId !== undefined && isPlaceId(placeId) && { placeId }),
    ...(mapsUrl !== undefined && isSearch(listing.pageUrl) && { pageUrl: mapsUrl }),
  };
}
