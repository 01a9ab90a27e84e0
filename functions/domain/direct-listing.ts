import type { Listing } from './clinic.ts';

/** The listing under which a location's direct testimonials are pulled, by its id. */
export function directListingId(locationId: string): string {
  return `${locationId}-direct`;
}

/** The listing of a location's direct testimonials, as it is first written. */
export function directListing(clinicId: string, locationId: string): Listing {
  return {
    clinicId,
    listingId: directListingId(locationId),
    locationId,
    source: 'direct',
    sourceListingId: locationId,
    pageUrl: '',
    pullEveryHours: 1,
    isPaused: false,
    version: 1,
  };
}
