import type { Listing } from '../domain/clinic.ts';
import { googleAccess } from '../domain/google-application.ts';
import { writeReviewAt } from '../domain/google-page.ts';
import type { Import, ImportView } from '../domain/import.ts';
import type { Pull } from '../domain/pull.ts';
import { retentionEnd } from '../domain/retention.ts';
import type { SourceSummary } from '../domain/review.ts';
import { closedBecause, type SourceSwitch } from '../domain/source-switch.ts';
import type { ListingsView, ListingView } from '../domain/staff-view.ts';
import type { AdminNeeds } from './needs.ts';
import { placeNames } from './place-names.ts';

/**
 * A clinic's listings, in order of their ids, each with its own rating and how pulling goes, and where the clinic stands
 * with Google; no listings when there are none.
 */
export async function listListings(
  clinicId: string,
  {
    applications,
    clinics,
    imports,
    summaries,
    pulls,
    sourceSwitches,
  }: Pick<AdminNeeds, 'applications' | 'clinics' | 'imports' | 'summaries' | 'pulls' | 'sourceSwitches'>,
): Promise<ListingsView> {
  const [listings, locations, told, pulled, imported, application, switches] = await Promise.all([
    clinics.listListings(clinicId),
    clinics.listLocations(clinicId),
    summaries.listOf(clinicId),
    pulls.listOf(clinicId),
    imports.listOf(clinicId),
    applications.find(clinicId),
    sourceSwitches.listAll(),
  ]);
  const placeOf = placeNames(locations);
  return {
    listings: listings.map((listing) => {
      const isOfListing = ({ listingId }: { readonly listingId: string }) => listingId === listing.listingId;
      const known = {
        summary: told.find(isOfListing),
        pull: pulled.find(isOfListing),
        last: imported.find(isOfListing),
      };
      const view = toView(listing, placeOf(listing), known);
      const isOfSource = ({ source }: SourceSwitch) => source === listing.source;
      const closed = closedBecause(listing.source, switches.find(isOfSource));
      return closed ? { ...view, closed } : view;
    }),
    google: googleAccess(application, listings, pulled),
  };
}

interface Known {
  readonly summary: SourceSummary | undefined;
  readonly pull: Pull | undefined;
  readonly last: Import | undefined;
}

function toView(listing: Listing, place: string, { summary, pull, last }: Known): ListingView {
  const lastRun = pull?.runs[0];
  const isOvertaken = last && (pull?.lastGoodAt ?? '') > last.exportedAt;
  return {
    listing,
    place,
    ...(summary && { summary }),
    ...(pull?.lastGoodAt !== undefined && { lastGoodAt: pull.lastGoodAt }),
    ...(pull?.dueAt !== undefined && { dueAt: pull.dueAt }),
    ...(lastRun && { lastRun }),
    failuresInARow: pull?.failuresInARow ?? 0,
    ...(pull?.freeze && { freeze: pull.freeze }),
    ...(last && !isOvertaken && { imported: toImportView(last, listing) }),
    ...(listing.placeId !== undefined && { writeUrl: writeReviewAt(listing.placeId) }),
  };
}

function toImportView({ exportedAt, startedAt, total, finishedAt }: Import, { source }: Listing): ImportView {
  return {
    exportedAt,
    startedAt,
    total,
    ...(finishedAt !== undefined && { finishedAt }),
    leavesAt: retentionEnd(source, exportedAt),
  };
}
