import type { ListingView } from '../../functions/domain/staff-view.ts';

/**
 * Finds the other listings of the same source that may be the same place: at the same location of the clinic, or with
 * the same id of Google's place. What is disconnected is no twin, and has none.
 */
export function findTwins(view: ListingView, all: readonly ListingView[]): readonly ListingView[] {
  const { listing } = view;
  if (listing.source === 'direct' || listing.disconnectedAt !== undefined) return [];
  return all.filter(({ listing: other }) => {
    const isOther = other.listingId !== listing.listingId && other.disconnectedAt === undefined;
    const isThere = other.locationId === listing.locationId;
    const isSamePlace = other.placeId !== undefined && other.placeId === listing.placeId;
    return isOther && other.source === listing.source && (isThere || isSamePlace);
  });
}

/** Tells whether a listing needs more than its source and its place to be known by: another one has the same. */
export function hasNamesake({ listing, place }: ListingView, all: readonly ListingView[]): boolean {
  return all.some(
    ({ listing: other, place: there }) =>
      other.listingId !== listing.listingId && other.source === listing.source && there === place,
  );
}

/** Leaves out what was removed, is deleted here, and is read by another listing of the same place. */
export function inUse(all: readonly ListingView[]): readonly ListingView[] {
  return all.filter(({ listing, dueAt }) => {
    const isGone = isRemovedImport(listing) && dueAt === undefined;
    return !(isGone && all.some(({ listing: other }) => replaces(other, listing)));
  });
}

/** Tells whether a listing was filled by exports alone until a person removed it. */
export function isRemovedImport({
  source,
  connectionId,
  disconnectedAt,
}: Pick<ListingView['listing'], 'source' | 'connectionId' | 'disconnectedAt'>): boolean {
  return source === 'google-business' && connectionId === undefined && disconnectedAt !== undefined;
}

function replaces(other: ListingView['listing'], removed: ListingView['listing']): boolean {
  const isSame = other.source === removed.source && other.locationId === removed.locationId;
  return isSame && other.disconnectedAt === undefined;
}
