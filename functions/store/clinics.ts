import * as z from 'zod';
import {
  AUDIENCES,
  AUTHOR_STYLES,
  type Clinic,
  type Embed,
  LANGUAGES,
  type Listing,
  type Location,
  OPENING_POLICIES,
} from '../domain/clinic.ts';
import { SOURCE_NAMES } from '../domain/review.ts';
import { type Entity, entity } from './entity.ts';
import { clinicPartition, PREFIX } from './keys.ts';
import { type Change, saveVersioned } from './save-versioned.ts';
import { getItem, listItems, type Table } from './table.ts';

const clinicEntity = entity<Clinic>(
  'clinic',
  z.object({
    clinicId: z.string(),
    name: z.string(),
    country: z.string().exactOptional(),
    region: z.string().exactOptional(),
    profession: z.string().exactOptional(),
    authorStyle: z.enum(AUTHOR_STYLES),
    opening: z.partialRecord(z.enum(SOURCE_NAMES), z.enum(OPENING_POLICIES)).exactOptional(),
    version: z.int(),
  }),
  ({ clinicId }) => ({ pk: clinicPartition(clinicId), sk: PREFIX.clinic }),
);

const locationEntity = entity<Location>(
  'location',
  z.object({ clinicId: z.string(), locationId: z.string(), name: z.string(), version: z.int() }),
  ({ clinicId, locationId }) => ({ pk: clinicPartition(clinicId), sk: `${PREFIX.location}${locationId}` }),
);

const listingEntity = entity<Listing>(
  'listing',
  z.object({
    clinicId: z.string(),
    listingId: z.string(),
    locationId: z.string(),
    source: z.enum(SOURCE_NAMES),
    sourceListingId: z.string(),
    movedTo: z.string().exactOptional(),
    accountId: z.string().exactOptional(),
    connectionId: z.string().exactOptional(),
    placeId: z.string().exactOptional(),
    pageUrl: z.string(),
    pullEveryHours: z.number(),
    isPaused: z.boolean(),
    disconnectedAt: z.iso.datetime().exactOptional(),
    excerptConsent: z.object({ recordedOn: z.iso.date(), document: z.string() }).exactOptional(),
    version: z.int(),
  }),
  ({ clinicId, listingId }) => ({ pk: clinicPartition(clinicId), sk: `${PREFIX.listing}${listingId}` }),
);

const embedEntity = entity<Embed>(
  'embed',
  z.object({
    clinicId: z.string(),
    embedId: z.string(),
    name: z.string(),
    audience: z.enum(AUDIENCES),
    language: z.enum(LANGUAGES),
    locationIds: z.array(z.string()).exactOptional(),
    version: z.int(),
  }),
  ({ clinicId, embedId }) => ({ pk: clinicPartition(clinicId), sk: `${PREFIX.embed}${embedId}` }),
);

/**
 * What a clinic has set up. Written by the admin stage; listings also by the sources stage, when their connection is
 * made, moved or ended.
 */
export interface Clinics {
  readonly find: (clinicId: string) => Promise<Clinic | undefined>;
  readonly findListing: (clinicId: string, listingId: string) => Promise<Listing | undefined>;
  /** In order of their slugs; empty when there are none, as with the two below. */
  readonly listLocations: (clinicId: string) => Promise<Location[]>;
  readonly listListings: (clinicId: string) => Promise<Listing[]>;
  readonly listEmbeds: (clinicId: string) => Promise<Embed[]>;
  /** Each saves with its audit line. @throws AppError `conflict` when somebody was faster */
  readonly save: (change: Change<Clinic>) => Promise<void>;
  readonly saveLocation: (change: Change<Location>) => Promise<void>;
  readonly saveListing: (change: Change<Listing>) => Promise<void>;
  readonly saveEmbed: (change: Change<Embed>) => Promise<void>;
}

/** Opens the clinics, locations, listings and embeds of LedgerTable. */
export function openClinics(ledger: Table): Clinics {
  const list = <Value>(entityOf: Entity<Value>, prefix: string) => {
    return (clinicId: string) => listItems(ledger, entityOf, { pk: clinicPartition(clinicId), prefix });
  };
  return {
    find: (clinicId) => getItem(ledger, clinicEntity, { pk: clinicPartition(clinicId), sk: PREFIX.clinic }),
    findListing: (clinicId, listingId) =>
      getItem(ledger, listingEntity, { pk: clinicPartition(clinicId), sk: `${PREFIX.listing}${listingId}` }),
    listLocations: list(locationEntity, PREFIX.location),
    listListings: list(listingEntity, PREFIX.listing),
    listEmbeds: list(embedEntity, PREFIX.embed),
    save: (change) => saveVersioned(ledger, clinicEntity, change),
    saveLocation: (change) => saveVersioned(ledger, locationEntity, change),
    saveListing: (change) => saveVersioned(ledger, listingEntity, change),
    saveEmbed: (change) => saveVersioned(ledger, embedEntity, change),
  };
}
