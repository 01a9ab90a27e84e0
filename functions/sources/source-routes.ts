import type { MemberRoute } from '../platform/http.ts';
import { AbsenceBody, type ConfirmNeeds, confirmAbsence } from './confirm-absence.ts';

/** What the routes work with. */
export type SourceRouteNeeds = ConfirmNeeds;

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
  } satisfies Readonly<Record<string, MemberRoute>>;
}
