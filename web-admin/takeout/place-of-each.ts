import type { Location } from '../../functions/domain/clinic.ts';
import type { ListingView } from '../../functions/domain/staff-view.ts';
import type { ExportedLocation } from './read-export.ts';

/** The clinic's own location that an exported one probably is. */
export interface ProbablePlace {
  readonly locationId: string;
  readonly name: string;
  /** True when the clinic has a listing of it, which settles the question. */
  readonly isKnown: boolean;
}

/**
 * Finds out where exported locations are: by a listing with the same id, which settles it, or by a place's name in the
 * title. A name is proposed only where nothing else could be meant: one place is named, no other location names it, and
 * it has no other listing of Google's. All others are absent, and a person is asked.
 */
export function placeOfEach(
  exported: readonly ExportedLocation[],
  places: readonly Location[],
  listings: readonly Pick<ListingView, 'listing' | 'place'>[],
): ReadonlyMap<string, ProbablePlace> {
  const found = new Map<string, ProbablePlace>();
  const google = listings.filter(({ listing }) => listing.source === 'google-business');
  const listingOf = (one: Pick<ExportedLocation, 'sourceListingId'>) =>
    google.find(({ listing }) => listing.sourceListingId === one.sourceListingId);
  const isFree = (place: Location, id: string) =>
    !google.some(({ listing }) => listing.locationId === place.locationId) &&
    !exported.some(
      (other) =>
        other.sourceListingId !== id && !listingOf(other) && namedIn(other.title, places).includes(place),
    );
  for (const { sourceListingId, title = '' } of exported) {
    const known = listingOf({ sourceListingId });
    const [only, ...others] = namedIn(title, places);
    if (known) {
      found.set(sourceListingId, { locationId: known.listing.locationId, name: known.place, isKnown: true });
    } else if (only && others.length === 0 && isFree(only, sourceListingId)) {
      found.set(sourceListingId, { locationId: only.locationId, name: only.name, isKnown: false });
    }
  }
  return found;
}

/** Places whose whole name stands in a title: "Mill" is not in "Millwood". */
function namedIn(title: string | undefined, places: readonly Location[]): readonly Location[] {
  const words = plain(title ?? '');
  return places.filter(({ name }) => plain(name) !== '  ' && words.includes(plain(name)));
}

/** Words between single spaces, without accents and signs. */
function plain(text: string): string {
  const bare = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return ` ${bare.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}
