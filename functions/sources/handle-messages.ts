import * as z from 'zod';
import { type BatchReply, runBatch } from '../platform/batch.ts';
import type { Metrics } from '../platform/metrics.ts';
import { measurePull } from './measure-pull.ts';
import { type PullNeeds, pullListing } from './pull.ts';

/** A message of the pull queue, as Lambda hands it over. */
export interface PullMessage {
  readonly messageId: string;
  /** `{"clinicId","listingId","sentAt"}`; the last may be missing in a message sent by hand. */
  readonly body: string;
}

const Body = z.object({
  clinicId: z.string().min(1),
  listingId: z.string().min(1),
  sentAt: z.iso.datetime().exactOptional(),
});

/** What messages are handled with. */
export interface MessageNeeds extends PullNeeds {
  readonly metrics: Metrics;
}

/**
 * Pulls the listing of each message, one after another: a run may use all the memory and time there is. A source that
 * fails is an outcome, and its message is done; only what nobody expected brings a message back.
 */
export function handleMessages(messages: readonly PullMessage[], needs: MessageNeeds): Promise<BatchReply> {
  const tasks = messages.map(({ messageId, body }) => ({
    itemIds: [messageId],
    subject: `message ${messageId}`,
    run: async () => measurePull(await pullListing(Body.parse(JSON.parse(body)), needs), needs.metrics),
  }));
  return runBatch(tasks, 1);
}
