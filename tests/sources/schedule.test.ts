import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message, Queue } from '../../functions/platform/queue.ts';
import { queueDue } from '../../functions/sources/schedule.ts';
import { openLeases } from '../../functions/store/leases.ts';
import { openPulls, type Pulls } from '../../functions/store/pulls.ts';
import { NOW } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';

const IN_15_MINUTES = '2026-11-22T10:15:00.000Z';

let tables: TestTables;
let pulls: Pulls;
beforeAll(async () => {
  tables = await startTables();
  pulls = openPulls(tables.ledger);
});
afterAll(() => tables.stop());

/** A queue that holds what was sent; `isBroken` decides what it does not take. */
function aQueue(isBroken: (messages: readonly Message[]) => boolean = () => false) {
  const sent: Message[] = [];
  const queue: Queue = {
    async send(messages) {
      if (isBroken(messages)) throw new Error('not accepted');
      sent.push(...messages);
    },
  };
  return { sent, queue };
}

async function open(count: number, clinicId: string, dueAt = NOW): Promise<void> {
  const listings = Array.from({ length: count }, (_, at) => ({ clinicId, listingId: `listing-${at}` }));
  await Promise.all(listings.map((ref) => pulls.open(ref, dueAt)));
}

/** Empties the list of what is due, so that tests do not see each other's listings. */
async function tickAt(at: string, queue: Queue) {
  return queueDue({ pulls, queue, now: () => at });
}

describe('queueDue', () => {
  it('queues each due listing once, by its ids, and none that is due later', async () => {
    await open(250, 'due');
    await open(3, 'later', '2026-11-22T10:00:00.001Z');
    const { sent, queue } = aQueue();

    const tick = await tickAt(NOW, queue);

    expect(tick).toEqual({ queued: 250, failed: 0 });
    expect(new Set(sent.map(({ body }) => `${body.clinicId}/${body.listingId}`)).size).toBe(250);
    expect(sent.every(({ body }) => body.clinicId === 'due')).toBe(true);
    expect(Object.keys(sent[0] ?? {})).toEqual(['body']);
  });

  it('does not queue a listing again within a quarter of an hour, and does so after it', async () => {
    await tickAt('2026-11-22T10:30:00.000Z', aQueue().queue);
    await open(2, 'again');
    const first = aQueue();
    await tickAt(NOW, first.queue);

    const second = aQueue();
    await tickAt('2026-11-22T10:14:59.999Z', second.queue);
    const third = aQueue();
    await tickAt(IN_15_MINUTES, third.queue);

    expect([first.sent.length, second.sent.length, third.sent.length]).toEqual([2, 0, 2]);
  });

  it('leaves due what could not be queued, queues the rest, and says so', async () => {
    await tickAt('2026-11-22T11:00:00.000Z', aQueue().queue);
    await open(300, 'broken');
    let batches = 0;
    const first = aQueue(() => {
      batches += 1;
      return batches === 2;
    });

    await expect(tickAt(NOW, first.queue)).rejects.toThrow('100 listings could not be queued');
    const second = aQueue();
    await tickAt(NOW, second.queue);

    expect([first.sent.length, second.sent.length]).toEqual([200, 100]);
  });

  it('does not move a listing that was pulled meanwhile', async () => {
    await tickAt('2026-11-22T12:00:00.000Z', aQueue().queue);
    await open(1, 'fast');
    const ref = { clinicId: 'fast', listingId: 'listing-0' };
    const { queue } = aQueue();
    const eager: Queue = {
      async send(messages) {
        const lease = await openLeaseOf(ref);
        await pulls.finish({ ...ref, dueAt: '2026-11-23T10:00:00.000Z', failuresInARow: 0, runs: [] }, lease);
        await queue.send(messages);
      },
    };

    await tickAt(NOW, eager);

    expect((await pulls.find(ref))?.dueAt).toBe('2026-11-23T10:00:00.000Z');
  });

  it('has nothing to do when nothing is due', async () => {
    const { sent, queue } = aQueue();

    expect(await tickAt('2026-11-01T10:00:00.000Z', queue)).toEqual({ queued: 0, failed: 0 });
    expect(sent).toEqual([]);
  });
});

async function openLeaseOf(ref: { readonly clinicId: string; readonly listingId: string }) {
  const lease = await openLeases(tables.ledger).take(ref, NOW, IN_15_MINUTES);
  if (!lease) throw new Error('The lease is held.');
  return lease;
}
