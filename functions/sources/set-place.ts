import * as z from 'zod';
import type { Listing, Member } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import { allReviewsAt, isPlaceId, isSearch } from '../domain/google-page.ts';
import type { Clinics } from '../store/clinics.ts';

/** Body of the request; `null` takes the place id away. */
export const PlaceBody = z.strictObject({
  placeId: z.string().refine(isPlaceId, 'This is no Google place id.').nullable(),
});

/** What setting a place id works with. */
export interface PlaceNeeds {
  readonly clinics: Pick<Clinics, 'findListing' | 'saveListing'>;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/**
 * Keeps Google's id of a listing's place, of which its links are made. A page that was only a search for the name
 * becomes the page of all its reviews.
 *
 * @throws AppError `not-found` for a listing this clinic has not, `invalid` for one of another source, `conflict` when
 *   somebody changed it at the same time
 */
export async function setPlace(
  { clinicId, staffId }: Member,
  listingId: string,
  { placeId }: z.infer<typeof PlaceBody>,
  { clinics, now }: PlaceNeeds,
): Promise<{ readonly placeId: string | null }> {
  const before = await clinics.findListing(clinicId, listingId);
  if (!before) throw new AppError('not-found', 'This clinic has no such listing.');
  if (before.source !== 'google-business') {
    throw new AppError('invalid', 'Only Google’s listings have a place id.');
  }
  if ((before.placeId ?? null) === placeId) return { placeId };
  const { placeId: _, ...rest } = before;
  const isBetter = placeId !== null && isSearch(before.pageUrl);
  const after: Listing = {
    ...rest,
    ...(placeId !== null && { placeId }),
    ...(isBetter && { pageUrl: allReviewsAt(placeId) }),
    version: before.version + 1,
  };
  const audit = { subject: `listing/${listingId}`, action: 'changed', by: staffId, at: now() } as const;
  await clinics.saveListing({ before, after, audit });
  return { placeId };
}
