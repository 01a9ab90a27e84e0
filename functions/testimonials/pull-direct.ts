import { directListing, directListingId } from '../domain/direct-listing.ts';
import { AppError } from '../domain/error.ts';
import type { TestimonialNeeds } from './needs.ts';

/**
 * Sees to it that a location's testimonials are pulled: its listing is there from the first use on.
 *
 * @param by staff id
 * @throws AppError `not-found` when the clinic has no such location, `conflict` when another listing has the id
 */
export async function openDirectListing(
  clinicId: string,
  locationId: string,
  by: string,
  { clinics, pulls, now }: Pick<TestimonialNeeds, 'clinics' | 'pulls' | 'now'>,
): Promise<void> {
  const listing = directListing(clinicId, locationId);
  const { listingId } = listing;
  const known = await clinics.findListing(clinicId, listingId);
  if (known && known.source !== 'direct') {
    throw new AppError(
      'conflict',
      `The listing ${listingId} is taken. Ask the person who set up your clinic.`,
    );
  }
  if (!known) {
    const locations = await clinics.listLocations(clinicId);
    if (!locations.some((location) => location.locationId === locationId)) {
      throw new AppError('not-found', 'This clinic has no such location.');
    }
    const at = now();
    const audit = { subject: `listing/${listingId}`, action: 'created', by, at } as const;
    await clinics.saveListing({ after: listing, audit });
  }
  await pulls.open({ clinicId, listingId }, now());
}

/** Has a location's testimonials read at once. A message that is lost is made good by the listing's next pull. */
export async function pullDirect(
  clinicId: string,
  locationId: string,
  { pullQueue }: Pick<TestimonialNeeds, 'pullQueue'>,
): Promise<void> {
  await pullQueue.send([{ body: { clinicId, listingId: directListingId(locationId) } }]);
}
