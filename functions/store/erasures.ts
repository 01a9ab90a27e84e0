import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { clinicPartition, type Key, PREFIX, type ReviewRef } from './keys.ts';
import type { Table, Write } from './table.ts';

type ErasureRef = Pick<ReviewRef, 'clinicId' | 'reviewId'>;

/** Tombstones of reviews that somebody asked to erase. */
export interface Erasures {
  readonly has: (ref: ErasureRef) => Promise<boolean>;
}

/** Opens the tombstones of LedgerTable. */
export function openErasures({ name, client }: Table): Erasures {
  return {
    async has(ref) {
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: erasureKey(ref), ConsistentRead: true }),
      );
      return Item !== undefined;
    },
  };
}

/** A write for a transaction: from now on nobody can write this review. @param at instant, ISO 8601 UTC */
export function putErasure({ name }: Table, ref: ErasureRef, at: string): Write {
  const { clinicId, reviewId } = ref;
  return {
    Put: { TableName: name, Item: { ...erasureKey(ref), type: 'erasure', clinicId, reviewId, erasedAt: at } },
  };
}

/** A condition for a transaction: nobody asked to erase this review. */
export function erasureCheck({ name }: Table, ref: ErasureRef): Write {
  return {
    ConditionCheck: {
      TableName: name,
      Key: erasureKey(ref),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

/** Key of the tombstone that keeps a review from ever being written again. */
export function erasureKey({ clinicId, reviewId }: ErasureRef): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.erasure}${reviewId}` };
}
