import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceName } from '../../functions/domain/review.ts';
import type { Message, Queue } from '../../functions/platform/queue.ts';
import { queueDue, type ScheduleNeeds } from '../../functions/sources/schedule.ts';
import { openLeases } from '../../functions/store/leases.ts';
import { openPulls, type Pulls } from '../../functions/store/pulls.ts';
import { openSourceGates } from '../../functions/store/source-gates.ts';
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

async function open(
  count: number,
  clinicId: string,
  dueAt = NOW,
  source: SourceName = 'google-business',
): Promise<void> {
  const listings = Array.from({ length: count }, (_, at) => ({
    clinicId,
    listingId: `listing-${at}`,
    source,
  }));
  await Promise.all(listings.map((ref) => pulls.open(ref, dueAt)));
}

/** Empties the list of what is due, so that tests do not see each other's listings. */
async function tickAt(at: string, queue: Queue, differs: Partial<ScheduleNeeds> = {}) {
  const gates = openSourceGates(tables.ledger);
  return queueDue({ pulls, gates, callsAMinute: {}, tickMinutes: 5, queue, now: () => at, ...differs });
}

describe('queueDue', () => {
  it('queues each due listing once, by its ids, and none that is due later', async () => {
    await open(250, 'due');
    await open(3, 'later', '2026-11-22T10:00:00.001Z');
    const { sent, queue } = aQueue();

    const tick = await tickAt(NOW, queue);

    expect(tick).toEqual({ queued: 250, placed: 0, failed: 0 });
    expect(new Set(sent.map(({ body }) => `${body.clinicId}/${body.listingId}`)).size).toBe(250);
    expect(sent.every(({ body }) => body.clinicId === 'due')).toBe(true);
    expect(Object.keys(sent[0] ?? {})).toEqual(['body']);
    expect(sent[0]?.body.sentAt).toBe(NOW);
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

  it('queues each listing once when two ticks run at the same time', async () => {
    await tickAt('2026-11-22T13:00:00.000Z', aQueue().queue);
    await open(150, 'twice');
    const [one, other] = [aQueue(), aQueue()];

    const ticks = await Promise.all([tickAt(NOW, one.queue), tickAt(NOW, other.queue)]);

    const sent = [...one.sent, ...other.sent].map(({ body }) => body.listingId);
    expect(sent).toHaveLength(150);
    expect(new Set(sent).size).toBe(150);
    expect(ticks.reduce((sum, { queued }) => sum + queued, 0)).toBe(150);
  });

  it('has nothing to do when nothing is due', async () => {
    const { sent, queue } = aQueue();

    expect(await tickAt('2026-11-01T10:00:00.000Z', queue)).toEqual({ queued: 0, placed: 0, failed: 0 });
    expect(sent).toEqual([]);
  });
});

describe('queueDue at a source’s rate', () => {
  beforeAll(async () => {
    await tables.stop();
    tables = await startTables();
    pulls = openPulls(tables.ledger);
  });

  const perMinute = (calls: number) => ({ callsAMinute: { 'google-business': calls } });
  const delaysOf = (sent: readonly Message[]) => sent.map(({ delaySeconds = 0 }) => delaySeconds);
  const later = (minutes: number) =>
    new Date(Date.parse('2026-12-01T10:00:00Z') + minutes * 60_000).toISOString();

  it('gives 500 listings that are due at once a place each, queues them once, and loses none', async () => {
    await open(500, 'rush', later(0));
    const { sent, queue } = aQueue();

    const first = await tickAt(later(0), queue, perMinute(20));
    const seen: number[] = [];
    for (let minute = 5; minute <= 30; minute += 5) {
      const before = sent.length;
      // What the worker does: a listing that was pulled is due tomorrow.
      await Promise.all(sent.slice(seen.length).map(({ body }) => pulled(body)));
      for (const delay of delaysOf(sent.slice(seen.length))) seen.push((minute - 5) * 60 + delay);
      await tickAt(later(minute), queue, perMinute(20));
      expect(sent.length - before).toBeLessThanOrEqual(100);
    }
    for (const delay of delaysOf(sent.slice(seen.length))) seen.push(30 * 60 + delay);

    expect(first).toEqual({ queued: 101, placed: 399, failed: 0 });
    expect(new Set(sent.map(({ body }) => body.listingId)).size).toBe(500);
    expect(sent).toHaveLength(500);
    const gaps = seen.toSorted((a, b) => a - b).map((at, one, all) => at - (all[one - 1] ?? at - 3));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...delaysOf(sent))).toBeLessThanOrEqual(300);
  });

  it('gives a long listing as many turns as it has pages, and puts those of a later tick behind', async () => {
    await tickAt(later(100), aQueue().queue);
    await open(1, 'long', later(101));
    await pulled({ clinicId: 'long', listingId: 'listing-0' }, later(101), 500);
    const first = aQueue();
    await tickAt(later(101), first.queue, perMinute(5));
    await open(1, 'behind', later(102));
    const second = aQueue();
    await tickAt(later(102), second.queue, perMinute(5));

    expect([delaysOf(first.sent), delaysOf(second.sent)]).toEqual([[0], [60]]);
  });

  it('does not let one source wait for another', async () => {
    await tickAt(later(200), aQueue().queue);
    await open(40, 'google', later(201));
    await open(2, 'yelp', later(201), 'yelp');
    const { sent, queue } = aQueue();

    await tickAt(later(201), queue, { callsAMinute: { 'google-business': 4, yelp: 60 } });

    const yelp = sent.filter(({ body }) => body.clinicId === 'yelp');
    expect(delaysOf(yelp).toSorted()).toEqual([0, 2]);
    expect(Math.max(...delaysOf(sent))).toBe(300);
  });
});

/** Records a good run of a listing that served so many reviews; it is due tomorrow, or when it is said. */
async function pulled(body: Message['body'], dueAt = '2026-12-02T10:00:00.000Z', served = 10): Promise<void> {
  const ref = { clinicId: body.clinicId ?? '', listingId: body.listingId ?? '' };
  const counts = {
    served,
    stored: 0,
    renewed: 0,
    unchanged: 0,
    refused: 0,
    erased: 0,
    withdrawn: 0,
    deleted: 0,
  };
  const run = { startedAt: NOW, finishedAt: NOW, outcome: 'done', isCoherent: true, counts } as const;
  await pulls.finish({ ...ref, dueAt, failuresInARow: 0, runs: [run] }, await openLeaseOf(ref));
}

async function openLeaseOf(ref: { readonly clinicId: string; readonly listingId: string }) {
  const lease = await openLeases(tables.ledger).take(ref, NOW, NOW);
  if (!lease) throw new Error('The lease is held.');
  return lease;
}
