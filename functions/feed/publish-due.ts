import type { SQSRecord } from 'aws-lambda';
import { type BatchReply, groupBy, runBatch } from '../platform/batch.ts';
import { readDue } from './due-message.ts';

const CLINICS_AT_ONCE = 2;

/**
 * Publishes every clinic that a delivery of the due queue names, once each. A message that names none fails by
 * itself, so that it is put aside and seen.
 */
export async function publishDue(
  records: readonly SQSRecord[],
  publish: (clinicId: string) => Promise<unknown>,
): Promise<BatchReply> {
  const groups = groupBy(records, ({ body }) => body);
  return await runBatch(
    [...groups].map(([body, messages]) => ({
      itemIds: messages.map(({ messageId }) => messageId),
      subject: messages[0]?.attributes.MessageGroupId ?? '',
      run: async () => publish(readDue(body)),
    })),
    CLINICS_AT_ONCE,
  );
}
