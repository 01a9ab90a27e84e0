import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCounted } from '../../functions/platform/queue.ts';
import { lookAtDeadLetters } from '../../functions/sources/look-at-dead-letters.ts';
import { startCloud, type TestCloud } from '../support/bucket.ts';

let cloud: TestCloud;
let client: SQSClient;
beforeAll(async () => {
  cloud = await startCloud();
  client = new SQSClient({ ...cloud.config, useQueueUrlAsEndpoint: false, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await cloud.stop();
});

/** Makes a queue that holds so many messages, and gives its URL. */
async function aQueue(held: number, isFifo = false): Promise<string> {
  const QueueName = `failed-${randomUUID()}${isFifo ? '.fifo' : ''}`;
  const { QueueUrl = '' } = await client.send(
    new CreateQueueCommand({ QueueName, ...(isFifo && { Attributes: { FifoQueue: 'true' } }) }),
  );
  for (let number = 0; number < held; number += 1) {
    const fifo = isFifo && { MessageGroupId: 'juniper', MessageDeduplicationId: String(number) };
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}', ...fifo }));
  }
  return QueueUrl;
}

/** Looks at queues, and tells what was put and how it ended. */
async function look(urls: readonly string[]) {
  const put: unknown[] = [];
  const metrics = { put: (...one: readonly unknown[]) => void put.push(one) };
  const [ended] = await Promise.allSettled([
    lookAtDeadLetters({ deadLetters: openCounted(urls, client), metrics }),
  ]);
  return { put, failure: ended.status === 'rejected' ? ended.reason.message : undefined };
}

describe('lookAtDeadLetters', () => {
  it('puts one sum over all queues, without dimensions', async () => {
    const urls = [await aQueue(2), await aQueue(0), await aQueue(1, true)];

    expect(await look(urls)).toEqual({ put: [[{}, { DeadLetters: 3 }]], failure: undefined });
  });

  it('puts nothing while nothing was put aside: a value that is always zero would cost as much as any other', async () => {
    expect(await look([await aQueue(0), await aQueue(0, true)])).toEqual({ put: [], failure: undefined });
  });

  it('counts a message that somebody is looking at', async () => {
    const url = await aQueue(1);
    await client.send(new ReceiveMessageCommand({ QueueUrl: url, VisibilityTimeout: 600 }));

    expect((await look([url])).put).toEqual([[{}, { DeadLetters: 1 }]]);
  });

  it('puts what it could read, and fails, when another queue cannot be read', async () => {
    const gone = `${cloud.config.endpoint}/000000000000/gone`;

    expect(await look([await aQueue(1), gone, await aQueue(1)])).toEqual({
      put: [[{}, { DeadLetters: 2 }]],
      failure: '1 dead-letter queues could not be read.',
    });
  });
});
