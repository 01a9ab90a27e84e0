import type { DynamoDBRecord } from 'aws-lambda';
import { type BatchReply, groupBy, runBatch, type Task } from '../platform/batch.ts';
import { clinicOf, SWITCH_PARTITION } from '../store/keys.ts';
import { markClinicsDue } from './due-message.ts';
import { type MarkAllNeeds, markAllDue } from './mark-all-due.ts';

/**
 * Marks every clinic due that a delivery of a table's stream speaks of, once each. Named after the newest of its
 * changes, never after the clinic: a later change must not be taken for a repetition. A switch of a source concerns
 * every clinic. Keys of nothing else that belongs to no clinic are passed over.
 *
 * @param records in the stream's order, oldest first
 */
export async function markDue(records: readonly DynamoDBRecord[], needs: MarkAllNeeds): Promise<BatchReply> {
  const partitions = groupBy(records, partitionOf);
  return await runBatch(
    [...partitions].flatMap(([pk, changes]): Task[] => {
      const cause = changes.at(-1)?.eventID ?? '';
      const itemIds = changes.map((change) => change.dynamodb?.SequenceNumber ?? '');
      if (pk === SWITCH_PARTITION) return [{ itemIds, subject: pk, run: () => markAllDue(cause, needs) }];
      const clinicId = clinicOf({ pk });
      if (clinicId === undefined) return [];
      return [{ itemIds, subject: clinicId, run: () => markClinicsDue([clinicId], () => cause, needs) }];
    }),
  );
}

function partitionOf({ dynamodb }: DynamoDBRecord): string {
  return dynamodb?.Keys?.pk?.S ?? '';
}
