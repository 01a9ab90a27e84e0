import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BringBackNeeds, bringBack } from '../../functions/feed/bring-back.ts';
import { openDeadLetters, openQueue } from '../../functions/platform/queue.ts';
import { startCloud, type TestCloud } from '../support/bucket.ts';
import { startDueQueue } from './due-queue.ts';

const AT = '2026-11-22T10:00:00.000Z';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startCloud();
});
afterAll(() => cloud.stop());

/** Two queues of the emulator, with bodies in the one where they were put aside. */
async function startWith(bodies: readonly string[], more: Partial<BringBackNeeds> = {}) {
  const [due, failed] = [await startDueQueue(cloud), await startDueQueue(cloud)];
  const metrics: object[] = [];
  await openQueue(failed.url, failed.client).send(
    bodies.map((body, at) => ({ body: JSON.parse(body), group: `group-${at}`, cause: `cause-${at}` })),
  );
  const needs: BringBackNeeds = {
    failedDue: openDeadLetters(failed.url, failed.client),
    failedChanges: [],
    states: { async *listAll() {}, versionsOf: async () => new Map([['willow', 4]]) },
    queue: openQueue(due.url, due.client),
    metrics: { put: (_, values) => void metrics.push(values) },
    ...more,
  };
  const marked = async () => (await due.receive()).map(({ body }) => body).toSorted();
  return { needs, metrics, marked, left: async () => (await failed.take(0)).map(({ body }) => body) };
}

describe('bringBack', () => {
  it('marks every clinic again whose mark was put aside, takes the mark out, and counts it', async () => {
    const bodies = ['{"clinicId":"juniper","seenVersion":"1"}', '{"clinicId":"willow"}'];
    const { needs, metrics, marked, left } = await startWith(bodies);

    expect(await bringBack(AT, needs)).toBe(2);

    expect(await marked()).toEqual([
      '{"clinicId":"juniper","seenVersion":"0"}',
      '{"clinicId":"willow","seenVersion":"4"}',
    ]);
    expect([await left(), metrics]).toEqual([[], [{ DeadLetters: 2 }]]);
  });

  it('takes up a long row of them', async () => {
    const bodies = Array.from({ length: 43 }, (_, at) => JSON.stringify({ clinicId: `clinic-${at}` }));
    const { needs, marked, left } = await startWith(bodies);

    expect(await bringBack(AT, needs)).toBe(43);

    expect([(await marked()).length, await left()]).toEqual([43, []]);
  });

  it('leaves what it cannot read where it lies, and says nothing of it', async () => {
    const { needs, metrics, marked } = await startWith(['{"clinic":"juniper"}', '{"clinicId":"willow"}']);

    expect(await bringBack(AT, needs)).toBe(1);

    expect(await marked()).toEqual(['{"clinicId":"willow","seenVersion":"4"}']);
    expect(metrics).toEqual([{ DeadLetters: 1 }]);
  });

  it('loses no mark when marking fails', async () => {
    const queue = {
      send: async () => {
        throw new Error('The queue does not answer.');
      },
    };
    const removed: unknown[] = [];
    const failedDue = {
      receive: async () => [{ messageId: 'm', receiptHandle: 'h', body: '{"clinicId":"juniper"}' }],
      remove: async (messages: readonly unknown[]) => void removed.push(...messages),
    };
    const { needs } = await startWith([], { queue, failedDue });

    await expect(bringBack(AT, needs)).rejects.toThrow('does not answer');

    expect(removed).toEqual([]);
  });

  it('takes every clinic for due while changes lie aside of which nobody knows whose they are', async () => {
    const listAll = async function* () {
      yield* ['juniper', 'willow'];
    };
    const { needs, metrics, marked } = await startWith([], {
      states: { listAll, versionsOf: async () => new Map() },
      failedChanges: [{ name: 'changes', count: async () => 1 }],
    });

    expect(await bringBack(AT, needs)).toBe(2);

    expect([(await marked()).length, metrics]).toEqual([2, []]);
  });
});
