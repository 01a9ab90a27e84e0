import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueue, type ShownAgain } from '../../functions/platform/queue.ts';
import { runQueueBatch } from '../../functions/platform/queue-batch.ts';
import { startDueQueue } from '../feed/due-queue.ts';
import { startCloud, type TestCloud } from '../support/bucket.ts';
import { aMessage } from '../support/messages.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startCloud();
});
afterAll(() => cloud.stop());

const fails = async () => {
  throw new Error('no');
};

describe('runQueueBatch', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [4, 8],
    [5, 15],
    [50, 15],
  ])('shows a message that failed for the %i. time again after %i seconds', async (deliveries, seconds) => {
    const again: ShownAgain[] = [];
    const queue = { showAgain: async (messages: readonly ShownAgain[]) => void again.push(...messages) };
    const tasks = [
      { messages: [aMessage('a', '', deliveries)], subject: 'a', run: fails },
      { messages: [aMessage('b', '', deliveries)], subject: 'b', run: async () => undefined },
    ];

    const reply = await runQueueBatch(tasks, { queue });

    expect(reply.batchItemFailures).toEqual([{ itemIdentifier: 'a' }]);
    expect(again).toEqual([{ receiptHandle: 'handle-a', seconds }]);
  });

  it('reports the failure also when the message cannot be shown again', async () => {
    const tasks = [{ messages: [aMessage('a', '')], subject: 'a', run: fails }];

    const reply = await runQueueBatch(tasks, { queue: { showAgain: fails } });

    expect(reply.batchItemFailures).toEqual([{ itemIdentifier: 'a' }]);
  });

  it('makes a real queue give a message again that it would hide for a minute', async () => {
    const due = await startDueQueue(cloud);
    const queue = openQueue(due.url, due.client);
    await queue.send([{ body: { clinicId: 'juniper' }, group: 'juniper', cause: 'a' }]);
    const [first] = await due.take(60);
    const message = { ...aMessage('a', first?.body ?? ''), receiptHandle: first?.receiptHandle ?? '' };
    const hidden = await due.take(60);

    await runQueueBatch([{ messages: [message], subject: 'a', run: fails }], { queue });

    expect(hidden).toEqual([]);
    await expect.poll(async () => (await due.take(60)).length).toBe(1);
  });
});
