import { createHash } from 'node:crypto';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

/** Something to be said to a queue; ids only, never words. */
export interface Message {
  readonly body: Readonly<Record<string, string>>;
  /** FIFO only: messages of one group are handled one after another. */
  readonly group?: string;
  /** FIFO only: the id of the event that causes it; hashed, so any length will do. */
  readonly cause?: string;
  /** Not FIFO: handed over so many whole seconds later; at most 900. */
  readonly delaySeconds?: number;
}

/** When a message that was received is to come into sight again. */
export interface ShownAgain {
  readonly receiptHandle: string;
  /** From now on; whole, at least 1. */
  readonly seconds: number;
}

/** A queue to send to. */
export interface Queue {
  /** Sends all of them, in batches of ten. @throws Error when one of them was not accepted */
  readonly send: (messages: readonly Message[]) => Promise<void>;
}

/** A queue that feeds a function. */
export interface FeedingQueue extends Queue {
  /** Shows messages again that were received and failed. @throws Error when one of them stays hidden */
  readonly showAgain: (messages: readonly ShownAgain[]) => Promise<void>;
}

/** A message that was put aside. */
export interface PutAside {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
}

/** A dead-letter queue whose messages are taken up again. */
export interface DeadLetters {
  /** Some of its messages, at most ten; hidden from others for the queue's own time. */
  readonly receive: () => Promise<readonly PutAside[]>;
  /** Deletes messages that were received, at most ten. @throws Error when one of them stays */
  readonly remove: (messages: readonly PutAside[]) => Promise<void>;
}

/** A queue that is only looked at. */
export interface CountedQueue {
  /** As the queue's page in the console calls it. */
  readonly name: string;
  /** Messages that wait or are being handled; about, as all counts of SQS. @throws Error when SQS does not tell */
  readonly count: () => Promise<number>;
}

const BATCH = 10;

/** Opens a queue by its URL. */
export function openQueue(url: string, client: SQSClient = new SQSClient({})): FeedingQueue {
  return {
    async send(messages) {
      for (let from = 0; from < messages.length; from += BATCH) {
        await sendBatch(client, url, messages.slice(from, from + BATCH));
      }
    },
    async showAgain(messages) {
      for (let from = 0; from < messages.length; from += BATCH) {
        await showBatch(client, url, messages.slice(from, from + BATCH));
      }
    },
  };
}

/** Opens a dead-letter queue by its URL. */
export function openDeadLetters(QueueUrl: string, client: SQSClient = new SQSClient({})): DeadLetters {
  return {
    async receive() {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: BATCH }),
      );
      return Messages.map(({ MessageId = '', ReceiptHandle = '', Body = '' }) => ({
        messageId: MessageId,
        receiptHandle: ReceiptHandle,
        body: Body,
      }));
    },
    async remove(messages) {
      if (messages.length === 0) return;
      const Entries = messages.map(({ receiptHandle }, at) => ({
        Id: String(at),
        ReceiptHandle: receiptHandle,
      }));
      const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      if (Failed.length > 0) throw new Error(`${Failed.length} messages stay: ${Failed[0]?.Code}`);
    },
  };
}

/** Opens queues by their URLs, to be looked at. */
export function openCounted(
  urls: readonly string[],
  client: SQSClient = new SQSClient({}),
): readonly CountedQueue[] {
  return urls.map((url) => ({
    name: url.slice(url.lastIndexOf('/') + 1),
    count: () => countIn(client, url),
  }));
}

async function countIn(client: SQSClient, QueueUrl: string): Promise<number> {
  const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
  );
  const count = AttributeNames.reduce((sum, name) => sum + Number(Attributes[name]), 0);
  if (Number.isNaN(count)) throw new Error('SQS did not tell how many messages a queue holds.');
  return count;
}

async function sendBatch(client: SQSClient, url: string, messages: readonly Message[]): Promise<void> {
  const { Failed = [] } = await client.send(
    new SendMessageBatchCommand({
      QueueUrl: url,
      Entries: messages.map(({ body, group, cause, delaySeconds }, at) => ({
        Id: String(at),
        MessageBody: JSON.stringify(body),
        ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
        ...(group !== undefined && { MessageGroupId: group }),
        ...(cause !== undefined && { MessageDeduplicationId: shortHash(cause) }),
      })),
    }),
  );
  if (Failed.length > 0) throw new Error(`${Failed.length} messages were not accepted: ${Failed[0]?.Code}`);
}

async function showBatch(
  client: SQSClient,
  QueueUrl: string,
  messages: readonly ShownAgain[],
): Promise<void> {
  const Entries = messages.map(({ receiptHandle, seconds }, at) => ({
    Id: String(at),
    ReceiptHandle: receiptHandle,
    VisibilityTimeout: seconds,
  }));
  const { Failed = [] } = await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  if (Failed.length > 0) throw new Error(`${Failed.length} messages stay hidden: ${Failed[0]?.Code}`);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
