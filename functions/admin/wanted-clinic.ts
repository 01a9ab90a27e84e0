import type { Clinic, Embed, Listing, Location } from '../domain/clinic.ts';
import { tidyPageUrl } from '../domain/page-url.ts';
import type { ClinicFile, ListingEntry } from './clinic-file.ts';
import type { AdminNeeds } from './needs.ts';

/** A clinic with what belongs to it. A version of 0 is of a thing that does not exist yet. */
export interface ClinicState {
  readonly clinic?: Clinic;
  readonly locations: readonly Location[];
  readonly listings: readonly Listing[];
  readonly embeds: readonly Embed[];
}

/** What a clinic file asks for: the things it names, each with the version that is stored. */
export type WantedClinic = Required<ClinicState>;

const PULL_EVERY_HOURS: Readonly<Record<ListingEntry['source'], number>> = { 'google-business': 24, yelp: 8 };

/** Reads what a clinic has now; empty for a new one. */
export async function readClinicState(
  clinicId: string,
  { clinics }: Pick<AdminNeeds, 'clinics'>,
): Promise<ClinicState> {
  const [clinic, locations, listings, embeds] = await Promise.all([
    clinics.find(clinicId),
    clinics.listLocations(clinicId),
    clinics.listListings(clinicId),
    clinics.listEmbeds(clinicId),
  ]);
  return { ...(clinic && { clinic }), locations, listings, embeds };
}

/** Lays what a file names over what is stored, and that over the defaults. */
export function toWanted(file: ClinicFile, stored: ClinicState): WantedClinic {
  const { clinicId } = file.clinic;
  const fresh = { clinicId, version: 0 };
  return {
    clinic: layer<Clinic>({ ...fresh, authorStyle: 'first-name' }, stored.clinic, file.clinic),
    locations: (file.locations ?? []).map((entry) =>
      layer<Location>(fresh, stored.locations.find(sameId('locationId', entry)), entry),
    ),
    listings: (file.listings ?? []).map((entry) => {
      const pageUrl = tidyPageUrl(entry.source, entry.pageUrl) ?? entry.pageUrl;
      const defaults = { ...fresh, isPaused: false, pullEveryHours: PULL_EVERY_HOURS[entry.source] };
      return layer<Listing>(defaults, stored.listings.find(sameId('listingId', entry)), {
        ...entry,
        pageUrl,
      });
    }),
    embeds: (file.embeds ?? []).map((entry) =>
      layer<Embed>({ ...fresh, language: 'en' }, stored.embeds.find(sameId('embedId', entry)), entry),
    ),
  };
}

/** The things a file names together with those it does not. */
export function withUnnamed<Name extends string, Value extends Readonly<Record<Name, string>>>(
  name: Name,
  named: readonly Value[],
  stored: readonly Value[],
): readonly Value[] {
  return [...named, ...stored.filter((value) => !named.some(sameId(name, value)))];
}

/** Makes a test for the thing that has the same id as another. */
export function sameId<Name extends string>(name: Name, one: Readonly<Record<Name, string>>) {
  return (other: Readonly<Record<Name, string>>): boolean => other[name] === one[name];
}

/** The file's schema has checked that nothing compulsory is missing or `null`. */
function layer<Value>(defaults: object, stored: object | undefined, entry: object): Value {
  const all = Object.entries({ ...defaults, ...stored, ...entry });
  return Object.fromEntries(all.filter(([, value]) => value !== null)) as Value;
}
