import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Listing } from '../../functions/domain/clinic.ts';
import type { PullRun } from '../../functions/domain/pull.ts';
import { confirmAbsence } from '../../functions/sources/confirm-absence.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import { googleFaults } from '../../infra/sample/fake-google-faults.ts';
import type { Fault } from '../../infra/sample/fake-trouble.ts';
import { type AbsenceWorld, openAbsence, unasked } from './absence-world.ts';
import { countWrites } from './count-writes.ts';
import { type PullWorld, startPullWorld } from './pull-world.ts';

let world: PullWorld;
let absence: AbsenceWorld;
beforeAll(async () => {
  world = await startPullWorld();
  absence = openAbsence(world);
});
const aPulledListing: AbsenceWorld['aPulledListing'] = (...asked) => absence.aPulledListing(...asked);
const addReview: AbsenceWorld['addReview'] = (...review) => absence.addReview(...review);
const vanish: AbsenceWorld['vanish'] = (...reviews) => absence.vanish(...reviews);
const pullAfter: AbsenceWorld['pullAfter'] = (...asked) => absence.pullAfter(...asked);
const standing: AbsenceWorld['standing'] = (listing) => absence.standing(listing);
afterAll(() => world.stop());
afterEach(() => {
  world.google.faults.clear();
  world.clock.reset();
});

describe('a review that a whole reading misses', () => {
  it('is hidden, and removed when a second one an hour later misses it too', async () => {
    const listing = await aPulledListing(60);
    vanish(listing, 7, 8);

    const first = await pullAfter(24, listing);
    const { shown, hidden } = await standing(listing);
    expect(first).toMatchObject({ isCoherent: true, counts: { withdrawn: 1, deleted: 0 } });
    expect([shown.length, hidden]).toEqual([59, ['r7']]);

    const second = await pullAfter(1, listing);
    expect(second).toMatchObject({ isCoherent: true, counts: { withdrawn: 0, deleted: 1 } });
    expect((await standing(listing)).hidden).toEqual([]);
  });

  it('stays hidden and stored when the second reading comes within the hour', async () => {
    const listing = await aPulledListing(10);
    vanish(listing, 7, 8);
    await pullAfter(24, listing);
    const writes = countWrites(world.tables.content);

    const second = await pullAfter(0.9, listing);

    expect(second.counts).toMatchObject({ withdrawn: 0, deleted: 0 });
    expect((await standing(listing)).hidden).toEqual(['r7']);
    expect(writes()).toBe(0);
  });

  it('is shown again when it returns', async () => {
    const listing = await aPulledListing(10);
    vanish(listing, 7, 8);
    await pullAfter(24, listing);
    addReview(listing, 'r7', 32);

    const run = await pullAfter(1, listing);

    expect(run.counts).toMatchObject({ stored: 1, deleted: 0 });
    expect((await standing(listing)).hidden).toEqual([]);
  });

  it('keeps its clock while it is hidden: nobody served it', async () => {
    const listing = await aPulledListing(10);
    vanish(listing, 7, 8);
    await pullAfter(24, listing);

    const hidden = (await world.stored(listing)).find(({ withdrawnAt }) => withdrawnAt);

    expect(hidden).toMatchObject({
      fetchedAt: '2026-11-22T10:00:00.000Z',
      expiresAt: '2026-12-21T10:00:00.000Z',
    });
  });

  it('goes with all the others of a small listing that is emptied', async () => {
    const listing = await aPulledListing(4);
    vanish(listing, 0, 4);

    expect((await pullAfter(24, listing)).counts.withdrawn).toBe(4);
    expect((await pullAfter(24, listing)).counts.deleted).toBe(4);
    expect(await world.summary(listing)).toMatchObject({ count: 0 });
  });
});

describe('a reading that is not whole', () => {
  const between = (happens: (listing: Listing) => void) => (listing: Listing) =>
    googleFaults.betweenPages(() => happens(listing));
  const later = (fault: Fault): Fault => ({ ...fault, when: ({ url }) => url.searchParams.has('pageToken') });

  it.each<[string, (listing: Listing) => Fault, Partial<PullRun>]>([
    [
      'a review comes between two pages',
      between((listing) => addReview(listing, 'new')),
      { outcome: 'done' },
    ],
    [
      'a review changes between two pages and moves to the top',
      between((listing) => world.google.editReview(listing.sourceListingId, 'r110', { comment: 'Better.' })),
      { outcome: 'done' },
    ],
    ['a review goes between two pages', between((listing) => vanish(listing, 3, 4)), { outcome: 'done' }],
    ['a page is repeated', googleFaults.repeatedPage, { outcome: 'done' }],
    ['pages go round in circles', googleFaults.tokenLoop, { outcome: 'bad-response' }],
    ['pages never end', googleFaults.endlessTokens, { outcome: 'bad-response' }],
    ['one page states another total', () => googleFaults.lyingTotal(1), { outcome: 'done' }],
    [
      'every page states a wrong total',
      () => ({ ...googleFaults.lyingTotal(5), times: 3 }),
      { outcome: 'done' },
    ],
    ['a later page is empty', () => later(googleFaults.emptyObject()), { outcome: 'done' }],
    [
      'a row cannot be told',
      () => googleFaults.badRow(0, ({ reviewId: _, ...row }) => row),
      { outcome: 'done' },
    ],
    [
      'a later page has a bad envelope',
      () => later(faults.says({ reviews: 7 })),
      { outcome: 'bad-response' },
    ],
    [
      'a later page is out of reach',
      () => ({ ...later(faults.reset()), times: 4 }),
      { outcome: 'unreachable' },
    ],
  ])('hides and removes nothing: %s', async (_, fault, expected) => {
    const listing = await aPulledListing(120);
    vanish(listing, 60, 61);
    world.google.faults.push({ route: 'reviews', ...fault(listing) }, unasked());

    const run = await pullAfter(24, listing);

    expect(run).toMatchObject({ isCoherent: false, ...expected, counts: { withdrawn: 0, deleted: 0 } });
    expect((await standing(listing)).hidden).toEqual([]);
    expect((await standing(listing)).shown).toEqual(expect.arrayContaining(['r60', 'r3', 'r110']));
  });

  it('asks a bounded number of times for pages that never end', async () => {
    const listing = await aPulledListing(120);
    for (const fault of [googleFaults.tokenLoop(), googleFaults.endlessTokens()]) {
      world.google.faults.clear();
      world.google.faults.push(fault);
      const calls = world.google.calls.length;

      await pullAfter(24, listing);

      expect(world.google.calls.length - calls).toBeLessThanOrEqual(8);
    }
  });

  it('does not take a known review for missing because its row is bad this time', async () => {
    const listing = await aPulledListing(10);
    world.google.faults.push(googleFaults.badRow(4, (row) => ({ ...row, createTime: 'soon' })));

    const run = await pullAfter(24, listing);

    expect(run).toMatchObject({ isCoherent: true, counts: { refused: 1, withdrawn: 0 } });
    expect((await standing(listing)).shown).toContain('r4');
  });

  it('is whole in any order of rows', async () => {
    const listing = await aPulledListing(120);
    world.google.faults.push({ ...googleFaults.reordered(), times: 3 });

    expect(await pullAfter(24, listing)).toMatchObject({ isCoherent: true, counts: { unchanged: 120 } });
  });

  it('is whole again after it began anew, with every row counted once', async () => {
    const listing = await world.addListing();
    world.google.addLocation({
      accountId: listing.accountId ?? '',
      locationId: listing.sourceListingId,
      title: 'Juniper Lane',
    });
    for (let at = 0; at < 220; at += 1) addReview(listing, `r${at}`, at + 1);
    const calls = world.google.calls.length;
    const isFifthPage = () => world.google.calls.length - calls === 4;
    world.google.faults.push({ ...googleFaults.staleToken(), when: isFifthPage });

    const run = await pullAfter(0, listing);

    expect(run).toMatchObject({ isCoherent: true, counts: { served: 220, stored: 220, unchanged: 0 } });
    expect(world.google.calls.length - calls).toBe(10);
    expect(await world.stored(listing)).toHaveLength(220);
  });

  it('takes the first of two rows with one id, today and tomorrow', async () => {
    const listing = await aPulledListing(10);
    const twice = faults.changes(({ reviews, ...page }) => {
      const [first, ...rest] = reviews as readonly object[];
      return { ...page, reviews: [first, { ...first, comment: 'Other words.' }, ...rest] };
    });
    world.google.faults.push({ route: 'reviews', times: 2, ...twice });

    expect((await pullAfter(24, listing)).counts).toMatchObject({ served: 10, stored: 0 });
    expect((await pullAfter(24, listing)).counts).toMatchObject({ served: 10, stored: 0 });
  });
});

describe('many reviews vanishing at once', () => {
  it('are hidden by a second whole reading an hour later, but not removed', async () => {
    const listing = await aPulledListing(20);
    vanish(listing, 0, 5);
    world.google.faults.push(unasked());

    const withdrawn: number[] = [];
    for (const hours of [24, 0.9, 0.1, 24])
      withdrawn.push((await pullAfter(hours, listing)).counts.withdrawn);

    expect(withdrawn).toEqual([0, 0, 5, 0]);
    expect((await standing(listing)).hidden).toHaveLength(5);
    expect((await world.health(listing))?.freeze).toMatchObject({
      since: '2026-11-23T10:00:00.000Z',
      vanished: 5,
    });
  });

  it('have the listing read again in an hour, and then at its usual pace', async () => {
    const listing = await aPulledListing(20);
    vanish(listing, 0, 5);
    world.google.faults.push(unasked());
    const hoursUntilDue = async () =>
      (Date.parse((await world.health(listing))?.dueAt ?? '') - Date.parse(world.clock.now())) / 3_600_000;

    await pullAfter(24, listing);
    const first = await hoursUntilDue();
    await pullAfter(first, listing);

    expect(first).toBeGreaterThanOrEqual(1);
    expect(first).toBeLessThan(1.3);
    expect(await hoursUntilDue()).toBeGreaterThan(20);
    expect((await standing(listing)).hidden).toHaveLength(5);
  });

  it('stay on display when the second reading misses others instead', async () => {
    const listing = await aPulledListing(20);
    vanish(listing, 0, 6);
    world.google.faults.push(unasked());
    await pullAfter(24, listing);
    vanish(listing, 6, 12);
    for (let at = 0; at < 6; at += 1) addReview(listing, `r${at}`, 30 + at);

    const second = await pullAfter(24, listing);

    expect(second.counts).toMatchObject({ withdrawn: 0, deleted: 0 });
    expect((await standing(listing)).hidden).toEqual([]);
  });

  it.each([
    ['a fifth', 25, 5],
    ['fewer than five', 6, 4],
  ])('do not freeze anything when they are only %s', async (_, all, gone) => {
    const listing = await aPulledListing(all);
    vanish(listing, 0, gone);

    await pullAfter(24, listing);
    const second = await pullAfter(24, listing);

    expect(second.counts.deleted).toBe(gone);
    expect((await world.health(listing))?.freeze).toBeUndefined();
  });

  it('are removed when three whole readings over 72 hours agree', async () => {
    const listing = await aPulledListing(20);
    vanish(listing, 0, 8);
    world.google.faults.push(unasked());

    const deleted: number[] = [];
    for (const hours of [24, 24, 24, 23, 1]) deleted.push((await pullAfter(hours, listing)).counts.deleted);

    expect(deleted).toEqual([0, 0, 0, 0, 8]);
    expect((await world.health(listing))?.freeze).toBeUndefined();
  });

  it('are not removed by three readings in a hurry, nor by two after a long time', async () => {
    const listing = await aPulledListing(20);
    vanish(listing, 0, 8);
    world.google.faults.push(unasked());

    const deleted: number[] = [];
    for (const hours of [24, 1, 1, 1, 1]) deleted.push((await pullAfter(hours, listing)).counts.deleted);
    expect(deleted).toEqual([0, 0, 0, 0, 0]);

    const other = await aPulledListing(20);
    vanish(other, 0, 8);
    expect((await pullAfter(24, other)).counts.deleted).toBe(0);
    expect((await pullAfter(80, other)).counts.deleted).toBe(0);
    expect((await pullAfter(1, other)).counts.deleted).toBe(8);
  });

  it('are counted anew when more vanish', async () => {
    const listing = await aPulledListing(20);
    vanish(listing, 0, 8);
    world.google.faults.push(unasked());
    await pullAfter(24, listing);
    await pullAfter(48, listing);
    vanish(listing, 8, 9);

    const third = await pullAfter(48, listing);

    expect(third.counts).toMatchObject({ withdrawn: 1, deleted: 0 });
    expect((await world.health(listing))?.freeze).toMatchObject({
      vanished: 9,
      agreedAt: [world.clock.now()],
    });
  });

  it('are thawed when they return', async () => {
    const listing = await aPulledListing(20);
    vanish(listing, 0, 8);
    world.google.faults.push(unasked());
    await pullAfter(24, listing);
    for (let at = 0; at < 8; at += 1) addReview(listing, `r${at}`, 30 + at);

    await pullAfter(24, listing);

    expect((await standing(listing)).shown).toHaveLength(20);
    expect((await world.health(listing))?.freeze).toBeUndefined();
  });

  it('stay frozen when the run that missed them broke off before its end', async () => {
    const listing = await aPulledListing(20);
    vanish(listing, 0, 8);
    world.google.faults.push(unasked());
    world.clock.forward(24);
    const summaries = { ...world.needs.summaries, listOf: () => Promise.reject(new Error('no table')) };
    await expect(world.pull(listing, { summaries })).rejects.toThrow('no table');
    expect((await standing(listing)).hidden).toEqual([]);

    const run = await pullAfter(24, listing);

    expect(run.counts).toMatchObject({ withdrawn: 8, deleted: 0 });
    expect((await world.health(listing))?.freeze).toBeDefined();
  });
});

describe('a list that is empty', () => {
  it('against a positive total is a failure that hides nothing and freezes deletions', async () => {
    const listing = await aPulledListing(20);
    vanish(listing, 0, 1);
    await pullAfter(24, listing);
    world.google.faults.push(googleFaults.emptyList(), unasked());

    const run = await pullAfter(24, listing);

    expect(run).toMatchObject({
      outcome: 'bad-response',
      isCoherent: false,
      counts: { served: 0, withdrawn: 0, deleted: 0 },
    });
    expect((await standing(listing)).shown).toHaveLength(19);
    expect((await world.health(listing))?.freeze).toMatchObject({ vanished: 19, agreedAt: [] });
    expect(await world.summary(listing)).toMatchObject({ count: 19 });
  });

  it('thaws with the next whole reading', async () => {
    const listing = await aPulledListing(20);
    world.google.faults.push(googleFaults.emptyList(), unasked());
    await pullAfter(24, listing);

    await pullAfter(1, listing);

    expect((await world.health(listing))?.freeze).toBeUndefined();
  });

  it('without a total hides all at the second time, removes none and keeps the rating', async () => {
    const listing = await aPulledListing(20);
    world.google.faults.push({ ...googleFaults.emptyObject(), times: 2 }, unasked());

    const first = await pullAfter(24, listing);
    const second = await pullAfter(24, listing);

    expect(first.counts.withdrawn).toBe(0);
    expect(second.counts).toMatchObject({ withdrawn: 20, deleted: 0 });
    expect(await world.summary(listing)).toMatchObject({ count: 20 });
    await pullAfter(24, listing);
    expect((await standing(listing)).shown).toHaveLength(20);
  });
});

describe('a freeze that a person has confirmed', () => {
  async function aConfirmedListing(): Promise<Listing> {
    const listing = await aPulledListing(30);
    vanish(listing, 10, 20);
    world.google.faults.push(unasked());
    await pullAfter(24, listing);
    const { freeze } = (await world.health(listing)) ?? {};
    const olga = { ...listing, staffId: 'olga', name: 'Olga', role: 'owner' } as const;
    world.clock.forward(1);
    await confirmAbsence(olga, listing.listingId, { seenSince: freeze?.since ?? '' }, world.needs);
    return listing;
  }

  it('ends with the next whole reading, which removes what was missed', async () => {
    const listing = await aConfirmedListing();

    const run = await pullAfter(0, listing);

    expect(run.counts).toMatchObject({ withdrawn: 0, deleted: 10 });
    expect((await world.health(listing))?.freeze).toBeUndefined();
    expect(await standing(listing)).toMatchObject({ hidden: [] });
  });

  it('goes on when more has vanished than the person saw', async () => {
    const listing = await aConfirmedListing();
    vanish(listing, 5, 6);

    const run = await pullAfter(0, listing);

    expect(run.counts).toMatchObject({ withdrawn: 11, deleted: 0 });
    expect((await world.health(listing))?.freeze).toMatchObject({ vanished: 11 });
    expect((await world.health(listing))?.freeze?.confirmedAt).toBeUndefined();
  });
});
