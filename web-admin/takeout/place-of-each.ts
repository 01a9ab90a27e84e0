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
 * Finds out where exported locations are: by a listing with the same id, by a place's name in the title, or because
 * there is only one of both. Locations that nobody can place are absent.
 */
export function placeOfEach(
  exported: readonly ExportedLocation[],
  places: readonly Location[],
  listings: readonly Pick<ListingView, 'listing' | 'place'>[],
): ReadonlyMap<string, ProbablePlace> {
  const found = new Map<string, ProbablePlace>();
  for (const { sourceListingId, title = '' } of exported) {
    const known = listings.find(
      ({ listing }) => listing.source === 'google-business' && listing.sourceListingId === sourceListingId,
    );
    const named = places.filter(({ name }) => title.toLowerCase().includes(name.toLowerCase()));
    const [only] = named.length === 1 ? named : exported.length === 1 && places.length === 1 ? places : [];
    if (known) {
      found.set(sourceListingId, { locationId: known.listing.locationId, name: known.place, isKnown: true });
    } else if (only) {
      found.set(sourceListingId, { locationId: only.locationId, name: only.name, isKnown: false });
    }
  }
  return found;
}
