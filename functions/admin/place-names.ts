import type { Listing, Location } from '../domain/clinic.ts';

/** Gives the name of the location a listing belongs to. */
export function placeNames(locations: readonly Location[]): (listing: Listing) => string {
  const names = new Map(locations.map(({ locationId, name }) => [locationId, name]));
  return ({ locationId }) => names.get(locationId) ?? locationId;
}
