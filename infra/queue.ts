import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** How a queue that feeds a function is made. */
export interface QueueOptions {
  /** One group at a time, in order. */
  readonly isFifo?: boolean;
  /** The function's time limit. */
  readonly functionTimeout: Duration;
  /** Deliveries before a message is put aside. */
  readonly tries: number;
}

/** A queue and the place its failures go. */
export interface FeedingQueue {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

/** For what Lambda itself does between receiving a message and calling the function. */
const MARGIN_SECONDS = 30;

/**
 * Makes a queue with its dead-letter queue; both hold ids only and refuse plain HTTP.
 *
 * A message is hidden a little longer than the function may run, which is the shortest time that Lambda accepts. Six
 * times as long is its advice where batches gather or calls are held back: what waits inside Lambda would come into
 * sight meanwhile, and be handled twice. Twice does no harm here, but a message that a function died of holds back its
 * clinic for the whole time. A function that lives shows what failed again within seconds.
 */
export function feedingQueue(scope: Construct, id: string, options: QueueOptions): FeedingQueue {
  const { isFifo = false, functionTimeout, tries } = options;
  const deadLetters = deadLetterQueue(scope, `Failed${id}`, isFifo);
  const queue = new Queue(scope, id, {
    ...(isFifo && { fifo: true }),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: functionTimeout.plus(Duration.seconds(MARGIN_SECONDS)),
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
