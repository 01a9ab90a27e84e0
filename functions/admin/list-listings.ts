import type { Listing } from '../domain/clinic.ts';
import { type Connection, endedAsInTesting } from '../domain/connection.ts';
import type { Pull } from '../domain/pull.ts';
import type { SourceSummary } from '../domain/review.ts';
import type { ListingsView, ListingView } from '../domain/staff-view.ts';
import type { AdminNeeds } from './needs.ts';
import { placeNames } from './place-names.ts';

/** A clinic's listings, in order of their ids, each with its own rating and how pulling goes; empty when there are none. */
export async function listListings(
  clinicId: string,
  {
    clinics,
    connections,
    summaries,
    pulls,
  }: Pick<AdminNeeds, 'clinics' | 'connections' | 'summaries' | 'pulls'>,
): Promise<ListingsView> {
  const [listings, locations, connected, told, pulled] = await Promise.all([
    clinics.listListings(clinicId),
    clinics.listLocations(clinicId),
    connections.listOf(clinicId),
    summaries.listOf(clinicId),
    pulls.listOf(clinicId),
  ]);
  const placeOf = placeNames(locations);
  return {
    listings: listings.map((listing) => {
      const isOfListing = ({ listingId }: { readonly listingId: string }) => listingId === listing.listingId;
      const connection = connected.find(({ connectionId }) => connectionId === listing.connectionId);
      return {
        ...toView(listing, placeOf(listing), told.find(isOfListing), pulled.find(isOfListing)),
        ...(connection && { connection: toConnection(connection, pulled.find(isOfListing)) }),
      };
    }),
  };
}

function toView(
  listing: Listing,
  place: string,
  summary: SourceSummary | undefined,
  pull: Pull | undefined,
): ListingView {
  const lastRun = pull?.runs[0];
  return {
    listing,
    place,
    ...(summary && { summary }),
    ...(pull?.lastGoodAt !== undefined && { lastGoodAt: pull.lastGoodAt }),
    ...(pull?.dueAt !== undefined && { dueAt: pull.dueAt }),
    ...(lastRun && { lastRun }),
    failuresInARow: pull?.failuresInARow ?? 0,
    ...(pull?.freeze && { freeze: pull.freeze }),
    ...(pull?.held && { held: pull.held }),
  };
}

function toConnection(
  { connectionId, state, consentedAt }: Connection,
  pull: Pull | undefined,
): NonNullable<ListingView['connection']> {
  const lastRun = pull?.runs[0];
  const isEnded = lastRun?.outcome === 'grant-expired';
  const isEndedAsInTesting = isEnded && endedAsInTesting({ consentedAt }, lastRun.finishedAt);
  return { connectionId, state, isEndedAsInTesting };
}
