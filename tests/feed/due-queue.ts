import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { BringBackNeeds } from '../../functions/feed/bring-back.ts';
import type { TestCloud } from '../support/bucket.ts';

/** What a sweep is given where nothing was put aside. */
export const NOTHING_PUT_ASIDE: Omit<BringBackNeeds, 'states' | 'queue'> = {
  failedDue: { receive: async () => [], remove: async () => undefined },
  failedChanges: [],
  metrics: { put: () => undefined },
};

/** A due queue in the emulator. */
export interface DueQueue {
  readonly url: string;
  readonly client: SQSClient;
  /** Takes everything out of the queue; empty when nothing is in it. */
  readonly receive: () => Promise<{ readonly body: string; readonly group: string }[]>;
  /** Takes what is in sight out of it for so many seconds, and leaves it there. */
  readonly take: (
    hiddenSeconds: number,
  ) => Promise<{ readonly body: string; readonly receiptHandle: string }[]>;
}

/** Makes a FIFO queue of its own. */
export async function startDueQueue({ config }: TestCloud): Promise<DueQueue> {
  const client = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  const QueueName = `due-${randomUUID()}.fifo`;
  await client.send(new CreateQueueCommand({ QueueName, Attributes: { FifoQueue: 'true' } }));
  const { QueueUrl: url = '' } = await client.send(new GetQueueUrlCommand({ QueueName }));
  return {
    url,
    client,
    receive: () => receiveAll(client, url),
    async take(VisibilityTimeout) {
      const asked = { QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout };
      const { Messages = [] } = await client.send(new ReceiveMessageCommand(asked));
      return Messages.map(({ Body = '', ReceiptHandle = '' }) => ({
        body: Body,
        receiptHandle: ReceiptHandle,
      }));
    },
  };
}

async function receiveAll(client: SQSClient, QueueUrl: string) {
  const all: { body: string; group: string }[] = [];
  for (;;) {
    const asked = {
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['MessageGroupId' as const],
    };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(asked));
    if (Messages.length === 0) return all;
    for (const { Body = '', Attributes, ReceiptHandle } of Messages) {
      all.push({ body: Body, group: Attributes?.MessageGroupId ?? '' });
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}
