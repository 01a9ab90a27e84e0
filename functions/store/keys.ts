import { isId } from '../domain/id.ts';
import { spread } from '../domain/retention.ts';
import type { SourceName } from '../domain/review.ts';

/** An item's place in its table. */
export type Key = {
  readonly pk: string;
  readonly sk: string;
};

const MOST_PK_BYTES = 2048;
const MOST_SK_BYTES = 1024;

/** Tells whether DynamoDB takes a key at all; under any other there is nothing, and asking would be an error. */
export function canBeKey({ pk, sk }: Key): boolean {
  return fits(pk, MOST_PK_BYTES) && fits(sk, MOST_SK_BYTES);
}

function fits(part: string, most: number): boolean {
  return part !== '' && part.isWellFormed() && Buffer.byteLength(part) <= most;
}

/** A secondary index: its name, and the attributes that place an item in it. */
export interface Index {
  readonly name: string;
  readonly pk: string;
  readonly sk: string;
}

/**
 * LedgerTable: moderations of a clinic by status, in order of the day the review was written, and listings by when they
 * need a person (sharded).
 */
export const BY_STATUS: Index = { name: 'by-status', pk: 'statusPk', sk: 'statusSk' };

/** LedgerTable: listings by when they are due, sparse; and all feeds by when something in them lapses. Sharded. */
export const BY_DUE: Index = { name: 'by-due', pk: 'duePk', sk: 'dueSk' };

/** ContentTable: what a source lent, by the end of its retention. Sparse, sharded. */
export const BY_EXPIRY: Index = { name: 'by-expiry', pk: 'expiryPk', sk: 'expirySk' };

/** ContentTable's time-to-live attribute, in epoch seconds: the broom behind the expiry schedule. */
export const TTL_ATTRIBUTE = 'ttl';

/** Beginning of the sort key of each kind of item; stream filters are made of these. */
export const PREFIX = {
  review: 'REVIEW#',
  summary: 'SUMMARY#',
  tagging: 'TAGGING#',
  standings: 'STANDINGS#',
  clinic: 'CLINIC#',
  location: 'LOCATION#',
  listing: 'LISTING#',
  connection: 'CONNECTION#',
  grantRequest: 'GRANTREQUEST#',
  embed: 'EMBED#',
  moderation: 'MODERATION#',
  listingDecision: 'LISTINGDECISION#',
  sourceSwitch: 'SOURCESWITCH#',
  erasure: 'ERASURE#',
  pull: 'PULL#',
  lease: 'LEASE#',
  pullAsk: 'PULLASK#',
  refusal: 'REFUSAL#',
  import: 'IMPORT#',
  firstImport: 'FIRSTIMPORT#',
  application: 'APPLICATION#',
  feedState: 'FEEDSTATE#',
  audit: 'AUDIT#',
  job: 'JOB#',
  testimonial: 'TESTIMONIAL#',
  consent: 'CONSENT#',
  givenWords: 'GIVENWORDS#',
  statement: 'STATEMENT#',
  testimonialLink: 'TESTIMONIALLINK#',
  testimonialCount: 'TESTIMONIALCOUNT#',
} as const;

const CLINIC = 'CLINIC#';
const STAFF = 'STAFF#';
const SOURCE = 'SOURCE#';

/** LedgerTable: partition of what the operator sets for each source, for all clinics at once. */
export const SWITCH_PARTITION = 'SOURCES';

const SHARDS = 4;

/** Every shard of an index whose items are spread over shards. */
export const shards: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard);

/** The shard of an id; the same for ever. */
export function shardOf(id: string): number {
  return Math.floor(spread(id) * SHARDS);
}

/** Partition of everything that belongs to a clinic, in either table. */
export function clinicPartition(clinicId: string): string {
  return `${CLINIC}${clinicId}`;
}

/** Partition of a person's memberships. */
export function staffPartition(staffId: string): string {
  return `${STAFF}${staffId}`;
}

/** Partition of what all clinics share of a source. */
export function sourcePartition(source: SourceName): string {
  return `${SOURCE}${source}`;
}

/**
 * The clinic a key belongs to; `undefined` for a key of something else, and of what no clinic can be called: no queue
 * would take a message about it, nor the messages that are sent with it.
 */
export function clinicOf({ pk }: Pick<Key, 'pk'>): string | undefined {
  const clinicId = pk.startsWith(CLINIC) ? pk.slice(CLINIC.length) : '';
  return isId(clinicId) ? clinicId : undefined;
}

/** What identifies a review in its clinic. */
export interface ReviewRef {
  readonly clinicId: string;
  readonly listingId: string;
  readonly reviewId: string;
}

/** Key of a review in ContentTable; reviews of one listing lie together. */
export function reviewKey({ clinicId, listingId, reviewId }: ReviewRef): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.review}${listingId}#${reviewId}` };
}

/** The review that a moderation's key of LedgerTable names, without its listing; `undefined` for another key. */
export function parseModerationKey(key: Key): Pick<ReviewRef, 'clinicId' | 'reviewId'> | undefined {
  const clinicId = clinicOf(key);
  if (clinicId === undefined || !key.sk.startsWith(PREFIX.moderation)) return undefined;
  return { clinicId, reviewId: key.sk.slice(PREFIX.moderation.length) };
}

/** The review that a key of ContentTable names; `undefined` for a key of something else. */
export function parseReviewKey(key: Key): ReviewRef | undefined {
  const clinicId = clinicOf(key);
  const [listingId, reviewId, ...more] = key.sk.startsWith(PREFIX.review)
    ? key.sk.slice(PREFIX.review.length).split('#')
    : [];
  if (clinicId === undefined || !listingId || !reviewId || more.length > 0) return undefined;
  return { clinicId, listingId, reviewId };
}
