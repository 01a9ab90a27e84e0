import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Audit } from '../domain/audit.ts';
import { AppError } from '../domain/error.ts';
import { isId } from '../domain/id.ts';
import { type Watch, watchFromNow } from '../domain/listing-watch.ts';
import type { Pull } from '../domain/pull.ts';
import type { SourceName } from '../domain/review.ts';
import { writeAudited } from './audits.ts';
import { type Item, reportUnreadable } from './entity.ts';
import { BY_DUE, BY_STATUS, clinicOf, clinicPartition, PREFIX, shards } from './keys.ts';
import { type Lease, type ListingRef, leaseCheck } from './leases.ts';
import {
  duePartition,
  parseWatchKey,
  pullEntity,
  pullKey,
  shardPartition,
  toWatchKey,
} from './pull-entity.ts';
import { ignoreRefused } from './refused-condition.ts';
import { getItem, getItems, listItems, queryAll, type Table, writeAll } from './table.ts';

/** A listing that is made known; with its source it is watched from then on. */
export interface OpenedListing extends ListingRef {
  readonly source?: SourceName;
}

/** The health of listings and when they are due. */
export interface Pulls {
  readonly find: (ref: ListingRef) => Promise<Pull | undefined>;
  readonly listOf: (clinicId: string) => Promise<Pull[]>;
  /** Consistent; unknown listings are left out, the order is not kept. */
  readonly findAll: (refs: readonly ListingRef[]) => Promise<Pull[]>;
  /** Listings due at `now` (ISO 8601 UTC), longest overdue first in each shard; eventually consistent. */
  readonly listDue: (now: string) => AsyncIterable<ListingRef>;
  /** Makes a listing known and due; does nothing when it is known already. */
  readonly open: (ref: OpenedListing, dueAt: string) => Promise<void>;
  /** Makes a known listing due that has no next run, as after a pause or without consent; else does nothing. */
  readonly resume: (ref: OpenedListing, dueAt: string) => Promise<void>;
  /** Moves a due listing's next run; `false` when it was moved already, and nothing is written. */
  readonly postpone: (ref: ListingRef, now: string, to: Postponed) => Promise<boolean>;
  /** Undoes `postpone`, unless the listing was moved since. */
  readonly giveBack: (ref: ListingRef, postponed: Postponed, dueAt: string) => Promise<void>;
  /** What all listings that do not rest, and all copies, are watched for; eventually consistent, in no order. */
  readonly listWatched: () => AsyncIterable<WatchedListing>;
  /** Writes the outcome of a run; `false` when somebody else holds the lease now, and nothing is written. */
  readonly finish: (pull: Pull, lease: Lease) => Promise<boolean>;
  /**
   * Writes what a person changed, with its audit line; once for a subject and version.
   *
   * @throws AppError `conflict` when the lease is lost or the line is there already
   */
  readonly change: (pull: Pull, lease: Lease, audit: Audit) => Promise<void>;
}

/** A listing, and what it or a copy of it is watched for. */
export interface WatchedListing extends ListingRef {
  readonly watch: Watch;
}

/** Where a due listing is moved to. */
export interface Postponed {
  /** ISO 8601 UTC. */
  readonly dueAt: string;
  /** True when this is its place in the schedule, and not only when to look again. */
  readonly isPlace: boolean;
}

/** Opens the pulls of LedgerTable. */
export function openPulls(ledger: Table): Pulls {
  return {
    find: (ref) => getItem(ledger, pullEntity, pullKey(ref)),
    listOf: (clinicId) =>
      listItems(ledger, pullEntity, { pk: clinicPartition(clinicId), prefix: PREFIX.pull }),
    async *listDue(now) {
      for (const shard of shards) {
        const range = { index: BY_DUE, pk: shardPartition(shard), upTo: now };
        for await (const item of queryAll(ledger, range)) {
          const listing = listingOf(item, [PREFIX.pull]);
          if (listing) yield listing;
        }
      }
    },
    findAll: (refs) => getItems(ledger, pullEntity, refs.map(pullKey)),
    open: ({ clinicId, listingId, source }, dueAt) => {
      const watch = source && watchFromNow(source, dueAt);
      const pull = { clinicId, listingId, dueAt, failuresInARow: 0, runs: [], ...(watch && { watch }) };
      return ignoreRefused(putNew(ledger, pull));
    },
    resume: (ref, dueAt) => ignoreRefused(putDue(ledger, ref, dueAt)),
    postpone: (ref, now, to) => isWritten(moveDue(ledger, ref, to, { beforeOrAt: now })),
    giveBack: (ref, postponed, dueAt) =>
      ignoreRefused(moveDue(ledger, ref, { dueAt, isPlace: false }, { exactly: postponed.dueAt })),
    async *listWatched() {
      for (const shard of shards) {
        const range = { index: BY_STATUS, pk: shardPartition(shard) };
        for await (const item of queryAll(ledger, range)) {
          const watched = toWatched(item);
          if (watched) yield watched;
        }
      }
    },
    async finish(pull, lease) {
      const put = { Put: { TableName: ledger.name, Item: pullEntity.toItem(pull) } };
      const refusals = await writeAll(ledger, [put, leaseCheck(ledger, lease)]);
      return refusals === undefined;
    },
    async change(pull, lease, audit) {
      const put = { Put: { TableName: ledger.name, Item: pullEntity.toItem(pull) } };
      const refusals = await writeAudited(ledger, [put, leaseCheck(ledger, lease)], audit);
      if (refusals) throw new AppError('conflict', 'Somebody else changed this meanwhile. Look again.');
    },
  };
}

async function putNew({ name, client }: Table, pull: Pull): Promise<void> {
  await client.send(
    new PutCommand({
      TableName: name,
      Item: pullEntity.toItem(pull),
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
}

async function putDue({ name, client }: Table, ref: OpenedListing, dueAt: string): Promise<void> {
  const watch = ref.source && watchFromNow(ref.source, dueAt);
  await client.send(
    new UpdateCommand({
      TableName: name,
      Key: pullKey(ref),
      UpdateExpression: `SET dueAt = :dueAt, #sk = :dueAt, #pk = :pk${watch ? ', watch = :watch, #watchPk = :pk, #watchSk = :watchSk' : ''}`,
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(dueAt)',
      ExpressionAttributeNames: {
        '#pk': BY_DUE.pk,
        '#sk': BY_DUE.sk,
        ...(watch && { '#watchPk': BY_STATUS.pk, '#watchSk': BY_STATUS.sk }),
      },
      ExpressionAttributeValues: {
        ':dueAt': dueAt,
        ':pk': duePartition(ref),
        ...(watch && { ':watch': watch, ':watchSk': toWatchKey(watch) }),
      },
    }),
  );
}

/** Which due time a listing must have to be moved, ISO 8601 UTC. */
type DueIf = { readonly beforeOrAt: string } | { readonly exactly: string };

async function moveDue(
  { name, client }: Table,
  ref: ListingRef,
  { dueAt, isPlace }: Postponed,
  dueIf: DueIf,
): Promise<void> {
  const isExact = 'exactly' in dueIf;
  const set = 'SET dueAt = :dueAt, #sk = :dueAt';
  await client.send(
    new UpdateCommand({
      TableName: name,
      Key: pullKey(ref),
      UpdateExpression: isPlace ? `${set}, placeAt = :dueAt` : `${set} REMOVE placeAt`,
      ConditionExpression: isExact ? 'dueAt = :was' : 'dueAt <= :was',
      ExpressionAttributeNames: { '#sk': BY_DUE.sk },
      ExpressionAttributeValues: { ':dueAt': dueAt, ':was': isExact ? dueIf.exactly : dueIf.beforeOrAt },
    }),
  );
}

async function isWritten(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** The listing that the key of a pull, or of a copy, names; `undefined` for any other key, which is left out. */
function listingOf(item: Item, prefixes: readonly string[]): ListingRef | undefined {
  const [clinicId, sk] = [clinicOf({ pk: String(item.pk) }), String(item.sk)];
  const prefix = prefixes.find((each) => sk.startsWith(each));
  const listingId = prefix === undefined ? '' : sk.slice(prefix.length);
  if (clinicId !== undefined && isId(listingId)) return { clinicId, listingId };
  reportUnreadable(pullEntity.type, item, 'key');
  return undefined;
}

function toWatched(item: Item): WatchedListing | undefined {
  const listing = listingOf(item, [PREFIX.pull, PREFIX.import]);
  if (!listing) return undefined;
  const watch = parseWatchKey(String(item[BY_STATUS.sk]));
  if (watch) return { ...listing, watch };
  reportUnreadable(pullEntity.type, item, BY_STATUS.sk);
  return undefined;
}
