import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { clinicPartition, type Key, PREFIX } from './keys.ts';
import { ignoreRefused } from './refused-condition.ts';
import type { Table, Write } from './table.ts';

/** A listing, for what is kept per listing. */
export interface ListingRef {
  readonly clinicId: string;
  readonly listingId: string;
}

/** The right to pull a listing, held by one worker at a time. */
export interface Lease extends ListingRef {
  /** Grows with every lease of the listing, so that a late worker can be told from the present one. */
  readonly fence: number;
}

/** No worker holds a listing for a day. */
const LONGEST_MS = 24 * 3_600_000;

/** Leases of listings. */
export interface Leases {
  /** Takes the lease until an instant; `undefined` while somebody else holds it. Instants ISO 8601 UTC. */
  readonly take: (ref: ListingRef, now: string, until: string) => Promise<Lease | undefined>;
  /** Gives it back; a lease taken over meanwhile stays with its new holder. */
  readonly release: (lease: Lease, now: string) => Promise<void>;
}

/** Opens the leases of LedgerTable. */
export function openLeases(ledger: Table): Leases {
  return {
    take: async (ref, now, until) =>
      (await ifFree(takeLease(ledger, ref, now, until))) ??
      (await ifFree(replaceUnreadable(ledger, ref, until))),
    release: (lease, now) => ignoreRefused(endLease(ledger, lease, now)),
  };
}

async function ifFree(taken: Promise<Lease>): Promise<Lease | undefined> {
  try {
    return await taken;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** A condition for a transaction: the lease is still held by the worker with this fence. */
export function leaseCheck({ name }: Table, lease: Lease): Write {
  return {
    ConditionCheck: {
      TableName: name,
      Key: leaseKey(lease),
      ConditionExpression: 'fence = :fence',
      ExpressionAttributeValues: { ':fence': lease.fence },
    },
  };
}

async function takeLease(ledger: Table, ref: ListingRef, now: string, until: string): Promise<Lease> {
  const latest = new Date(Date.parse(now) + LONGEST_MS).toISOString();
  return await setLease(ledger, ref, {
    UpdateExpression: 'SET #until = :until, fence = if_not_exists(fence, :zero) + :one',
    // An end that nobody can have asked for keeps nobody out.
    ConditionExpression: `(attribute_not_exists(fence) OR attribute_type(fence, :number))
      AND (#until <= :now OR #until > :latest OR NOT attribute_type(#until, :string))`,
    ExpressionAttributeValues: {
      ':until': until,
      ':now': now,
      ':latest': latest,
      ':zero': 0,
      ':one': 1,
      ':number': 'N',
      ':string': 'S',
    },
  });
}

/** A fence that is no number belongs to nobody. */
async function replaceUnreadable(ledger: Table, ref: ListingRef, until: string): Promise<Lease> {
  return await setLease(ledger, ref, {
    UpdateExpression: 'SET #until = :until, fence = :one',
    ConditionExpression: 'attribute_exists(fence) AND NOT attribute_type(fence, :number)',
    ExpressionAttributeValues: { ':until': until, ':one': 1, ':number': 'N' },
  });
}

async function setLease(
  { name, client }: Table,
  ref: ListingRef,
  update: Pick<UpdateCommandInput, 'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'>,
): Promise<Lease> {
  const { Attributes } = await client.send(
    new UpdateCommand({
      TableName: name,
      Key: leaseKey(ref),
      ExpressionAttributeNames: { '#until': 'until' },
      ReturnValues: 'ALL_NEW',
      ...update,
    }),
  );
  const { fence } = z.object({ fence: z.number() }).parse(Attributes);
  return { clinicId: ref.clinicId, listingId: ref.listingId, fence };
}

async function endLease({ name, client }: Table, lease: Lease, now: string): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: name,
      Key: leaseKey(lease),
      UpdateExpression: 'SET #until = :now',
      ConditionExpression: 'fence = :fence',
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: { ':now': now, ':fence': lease.fence },
    }),
  );
}

function leaseKey({ clinicId, listingId }: ListingRef): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.lease}${listingId}` };
}
