import type { MemberRoute } from '../platform/http.ts';
import { AbsenceBody, type ConfirmNeeds, confirmAbsence } from './confirm-absence.ts';
import { ImportBody, type ImportNeeds, importTakeout } from './import-takeout.ts';
import { GoogleListingBody, type OpenListingNeeds, openGoogleListing } from './open-google-listing.ts';
import { ApplicationBody, type ApplicationNeeds, recordApplication } from './record-application.ts';
import { PlaceBody, type PlaceNeeds, setPlace } from './set-place.ts';

/** What the routes work with. */
export type SourceRouteNeeds = ConfirmNeeds & ImportNeeds & OpenListingNeeds & PlaceNeeds & ApplicationNeeds;

/** A part of an export: a hundred long reviews, or two of the longest. */
const MOST_OF_EXPORT = 1_000_000;

/**
 * The part of the staff's API that acts on listings and their sources, as a table: each route with the least role that
 * may use it. Apart from the rest, so that only this function may write what pulls write.
 */
export function sourceRoutes(needs: SourceRouteNeeds) {
  return {
    'POST /api/clinics/{clinicId}/listings/{listingId}/absence': {
      role: 'owner',
      run: ({ member, path, body }) => confirmAbsence(member, path('listingId'), body(AbsenceBody), needs),
    },
    'POST /api/clinics/{clinicId}/listings/{listingId}/takeout': {
      role: 'owner',
      maxBodyCharacters: MOST_OF_EXPORT,
      run: ({ member, path, body }) => importTakeout(member, path('listingId'), body(ImportBody), needs),
    },
    'POST /api/clinics/{clinicId}/listings/{listingId}/place': {
      role: 'owner',
      run: ({ member, path, body }) => setPlace(member, path('listingId'), body(PlaceBody), needs),
    },
    'POST /api/clinics/{clinicId}/google-listings': {
      role: 'owner',
      run: ({ member, body }) => openGoogleListing(member, body(GoogleListingBody), needs),
    },
    'POST /api/clinics/{clinicId}/google/application': {
      role: 'staff',
      run: ({ member, body }) => recordApplication(member, body(ApplicationBody), needs),
    },
  } satisfies Readonly<Record<string, MemberRoute>>;
}
