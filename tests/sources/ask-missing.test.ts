import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Listing } from '../../functions/domain/clinic.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import { googleFaults } from '../../infra/sample/fake-google-faults.ts';
import type { Fault } from '../../infra/sample/fake-trouble.ts';
import { type AbsenceWorld, openAbsence } from './absence-world.ts';
import { type PullWorld, startPullWorld } from './pull-world.ts';

let world: PullWorld;
let absence: AbsenceWorld;
beforeAll(async () => {
  world = await startPullWorld();
  absence = openAbsence(world);
});
afterAll(() => world.stop());
afterEach(() => {
  world.google.faults.clear();
  world.clock.reset();
});

/** Ids of the reviews that Google was asked about one by one since `from`. */
function askedSince(from: number): readonly string[] {
  const calls = world.google.calls.slice(from).filter(({ route }) => route === 'review');
  return calls.map(({ path }) => path.split('/').at(-1) ?? '');
}

const lacking = (...ids: readonly string[]) => googleFaults.laterPagesLack((id) => ids.includes(id));

async function stored(listing: Listing, id: string) {
  return (await world.stored(listing)).find(({ sourceReviewId }) => sourceReviewId === id);
}

describe('a review that a reading misses', () => {
  it('is hidden when Google denies it, though list and total disagree, and removed when denied again an hour later', async () => {
    const listing = await absence.aPulledListing(8, 4);
    absence.vanish(listing, 6, 7);
    world.google.faults.push(googleFaults.totalCountsMore(1));

    const first = await absence.pullAfter(24, listing);
    const hidden = await absence.standing(listing);
    const within = await absence.pullAfter(0.9, listing);
    const second = await absence.pullAfter(0.1, listing);

    expect(first).toMatchObject({ isCoherent: false, counts: { withdrawn: 1, deleted: 0, asked: 1 } });
    expect(hidden.hidden).toEqual(['r6']);
    expect(within.counts).toMatchObject({ withdrawn: 0, deleted: 0 });
    expect(second.counts).toMatchObject({ withdrawn: 0, deleted: 1 });
    expect(await stored(listing, 'r6')).toBeUndefined();
  });

  it('is removed by the next whole reading after it was denied, without being asked about again', async () => {
    const listing = await absence.aPulledListing(8, 4);
    absence.vanish(listing, 6, 7);
    await absence.pullAfter(24, listing);
    const calls = world.google.calls.length;

    expect((await absence.pullAfter(1, listing)).counts.deleted).toBe(1);
    expect(askedSince(calls)).toEqual([]);
  });

  it('is renewed, and in its newest words, when it is there all the same', async () => {
    const listing = await absence.aPulledListing(8, 4);
    world.google.faults.push(lacking('r6'));
    world.google.changeReview(listing.sourceListingId, 'r6', { comment: 'Even better now.' });

    const run = await absence.pullAfter(24, listing);

    expect(run).toMatchObject({ isCoherent: false, counts: { withdrawn: 0, asked: 1 } });
    expect(await stored(listing, 'r6')).toMatchObject({
      text: 'Even better now.',
      fetchedAt: world.clock.now(),
    });
  });

  it('does not lapse, however long the list goes without it', async () => {
    const listing = await absence.aPulledListing(8, 4);
    world.google.faults.push(lacking('r6', 'r7'));

    for (let day = 0; day < 40; day += 8) await absence.pullAfter(8 * 24, listing);

    expect((await absence.standing(listing)).shown).toHaveLength(8);
  });

  it('stays on display when list and total agree on lacking it, and it is there', async () => {
    const listing = await absence.aPulledListing(8, 4);
    const less = faults.changes((page) => ({ ...page, totalReviewCount: 7 }));
    const isLater = lacking('r6');
    world.google.faults.push({
      route: 'reviews',
      times: Number.POSITIVE_INFINITY,
      answer: (truth, request) => {
        const said = less.answer?.(truth, request) ?? truth;
        return isLater.when?.(request) ? (isLater.answer?.(said, request) ?? said) : said;
      },
    });

    const runs = [await absence.pullAfter(24, listing), await absence.pullAfter(24, listing)];

    expect(runs).toMatchObject([
      { isCoherent: true, counts: { withdrawn: 0 } },
      { isCoherent: true, counts: { deleted: 0 } },
    ]);
    expect((await absence.standing(listing)).shown).toContain('r6');
  });

  it.each<[string, Fault]>([
    ['permission denied', googleFaults.permissionDenied()],
    ['too many calls', googleFaults.rateLimited()],
    ['a server error', googleFaults.unavailable()],
    ['a redirect', faults.redirect('https://elsewhere.example/')],
    ['a web page of no such page', faults.html(404)],
    ['nothing, and that not found', faults.answers({ status: 404, body: '' })],
    [
      'no such call',
      faults.answers({
        status: 404,
        body: { error: { code: 404, message: 'Method not found.', status: 'NOT_FOUND' } },
      }),
    ],
    ['gone, in another form', faults.answers({ status: 410, body: {} })],
    ['an empty object', faults.says({})],
    ['another review', faults.changes((row) => ({ ...row, reviewId: 'r0' }))],
    ['a review of no time', faults.changes((row) => ({ ...row, createTime: 'soon' }))],
    ['an error in a 200', faults.says({ error: { code: 404, status: 'NOT_FOUND' } })],
    ['silence', faults.reset()],
  ])('is neither hidden nor renewed by %s', async (_, fault) => {
    const listing = await absence.aPulledListing(8, 4);
    const before = await stored(listing, 'r6');
    world.google.faults.push(lacking('r6'), googleFaults.ofOneReview(fault));

    const run = await absence.pullAfter(24, listing);

    expect(run).toMatchObject({ outcome: 'done', counts: { withdrawn: 0 } });
    expect(await stored(listing, 'r6')).toEqual(before);
  });

  it('is not asked about after a reading that broke off', async () => {
    const listing = await absence.aPulledListing(8, 4);
    absence.vanish(listing, 6, 7);
    const calls = world.google.calls.length;
    const isLater: Fault['when'] = ({ url }) => url.searchParams.has('pageToken');
    world.google.faults.push({ ...googleFaults.permissionDenied(), when: isLater });

    expect((await absence.pullAfter(24, listing)).outcome).toBe('forbidden');
    expect(askedSince(calls)).toEqual([]);
  });
});

describe('many reviews that a reading misses', () => {
  it('are hidden at once when Google denies each, and nothing is frozen', async () => {
    const listing = await absence.aPulledListing(20);
    absence.vanish(listing, 0, 8);

    const run = await absence.pullAfter(24, listing);

    expect(run.counts).toMatchObject({ withdrawn: 8, asked: 8 });
    expect(await world.health(listing)).not.toHaveProperty('freeze');
    expect((await absence.pullAfter(1, listing)).counts.deleted).toBe(8);
  });

  it('are asked about fifty a run, the one confirmed longest ago first, and the rest in the next run', async () => {
    const listing = await absence.aPulledListing(70);
    world.google.faults.push({ ...googleFaults.emptyList(), times: 2 });
    const calls = world.google.calls.length;

    await absence.pullAfter(24, listing);
    const first = askedSince(calls);
    await absence.pullAfter(24, listing);
    const second = askedSince(calls).slice(first.length);

    expect([first.length, second.length]).toEqual([50, 50]);
    expect(new Set([...first, ...second.slice(0, 20)]).size).toBe(70);
    expect((await absence.standing(listing)).shown).toHaveLength(70);
  });

  it('come all in turn, though nothing can be learnt of the first', async () => {
    const listing = await absence.aPulledListing(70);
    const unclear = googleFaults.ofOneReview(googleFaults.permissionDenied());
    world.google.faults.push({ ...googleFaults.emptyList(), times: 2 }, unclear);
    const calls = world.google.calls.length;

    await absence.pullAfter(24, listing);
    await absence.pullAfter(24, listing);

    expect(new Set(askedSince(calls)).size).toBe(70);
  });
});

describe('a list and a total that disagree', () => {
  it('are told with how long, until a whole reading finds them to agree', async () => {
    const listing = await absence.aPulledListing(8, 4);
    world.google.faults.push(googleFaults.totalCountsMore(3));

    await absence.pullAfter(24, listing);
    const since = world.clock.now();
    await absence.pullAfter(24, listing);
    const { gap } = (await world.health(listing)) ?? {};
    world.google.faults.clear();
    await absence.pullAfter(24, listing);

    expect(gap).toEqual({ since, listed: 8, total: 11 });
    expect(await world.health(listing)).not.toHaveProperty('gap');
  });
});
