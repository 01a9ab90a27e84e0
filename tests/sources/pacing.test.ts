import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Listing } from '../../functions/domain/clinic.ts';
import { shareOf } from '../../functions/domain/quota-day.ts';
import { openPacing, type PassNeeds, type SourcePace } from '../../functions/sources/pacing.ts';
import type { PullResult } from '../../functions/sources/pull.ts';
import { readYelpQuota } from '../../functions/sources/yelp-quota.ts';
import { openQuotaDays, type QuotaDays } from '../../functions/store/quota-days.ts';
import { openSourceGates, type SourceGates } from '../../functions/store/source-gates.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import { googleFaults } from '../../infra/sample/fake-google-faults.ts';
import { type PullWorld, startPullWorld } from './pull-world.ts';

let world: PullWorld;
let gates: SourceGates;
let quotaDays: QuotaDays;
beforeAll(async () => {
  world = await startPullWorld();
  gates = openSourceGates(world.tables.ledger);
  quotaDays = openQuotaDays(world.tables.ledger);
});
afterAll(() => world.stop());
beforeEach(async () => {
  // Every test begins a day of its own, with open gates.
  world.clock.forward(48);
  for (const source of ['google-business', 'yelp'] as const) {
    await gates.change(source, ({ closedUntil: _, usedUpUntil: __, triedUntil: ___, ...gate }) => ({
      next: { ...gate, failing: [], closings: 0 },
      result: undefined,
    }));
  }
});
afterEach(() => {
  world.google.faults.clear();
  world.yelp.faults.clear();
});

/** Pulls with somebody who keeps the rate; a pause moves the clock, and the instants of all calls are kept. */
function aPace(pace: SourcePace = { callsAMinute: 60_000 }) {
  const called: number[] = [];
  const needs: PassNeeds = {
    gates,
    quotaDays,
    now: world.clock.now,
    async wait(ms) {
      world.clock.forward(ms / 3_600_000);
      await setImmediate();
    },
  };
  const spied = (source: 'google-business' | 'yelp') => {
    const open = openPacing(source, pace, needs);
    return (listing: Listing, known: number) => {
      const pass = open(listing, known);
      return {
        ...pass,
        async admit(remainingMs: number) {
          await pass.admit(remainingMs);
          called.push(Date.parse(world.clock.now()));
        },
      };
    };
  };
  const passes = { 'google-business': spied('google-business'), yelp: spied('yelp') };
  const pull = (listing: Listing, remainingMs = 300_000): Promise<PullResult> =>
    world.pull(listing, { passes, remainingMs: () => remainingMs });
  return { called, pull };
}

async function aGoogleListing(reviews: number): Promise<Listing> {
  const listing = await world.addListing();
  const { accountId = '', sourceListingId: locationId } = listing;
  world.google.addLocation({ accountId, locationId, title: 'Juniper Lane' });
  for (let at = 0; at < reviews; at += 1) {
    const time = '2026-11-03T09:00:00Z';
    const words = { reviewer: { displayName: 'Ana' }, starRating: 'FIVE', comment: `Visit ${at}` };
    world.google.addReview(locationId, { reviewId: `r${at}`, createTime: time, updateTime: time, ...words });
  }
  return listing;
}

async function aYelpListing(clinicId?: string, listingId = 'mill-lane-yelp'): Promise<Listing> {
  const own = { source: 'yelp', listingId, pullEveryHours: 8 } as const;
  const listing = await world.addListing({ ...own, ...(clinicId !== undefined && { clinicId }) });
  // One excerpt in the first language asked for: two calls a pull.
  world.yelp.addBusiness({ id: listing.sourceListingId, rating: 4.5, review_count: 87 }, [AN_EXCERPT]);
  return listing;
}

const AN_EXCERPT = {
  id: 'excerpt',
  url: 'https://www.yelp.com/biz/juniper?hrid=excerpt',
  text: 'I slept well again...',
  rating: 5,
  time_created: '2026-10-28 21:14:03',
  user: { id: 'u1', profile_url: 'https://yelp.example/u1', image_url: null, name: 'Nicola P.' },
};

const minutesUntil = (at = '') => (Date.parse(at) - Date.parse(world.clock.now())) / 60_000;

describe('the pace of a source', () => {
  it('is kept by all pulls together, with their retries', async () => {
    const listings = [await aGoogleListing(120), await aGoogleListing(60)];
    const { called, pull } = aPace({ callsAMinute: 150 });
    world.google.faults.push({ ...googleFaults.unavailable(), times: 2 });

    for (const listing of listings) await pull(listing);

    expect(called).toHaveLength(7);
    const gaps = called.slice(1).map((at, one) => at - (called[one] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(400);
    for (const listing of listings) expect(await world.health(listing)).toMatchObject({ failuresInARow: 0 });
  });

  it('promises the calls of a known listing with few writes', async () => {
    const listing = await aGoogleListing(600);
    const { pull } = aPace();
    await pull(listing);
    const before = (await gates.find('google-business')).version;

    await pull(listing);

    expect((await gates.find('google-business')).version - before).toBe(2);
  });

  it('lets a listing come back later when its turn is too far away: no failure, no run, nothing called', async () => {
    const listing = await aGoogleListing(1);
    const { pull } = aPace({ callsAMinute: 1 });
    await pull(await aGoogleListing(1));
    const calls = world.google.calls.length;

    const result = await pull(listing);

    expect(result).toMatchObject({ waits: { why: 'turn' } });
    expect(world.google.calls).toHaveLength(calls);
    const { dueAt, ...pulled } = (await world.health(listing)) ?? {};
    expect(pulled).toMatchObject({ failuresInARow: 0, runs: [] });
    expect(minutesUntil(dueAt)).toBeGreaterThanOrEqual(0.9);
    expect(minutesUntil(dueAt)).toBeLessThanOrEqual(6.1);
  });

  it('cuts a long reading short, which goes on where it stopped', async () => {
    const listing = await aGoogleListing(120);
    const slow = aPace({ callsAMinute: 1 });

    await slow.pull(listing);

    expect(await world.health(listing)).toMatchObject({
      failuresInARow: 0,
      checkpoint: { pages: 1 },
      runs: [{ outcome: 'done', isCoherent: false, counts: { served: 50 } }],
    });
    world.clock.forward(1);
    await aPace().pull(listing);
    expect(await world.health(listing)).toMatchObject({ runs: [{ outcome: 'done', isCoherent: true }, {}] });
    expect(await world.stored(listing)).toHaveLength(120);
  });

  it('keeps a place where a reading stopped while it waits again', async () => {
    const listing = await aGoogleListing(120);
    const slow = aPace({ callsAMinute: 1 });
    await slow.pull(listing);

    expect(await slow.pull(listing)).toMatchObject({ waits: { why: 'turn' } });

    expect(await world.health(listing)).toMatchObject({
      checkpoint: { pages: 1 },
      runs: [{ outcome: 'done' }],
    });
  });
});

describe('the breaker of a source', () => {
  const down = { route: 'reviews', times: 1000, ...faults.reset() };

  it('stops calling after five listings failed in a row, without counting it against the others', async () => {
    const listings = await Promise.all(Array.from({ length: 8 }, () => aGoogleListing(1)));
    world.google.faults.push(down);
    const { pull } = aPace();

    const results: PullResult[] = [];
    for (const listing of listings) results.push(await pull(listing));

    expect(results.slice(0, 5)).toEqual(
      results.slice(0, 5).map(() => expect.objectContaining({ run: expect.anything() })),
    );
    const calls = world.google.calls.length;
    expect(results.slice(5).map((result) => 'waits' in result && result.waits.why)).toEqual([
      'source-down',
      'source-down',
      'source-down',
    ]);
    expect(await pull(await aGoogleListing(1))).toMatchObject({ waits: { why: 'source-down' } });
    expect(world.google.calls).toHaveLength(calls);
    for (const listing of listings.slice(5)) {
      expect(await world.health(listing)).toMatchObject({ failuresInARow: 0, runs: [] });
    }
    expect(await pull(await aYelpListing())).toMatchObject({ run: { outcome: 'done' } });
  });

  it('is opened by one try that is answered', async () => {
    const listings = await Promise.all(Array.from({ length: 5 }, () => aGoogleListing(1)));
    world.google.faults.push(down);
    const { pull } = aPace();
    for (const listing of listings) await pull(listing);
    world.google.faults.clear();
    world.clock.forward(1 / 60);

    const first = await pull(await aGoogleListing(1));

    expect(first).toMatchObject({ run: { outcome: 'done' } });
    expect(await gates.find('google-business')).toMatchObject({ closings: 0, failing: [] });
  });

  it('stays open while others are answered in between', async () => {
    const { pull } = aPace();
    for (let round = 0; round < 3; round += 1) {
      world.google.faults.push({ ...down, times: 12 });
      for (let bad = 0; bad < 3; bad += 1) await pull(await aGoogleListing(1));
      world.google.faults.clear();
      expect(await pull(await aGoogleListing(1))).toMatchObject({ run: { outcome: 'done' } });
    }
  });
});

describe('Yelp’s day', () => {
  const pace = { callsAMinute: 60_000, readQuota: readYelpQuota };
  const limited = (limit: number, used = 0) => ({
    ...pace,
    readQuota: () => ({ limit, remaining: limit - used }),
  });

  it('is known from what Yelp tells, counted by clinic, and shared', async () => {
    const listing = await aYelpListing();
    const { pull } = aPace(pace);

    await pull(listing);

    const day = await quotaDays.find('yelp', world.clock.now());
    expect(shareOf(day, listing.clinicId)).toMatchObject({ limit: 100_000, used: 2 });
  });

  it('lets a clinic over its share wait until the day ends, without a failure, while another goes on', async () => {
    const [greedy, modest] = [await aYelpListing(), await aYelpListing()];
    const { pull } = aPace(limited(8));
    await pull(modest);
    await pull(greedy);
    await pull(greedy);
    const calls = world.yelp.calls.length;

    const result = await pull(greedy);

    expect(result).toMatchObject({ run: { outcome: 'quota-day' } });
    expect(world.yelp.calls).toHaveLength(calls);
    const { dueAt, failuresInARow } = (await world.health(greedy)) ?? {};
    expect(failuresInARow).toBe(0);
    expect(dueAt?.slice(11, 16)).toMatch(/^00:0[0-5]$/u);
    expect(await pull(modest)).toMatchObject({ run: { outcome: 'done' } });
  });

  it('looks less often when the plan does not give more', async () => {
    const listing = await aYelpListing();
    const { pull } = aPace(limited(4));

    await pull(listing);

    const { dueAt } = (await world.health(listing)) ?? {};
    expect(minutesUntil(dueAt) / 60).toBeGreaterThanOrEqual(10.8);
    expect(minutesUntil(dueAt) / 60).toBeLessThanOrEqual(12);
  });

  it('gives back what was not called, as when the source turned out to be down', async () => {
    const listing = await aYelpListing();
    const { pull } = aPace(pace);
    await gates.change('yelp', (gate) => {
      const closedUntil = new Date(Date.parse(world.clock.now()) + 60_000).toISOString();
      return { next: { ...gate, closings: 1, closedUntil }, result: undefined };
    });

    expect(await pull(listing)).toMatchObject({ waits: { why: 'source-down' } });

    const day = await quotaDays.find('yelp', world.clock.now());
    expect(day.used[listing.clinicId]).toEqual({ [listing.listingId]: 0 });
  });

  it('ends for everybody when Yelp says so', async () => {
    const [first, second] = [await aYelpListing(), await aYelpListing()];
    const { pull } = aPace(pace);
    const body = { error: { code: 'ACCESS_LIMIT_REACHED', description: '' } };
    world.yelp.faults.push({ route: 'business', times: 1, ...faults.answers({ status: 429, body }) });

    expect(await pull(first)).toMatchObject({ run: { outcome: 'quota-day' } });
    const calls = world.yelp.calls.length;

    expect(await pull(second)).toMatchObject({ run: { outcome: 'quota-day' } });
    expect(world.yelp.calls).toHaveLength(calls);
    expect(await world.health(second)).toMatchObject({ failuresInARow: 0 });
  });

  it('is never overdrawn by workers at the same time', async () => {
    const listings = await Promise.all(Array.from({ length: 6 }, () => aYelpListing()));
    const { pull } = aPace(limited(6));
    await pull(listings[0] as Listing);
    const calls = world.yelp.calls.length;

    await Promise.all(listings.slice(1).map((listing) => pull(listing)));

    expect(world.yelp.calls.length - calls).toBe(4);
  });
});

describe('a request to pull', () => {
  it('is done once, however often its message comes', async () => {
    const listing = await aGoogleListing(1);
    const request = { ...listing, sentAt: world.clock.now() };
    world.clock.forward(0.01);

    expect(await world.pull(request)).toMatchObject({ run: { outcome: 'done' } });
    world.clock.forward(0.01);
    expect(await world.pull(request)).toEqual({ skipped: 'done' });
    expect((await world.health(listing))?.runs).toHaveLength(1);
  });
});
