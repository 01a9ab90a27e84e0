import * as z from 'zod';
import type { Listing, Member } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import { allReviewsAt, isPlaceId, searchFor } from '../domain/google-page.ts';
import type { GoogleListingRequest, GoogleListingView } from '../domain/import.ts';
import type { Clinics } from '../store/clinics.ts';
import type { Reviews } from '../store/reviews.ts';
import { googleNumber, isOfGoogleLocation, newGoogleListing } from './new-google-listing.ts';

/** Body of the request. */
export const GoogleListingBody = z.strictObject({
  sourceListingId: googleNumber,
  accountId: googleNumber,
  locationId: z.string(),
  title: z.string().trim().min(1).max(300),
  placeId: z.string().refine(isPlaceId, 'This is no Google place id.').exactOptional(),
}) satisfies z.ZodType<GoogleListingRequest>;

/** What opening a listing works with. */
export interface OpenListingNeeds {
  readonly clinics: Pick<Clinics, 'listListings' | 'listLocations' | 'saveListing'>;
  readonly reviews: Pick<Reviews, 'listMarks'>;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/**
 * Gives the clinic's listing of a Google location, which is made when there is none: not connected, so that nothing is
 * pulled, but with Google's own ids, so that a later connection finds the same reviews. One that exists stays as it is;
 * one that was disconnected comes back without its connection, as soon as what was pulled of it is deleted.
 *
 * @throws AppError `invalid` for a location this clinic has not, `conflict` when somebody made it at the same time
 */
export async function openGoogleListing(
  { clinicId, staffId }: Member,
  request: GoogleListingRequest,
  { clinics, reviews, now }: OpenListingNeeds,
): Promise<GoogleListingView> {
  const { sourceListingId, accountId, locationId, title, placeId } = request;
  const [listings, locations] = await Promise.all([
    clinics.listListings(clinicId),
    clinics.listLocations(clinicId),
  ]);
  const known = listings.find((one) => isOfGoogleLocation(one, sourceListingId));
  if (known) return await reopened(known, staffId, { clinics, reviews, now });
  if (!locations.some((one) => one.locationId === locationId)) {
    const message = 'This clinic has no such location; choose one of its own.';
    throw new AppError('invalid', message, { issues: [{ path: 'locationId', message }] });
  }
  const listing = newGoogleListing({
    ...{ clinicId, locationId, sourceListingId, accountId },
    ...(placeId !== undefined && { placeId }),
    pageUrl: placeId === undefined ? searchFor(title) : allReviewsAt(placeId),
  });
  const { listingId } = listing;
  const audit = { subject: `listing/${listingId}`, action: 'created', by: staffId, at: now() } as const;
  await clinics.saveListing({ after: listing, audit });
  return { listingId };
}

/** What a connection brought goes with it: only then may an export bring the same reviews on its own account. */
async function reopened(
  before: Listing,
  staffId: string,
  { clinics, reviews, now }: OpenListingNeeds,
): Promise<GoogleListingView> {
  const { clinicId, listingId } = before;
  if (before.disconnectedAt === undefined) return { listingId };
  if ((await reviews.listMarks(clinicId, listingId)).length > 0) {
    throw new AppError(
      'conflict',
      'What was pulled of this listing is being deleted. Try again in a minute.',
    );
  }
  const { disconnectedAt: _, connectionId: __, ...rest } = before;
  const audit = { subject: `listing/${listingId}`, action: 'changed', by: staffId, at: now() } as const;
  await clinics.saveListing({ before, after: { ...rest, version: before.version + 1 }, audit });
  return { listingId };
}
