import type { SQSRecord } from 'aws-lambda';
import { type BatchReply, runBatch } from './batch.ts';
import { log } from './log.ts';
import type { FeedingQueue } from './queue.ts';

/** What is read of a message that Lambda hands over. */
export type Delivered = Pick<SQSRecord, 'messageId' | 'receiptHandle' | 'body'> & {
  readonly attributes: Pick<SQSRecord['attributes'], 'ApproximateReceiveCount'>;
};

/** One piece of work, and the messages that ask for it. */
export interface QueueTask {
  /** Never empty. */
  readonly messages: readonly Delivered[];
  /** Says what it is about, ids only, for the log. */
  readonly subject: string;
  readonly run: () => Promise<unknown>;
}

/** What a delivery is handled with. */
export interface QueueBatchNeeds {
  /** The queue the messages came from. */
  readonly queue: Pick<FeedingQueue, 'showAgain'>;
  /** How many tasks run together; default 10. */
  readonly atOnce?: number;
}

const LONGEST_PAUSE_SECONDS = 15;

/**
 * Runs the tasks of one delivery of a queue and reports those that failed. Their messages come into sight again after a
 * second, the next time after two, four, eight, then fifteen: left alone they would stay hidden as long as the function
 * might have run, and a FIFO queue would hold back everything behind them.
 */
export function runQueueBatch(
  tasks: readonly QueueTask[],
  { queue, atOnce = 10 }: QueueBatchNeeds,
): Promise<BatchReply> {
  return runBatch(
    tasks.map(({ messages, subject, run }) => ({
      itemIds: messages.map(({ messageId }) => messageId),
      subject,
      run: async () => {
        try {
          await run();
        } catch (error) {
          await showAgain(messages, subject, queue);
          throw error;
        }
      },
    })),
    atOnce,
  );
}

/** Where this fails too, the queue's own time does the same, later. */
async function showAgain(
  messages: readonly Delivered[],
  subject: string,
  queue: Pick<FeedingQueue, 'showAgain'>,
): Promise<void> {
  try {
    await queue.showAgain(
      messages.map(({ receiptHandle, attributes }) => ({
        receiptHandle,
        seconds: pauseSeconds(Number(attributes.ApproximateReceiveCount)),
      })),
    );
  } catch (error) {
    log.warn('messages.left-hidden', { subject, name: error instanceof Error ? error.name : '' });
  }
}

function pauseSeconds(deliveries: number): number {
  return Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.max(0, deliveries - 1));
}
