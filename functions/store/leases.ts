import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
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
    async take(ref, now, until) {
      try {
        return await takeLease(ledger, ref, now, until);
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },
    release: (lease, now) => ignoreRefused(endLease(ledger, lease, now)),
  };
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

async function takeLease(
  { name, client }: Table,
  ref: ListingRef,
  now: string,
  until: string,
): Promise<Lease> {
  const { Attributes } = await client.send(
    new UpdateCommand({
      TableName: name,
      Key: leaseKey(ref),
      UpdateExpression: 'SET #until = :until, fence = if_not_exists(fence, :zero) + :one',
      ConditionExpression: 'attribute_not_exists(pk) OR #until <= :now',
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: { ':until': until, ':now': now, ':zero': 0, ':one': 1 },
      ReturnValues: 'ALL_NEW',
    }),
  );
  const { fence } = z.object({ fence: z.int() }).parse(Attributes);
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
