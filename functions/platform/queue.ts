import { createHash } from 'node:crypto';
import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';

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

/** A queue to send to. */
export interface Queue {
  /** Sends all of them, in batches of ten. @throws Error when one of them was not accepted */
  readonly send: (messages: readonly Message[]) => Promise<void>;
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
export function openQueue(url: string, client: SQSClient = new SQSClient({})): Queue {
  return {
    async send(messages) {
      for (let from = 0; from < messages.length; from += BATCH) {
        await sendBatch(client, url, messages.slice(from, from + BATCH));
      }
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

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
