import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Listing } from '../../functions/domain/clinic.ts';
import { covers } from '../../functions/domain/content-hash.ts';
import type { PullRun } from '../../functions/domain/pull.ts';
import type { Review } from '../../functions/domain/review.ts';
import type { FakeAnswer } from '../../infra/sample/fake-exchange.ts';
import { GOOGLE, REFUSALS, YELP } from './own-answers.ts';
import { type PullWorld, startPullWorld } from './pull-world.ts';
import { callOf, type Replay, startReplay } from './replay.ts';

let world: PullWorld;
let replay: Replay;
beforeAll(async () => {
  world = await startPullWorld();
  replay = await startReplay(world);
});
afterAll(() => Promise.all([world.stop(), replay.stop()]));
afterEach(() => world.clock.reset());

/** Pulls a listing whose source says these pages, one after another. */
function pullSaying(listing: Listing, answers: readonly FakeAnswer[]): Promise<PullRun> {
  const left = [...answers];
  replay.saying((request) => {
    const call = callOf(request);
    if (call === 'token') return GOOGLE.token;
    if (call === 'business') return YELP.business;
    return (left.length > 1 ? left.shift() : left[0]) as FakeAnswer;
  });
  return replay.pull(listing);
}

async function byNumber(listing: Listing): Promise<ReadonlyMap<number, Review>> {
  const stored = await world.stored(listing);
  return new Map(stored.map((review) => [Number(review.sourceReviewId.slice(-4)), review]));
}

describe('lists of reviews as Google documents them', () => {
  it('are read whole from three pages, each review in its own way', async () => {
    const listing = await world.addListing();

    const run = await pullSaying(listing, GOOGLE.pages);

    const reviews = await byNumber(listing);
    expect(run).toMatchObject({
      outcome: 'done',
      isCoherent: true,
      counts: { served: 13, stored: 13, refused: 0 },
    });
    expect(await world.summary(listing)).toMatchObject({ rating: 4.1, count: 13 });
    expect(reviews.get(1)).toMatchObject({ stars: 5, reply: { text: 'Thank you, Ana.' } });
    expect(reviews.get(2)).toMatchObject({ writtenAt: '2026-10-28T09:30:00.000Z', writtenOn: '2026-10-28' });
    expect([reviews.get(3)?.stars, reviews.get(11)?.stars]).toEqual([undefined, undefined]);
    expect([reviews.get(4)?.text, reviews.get(5)?.text]).toEqual([undefined, undefined]);
    expect(reviews.get(7)?.author).toEqual({ isAnonymous: true });
    expect(reviews.get(8)?.text).toBe("<script>alert('x')</script> & 🌿");
    expect(reviews.get(9)).toMatchObject({ text: 'Me ayudó.', translation: 'It helped.' });
    expect(reviews.get(10)).toMatchObject({ text: 'Il a aidé.', translation: 'He helped.' });
    expect(reviews.get(12)?.reply).toBeUndefined();
  });

  it('remove nothing when a page has shifted', async () => {
    const listing = await world.addListing();
    await pullSaying(listing, GOOGLE.pages);
    world.clock.forward(24);
    const [first, , third] = GOOGLE.pages;

    const run = await pullSaying(listing, [first, GOOGLE.shifted, third]);

    expect(run).toMatchObject({ isCoherent: false, counts: { withdrawn: 0, deleted: 0 } });
    expect(await world.stored(listing)).toHaveLength(13);
  });

  it('bring the next day one new review, one to judge again, one without a reply, one renamed and one less', async () => {
    const listing = await world.addListing();
    await pullSaying(listing, GOOGLE.pages);
    const before = await byNumber(listing);
    world.clock.forward(24);

    const run = await pullSaying(listing, GOOGLE.nextDay);

    const after = await byNumber(listing);
    expect(run).toMatchObject({ isCoherent: true, counts: { served: 13, stored: 4, withdrawn: 1 } });
    expect(after.has(14)).toBe(true);
    expect(covers(before.get(12)?.contentHash ?? '', after.get(12)?.contentHash ?? '')).toBe(false);
    expect(after.get(1)).not.toHaveProperty('reply');
    expect(after.get(6)?.author.name).toBe('Michael M.');
    expect(after.get(7)?.withdrawnAt).toBe(world.clock.now());
    world.clock.forward(1);
    expect((await pullSaying(listing, GOOGLE.nextDay)).counts.deleted).toBe(1);
  });

  it('may be an empty object', async () => {
    const listing = await world.addListing();

    expect(await pullSaying(listing, [GOOGLE.empty])).toMatchObject({ outcome: 'done', isCoherent: true });
    expect(await world.summary(listing)).toMatchObject({ count: 0 });
  });

  it('are not believed when they are empty against their total', async () => {
    const listing = await world.addListing();
    await pullSaying(listing, GOOGLE.pages);
    world.clock.forward(24);

    const run = await pullSaying(listing, [GOOGLE.suspiciouslyEmpty]);

    expect(run).toMatchObject({ outcome: 'bad-response', counts: { withdrawn: 0, deleted: 0 } });
    expect(await world.health(listing)).toMatchObject({ freeze: { vanished: 13 } });
  });
});

describe('excerpts as Yelp documents them', () => {
  it('keep Yelp’s order and its Californian day, also where the clocks change', async () => {
    const listing = await world.addListing({ source: 'yelp', pullEveryHours: 8 });

    const run = await pullSaying(listing, [YELP.today]);

    const stored = await world.stored(listing);
    const inOrder = stored.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0));
    expect(run).toMatchObject({ outcome: 'done', isCoherent: false, counts: { stored: 3 } });
    expect(await world.summary(listing)).toMatchObject({ rating: 4.5, count: 87 });
    expect(inOrder.map(({ writtenAt, writtenOn }) => [writtenAt, writtenOn])).toEqual([
      ['2026-10-29T04:14:03.000Z', '2026-10-28'],
      ['2026-03-08T10:30:00.000Z', '2026-03-08'],
      ['2025-11-02T08:30:00.000Z', '2025-11-02'],
    ]);
  });

  it('are no deletion when the sample turns over', async () => {
    const listing = await world.addListing({ source: 'yelp', pullEveryHours: 8 });
    await pullSaying(listing, [YELP.today]);
    world.clock.forward(8);

    const run = await pullSaying(listing, [YELP.tomorrow]);

    expect(run.counts).toMatchObject({ withdrawn: 0, deleted: 0 });
    expect(await world.stored(listing)).toHaveLength(5);
  });
});

describe('documented refusals', () => {
  it.each(REFUSALS)('of the %s: %j comes to %s', async (by, said, outcome) => {
    const isYelp = by === 'yelp' || by === 'business';
    const listing = await world.addListing(isYelp ? { source: 'yelp' } : {});
    replay.saying((request) => {
      const call = callOf(request);
      if (call === 'token') return by === 'token' ? said : GOOGLE.token;
      return call === 'business' && by !== 'business' ? YELP.business : said;
    });

    expect(await replay.pull(listing)).toMatchObject({ outcome, isCoherent: false, counts: { deleted: 0 } });
  });
});
