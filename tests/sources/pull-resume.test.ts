import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Listing } from '../../functions/domain/clinic.ts';
import type { PullRun } from '../../functions/domain/pull.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import { googleFaults } from '../../infra/sample/fake-google-faults.ts';
import { type PullWorld, startPullWorld } from './pull-world.ts';

let world: PullWorld;
beforeAll(async () => {
  world = await startPullWorld();
});
afterAll(() => world.stop());
afterEach(() => {
  world.google.faults.clear();
  world.clock.reset();
});

async function aListingWith(reviews: number): Promise<Listing> {
  const listing = await world.addListing();
  const { accountId = '', sourceListingId: locationId } = listing;
  world.google.addLocation({ accountId, locationId, title: 'Juniper Lane' });
  for (let at = 0; at < reviews; at += 1) {
    const time = new Date(Date.parse(world.clock.now()) - (at + 1) * 3_600_000).toISOString();
    const review = {
      reviewer: { displayName: 'Maria Lopez' },
      starRating: 'FIVE',
      comment: `It helped ${at}.`,
    };
    world.google.addReview(locationId, { reviewId: `r${at}`, createTime: time, updateTime: time, ...review });
  }
  return listing;
}

/** A run that has time for so many pages. */
async function pullPages(listing: Listing, pages: number): Promise<PullRun> {
  const until = world.google.calls.filter(({ route }) => route === 'reviews').length + pages;
  const remainingMs = () =>
    world.google.calls.filter(({ route }) => route === 'reviews').length < until ? 300_000 : 29_000;
  const result = await world.pull(listing, { remainingMs });
  if (!('run' in result)) throw new Error('There was no run.');
  return result.run;
}

describe('a reading that does not fit into one run', () => {
  it('stops in time, keeps what it read, is due at once and goes on where it stopped', async () => {
    const listing = await aListingWith(220);

    const first = await pullPages(listing, 2);
    expect(first).toMatchObject({ outcome: 'done', isCoherent: false, counts: { served: 100, stored: 100 } });
    expect(await world.stored(listing)).toHaveLength(100);
    expect(await world.health(listing)).toMatchObject({ dueAt: world.clock.now(), failuresInARow: 0 });

    const second = await pullPages(listing, 2);
    expect(second).toMatchObject({
      outcome: 'done',
      isCoherent: false,
      counts: { served: 100, stored: 100 },
    });

    const third = await pullPages(listing, 2);
    expect(third).toMatchObject({ outcome: 'done', isCoherent: true, counts: { served: 20, stored: 20 } });
    expect(await world.stored(listing)).toHaveLength(220);
    const health = await world.health(listing);
    expect(health).not.toHaveProperty('checkpoint');
    expect(Date.parse(health?.dueAt ?? '')).toBeGreaterThan(Date.parse(world.clock.now()) + 20 * 3_600_000);
  });

  it('asks for each page once', async () => {
    const listing = await aListingWith(120);
    const before = world.google.calls.length;

    for (let run = 0; run < 3; run += 1) await pullPages(listing, 1);

    const pages = world.google.calls.slice(before).filter(({ route }) => route === 'reviews');
    expect(new Set(pages.map(({ path }) => path)).size).toBe(3);
    expect(pages).toHaveLength(3);
  });

  it('sees over all its runs what is missing, and nothing else', async () => {
    const listing = await aListingWith(220);
    await world.pull(listing);
    world.clock.forward(24);
    world.google.deleteReview(listing.sourceListingId, 'r5');
    world.google.deleteReview(listing.sourceListingId, 'r150');

    const runs: PullRun[] = [];
    for (let run = 0; run < 3; run += 1) runs.push(await pullPages(listing, 2));

    expect(runs.map(({ counts }) => counts.withdrawn)).toEqual([0, 0, 2]);
    const hidden = (await world.stored(listing)).filter(({ withdrawnAt }) => withdrawnAt);
    expect(hidden.map(({ sourceReviewId }) => sourceReviewId)).toEqual(['r150', 'r5']);
  });

  it('is not whole when the total moved between two runs', async () => {
    const listing = await aListingWith(120);
    await pullPages(listing, 1);
    world.google.deleteReview(listing.sourceListingId, 'r3');

    const last = await pullPages(listing, 5);

    expect(last).toMatchObject({ outcome: 'done', isCoherent: false, counts: { withdrawn: 0 } });
  });

  it('is not whole before its end, whatever the source states', async () => {
    const listing = await aListingWith(120);
    await world.pull(listing);
    world.google.faults.push({ ...googleFaults.lyingTotal(-70), times: 1 });

    const run = await pullPages(listing, 1);

    expect(run).toMatchObject({ isCoherent: false, counts: { served: 50, withdrawn: 0 } });
  });

  it('begins anew when the source no longer takes the place where it stopped', async () => {
    const listing = await aListingWith(120);
    await pullPages(listing, 1);
    world.google.faults.push(googleFaults.staleToken());

    const run = await pullPages(listing, 10);

    expect(run).toMatchObject({
      outcome: 'done',
      isCoherent: true,
      counts: { served: 120, stored: 70, unchanged: 50 },
    });
    expect(await world.stored(listing)).toHaveLength(120);
  });

  it('is not whole when a source that is read anew denies what it has served in the same run', async () => {
    const listing = await aListingWith(120);
    await world.pull(listing);
    await pullPages(listing, 1);
    const isLast = ({ url }: { readonly url: URL }) => url.searchParams.get('pageToken') === lastToken;
    const lastToken = Buffer.from('reviews from 100').toString('base64url');
    world.google.faults.push({ ...googleFaults.staleToken(), when: isLast });
    world.google.faults.push({ ...faults.says({}), when: ({ url }) => !url.searchParams.has('pageToken') });

    const run = await pullPages(listing, 10);

    expect(run).toMatchObject({ outcome: 'done', isCoherent: false, counts: { served: 50, withdrawn: 0 } });
    expect((await world.stored(listing)).filter(({ withdrawnAt }) => withdrawnAt !== undefined)).toEqual([]);
    expect(await pullPages(listing, 10)).toMatchObject({ isCoherent: true, counts: { served: 120 } });
  });

  it('begins anew when the place where it stopped is a day old', async () => {
    const listing = await aListingWith(120);
    await pullPages(listing, 1);
    world.clock.forward(24);

    const run = await pullPages(listing, 10);

    expect(run).toMatchObject({ isCoherent: true, counts: { served: 120 } });
  });

  it('goes on later where a source asked it to slow down', async () => {
    const listing = await aListingWith(120);
    world.google.faults.push({
      route: 'reviews',
      times: 2,
      when: ({ url }) => url.searchParams.has('pageToken'),
      ...faults.retryAfter(429, '3600'),
    });

    const first = await pullPages(listing, 10);
    const { dueAt = '' } = (await world.health(listing)) ?? {};
    const second = await pullPages(listing, 10);
    world.clock.forward(1.1);
    const third = await pullPages(listing, 10);

    expect(first).toMatchObject({ outcome: 'throttled', counts: { stored: 50 } });
    expect(dueAt >= '2026-11-22T11:00:00.000Z' && dueAt <= '2026-11-22T11:05:00.000Z').toBe(true);
    expect(second).toMatchObject({ outcome: 'throttled', counts: { stored: 0 } });
    expect(third).toMatchObject({ outcome: 'done', isCoherent: true, counts: { served: 70, stored: 70 } });
  });

  it('comes to an end though every run has time for one page only', async () => {
    const listing = await aListingWith(160);

    const runs: PullRun[] = [];
    for (let run = 0; run < 4; run += 1) runs.push(await pullPages(listing, 1));

    expect(runs.map(({ isCoherent }) => isCoherent)).toEqual([false, false, false, true]);
    expect(await world.stored(listing)).toHaveLength(160);
  });
});
