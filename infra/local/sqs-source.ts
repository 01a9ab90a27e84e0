import { failedItems } from '../aws-rules/event-mapping.ts';
import { nameIn } from '../aws-rules/physical-names.ts';
import type { Resource } from '../aws-rules/template.ts';
import type { LocalQueue } from './emulator.ts';
import type { EventSource, SourceNeeds } from './event-source.ts';
import { SANDBOXES } from './lambda.ts';

/**
 * Feeds a function from a queue by Lambda's rules: what succeeded is deleted, what failed comes into sight again when
 * its visibility timeout ends, and goes to the dead-letter queue after too many times; a FIFO group waits for itself.
 *
 * @throws Error for a setting that is not supported here
 */
export function openQueueSource(
  queue: LocalQueue,
  { id, properties: mapping }: Resource,
  needs: SourceNeeds,
) {
  const { BatchSize = 10, EventSourceArn: arn, FilterCriteria, FunctionName, ScalingConfig } = mapping;
  if (FilterCriteria) throw new Error(`${id}: the local runtime does not filter queues.`);
  const most = Math.min(ScalingConfig?.MaximumConcurrency ?? SANDBOXES, SANDBOXES);
  let state: 'live' | 'paused' | 'stopped' = 'live';
  let active = 0;
  let forget: (() => void) | undefined;
  const deliver = async (handles: readonly string[]) => {
    const records = handles.map((handle) => toRecord(queue, arn, handle));
    const deliveries = needs.redeliver(records, !queue.isFifo);
    let failed: ReadonlySet<string> = new Set();
    for (let from = 0; from < deliveries.length; from += records.length) {
      const Records = deliveries.slice(from, from + records.length);
      const ids = Records.map(({ messageId }) => messageId);
      const [done] = await Promise.allSettled([needs.invoke(nameIn(FunctionName), { Records })]);
      failed = done.status === 'rejected' ? new Set(ids) : failedItems(mapping, done.value, ids);
    }
    for (const { messageId, receiptHandle } of records)
      if (!failed.has(messageId)) queue.remove(receiptHandle);
  };
  const pump = () => {
    forget?.();
    if (state !== 'live') return;
    while (active < most) {
      const handles = queue.receive(Math.min(10, BatchSize));
      if (handles.length === 0) break;
      active += 1;
      const done = deliver(handles).catch((error: unknown) => needs.onFault(id, error));
      void done.finally(() => {
        active -= 1;
        pump();
      });
    }
    const next = queue.nextChangeAt();
    if (Number.isFinite(next)) forget = needs.clock.at(next, wake);
  };
  const wake = () => void setImmediate(pump);
  const settle = async () => {
    pump();
    return state !== 'live' || active === 0;
  };
  const turn: EventSource['turn'] = (to) => {
    state = to;
    wake();
  };
  return { id, of: queue.name, wake, settle, turn } satisfies EventSource;
}

function toRecord(queue: LocalQueue, eventSourceARN: string, receiptHandle: string) {
  const { messageId, body, md5OfBody, messageAttributes, ...message } = queue.message(receiptHandle);
  const fifo = {
    SequenceNumber: message.sequenceNumber,
    MessageGroupId: message.messageGroupId,
    MessageDeduplicationId: message.messageDeduplicationId,
  };
  const attributes = {
    ApproximateReceiveCount: String(message.approximateReceiveCount),
    SentTimestamp: String(message.sentTimestamp),
    ApproximateFirstReceiveTimestamp: String(message.approximateFirstReceiveTimestamp),
    ...(queue.isFifo && fifo),
  };
  const from = { eventSource: 'aws:sqs', eventSourceARN, awsRegion: 'us-east-1' };
  return {
    messageId: String(messageId),
    receiptHandle,
    body,
    attributes,
    messageAttributes,
    md5OfBody,
    ...from,
  };
}
