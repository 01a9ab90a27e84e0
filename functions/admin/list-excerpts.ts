import type { Listing } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import type { ExcerptsView } from '../domain/excerpts-view.ts';
import { isSlug } from '../domain/id.ts';
import type { AdminNeeds } from './needs.ts';
import { placeNames } from './place-names.ts';
import { type ExcerptListing, viewExcerpts } from './view-excerpts.ts';

/** The clinic's listings that give excerpts, in order of their ids; empty when it has none. @throws AppError `not-found` */
export async function listExcerpts(clinicId: string, needs: AdminNeeds): Promise<ExcerptsView> {
  const { clinics } = needs;
  const [clinic, listings, locations] = await Promise.all([
    clinics.find(clinicId),
    clinics.listListings(clinicId),
    clinics.listLocations(clinicId),
  ]);
  if (!clinic) throw noClinic();
  const placeOf = placeNames(locations);
  const giving = listings.filter(givesExcerpts);
  return {
    groups: await Promise.all(
      giving.map((listing) => viewExcerpts({ clinic, listing, place: placeOf(listing) }, needs)),
    ),
  };
}

/** A listing that gives excerpts, with what it belongs to. @throws AppError `not-found` for any other */
export async function findExcerptListing(
  clinicId: string,
  listingId: string,
  { clinics }: Pick<AdminNeeds, 'clinics'>,
): Promise<ExcerptListing> {
  const [clinic, listing, locations] = await Promise.all([
    clinics.find(clinicId),
    isSlug(listingId) ? clinics.findListing(clinicId, listingId) : undefined,
    clinics.listLocations(clinicId),
  ]);
  if (!clinic) throw noClinic();
  if (!listing || !givesExcerpts(listing)) {
    throw new AppError('not-found', 'This clinic has no such listing that gives excerpts.');
  }
  return { clinic, listing, place: placeNames(locations)(listing) };
}

function givesExcerpts({ source }: Listing): boolean {
  return source === 'yelp';
}

function noClinic(): AppError {
  return new AppError('not-found', 'There is no such clinic among yours.');
}
