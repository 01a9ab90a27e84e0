import * as z from 'zod';
import type { BatchReply } from '../platform/batch.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { FeedingQueue } from '../platform/queue.ts';
import { type Delivered, runQueueBatch } from '../platform/queue-batch.ts';
import { measurePull } from './measure-pull.ts';
import { type PullNeeds, pullListing } from './pull.ts';

/** What a message of the pull queue says; the last may be missing in one sent by hand. */
const Body = z.object({
  clinicId: z.string().min(1),
  listingId: z.string().min(1),
  sentAt: z.iso.datetime().exactOptional(),
});

/** What messages are handled with. */
export interface MessageNeeds extends PullNeeds {
  readonly metrics: Metrics;
  /** The pull queue. */
  readonly queue: Pick<FeedingQueue, 'showAgain'>;
}

/**
 * Pulls the listing of each message, one after another: a run may use all the memory and time there is. A source that
 * fails is an outcome, and its message is done; only what nobody expected brings a message back, a second later at first.
 */
export function handleMessages(messages: readonly Delivered[], needs: MessageNeeds): Promise<BatchReply> {
  const tasks = messages.map((message) => ({
    messages: [message],
    subject: `message ${message.messageId}`,
    run: async () =>
      measurePull(await pullListing(Body.parse(JSON.parse(message.body)), needs), needs.metrics),
  }));
  return runQueueBatch(tasks, { queue: needs.queue, atOnce: 1 });
}
