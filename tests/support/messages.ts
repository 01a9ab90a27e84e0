import type { Delivered } from '../../functions/platform/queue-batch.ts';

/** A message as Lambda hands it over, delivered for the first time unless said otherwise. */
export function aMessage(messageId: string, body: string, deliveries = 1): Delivered {
  return {
    messageId,
    body,
    receiptHandle: `handle-${messageId}`,
    attributes: { ApproximateReceiveCount: String(deliveries) },
  };
}
