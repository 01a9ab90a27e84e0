import type { DynamoDBRecord } from 'aws-lambda';
import { type BatchReply, groupBy, runBatch } from '../platform/batch.ts';
import type { Queue } from '../platform/queue.ts';
import { clinicOf } from '../store/keys.ts';
import { dueMessage } from './due-message.ts';

/**
 * Marks every clinic due that a delivery of a table's stream speaks of, once each. Named after the newest of its
 * changes, never after the clinic: a later change must not be taken for a repetition. Keys of nothing that belongs
 * to a clinic are passed over.
 *
 * @param records in the stream's order, oldest first
 */
export async function markDue(
  records: readonly DynamoDBRecord[],
  { queue }: { readonly queue: Queue },
): Promise<BatchReply> {
  const clinics = groupBy(records, clinicIdOf);
  const due = [...clinics].filter(([clinicId]) => clinicId !== '');
  return await runBatch(
    due.map(([clinicId, changes]) => ({
      itemIds: changes.map((change) => change.dynamodb?.SequenceNumber ?? ''),
      subject: clinicId,
      run: () => queue.send([dueMessage(clinicId, changes.at(-1)?.eventID ?? '')]),
    })),
  );
}

function clinicIdOf({ dynamodb }: DynamoDBRecord): string {
  return clinicOf({ pk: dynamodb?.Keys?.pk?.S ?? '' }) ?? '';
}
