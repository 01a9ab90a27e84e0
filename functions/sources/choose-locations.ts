import * as z from 'zod';
import type { Listing, Member } from '../domain/clinic.ts';
import type { ConnectedLocation } from '../domain/connection.ts';
import { AppError, type Issue } from '../domain/error.ts';
import { tidyPageUrl } from '../domain/page-url.ts';
import type { ChoiceAsk, ChosenView } from '../domain/source-view.ts';
import type { GoogleConnectionNeeds } from './google-connection-needs.ts';
import { makeDueNow } from './make-due-now.ts';
import { googleNumber, isOfGoogleLocation, newGoogleListing } from './new-google-listing.ts';
import { auditOf } from './settle-listings.ts';
import { withPlace } from './with-place.ts';

/** Body of the request. */
export const ChoiceBody = z.strictObject({
  connectionId: z.string().min(1).max(64),
  choices: z
    .array(
      z.strictObject({
        accountId: googleNumber,
        sourceListingId: googleNumber,
        locationId: z.string().min(1).max(64),
      }),
    )
    .min(1)
    .max(50),
}) satisfies z.ZodType<ChoiceAsk>;

type Choice = z.infer<typeof ChoiceBody>['choices'][number];
type Chosen = Choice & { readonly location: ConnectedLocation };

/**
 * Makes listings of locations that a connection reaches, and has them read at once. A location that is a listing
 * already keeps it, with every decision: it moves to this connection, and comes back if it was disconnected. Repeating
 * a choice changes nothing.
 *
 * @throws AppError `not-found` for a connection that is not the clinic's own, or is not connected; `invalid` with an
 *   issue for every choice that the connection does not reach or the clinic has no location for; `conflict` when
 *   somebody was faster
 */
export async function chooseLocations(
  { clinicId, staffId }: Member,
  { connectionId, choices }: z.infer<typeof ChoiceBody>,
  needs: Pick<GoogleConnectionNeeds, 'clinics' | 'connections' | 'pulls' | 'now'>,
): Promise<ChosenView> {
  const { clinics, connections, pulls, now } = needs;
  const connection = await connections.find(clinicId, connectionId);
  if (connection?.state !== 'connected') {
    throw new AppError('not-found', 'This clinic has no such connection.');
  }
  const places = await clinics.listLocations(clinicId);
  const chosen = check(
    choices,
    connection.locations,
    places.map(({ locationId }) => locationId),
  );
  const known = await clinics.listListings(clinicId);
  const listingIds: string[] = [];
  for (const choice of chosen) {
    const before = known.find((listing) => isOfGoogleLocation(listing, choice.sourceListingId));
    const placed = { ...choice, connectionId };
    const change = before ? connected(before, placed) : newListing(clinicId, placed);
    const [listing, at] = [change ?? before, now()];
    if (!listing) continue;
    if (change) {
      const audit = auditOf(change, before ? 'changed' : 'created', staffId, at);
      await clinics.saveListing({ ...(before && { before }), after: change, audit });
    }
    if (!listing.isPaused) await makeDueNow(listing, pulls, at);
    listingIds.push(listing.listingId);
  }
  return { listingIds };
}

/** @throws AppError `invalid` */
function check(
  choices: readonly Choice[],
  locations: readonly ConnectedLocation[],
  placeIds: readonly string[],
): readonly Chosen[] {
  const issues: Issue[] = [];
  const chosen = choices.flatMap((choice, at) => {
    const location = locations.find(
      ({ accountId, locationId }) => accountId === choice.accountId && locationId === choice.sourceListingId,
    );
    const isTwice = choices.findIndex((one) => one.sourceListingId === choice.sourceListingId) !== at;
    const fault = (path: string, message: string) => issues.push({ path: `choices.${at}.${path}`, message });
    if (!location)
      fault('sourceListingId', 'The connected account does not have it; list its locations again.');
    if (isTwice) fault('sourceListingId', 'It is chosen twice; take one out.');
    if (!placeIds.includes(choice.locationId)) fault('locationId', 'The clinic has no such location.');
    return location ? [{ ...choice, location }] : [];
  });
  if (issues.length > 0) throw new AppError('invalid', 'The choice is not valid.', { issues });
  return chosen;
}

type Placed = Chosen & Pick<Required<Listing>, 'connectionId'>;

/** The listing as it is on this connection; `undefined` when it is so already. */
function connected(before: Listing, placed: Placed): Listing | undefined {
  const { accountId, locationId, connectionId, location } = placed;
  const isSo =
    before.disconnectedAt === undefined &&
    before.connectionId === connectionId &&
    before.accountId === accountId &&
    before.locationId === locationId;
  if (isSo) return undefined;
  const { disconnectedAt: _, ...rest } = before;
  return withPlace({ ...rest, accountId, locationId, connectionId, version: before.version + 1 }, location);
}

function newListing(clinicId: string, choice: Placed): Listing {
  const { accountId, locationId, sourceListingId, connectionId, location } = choice;
  const pageUrl = tidyPageUrl('google-business', location.mapsUrl ?? '') ?? 'https://maps.google.com/';
  const start = { clinicId, locationId, sourceListingId, accountId, connectionId, pageUrl };
  return withPlace(newGoogleListing(start), location);
}
