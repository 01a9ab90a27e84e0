import type { Listing } from '../domain/clinic.ts';
import type { Connection } from '../domain/connection.ts';
import type { GoogleConnectionNeeds } from './google-connection-needs.ts';
import { makeDueNow } from './make-due-now.ts';
import { withPlace } from './with-place.ts';

/** Who settles, and when. */
export interface Settler {
  /** Staff id. */
  readonly staffId: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
}

/**
 * Has the listings of a connection read again at once. Listings that hang on a grant of the operator's, which this
 * person can renew, move over to the connection. What was disconnected stays so until it is chosen anew.
 */
export async function settleListings(
  { clinicId, connectionId, locations }: Connection,
  { staffId, at }: Settler,
  { clinics, connections, pulls }: Pick<GoogleConnectionNeeds, 'clinics' | 'connections' | 'pulls'>,
): Promise<void> {
  const own = new Set((await connections.listOf(clinicId)).map((one) => one.connectionId));
  for (const listing of await clinics.listListings(clinicId)) {
    if (listing.source !== 'google-business' || listing.disconnectedAt !== undefined) continue;
    const location = locations.find(({ locationId }) => locationId === listing.sourceListingId);
    const isHere = listing.connectionId === connectionId;
    const mayMove = location !== undefined && !own.has(listing.connectionId ?? '');
    if (!isHere && !mayMove) continue;
    if (location && mayMove) {
      const { accountId } = location;
      const moved = withPlace(
        { ...listing, connectionId, accountId, version: listing.version + 1 },
        location,
      );
      await clinics.saveListing({
        before: listing,
        after: moved,
        audit: auditOf(listing, 'changed', staffId, at),
      });
    }
    if (!listing.isPaused) await makeDueNow(listing, pulls, at);
  }
}

/** The audit line of a listing that a person changed, less what its change tells. */
export function auditOf(
  { listingId }: Pick<Listing, 'listingId'>,
  action: 'created' | 'changed' | 'disconnected',
  by: string,
  at: string,
) {
  return { subject: `listing/${listingId}`, action, by, at } as const;
}
