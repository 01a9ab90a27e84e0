import * as z from 'zod';
import type { Listing } from '../domain/clinic.ts';

/** A number of Google's, of a location or an account: digits alone, at most 30. */
export const googleNumber = z.string().regex(/^\d{1,30}$/u);

/** What a listing of Google begins with; the rest is the same for all. */
export type GoogleStart = Pick<Listing, 'clinicId' | 'locationId' | 'sourceListingId' | 'pageUrl'> &
  Required<Pick<Listing, 'accountId'>> &
  Pick<Listing, 'connectionId' | 'placeId'>;

const PULL_EVERY_HOURS = 24;

/** A listing that is new to the clinic. Its id comes from Google's, so that it is the same whichever way it came. */
export function newGoogleListing(start: GoogleStart): Listing {
  return {
    ...start,
    listingId: `google-${start.sourceListingId}`,
    source: 'google-business',
    pullEveryHours: PULL_EVERY_HOURS,
    isPaused: false,
    version: 1,
  };
}

/** Tells whether a listing is the one of a location of Google's. */
export function isOfGoogleLocation(
  { source, sourceListingId }: Pick<Listing, 'source' | 'sourceListingId'>,
  locationId: string,
): boolean {
  return source === 'google-business' && sourceListingId === locationId;
}
