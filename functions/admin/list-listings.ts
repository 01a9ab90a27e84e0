import type { Listing } from '../domain/clinic.ts';
import { type Connection, endedAsInTesting } from '../domain/connection.ts';
import { googleAccess } from '../domain/google-application.ts';
import { writeReviewAt } from '../domain/google-page.ts';
import { confirmBy, type Import, type ImportView, leavesAt } from '../domain/import.ts';
import type { Pull } from '../domain/pull.ts';
import type { PullAsk } from '../domain/pull-ask.ts';
import { type QuotaShare, shareOf } from '../domain/quota-day.ts';
import type { SourceSummary } from '../domain/review.ts';
import { sourcePage } from '../domain/source-page.ts';
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
    asks,
    clinics,
    connections,
    imports,
    summaries,
    pulls,
    quotaDays,
    sourceSwitches,
    now,
  }: Pick<
    AdminNeeds,
    | 'applications'
    | 'asks'
    | 'clinics'
    | 'connections'
    | 'imports'
    | 'summaries'
    | 'pulls'
    | 'quotaDays'
    | 'sourceSwitches'
    | 'now'
  >,
): Promise<ListingsView> {
  const [listings, locations, connected, told, pulled, imported, asked, application, yelpDay, switches] =
    await Promise.all([
      clinics.listListings(clinicId),
      clinics.listLocations(clinicId),
      connections.listOf(clinicId),
      summaries.listOf(clinicId),
      pulls.listOf(clinicId),
      imports.listOf(clinicId),
      asks.listOf(clinicId),
      applications.find(clinicId),
      quotaDays.find('yelp', now()),
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
        connection: connected.find(({ connectionId }) => connectionId === listing.connectionId),
        ask: asked.find(isOfListing),
        quota: listing.source === 'yelp' ? shareOf(yelpDay, clinicId) : undefined,
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
  readonly connection: Connection | undefined;
  readonly ask: PullAsk | undefined;
  readonly quota: QuotaShare | undefined;
}

/** Linked by the page: nothing but a page of the source. */
function linked(listing: Listing): Listing {
  return { ...listing, pageUrl: sourcePage(listing.pageUrl, listing.source) ?? '' };
}

function toView(
  listing: Listing,
  place: string,
  { summary, pull, last, connection, ask, quota }: Known,
): ListingView {
  const lastRun = pull?.runs[0];
  const isOver = (pull?.lastGoodAt ?? '') > (last?.exportedAt ?? '') || listing.disconnectedAt !== undefined;
  return {
    listing: linked(listing),
    place,
    ...(summary && { summary }),
    ...(pull?.lastGoodAt !== undefined && { lastGoodAt: pull.lastGoodAt }),
    ...(pull?.dueAt !== undefined && { dueAt: pull.dueAt }),
    ...(lastRun && { lastRun }),
    failuresInARow: pull?.failuresInARow ?? 0,
    ...(ask && { asked: { askedAt: ask.askedAt, againAt: ask.againAt } }),
    ...(quota && { quota }),
    ...(pull?.freeze && { freeze: pull.freeze }),
    ...newsOf(listing, pull),
    ...(pull?.held && { held: pull.held }),
    ...(connection && { connection: toConnection(connection, pull) }),
    ...(last && !isOver && { imported: toImportView(last) }),
    ...(listing.placeId !== undefined && { writeUrl: writeReviewAt(listing.placeId) }),
  };
}

/** What the source has told besides reviews; a move that a person has agreed to since is no news any more. */
function newsOf(listing: Listing, pull: Pull | undefined): Pick<ListingView, 'movedTo' | 'gap'> {
  const { movedTo, gap } = pull ?? {};
  const isMoved = movedTo !== undefined && movedTo !== listing.movedTo;
  return { ...(isMoved && { movedTo }), ...(gap && { gap }) };
}

function toImportView(last: Import): ImportView {
  const { exportedAt, startedAt, firstAt = startedAt, total, finishedAt } = last;
  return {
    exportedAt,
    startedAt,
    total,
    ...(finishedAt !== undefined && { finishedAt }),
    leavesAt: leavesAt(last),
    confirmBy: confirmBy(firstAt),
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
