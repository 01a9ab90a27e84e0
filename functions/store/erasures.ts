import { clinicPartition, type Key, PREFIX, type ReviewRef } from './keys.ts';
import type { Table, Write } from './table.ts';

type ErasureRef = Pick<ReviewRef, 'clinicId' | 'reviewId'>;

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
