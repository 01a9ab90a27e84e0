import { type BatchReply, groupBy } from '../platform/batch.ts';
import { log } from '../platform/log.ts';
import type { FeedingQueue } from '../platform/queue.ts';
import { type Delivered, runQueueBatch } from '../platform/queue-batch.ts';
import type { FeedStates } from '../store/feed-states.ts';
import { type Due, dueClinic, readDue } from './due-message.ts';

/** What a delivery of the due queue is handled with. */
export interface PublishDueNeeds {
  readonly publish: (clinicId: string) => Promise<unknown>;
  readonly states: Pick<FeedStates, 'find'>;
  /** The due queue. */
  readonly queue: Pick<FeedingQueue, 'showAgain'>;
}

const CLINICS_AT_ONCE = 2;

/**
 * Publishes every clinic that a delivery of the due queue names, once each, unless a run that is published has seen all
 * that its messages speak of: a backlog of any length takes one reading. A message that names no clinic fails by itself,
 * so that it is put aside and seen.
 */
export async function publishDue(
  messages: readonly Delivered[],
  { publish, states, queue }: PublishDueNeeds,
): Promise<BatchReply> {
  const groups = groupBy(messages, ({ body }) => dueClinic(body) ?? body);
  return await runQueueBatch(
    [...groups].map(([subject, ofClinic]) => ({
      messages: ofClinic,
      subject,
      run: async () => {
        const dues = ofClinic.map(({ body }) => readDue(body));
        const [{ clinicId } = { clinicId: '' }] = dues;
        if (await isPublished(dues, clinicId, states))
          log.info('feed.was-published', { clinicId, messages: dues.length });
        else await publish(clinicId);
      },
    })),
    { queue, atOnce: CLINICS_AT_ONCE },
  );
}

/** A run counts itself before it reads: one with a higher version than a message has seen began after what it tells. */
async function isPublished(
  dues: readonly Due[],
  clinicId: string,
  states: PublishDueNeeds['states'],
): Promise<boolean> {
  const seen = Math.max(...dues.map(({ seenVersion = Number.POSITIVE_INFINITY }) => seenVersion));
  if (!Number.isFinite(seen)) return false;
  const { publishedVersion = 0 } = (await states.find(clinicId)) ?? {};
  return publishedVersion > seen;
}
