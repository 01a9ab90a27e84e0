import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Audit } from '../domain/audit.ts';
import { AppError } from '../domain/error.ts';
import { type Pull, SOURCE_FAILURES } from '../domain/pull.ts';
import { putAudit } from './audits.ts';
import { entity, type Item } from './entity.ts';
import { BY_DUE, clinicOf, clinicPartition, type Key, PREFIX, shardOf, shards } from './keys.ts';
import { type Lease, type ListingRef, leaseCheck } from './leases.ts';
import { ignoreRefused } from './refused-condition.ts';
import { getItem, listItems, queryAll, type Table, writeAll } from './table.ts';

const count = z.int().min(0);
const held = z.object({ withWords: count, withoutWords: count });

const schema = z.object({
  clinicId: z.string(),
  listingId: z.string(),
  dueAt: z.string().exactOptional(),
  lastGoodAt: z.string().exactOptional(),
  failuresInARow: count,
  runs: z.array(
    z.object({
      startedAt: z.string(),
      finishedAt: z.string(),
      outcome: z.enum(['done', ...SOURCE_FAILURES]),
      isCoherent: z.boolean(),
      counts: z.object({
        served: count,
        stored: count,
        renewed: count,
        unchanged: count,
        refused: count,
        erased: count,
        withdrawn: count,
        deleted: count,
      }),
    }),
  ),
  freeze: z
    .object({
      since: z.string(),
      vanished: count,
      agreedAt: z.array(z.string()),
      confirmedAt: z.string().exactOptional(),
    })
    .exactOptional(),
  checkpoint: z
    .object({
      cursor: z.string(),
      since: z.string(),
      pages: count,
      total: count.exactOptional(),
      seen: z.string().exactOptional(),
      held: held.exactOptional(),
    })
    .exactOptional(),
  held: held.exactOptional(),
}) satisfies z.ZodType<Pull>;

const pullEntity = entity<Pull>('pull', schema, (pull) => ({
  ...pullKey(pull),
  ...(pull.dueAt !== undefined && {
    [BY_DUE.pk]: duePartition(pull),
    [BY_DUE.sk]: pull.dueAt,
  }),
}));

/** The health of listings and when they are due. */
export interface Pulls {
  readonly find: (ref: ListingRef) => Promise<Pull | undefined>;
  readonly listOf: (clinicId: string) => Promise<Pull[]>;
  /** Listings due at `now` (ISO 8601 UTC), longest overdue first in each shard; eventually consistent. */
  readonly listDue: (now: string) => AsyncIterable<ListingRef>;
  /** Makes a listing known and due; does nothing when it is known already. */
  readonly open: (ref: ListingRef, dueAt: string) => Promise<void>;
  /** Makes a known listing due that has no next run, as after a pause or without consent; else does nothing. */
  readonly resume: (ref: ListingRef, dueAt: string) => Promise<void>;
  /** Moves a due listing's next run; does nothing when it was moved already. */
  readonly postpone: (ref: ListingRef, now: string, dueAt: string) => Promise<void>;
  /** Writes the outcome of a run; `false` when somebody else holds the lease now, and nothing is written. */
  readonly finish: (pull: Pull, lease: Lease) => Promise<boolean>;
  /**
   * Writes what a person changed, with its audit line; once for a subject and version.
   *
   * @throws AppError `conflict` when the lease is lost or the line is there already
   */
  readonly change: (pull: Pull, lease: Lease, audit: Audit) => Promise<void>;
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
        for await (const item of queryAll(ledger, range)) yield listingOf(item);
      }
    },
    open: (ref, dueAt) => ignoreRefused(putNew(ledger, { ...ref, dueAt, failuresInARow: 0, runs: [] })),
    resume: (ref, dueAt) => ignoreRefused(putDue(ledger, ref, dueAt)),
    postpone: (ref, now, dueAt) => ignoreRefused(moveDue(ledger, ref, now, dueAt)),
    async finish(pull, lease) {
      const put = { Put: { TableName: ledger.name, Item: pullEntity.toItem(pull) } };
      const refusals = await writeAll(ledger, [put, leaseCheck(ledger, lease)]);
      return refusals === undefined;
    },
    async change(pull, lease, audit) {
      const put = { Put: { TableName: ledger.name, Item: pullEntity.toItem(pull) } };
      const refusals = await writeAll(ledger, [put, leaseCheck(ledger, lease), putAudit(ledger, audit)]);
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

async function putDue({ name, client }: Table, ref: ListingRef, dueAt: string): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: name,
      Key: pullKey(ref),
      UpdateExpression: 'SET dueAt = :dueAt, #sk = :dueAt, #pk = :pk',
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(dueAt)',
      ExpressionAttributeNames: { '#pk': BY_DUE.pk, '#sk': BY_DUE.sk },
      ExpressionAttributeValues: { ':dueAt': dueAt, ':pk': duePartition(ref) },
    }),
  );
}

async function moveDue({ name, client }: Table, ref: ListingRef, now: string, dueAt: string): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: name,
      Key: pullKey(ref),
      UpdateExpression: 'SET dueAt = :dueAt, #sk = :dueAt',
      ConditionExpression: 'dueAt <= :now',
      ExpressionAttributeNames: { '#sk': BY_DUE.sk },
      ExpressionAttributeValues: { ':dueAt': dueAt, ':now': now },
    }),
  );
}

function listingOf({ pk, sk }: Item): ListingRef {
  const clinicId = clinicOf({ pk: String(pk) }) ?? '';
  return { clinicId, listingId: String(sk).slice(PREFIX.pull.length) };
}

function duePartition({ clinicId, listingId }: ListingRef): string {
  return shardPartition(shardOf(`${clinicId}/${listingId}`));
}

function shardPartition(shard: number): string {
  return `PULL#${shard}`;
}

function pullKey({ clinicId, listingId }: ListingRef): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.pull}${listingId}` };
}
