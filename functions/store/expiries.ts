import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { SourceName } from '../domain/review.ts';
import { BY_EXPIRY, type Key, shardOf, shards, TTL_ATTRIBUTE } from './keys.ts';
import { ignoreRefused } from './refused-condition.ts';
import { queryAll, type Table } from './table.ts';

const DAY_SECONDS = 86_400;

/** What puts an item into the index of expiries, and sweeps it a day later should the schedule fail. */
export function expiryKeys(id: string, expiresAt: string): Readonly<Record<string, string | number>> {
  return {
    [BY_EXPIRY.pk]: `EXPIRY#${shardOf(id)}`,
    [BY_EXPIRY.sk]: expiresAt,
    [TTL_ATTRIBUTE]: timeToLive(expiresAt),
  };
}

/** Time to live of an item that lapses at `expiresAt`, in epoch seconds. */
export function timeToLive(expiresAt: string): number {
  return Math.floor(Date.parse(expiresAt) / 1000) + DAY_SECONDS;
}

/** What the sources lent, by the end of its retention. */
export interface Expiries {
  /** Keys of everything that has lapsed by an instant (ISO 8601 UTC), earliest first in each shard. */
  readonly listLapsed: (by: string) => AsyncIterable<Key>;
  /** Deletes a lapsed item unless its clock was extended meanwhile. */
  readonly remove: (key: Key, now: string) => Promise<void>;
  /** Deletes an item, lapsed or not, if it came from this source. @returns whether it did */
  readonly removeOf: (source: SourceName, key: Key) => Promise<boolean>;
}

/** Opens the index of expiries of ContentTable. */
export function openExpiries(content: Table): Expiries {
  return {
    async *listLapsed(by) {
      for (const shard of shards) {
        for await (const { pk, sk } of queryAll(content, {
          index: BY_EXPIRY,
          pk: `EXPIRY#${shard}`,
          upTo: by,
        })) {
          yield { pk: String(pk), sk: String(sk) };
        }
      }
    },
    remove: (key, now) => ignoreRefused(removeLapsed(content, key, now)),
    async removeOf(source, key) {
      try {
        await removeFrom(content, source, key);
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}

async function removeLapsed({ name, client }: Table, { pk, sk }: Key, now: string): Promise<void> {
  await client.send(
    new DeleteCommand({
      TableName: name,
      Key: { pk, sk },
      ConditionExpression: 'expiresAt <= :now',
      ExpressionAttributeValues: { ':now': now },
    }),
  );
}

async function removeFrom({ name, client }: Table, source: SourceName, { pk, sk }: Key): Promise<void> {
  await client.send(
    new DeleteCommand({
      TableName: name,
      Key: { pk, sk },
      ConditionExpression: '#source = :source',
      ExpressionAttributeNames: { '#source': 'source' },
      ExpressionAttributeValues: { ':source': source },
    }),
  );
}
