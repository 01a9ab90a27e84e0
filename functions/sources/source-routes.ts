import type { MemberRoute } from '../platform/http.ts';
import { askConsent, ConsentBody } from './ask-consent.ts';
import { type AskPullNeeds, askPull, PullBody } from './ask-pull.ts';
import { ChoiceBody, chooseLocations } from './choose-locations.ts';
import { AbsenceBody, type ConfirmNeeds, confirmAbsence } from './confirm-absence.ts';
import { AnswerBody, connectGoogle } from './connect-google.ts';
import { disconnectGoogle } from './disconnect-google.ts';
import { followMove, MoveBody, type MoveNeeds } from './follow-move.ts';
import type { GoogleConnectionNeeds } from './google-connection-needs.ts';
import { ImportBody, type ImportNeeds, importTakeout } from './import-takeout.ts';
import { type ConnectionListNeeds, listConnections } from './list-connections.ts';
import { ConnectionBody, relistLocations } from './list-locations.ts';
import { GoogleListingBody, type OpenListingNeeds, openGoogleListing } from './open-google-listing.ts';
import { ApplicationBody, type ApplicationNeeds, recordApplication } from './record-application.ts';
import { RemovalBody, type RemovalNeeds, removeImport } from './remove-import.ts';
import { PlaceBody, type PlaceNeeds, setPlace } from './set-place.ts';

/** What the routes work with. */
export type SourceRouteNeeds = ConfirmNeeds &
  AskPullNeeds &
  GoogleConnectionNeeds &
  ConnectionListNeeds &
  ImportNeeds &
  OpenListingNeeds &
  PlaceNeeds &
  MoveNeeds &
  RemovalNeeds &
  ApplicationNeeds;

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
    'POST /api/clinics/{clinicId}/listings/{listingId}/pull': {
      role: 'staff',
      run: ({ member, path, body }) => {
        body(PullBody);
        return askPull(member, path('listingId'), needs);
      },
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
    'POST /api/clinics/{clinicId}/listings/{listingId}/move': {
      role: 'owner',
      run: ({ member, path, body }) => followMove(member, path('listingId'), body(MoveBody), needs),
    },
    'POST /api/clinics/{clinicId}/listings/{listingId}/removal': {
      role: 'owner',
      run: ({ member, path, body }) => {
        body(RemovalBody);
        return removeImport(member, path('listingId'), needs);
      },
    },
    'POST /api/clinics/{clinicId}/google-listings': {
      role: 'owner',
      run: ({ member, body }) => openGoogleListing(member, body(GoogleListingBody), needs),
    },
    'POST /api/clinics/{clinicId}/google/application': {
      role: 'staff',
      run: ({ member, body }) => recordApplication(member, body(ApplicationBody), needs),
    },
    'GET /api/clinics/{clinicId}/google': {
      role: 'owner',
      run: ({ member }) => listConnections(member.clinicId, needs),
    },
    'POST /api/clinics/{clinicId}/google/consent': {
      role: 'owner',
      run: ({ member, body }) => askConsent(member, body(ConsentBody), needs),
    },
    'POST /api/clinics/{clinicId}/google/connection': {
      role: 'owner',
      run: ({ member, body }) => connectGoogle(member, body(AnswerBody), needs),
    },
    'POST /api/clinics/{clinicId}/google/locations': {
      role: 'owner',
      run: ({ member, body }) => relistLocations(member, body(ConnectionBody), needs),
    },
    'POST /api/clinics/{clinicId}/google/listings': {
      role: 'owner',
      run: ({ member, body }) => chooseLocations(member, body(ChoiceBody), needs),
    },
    'POST /api/clinics/{clinicId}/google/disconnection': {
      role: 'owner',
      run: ({ member, body }) => disconnectGoogle(member, body(ConnectionBody), needs),
    },
  } satisfies Readonly<Record<string, MemberRoute>>;
}
