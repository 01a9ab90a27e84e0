import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Listing } from '../../functions/domain/clinic.ts';
import { covers } from '../../functions/domain/content-hash.ts';
import type { PullCounts } from '../../functions/domain/pull.ts';
import { log } from '../../functions/platform/log.ts';
import { toReviewId } from '../../functions/platform/review-id.ts';
import { handleMessages } from '../../functions/sources/handle-messages.ts';
import type { Source } from '../../functions/sources/source.ts';
import { erasureKey } from '../../functions/store/erasures.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import { googleFaults } from '../../infra/sample/fake-google-faults.ts';
import { BUSINESS_UNAVAILABLE, type FakeYelpReview } from '../../infra/sample/fake-yelp.ts';
import { aMessage } from '../support/messages.ts';
import { countWrites } from './count-writes.ts';
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

/** A Google listing with so many reviews at the source, none pulled yet. */
async function aGoogleListing(reviews: number, differs: Partial<Listing> = {}): Promise<Listing> {
  const listing = await world.addListing(differs);
  const { accountId = '', sourceListingId: locationId } = listing;
  world.google.addLocation({ accountId, locationId, title: 'Juniper Lane' });
  for (let at = 0; at < reviews; at += 1) {
    const time = new Date(Date.parse(world.clock.now()) - (at + 1) * 3_600_000).toISOString();
    const words = {
      reviewer: { displayName: `Person ${at}` },
      starRating: 'FIVE',
      comment: `Visit ${at} helped my back.`,
    };
    world.google.addReview(locationId, { reviewId: `r${at}`, createTime: time, updateTime: time, ...words });
  }
  return listing;
}

function anExcerpt(id: string): FakeYelpReview {
  return {
    id,
    url: `https://www.yelp.com/biz/juniper?hrid=${id}`,
    text: `${id} slept well again...`,
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

async function countsOf(listing: Listing): Promise<PullCounts | undefined> {
  return (await world.health(listing))?.runs[0]?.counts;
}

const NOTHING: PullCounts = {
  served: 0,
  stored: 0,
  renewed: 0,
  unchanged: 0,
  refused: 0,
  erased: 0,
  withdrawn: 0,
  deleted: 0,
};

describe('pullListing', () => {
  it('stores every review with its clock, the listing’s rating and a record of the run', async () => {
    const listing = await aGoogleListing(61);

    const result = await world.pull(listing);

    expect(result).toMatchObject({
      run: { outcome: 'done', isCoherent: true, counts: { ...NOTHING, served: 61, stored: 61 } },
    });
    const stored = await world.stored(listing);
    expect(stored).toHaveLength(61);
    expect(stored[0]).toMatchObject({
      clinicId: listing.clinicId,
      listingId: listing.listingId,
      reviewId: toReviewId('google-business', listing.sourceListingId, 'r60'),
      source: 'google-business',
      sourceReviewId: 'r60',
      fetchedAt: '2026-11-22T10:00:00.000Z',
      expiresAt: '2026-12-21T10:00:00.000Z',
    });
    expect(await world.summary(listing)).toMatchObject({ rating: 5, count: 61, asOf: '2026-11-22' });
    expect(await world.health(listing)).toMatchObject({
      failuresInARow: 0,
      lastGoodAt: '2026-11-22T10:00:00.000Z',
    });
  });

  it('writes nothing but its record when nothing changed', async () => {
    const listing = await aGoogleListing(61);
    await world.pull(listing);
    const writes = countWrites(world.tables.content);

    await world.pull(listing);

    expect(writes()).toBe(0);
    expect(await countsOf(listing)).toEqual({ ...NOTHING, served: 61, unchanged: 61 });
  });

  it('writes only what changed, and opens changed words to a new judgement', async () => {
    const listing = await aGoogleListing(61);
    await world.pull(listing);
    const [before] = await world.stored(listing);
    world.google.editReview(listing.sourceListingId, 'r60', { starRating: 'TWO', comment: 'It came back.' });
    const writes = countWrites(world.tables.content);

    await world.pull(listing);

    const [after] = await world.stored(listing);
    expect(writes()).toBe(1);
    expect(after).toMatchObject({ stars: 2, text: 'It came back.' });
    expect(covers(before?.contentHash ?? '', after?.contentHash ?? '')).toBe(false);
    expect(await countsOf(listing)).toEqual({ ...NOTHING, served: 61, stored: 1, unchanged: 60 });
  });

  it('overwrites with absence: a reply removed, an author anonymous, a text taken back', async () => {
    const listing = await aGoogleListing(1);
    const at = listing.sourceListingId;
    world.google.changeReview(at, 'r0', {
      reviewReply: { comment: 'Thank you.', updateTime: '2026-11-20T10:00:00Z' },
      reviewer: { displayName: 'Maria Lopez', profilePhotoUrl: 'https://photos.example/m.jpg' },
    });
    await world.pull(listing);
    world.google.changeReview(at, 'r0', {
      reviewReply: undefined,
      comment: undefined,
      reviewer: { isAnonymous: true },
    });

    await world.pull(listing);

    const [review] = await world.stored(listing);
    expect(review).toMatchObject({ author: { isAnonymous: true } });
    expect(Object.keys(review ?? {})).not.toEqual(expect.arrayContaining(['reply']));
    expect(Object.keys(review ?? {})).not.toEqual(expect.arrayContaining(['text']));
    expect(review?.author).toEqual({ isAnonymous: true });
  });

  it('never writes what a person asked to erase', async () => {
    const listing = await aGoogleListing(3);
    const { clinicId } = listing;
    const reviewId = toReviewId('google-business', listing.sourceListingId, 'r1');
    const { ledger } = world.tables;
    await ledger.client.send(
      new PutCommand({ TableName: ledger.name, Item: erasureKey({ clinicId, reviewId }) }),
    );

    await world.pull(listing);
    await world.pull(listing);

    expect((await world.stored(listing)).map(({ sourceReviewId }) => sourceReviewId)).toEqual(['r2', 'r0']);
    expect(await countsOf(listing)).toEqual({ ...NOTHING, served: 3, unchanged: 2, erased: 1 });
    expect(await world.health(listing)).toMatchObject({ runs: [{ isCoherent: true }, { isCoherent: true }] });
  });

  it('keeps a refused row as hash and reason, and everything else', async () => {
    const listing = await aGoogleListing(60);
    world.google.faults.push(googleFaults.badRow(3, (row) => ({ ...row, createTime: 'secret' })));

    await world.pull(listing);

    const { counts, isCoherent } = (await world.health(listing))?.runs[0] ?? {};
    expect(counts).toEqual({ ...NOTHING, served: 60, stored: 59, refused: 1 });
    expect(isCoherent).toBe(true);
  });

  it('counts a refused row once, however often it comes', async () => {
    const listing = await aGoogleListing(60);
    const bad = { reviewId: 'r5', createTime: 'soon' };
    world.google.faults.push(
      googleFaults.badRow(5, () => bad),
      googleFaults.badRow(0, () => bad),
    );

    await world.pull(listing);

    expect(await countsOf(listing)).toEqual({ ...NOTHING, served: 59, stored: 58, refused: 1 });
  });

  it('keeps no more than a hundred refused rows of one run, and counts all of them', async () => {
    const listing = await aGoogleListing(150);
    const keep = vi.spyOn(world.needs.refusals, 'keep');
    const spoilAll = faults.changes(({ reviews, ...page }) => ({
      ...page,
      reviews: (reviews as readonly object[]).map((row) => ({ ...row, createTime: 'soon' })),
    }));
    world.google.faults.push({ route: 'reviews', times: 3, ...spoilAll });

    await world.pull(listing);

    expect(keep).toHaveBeenCalledTimes(100);
    expect(await countsOf(listing)).toEqual({ ...NOTHING, served: 150, refused: 150 });
  });

  it('keeps what it read when a later page fails, and comes back soon, then later and later', async () => {
    const listing = await aGoogleListing(120);
    world.google.faults.push({
      ...googleFaults.unavailable(),
      when: ({ url }) => url.searchParams.has('pageToken'),
      times: 12,
    });

    const minutes: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      await world.pull(listing);
      const { dueAt = '' } = (await world.health(listing)) ?? {};
      minutes.push((Date.parse(dueAt) - Date.parse(world.clock.now())) / 60_000);
    }

    expect(await world.stored(listing)).toHaveLength(50);
    expect(await world.health(listing)).toMatchObject({
      failuresInARow: 3,
      runs: [{ outcome: 'unreachable', isCoherent: false }, {}, {}],
    });
    for (const [run, most] of [15, 30, 60].entries()) {
      expect(minutes[run]).toBeGreaterThanOrEqual(most * 0.9);
      expect(minutes[run]).toBeLessThanOrEqual(most);
    }
    await world.pull(listing);
    expect(await world.health(listing)).toMatchObject({
      failuresInARow: 0,
      runs: [{ outcome: 'done', isCoherent: true }, {}, {}, {}],
    });
  });

  it('remembers the last twenty runs, newest first', async () => {
    const listing = await aGoogleListing(1);
    for (let run = 0; run < 22; run += 1) {
      await world.pull(listing);
      world.clock.forward(1);
    }

    const { runs = [] } = (await world.health(listing)) ?? {};

    expect(runs).toHaveLength(20);
    expect(runs[0]?.startedAt).toBe('2026-11-23T07:00:00.000Z');
    expect(runs.at(-1)?.startedAt).toBe('2026-11-22T12:00:00.000Z');
  });

  it('lets one of several workers pull', async () => {
    const listing = await aGoogleListing(60);

    const results = await Promise.all(Array.from({ length: 5 }, () => world.pull(listing)));

    expect(results.filter((result) => 'run' in result)).toHaveLength(1);
    expect((await world.health(listing))?.runs).toHaveLength(1);
  });

  it('takes over from a worker that died, once its time is up', async () => {
    const listing = await aGoogleListing(1);
    await world.needs.leases.take(listing, world.clock.now(), '2026-11-22T10:05:00.000Z');

    expect(await world.pull(listing)).toEqual({ skipped: 'held' });
    world.clock.forward(0.1);
    expect(await world.pull(listing)).toMatchObject({ run: { outcome: 'done' } });
  });

  it('gives the lease back when something unexpected happens', async () => {
    const listing = await aGoogleListing(1);
    const broken = { ...world.needs.reviews, listMarks: () => Promise.reject(new Error('no table')) };

    await expect(world.pull(listing, { reviews: broken })).rejects.toThrow('no table');

    expect(await world.pull(listing)).toMatchObject({ run: { outcome: 'done' } });
  });

  it('leaves the record of whoever holds the lease now', async () => {
    const listing = await aGoogleListing(1);
    const reviews = {
      ...world.needs.reviews,
      async write(batch: Parameters<typeof world.needs.reviews.write>[0]) {
        world.clock.forward(1);
        await world.needs.leases.take(listing, world.clock.now(), '2026-11-22T12:00:00.000Z');
        return world.needs.reviews.write(batch);
      },
    };

    await world.pull(listing, { reviews });

    expect(await world.health(listing)).toBeUndefined();
  });

  it.each([
    ['paused', { isPaused: true }],
    ['unknown', {}],
    ['unconnected', { connectionId: undefined }],
  ] as const)('does not read a listing that is %s, and plans no further run', async (skipped, differs) => {
    const listing = await aGoogleListing(1, differs as Partial<Listing>);
    const asked = skipped === 'unknown' ? { ...listing, listingId: 'gone' } : listing;
    await world.needs.pulls.open({ clinicId: asked.clinicId, listingId: asked.listingId }, world.clock.now());
    const calls = world.google.calls.length;

    expect(await world.pull(asked)).toEqual({ skipped });

    expect(world.google.calls).toHaveLength(calls);
    expect(await world.health(asked)).toEqual({
      clinicId: asked.clinicId,
      listingId: asked.listingId,
      failuresInARow: 0,
      runs: [],
    });
  });

  it('fails for a source it cannot read, in words', async () => {
    const listing = await world.addListing({ source: 'direct' });

    expect(await world.pull(listing)).toMatchObject({ run: { outcome: 'config' } });
  });

  it('says nothing but ids, counts and reasons in the log', async () => {
    const listing = await aGoogleListing(2);
    const said: string[] = [];
    for (const level of ['info', 'warn', 'error'] as const) {
      vi.spyOn(log, level).mockImplementation((...line: unknown[]) => void said.push(JSON.stringify(line)));
    }
    world.google.faults.push(googleFaults.badRow(1, (row) => ({ ...row, createTime: 'soon' })));
    await world.pull(listing);
    world.google.faults.push({ route: 'reviews', times: 4, ...faults.reset() });
    await world.pull(listing);

    const told = said.join('\n');
    expect(told).toContain('listing.pulled');
    expect(told).toContain('row.refused');
    expect(told).toContain('listing.failed');
    for (const word of ['helped my back', 'Person', 'ya29', 'http://', ...world.secrets.values()])
      expect(told).not.toContain(word);
  });
});

describe('the clocks of an unchanged listing', () => {
  it('are extended in time, for at most 15 % of its reviews a day over a month, and never lapse', async () => {
    const listing = await aGoogleListing(300);
    await world.pull(listing);
    const writes = countWrites(world.tables.content);
    let summaries = 0;

    for (let day = 0; day < 30; day += 1) {
      world.clock.forward(24);
      await world.pull(listing);
      summaries += 1;
      expect((await world.stored(listing)).length).toBe(300);
    }

    expect((writes() - summaries) / 30 / 300).toBeLessThanOrEqual(0.15);
  });

  it('run out when nothing is pulled any more', async () => {
    const listing = await aGoogleListing(3);
    await world.pull(listing);

    world.clock.forward(29 * 24);

    expect(await world.stored(listing)).toEqual([]);
    expect(await world.summary(listing)).toBeUndefined();
    await world.pull(listing);
    expect(await world.stored(listing)).toHaveLength(3);
    expect(await countsOf(listing)).toEqual({ ...NOTHING, served: 3, stored: 3 });
  });
});

describe('a Yelp listing', () => {
  it('is stored for 23 hours, in Yelp’s order, without consent as well', async () => {
    const listing = await aYelpListing(['a', 'b', 'c']);

    await world.pull(listing);

    const stored = await world.stored(listing);
    expect(stored.map(({ sourceReviewId, position }) => [sourceReviewId, position])).toEqual(
      expect.arrayContaining([
        ['a', 0],
        ['b', 1],
        ['c', 2],
      ]),
    );
    expect(stored[0]).toMatchObject({ isExcerpt: true, expiresAt: '2026-11-23T09:00:00.000Z' });
    expect(await world.summary(listing)).toMatchObject({
      rating: 4.5,
      count: 87,
      expiresAt: '2026-11-23T09:00:00.000Z',
    });
    expect(await world.health(listing)).toMatchObject({ runs: [{ outcome: 'done', isCoherent: false }] });
  });

  it('keeps what is not in today’s sample until its clock runs out', async () => {
    const listing = await aYelpListing(['a', 'b', 'c']);
    await world.pull(listing);
    world.yelp.setReviews(listing.sourceListingId, ['d', 'a', 'e'].map(anExcerpt));
    world.clock.forward(8);

    await world.pull(listing);
    const after8Hours = await world.stored(listing);
    world.clock.forward(15);
    await world.pull(listing);
    const after23Hours = await world.stored(listing);

    expect(after8Hours.map(({ sourceReviewId }) => sourceReviewId).toSorted()).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
    expect(after8Hours.some(({ withdrawnAt }) => withdrawnAt)).toBe(false);
    expect(after23Hours.map(({ sourceReviewId }) => sourceReviewId).toSorted()).toEqual(['a', 'd', 'e']);
  });

  it('is a sample even when as many excerpts come as there are reviews', async () => {
    const listing = await aYelpListing(['a', 'b']);
    await world.pull(listing);
    const sample: Source = {
      name: 'yelp',
      listsAll: false,
      async *scan() {
        yield { reviews: [], refused: [], stated: { count: 0 } };
      },
    };

    const result = await world.pull(listing, { sources: { yelp: sample } });

    expect(result).toMatchObject({ run: { outcome: 'done', isCoherent: false, counts: { withdrawn: 0 } } });
    expect(await world.stored(listing)).toHaveLength(2);
  });

  it('never lapses while it is pulled every eight hours', async () => {
    const listing = await aYelpListing(['a', 'b', 'c']);
    for (let run = 0; run < 9; run += 1) {
      await world.pull(listing);
      world.clock.forward(8);

      expect(await world.stored(listing)).toHaveLength(3);
    }
  });

  it('keeps its rating through the day, though the day is all that changes of it', async () => {
    world.clock.forward(14);
    const listing = await aYelpListing(['a']);
    for (const hours of [0, 8, 8]) {
      world.clock.forward(hours);
      await world.pull(listing);
    }
    world.clock.forward(7.5);

    expect(await world.summary(listing)).toMatchObject({ rating: 4.5, asOf: '2026-11-23' });
  });

  it('writes nothing when it is pulled again within a minute', async () => {
    const listing = await aYelpListing(['a', 'b', 'c']);
    await world.pull(listing);
    const writes = countWrites(world.tables.content);
    world.clock.forward(1 / 60);

    await world.pull(listing);

    expect(writes()).toBe(0);
  });

  it('keeps rating and count where the plan has no excerpts, which is no failure', async () => {
    const listing = await aYelpListing([]);
    world.yelp.setPlan('base');

    await world.pull(listing);
    world.yelp.setPlan('enhanced');

    expect(await world.summary(listing)).toMatchObject({ rating: 4.5, count: 87 });
    const { dueAt = '', runs } = (await world.health(listing)) ?? {};
    expect(runs).toMatchObject([{ outcome: 'plan-lacks-reviews' }]);
    expect(await world.health(listing)).toMatchObject({ failuresInARow: 0, lastGoodAt: world.clock.now() });
    expect(dueAt > '2026-11-22T17:00:00').toBe(true);
  });

  it('is well where Yelp recommends no review', async () => {
    const listing = await aYelpListing([]);
    world.yelp.faults.push({ route: 'reviews', ...faults.answers(BUSINESS_UNAVAILABLE) });

    await world.pull(listing);

    expect(await world.health(listing)).toMatchObject({
      failuresInARow: 0,
      lastGoodAt: world.clock.now(),
      runs: [{ outcome: 'no-reviews' }],
    });
  });

  it('asks for the key where there is none', async () => {
    const listing = await aYelpListing(['a']);
    world.secrets.delete('yelp-api-key');

    await world.pull(listing);
    world.secrets.set('yelp-api-key', 'fake-yelp-key');

    expect(await world.health(listing)).toMatchObject({ runs: [{ outcome: 'no-key' }] });
  });
});

describe('handleMessages', () => {
  const message = ({ clinicId, listingId }: Pick<Listing, 'clinicId' | 'listingId'>, messageId: string) =>
    aMessage(messageId, JSON.stringify({ clinicId, listingId }));

  it('goes on after a listing whose source fails, and takes its message for done', async () => {
    const [bad, good] = await Promise.all([aGoogleListing(2), aGoogleListing(2)]);
    world.google.faults.push(googleFaults.permissionDenied());

    const reply = await handleMessages([message(bad, 'm1'), message(good, 'm2')], world.needs);

    expect(reply).toEqual({ batchItemFailures: [] });
    expect(await world.health(bad)).toMatchObject({ runs: [{ outcome: 'forbidden' }] });
    expect(await world.stored(good)).toHaveLength(2);
  });

  it('gives back only the message that nobody could expect to fail', async () => {
    const listing = await aGoogleListing(1);

    const reply = await handleMessages(
      [aMessage('m1', 'no json'), aMessage('m2', '{"clinicId":7}'), message(listing, 'm3')],
      world.needs,
    );

    expect(reply.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['m1', 'm2']);
    expect(await world.stored(listing)).toHaveLength(1);
  });
});
