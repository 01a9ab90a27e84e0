import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFeedStates } from '../../functions/store/feed-states.ts';
import { openLeases } from '../../functions/store/leases.ts';
import { openModerations } from '../../functions/store/moderations.ts';
import { openPulls } from '../../functions/store/pulls.ts';
import { aModeration, aReview, NOW } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';

const LATER = '2026-11-22T10:05:00.000Z';
let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

describe('openModerations', () => {
  it('pages through a queue, newest review first, each once', async () => {
    const moderations = openModerations(tables.ledger);
    for (let day = 1; day <= 7; day += 1) {
      const review = aReview({ clinicId: 'paged', reviewId: `r${day}`, writtenOn: `2026-11-0${day}` });
      const after = aModeration(review, { status: day === 4 ? 'shown' : 'waiting', version: 1 });
      const subject = `moderation/${review.reviewId}`;
      await moderations.save({ after, audit: { subject, action: 'opened', by: 'source', at: NOW } });
    }

    const first = await moderations.listQueue('paged', 'waiting', { limit: 4 });
    const rest =
      first.next && (await moderations.listQueue('paged', 'waiting', { limit: 4, after: first.next }));

    expect(first.moderations.map(({ reviewId }) => reviewId)).toEqual(['r7', 'r6', 'r5', 'r3']);
    expect(rest?.moderations.map(({ reviewId }) => reviewId)).toEqual(['r2', 'r1']);
    expect(await moderations.countQueue('paged', 'waiting', 1000)).toBe(6);
    expect(await moderations.countQueue('paged', 'shown', 1000)).toBe(1);
  });
});

describe('openLeases', () => {
  it('gives a lease to one of many, and after its end to the next with a higher fence', async () => {
    const leases = openLeases(tables.ledger);
    const ref = { clinicId: 'leased', listingId: 'a' };

    const taken = await Promise.all(Array.from({ length: 20 }, () => leases.take(ref, NOW, LATER)));
    const next = await leases.take(ref, LATER, '2026-11-22T10:10:00.000Z');

    expect(taken.filter((lease) => lease !== undefined)).toEqual([{ ...ref, fence: 1 }]);
    expect(next).toEqual({ ...ref, fence: 2 });
  });
});

describe('openPulls', () => {
  it('finds what is due, once it is postponed no more, and keeps what a late worker writes out', async () => {
    const [pulls, leases] = [openPulls(tables.ledger), openLeases(tables.ledger)];
    const ref = { clinicId: 'due', listingId: 'a' };
    await pulls.open(ref, NOW);
    await pulls.open(ref, LATER);
    const due = async (at: string) =>
      (await Array.fromAsync(pulls.listDue(at))).filter(({ clinicId }) => clinicId === 'due');

    expect(await due(NOW)).toEqual([ref]);
    await pulls.postpone(ref, NOW, { dueAt: LATER, isPlace: false });
    expect(await due(NOW)).toEqual([]);
    expect(await due(LATER)).toEqual([ref]);

    const late = await leases.take(ref, NOW, NOW);
    await leases.take(ref, NOW, LATER);
    if (!late) throw new Error('a lease');
    await pulls.finish({ ...ref, failuresInARow: 9, runs: [] }, late);
    expect(await pulls.find(ref)).toMatchObject({ failuresInARow: 0, dueAt: LATER });
  });
});

describe('openFeedStates', () => {
  it('lets only the newest run finish', async () => {
    const states = openFeedStates(tables.ledger);
    const first = await states.begin('state');
    const second = await states.begin('state');

    expect([first.version, second.version]).toEqual([1, 2]);
    expect(await states.finish({ ...first, embedIds: ['old'] })).toBe(false);
    expect(await states.finish({ ...second, embedIds: ['e'], nextExpiryAt: LATER })).toBe(true);
    expect(await states.find('state')).toEqual({
      clinicId: 'state',
      version: 2,
      publishedVersion: 2,
      embedIds: ['e'],
      retired: [],
      nextExpiryAt: LATER,
    });
    expect(await Array.fromAsync(states.listExpiring(LATER))).toEqual(['state']);
    expect((await states.begin('state')).embedIds).toEqual(['e']);
  });
});
