import type { Listing } from '../domain/clinic.ts';
import type { Pull } from '../domain/pull.ts';
import type { SourceSummary } from '../domain/review.ts';
import { closedBecause, type SourceSwitch } from '../domain/source-switch.ts';
import type { ListingsView, ListingView } from '../domain/staff-view.ts';
import type { AdminNeeds } from './needs.ts';
import { placeNames } from './place-names.ts';

/** A clinic's listings, in order of their ids, each with its own rating and how pulling goes; empty when there are none. */
export async function listListings(
  clinicId: string,
  {
    clinics,
    summaries,
    pulls,
    sourceSwitches,
  }: Pick<AdminNeeds, 'clinics' | 'summaries' | 'pulls' | 'sourceSwitches'>,
): Promise<ListingsView> {
  const [listings, locations, told, pulled, switches] = await Promise.all([
    clinics.listListings(clinicId),
    clinics.listLocations(clinicId),
    summaries.listOf(clinicId),
    pulls.listOf(clinicId),
    sourceSwitches.listAll(),
  ]);
  const placeOf = placeNames(locations);
  return {
    listings: listings.map((listing) => {
      const isOfListing = ({ listingId }: { readonly listingId: string }) => listingId === listing.listingId;
      const view = toView(listing, placeOf(listing), told.find(isOfListing), pulled.find(isOfListing));
      const isOfSource = ({ source }: SourceSwitch) => source === listing.source;
      const closed = closedBecause(listing.source, switches.find(isOfSource));
      return closed ? { ...view, closed } : view;
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
  };
}
