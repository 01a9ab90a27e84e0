import type { Embed, Listing } from '../domain/clinic.ts';
import type { Issue } from '../domain/error.ts';
import { tidyPageUrl } from '../domain/page-url.ts';
import { longestPullHours } from '../domain/retention.ts';
import type { ClinicFile } from './clinic-file.ts';
import { type ClinicState, sameId, type WantedClinic, withUnnamed } from './wanted-clinic.ts';

/** What may be wrong with a file as a whole. */
export interface FileInQuestion {
  readonly file: ClinicFile;
  readonly wanted: WantedClinic;
  readonly stored: ClinicState;
  /** The clinic that has an embed's id, where one has. */
  readonly claims: ReadonlyMap<string, string>;
}

/** Finds what is wrong with a file whose fields are right each by itself; empty when nothing is. */
export function clinicFaults({ file, wanted, stored, claims }: FileInQuestion): readonly Issue[] {
  const places = withUnnamed('locationId', wanted.locations, stored.locations);
  const placeIds = new Set(places.map(({ locationId }) => locationId));
  const { clinicId } = wanted.clinic;
  return [
    ...(wanted.clinic.region && !wanted.clinic.country
      ? [{ path: 'clinic.region', message: 'A region needs its country; give both.' }]
      : []),
    ...repeated('locations', 'locationId', wanted.locations),
    ...repeated('listings', 'listingId', wanted.listings),
    ...repeated('embeds', 'embedId', wanted.embeds),
    ...repeated(
      'members',
      'email',
      (file.members ?? []).map(({ email }) => ({ email: email.toLowerCase() })),
    ),
    ...wanted.listings.flatMap((listing, at) =>
      under(`listings.${at}`, [
        ...identityFaults(listing, wanted, stored),
        ...sourceFaults(listing),
        ...paceFaults(listing),
        ...pageFaults(listing),
        ...placeFaults('locationId', [listing.locationId], placeIds),
      ]),
    ),
    ...wanted.embeds.flatMap((embed, at) =>
      under(`embeds.${at}`, [
        ...claimFaults(embed, clinicId, claims),
        ...placeFaults('locationIds', embed.locationIds ?? [], placeIds),
      ]),
    ),
  ];
}

function under(path: string, issues: readonly Issue[]): readonly Issue[] {
  return issues.map((issue) => ({ ...issue, path: `${path}.${issue.path}` }));
}

function repeated<Name extends string>(
  list: string,
  name: Name,
  things: readonly Readonly<Record<Name, string>>[],
): readonly Issue[] {
  return things.flatMap((thing, at) => {
    if (things.findIndex(sameId(name, thing)) === at) return [];
    const message = 'It stands in this list already; take one out or give it another.';
    return [{ path: `${list}.${at}.${name}`, message }];
  });
}

/** Reviews' ids are made of source and source's id, so a listing keeps both, and two listings never share them. */
function identityFaults(listing: Listing, wanted: WantedClinic, stored: ClinicState): readonly Issue[] {
  const before = stored.listings.find(sameId('listingId', listing));
  if (before && before.source !== listing.source) {
    return [{ path: 'source', message: `It is ${before.source} and ${KEEP_IDENTITY}` }];
  }
  if (before && before.sourceListingId !== listing.sourceListingId) {
    return [{ path: 'sourceListingId', message: `It is ${before.sourceListingId} and ${KEEP_IDENTITY}` }];
  }
  const twin = withUnnamed('listingId', wanted.listings, stored.listings).find(
    (other) =>
      other.listingId !== listing.listingId &&
      other.source === listing.source &&
      other.sourceListingId === listing.sourceListingId,
  );
  if (!twin) return [];
  const remedy = wanted.listings.includes(twin)
    ? 'take one of the two out.'
    : 'give this one that listingId.';
  return [{ path: 'sourceListingId', message: `${twin.listingId} reads it already; ${remedy}` }];
}

const KEEP_IDENTITY =
  'cannot change, as the ids of its reviews are made of it. Keep it and set isPaused to true, and add the other as a listing with a listingId of its own.';

function sourceFaults(listing: Listing): readonly Issue[] {
  return listing.source === 'yelp' ? yelpFaults(listing) : googleFaults(listing);
}

function paceFaults({ source, pullEveryHours }: Listing): readonly Issue[] {
  const most = longestPullHours(source);
  if (pullEveryHours <= most) return [];
  const message = `What this source lends is gone by then; give at most ${most} hours.`;
  return [{ path: 'pullEveryHours', message }];
}

/** What visitors would never get as a link is refused here, and not dropped later. */
function pageFaults({ source, pageUrl }: Listing): readonly Issue[] {
  if (tidyPageUrl(source, pageUrl) !== undefined) return [];
  const example = source === 'yelp' ? 'https://www.yelp.com/biz/…' : 'https://www.google.com/maps/place/…';
  const message = `Visitors get links to pages of the source itself alone; copy the address there, such as ${example}`;
  return [{ path: 'pageUrl', message }];
}

function googleFaults({
  sourceListingId,
  accountId,
  connectionId,
  excerptConsent,
}: Listing): readonly Issue[] {
  return [
    ...(/^\d+$/u.test(sourceListingId)
      ? []
      : [{ path: 'sourceListingId', message: 'Google’s is made of digits: those after locations/.' }]),
    ...(connectionId !== undefined && accountId === undefined
      ? [{ path: 'accountId', message: 'It is missing; give the digits after Google’s accounts/.' }]
      : []),
    ...(excerptConsent
      ? [{ path: 'excerptConsent', message: 'Only Yelp listings have it; take it out.' }]
      : []),
  ];
}

function yelpFaults({ sourceListingId, accountId, connectionId, placeId }: Listing): readonly Issue[] {
  const googleOnly = 'Only Google listings have it; take it out.';
  return [
    ...(sourceListingId.length === 22
      ? []
      : [
          {
            path: 'sourceListingId',
            message: 'Yelp’s business id has 22 characters; the alias will not do.',
          },
        ]),
    ...(accountId === undefined ? [] : [{ path: 'accountId', message: googleOnly }]),
    ...(connectionId === undefined ? [] : [{ path: 'connectionId', message: googleOnly }]),
    ...(placeId === undefined ? [] : [{ path: 'placeId', message: googleOnly }]),
  ];
}

function placeFaults(path: string, asked: readonly string[], known: ReadonlySet<string>): readonly Issue[] {
  if (new Set(asked).size < asked.length) {
    return [{ path, message: 'A location stands in it twice; take one out.' }];
  }
  const missing = asked.filter((locationId) => !known.has(locationId));
  if (missing.length === 0) return [];
  const message = `The clinic has no location ${missing.join(', ')}; add it to locations.`;
  return [{ path, message }];
}

function claimFaults(
  { embedId }: Embed,
  clinicId: string,
  claims: ReadonlyMap<string, string>,
): readonly Issue[] {
  const holder = claims.get(embedId);
  if (holder === undefined || holder === clinicId) return [];
  return [{ path: 'embedId', message: 'Another clinic uses it; choose another.' }];
}
