import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Listing } from '../../functions/domain/clinic.ts';
import type { SourceName } from '../../functions/domain/review.ts';
import { switchSource } from '../../functions/sources/switch-source.ts';
import { openTaggings } from '../../functions/store/taggings.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import { BUSINESS_UNAVAILABLE, type FakeYelpReview } from '../../infra/sample/fake-yelp.ts';
import { aTagging } from '../support/builders.ts';
import { type PullWorld, startPullWorld } from './pull-world.ts';

let world: PullWorld;
beforeAll(async () => {
  world = await startPullWorld();
});
afterAll(() => world.stop());
afterEach(() => {
  world.google.faults.clear();
  world.yelp.faults.clear();
  world.clock.reset();
});

async function aGoogleListing(): Promise<Listing> {
  const listing = await world.addListing();
  const { accountId = '', sourceListingId: locationId } = listing;
  world.google.addLocation({ accountId, locationId, title: 'Juniper Lane' });
  return listing;
}

function anExcerpt(id: string): FakeYelpReview {
  return {
    id,
    url: `https://www.yelp.com/biz/juniper?hrid=${id}`,
    text: `Excerpt ${id}: they took...`,
    rating: 5,
    time_created: '2026-10-28 21:14:03',
    user: { id: 'u1', profile_url: 'https://yelp.example/u1', image_url: null, name: 'Nicola P.' },
  };
}

async function aYelpListing(ids: readonly string[]): Promise<Listing> {
  const listing = await world.addListing({ source: 'yelp', pullEveryHours: 8 });
  world.yelp.addBusiness({ id: listing.sourceListingId, rating: 4.5, review_count: 87 }, ids.map(anExcerpt));
  return listing;
}

describe('a listing of a source that the operator has closed', () => {
  const stop = (source: SourceName, isOff: boolean) =>
    switchSource({ source, change: { verb: isOff ? 'stop' : 'resume' }, by: 'operator' }, world.switching);

  it.each(['yelp', 'google-business'] as const)('is not read and waits its interval: %s', async (source) => {
    const listing = source === 'yelp' ? await aYelpListing(['a']) : await aGoogleListing();
    await world.needs.pulls.open(listing, world.clock.now());
    const callsBefore = world.yelp.calls.length + world.google.calls.length;
    await stop(source, true);

    const skipped = await world.pull(listing);
    const closed = await world.health(listing);
    const calls = world.yelp.calls.length + world.google.calls.length;
    const { due } = await stop(source, false);
    const opened = await world.health(listing);

    expect([skipped, calls]).toEqual([{ skipped: 'closed' }, callsBefore]);
    const later = Date.parse(closed?.dueAt ?? '') - Date.parse(world.clock.now());
    expect(later).toBe(listing.pullEveryHours * 3_600_000);
    expect([due >= 1, opened?.dueAt]).toEqual([true, world.clock.now()]);
    expect(await world.pull(listing)).toMatchObject({ run: { outcome: 'done' } });
  });

  it('is not read while nobody has confirmed that Yelp has agreed', async () => {
    const listing = await aYelpListing(['a']);
    const callsBefore = world.yelp.calls.length;
    const unset = { find: async () => undefined };

    expect(await world.pull(listing, { sourceSwitches: unset })).toEqual({ skipped: 'closed' });
    expect(world.yelp.calls).toHaveLength(callsBefore);
  });
});

describe('a sample', () => {
  it('lets what is not in today’s sample lose its place only, until Yelp gives it again', async () => {
    const listing = await aYelpListing(['a', 'b', 'c']);
    const places = async () => {
      const stored = await world.stored(listing);
      return Object.fromEntries(stored.map(({ sourceReviewId, position }) => [sourceReviewId, position]));
    };
    const pullWith = async (ids: readonly string[]) => {
      world.yelp.setReviews(listing.sourceListingId, ids.map(anExcerpt));
      world.clock.forward(1);
      return await world.pull(listing);
    };
    await world.pull(listing);
    const before = await world.stored(listing);

    await pullWith(['d', 'a', 'c']);
    const rotated = await places();
    const left = (await world.stored(listing)).find(({ sourceReviewId }) => sourceReviewId === 'b');
    const back = await pullWith(['a', 'b', 'c']);

    expect(rotated).toEqual({ a: 1, b: undefined, c: 2, d: 0 });
    const { position: _p, rowHash: _h, ...kept } = before.find((one) => one.sourceReviewId === 'b') ?? {};
    expect(left).toEqual({ ...kept, rowHash: left?.rowHash });
    expect(back).toMatchObject({ run: { counts: { withdrawn: 0, deleted: 0 } } });
    expect(await places()).toEqual({ a: 0, b: 1, c: 2, d: undefined });
  });

  it('lets all of them lapse together, also when one is new', async () => {
    const listing = await aYelpListing(['a', 'b']);
    await world.pull(listing);
    world.yelp.setReviews(listing.sourceListingId, ['a', 'b', 'c'].map(anExcerpt));
    world.clock.forward(3);

    await world.pull(listing);

    const ends = (await world.stored(listing)).map(({ expiresAt }) => expiresAt);
    expect(ends).toEqual(Array.from({ length: 3 }, () => '2026-11-23T12:00:00.000Z'));
  });

  it.each([
    [
      'recommends none',
      () => world.yelp.faults.push({ route: 'reviews', times: 9, ...faults.answers(BUSINESS_UNAVAILABLE) }),
    ],
    ['has a plan without any', () => world.yelp.setPlan('base')],
  ])('takes all of them out of the sample when Yelp %s, and none when it only fails', async (_, now) => {
    const listing = await aYelpListing(['a', 'b']);
    await world.pull(listing);
    world.yelp.faults.push({ route: 'reviews', times: 9, ...faults.answers({ status: 500, body: '' }) });
    await world.pull(listing);
    const afterFailure = await world.stored(listing);
    world.yelp.faults.clear();
    now();

    await world.pull(listing);
    world.yelp.faults.clear();
    world.yelp.setPlan('enhanced');

    expect(afterFailure.filter(({ position }) => position !== undefined)).toHaveLength(2);
    const after = await world.stored(listing);
    expect(after.map(({ position }) => position)).toEqual([undefined, undefined]);
  });

  it('can be read until its 23 hours are over, and in no way after', async () => {
    const listing = await aYelpListing(['a', 'b']);
    await world.pull(listing);
    const { clinicId } = listing;
    const { reviews, summaries } = world.needs;
    const taggings = openTaggings(world.tables.content, world.clock.now);
    const refs = await world.stored(listing);
    for (const review of refs) await taggings.save(aTagging(review));
    const readings = async () => [
      (await reviews.findMany(refs)).length,
      (await Promise.all(refs.map((ref) => reviews.find(ref)))).filter(Boolean).length,
      (await reviews.listOfClinic(clinicId)).length,
      (await reviews.listPage(clinicId, { limit: 10 })).reviews.length,
      (await reviews.listMarks(clinicId, listing.listingId)).length,
      (await taggings.findMany(refs)).length,
      (await taggings.listOf(clinicId)).length,
      (await summaries.listOf(clinicId)).length,
    ];
    world.clock.forward(22 + 59 / 60);
    const inTime = await readings();

    world.clock.forward(2 / 60);

    expect(inTime).toEqual([2, 2, 2, 2, 2, 2, 2, 1]);
    expect(await readings()).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });
});
