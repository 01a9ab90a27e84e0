import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueue } from '../../functions/platform/queue.ts';
import { type DueQueue, startDueQueue } from '../feed/due-queue.ts';
import { startCloud, type TestCloud } from '../support/bucket.ts';
import { startStandIn } from './stand-in.ts';

const URL_OF_QUEUE = 'https://sqs.us-east-1.amazonaws.com/000000000000/pulls';

describe('openQueue, on a queue in the emulator', () => {
  let cloud: TestCloud;
  let due: DueQueue;
  beforeAll(async () => {
    cloud = await startCloud();
    due = await startDueQueue(cloud);
  });
  afterAll(() => cloud.stop());

  it('sends any number of messages', async () => {
    const ids = Array.from({ length: 25 }, (_, number) => `clinic-${number}`);

    await openQueue(due.url, due.client).send(
      ids.map((clinicId) => ({ body: { clinicId }, group: clinicId, cause: `event ${clinicId}` })),
    );

    const received = await due.receive();
    expect(received.map(({ body }) => JSON.parse(body).clinicId).sort()).toEqual(ids.sort());
    expect(received.every(({ body, group }) => JSON.parse(body).clinicId === group)).toBe(true);
  });

  it('says twice what one event caused twice only once, however long its id', async () => {
    const queue = openQueue(due.url, due.client);
    const message = { body: { clinicId: 'juniper' }, group: 'juniper', cause: 'é'.repeat(500) };

    await queue.send([message]);
    await queue.send([message, { ...message, cause: 'another event' }]);

    expect(await due.receive()).toHaveLength(2);
  });
});

describe('openQueue', () => {
  it('sends ten at a time, and nothing for nothing', async () => {
    const sqs = await startStandIn(() => ({ Successful: [], Failed: [] }));
    const queue = openQueue(URL_OF_QUEUE, new SQSClient({ ...sqs.config, useQueueUrlAsEndpoint: false }));

    await queue.send(Array.from({ length: 21 }, () => ({ body: { listingId: 'one' } })));
    await queue.send([]);

    expect(sqs.asked.map(({ Entries }) => (Entries as unknown[]).length)).toEqual([10, 10, 1]);
    expect(sqs.asked.at(-1)).toEqual({
      QueueUrl: URL_OF_QUEUE,
      Entries: [{ Id: '0', MessageBody: '{"listingId":"one"}' }],
    });
    await sqs.stop();
  });

  it('makes of an event’s id one that SQS takes, another for another event', async () => {
    const sqs = await startStandIn(() => ({ Successful: [], Failed: [] }));
    const queue = openQueue(URL_OF_QUEUE, new SQSClient({ ...sqs.config, useQueueUrlAsEndpoint: false }));
    const causes = ['first', 'second'].map((end) => `${'é '.repeat(200)}${end}`);

    await queue.send(causes.map((cause) => ({ body: { clinicId: 'juniper' }, group: 'juniper', cause })));

    const entries = sqs.asked[0]?.Entries as { readonly MessageDeduplicationId: string }[];
    const ids = entries.map(({ MessageDeduplicationId }) => MessageDeduplicationId);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[\w-]{1,128}$/u);
    await sqs.stop();
  });

  it('fails when one of them was not accepted, and goes no further', async () => {
    const sqs = await startStandIn(() => ({
      Successful: [],
      Failed: [{ Id: '3', Code: 'InternalError', SenderFault: false, Message: 'try again' }],
    }));
    const queue = openQueue(URL_OF_QUEUE, new SQSClient({ ...sqs.config, useQueueUrlAsEndpoint: false }));

    const sending = queue.send(Array.from({ length: 21 }, () => ({ body: { listingId: 'one' } })));

    await expect(sending).rejects.toThrow('1 messages were not accepted: InternalError');
    expect(sqs.asked).toHaveLength(1);
    await sqs.stop();
  });
});
