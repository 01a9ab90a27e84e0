import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** How a queue that feeds a function is made. */
export interface QueueOptions {
  /** One group at a time, in order. */
  readonly isFifo?: boolean;
  /** The function's time limit; a message stays hidden six times as long, as Lambda asks. */
  readonly functionTimeout: Duration;
  /** Deliveries before a message is put aside. */
  readonly tries: number;
}

/** A queue and the place its failures go. */
export interface FeedingQueue {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

/** Makes a queue with its dead-letter queue; both hold ids only and refuse plain HTTP. */
export function feedingQueue(scope: Construct, id: string, options: QueueOptions): FeedingQueue {
  const { isFifo = false, functionTimeout, tries } = options;
  const deadLetters = deadLetterQueue(scope, `Failed${id}`, isFifo);
  const queue = new Queue(scope, id, {
    ...(isFifo && { fifo: true }),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(6 * functionTimeout.toSeconds()),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: tries },
  });
  return { queue, deadLetters };
}

/** Makes a queue for what failed for good; kept 14 days for a person to look at. */
export function deadLetterQueue(scope: Construct, id: string, isFifo = false): Queue {
  const queue = new Queue(scope, id, {
    ...(isFifo && { fifo: true }),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  acknowledge(queue, 'AwsSolutions-SQS3', 'This is itself the dead-letter queue of another one.');
  return queue;
}
