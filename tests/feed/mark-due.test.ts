import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markDue } from '../../functions/feed/mark-due.ts';
import { openQueue } from '../../functions/platform/queue.ts';
import { clinicPartition, reviewKey, staffPartition } from '../../functions/store/keys.ts';
import { startCloud, type TestCloud } from '../support/bucket.ts';
import { startDueQueue } from './due-queue.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startCloud();
});
afterAll(() => cloud.stop());

/** Nothing was ever published but `willow`'s feed, three times. */
const NO_STATES = { states: { async *listAll() {}, versionsOf: async () => new Map([['willow', 3]]) } };

function aChange(clinicId: string, at: number): DynamoDBRecord {
  const { pk, sk } = reviewKey({ clinicId, listingId: 'mill-lane-google', reviewId: `r${at}` });
  return aRecord(pk, sk, at);
}

function aRecord(pk: string, sk: string, at: number): DynamoDBRecord {
  const Keys = { pk: { S: pk }, sk: { S: sk } };
  return { eventID: `event-${at}`, eventName: 'MODIFY', dynamodb: { Keys, SequenceNumber: `${at}` } };
}

describe('markDue', () => {
  it('sends one message per clinic, in the clinic’s own group', async () => {
    const due = await startDueQueue(cloud);

    const reply = await markDue([aChange('juniper', 1), aChange('willow', 2), aChange('juniper', 3)], {
      ...NO_STATES,
      queue: openQueue(due.url, due.client),
    });

    expect(reply).toEqual({ batchItemFailures: [] });
    expect((await due.receive()).toSorted((a, b) => (a.body < b.body ? -1 : 1))).toEqual([
      { body: '{"clinicId":"juniper","seenVersion":"0"}', group: 'juniper' },
      { body: '{"clinicId":"willow","seenVersion":"3"}', group: 'willow' },
    ]);
  });

  it('says a second change a moment later, but not the same delivery again', async () => {
    const due = await startDueQueue(cloud);
    const needs = { ...NO_STATES, queue: openQueue(due.url, due.client) };
    const first = [aChange('juniper', 1), aChange('juniper', 2)];

    await markDue(first, needs);
    await markDue(first, needs);
    await markDue([...first, aChange('juniper', 3)], needs);
    await markDue([aChange('juniper', 3), aChange('juniper', 4)], needs);

    expect(await due.receive()).toHaveLength(3);
  });

  it('passes over keys that belong to no clinic', async () => {
    const due = await startDueQueue(cloud);
    const member = aRecord(staffPartition('ana'), clinicPartition('juniper'), 1);

    const reply = await markDue([member, { eventID: 'event-2' }], {
      ...NO_STATES,
      queue: openQueue(due.url, due.client),
    });

    expect(reply).toEqual({ batchItemFailures: [] });
    expect(await due.receive()).toEqual([]);
  });

  it('reports every change of a clinic that could not be marked, and marks the others', async () => {
    const due = await startDueQueue(cloud);
    const queue = openQueue(due.url, due.client);
    const changes = [aChange('juniper', 1), aChange('willow', 2), aChange('juniper', 3)];

    const reply = await markDue(changes, {
      ...NO_STATES,
      queue: {
        async send(messages) {
          if (messages.some(({ group }) => group === 'juniper'))
            throw new Error('The queue does not answer.');
          await queue.send(messages);
        },
      },
    });

    expect(reply.batchItemFailures).toEqual([{ itemIdentifier: '1' }, { itemIdentifier: '3' }]);
    expect(await due.receive()).toEqual([
      { body: '{"clinicId":"willow","seenVersion":"3"}', group: 'willow' },
    ]);
  });
});
