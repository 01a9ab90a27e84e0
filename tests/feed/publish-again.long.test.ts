import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FeedState } from '../../functions/domain/feed.ts';
import { type PublishNeeds, publishFeed } from '../../functions/feed/publish.ts';
import { startCloud, type TestBucket, type TestCloud } from '../support/bucket.ts';
import { anEmbed } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';
import { aroundWrites } from './around-writes.ts';
import { aState, idOf, tellMany, told } from './feed-world.ts';
import { headAddresses, printedReviews, readList } from './read-feed.ts';
import { expectWhole, openWorld, type StoredWorld, storeWorld } from './stored-world.ts';

let tables: TestTables;
let cloud: TestCloud;
beforeAll(async () => {
  [tables, cloud] = await Promise.all([startTables(), startCloud()]);
});
afterAll(() => Promise.all([tables.stop(), cloud.stop()]));

async function aWorld(world: Parameters<typeof storeWorld>[2] = {}): Promise<StoredWorld> {
  return await storeWorld(tables, await cloud.makeBucket(), world);
}

/** Needs of a publisher that dies at the n-th moment; moments lie before and after every write. */
function dyingAt(
  moment: number,
  needs: PublishNeeds,
): { readonly needs: PublishNeeds; readonly hasDied: () => boolean } {
  let moments = 0;
  let isDead = false;
  const live = () => {
    isDead ||= moments === moment;
    moments += 1;
    if (isDead) throw new Error('died');
  };
  const mortal = aroundWrites(needs, async (write) => {
    live();
    const written = await write();
    live();
    return written;
  });
  return { needs: mortal, hasDied: () => isDead };
}

async function bucketWith(objects: ReadonlyMap<string, string>): Promise<TestBucket> {
  const bucket = await cloud.makeBucket();
  for (const [key, body] of objects) await bucket.put({ key, body, cacheControl: 'max-age=0' });
  return bucket;
}

/** Every head leads to pages that are there; fails the test otherwise. */
function expectNoDeadEnds(objects: ReadonlyMap<string, string>): void {
  for (const address of headAddresses(objects)) readList(objects, address);
}

describe('publishFeed, after a crash', () => {
  /** A published clinic in which then a review came in, one was taken down, an embed was added and one removed. */
  async function aChangedWorld() {
    const embeds = [anEmbed(), anEmbed({ embedId: 'old-site', language: 'es' })];
    const [location] = aState().locations;
    const state = aState({ embeds, locations: location ? [location] : [] });
    const world = await aWorld({ state, all: tellMany(30, (n) => ({ text: `Number ${n}: my sciatica.` })) });
    await publishFeed(world.clinicId, world.needs);
    const objects = await world.bucket.everything();
    const state0 = await world.remembered();
    await world.tell([told(40, { expiresAt: '2026-11-22T12:00:00.000Z' })]);
    await world.decide(idOf(20), 'not-shown');
    await world.removeEmbed('old-site');
    await world.addEmbed(anEmbed({ embedId: 'new-site' }));
    return { world, objects, state0 };
  }

  /** The world over a bucket and a memory as they were before the changes. */
  async function rewound({
    world,
    objects,
    state0,
  }: Awaited<ReturnType<typeof aChangedWorld>>): Promise<StoredWorld> {
    const again = openWorld(tables, await bucketWith(objects), world.clinicId, world.clock);
    const { version } = await again.needs.states.begin(world.clinicId);
    await again.needs.states.finish({ ...state0, version });
    return again;
  }

  /** A run that was cut off counts too: what must be so is that the newest one has ended. */
  const without = ({ version, publishedVersion, ...state }: FeedState) => ({
    ...state,
    isPublished: publishedVersion === version,
  });

  it('reaches the same end from every moment of the run', async () => {
    const changed = await aChangedWorld();
    const reference = await rewound(changed);
    await publishFeed(reference.clinicId, reference.needs);
    await expectWhole(reference);
    const expected = {
      objects: await reference.bucket.everything(),
      state: without(await reference.remembered()),
    };
    let crashes = 0;

    for (let moment = 0; ; moment += 1) {
      const world = await rewound(changed);
      const { needs, hasDied } = dyingAt(moment, world.needs);
      await publishFeed(world.clinicId, needs).catch(() => undefined);
      if (!hasDied()) break;
      crashes += 1;
      expectNoDeadEnds(await world.bucket.everything());
      await publishFeed(world.clinicId, world.needs);

      expect(await world.bucket.everything(), `moment ${moment}`).toEqual(expected.objects);
      expect(without(await world.remembered()), `moment ${moment}`).toEqual(expected.state);
    }

    expect(crashes).toBeGreaterThan(20);
  });

  it('leaves nothing of an embed that is removed before the next run', async () => {
    for (let moment = 0; ; moment += 1) {
      const world = await aWorld({ all: tellMany(14) });
      const { needs, hasDied } = dyingAt(moment, world.needs);
      await publishFeed(world.clinicId, needs).catch(() => undefined);
      await world.removeEmbed('juniper-site');
      await publishFeed(world.clinicId, world.needs);

      expect([...(await world.bucket.everything()).keys()], `moment ${moment}`).toEqual([]);
      if (!hasDied()) break;
    }
  });
});

describe('publishFeed, whatever happens', () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constantFrom('shown' as const, 'not-shown' as const, 'waiting' as const),
      number: fc.integer({ min: 0, max: 23 }),
    }),
    fc.record({
      do: fc.constantFrom('edit' as const, 'rename' as const),
      number: fc.integer({ min: 0, max: 23 }),
    }),
    fc.record({ do: fc.constant('wait' as const), number: fc.constantFrom(30, 150, 3600, 86_400 * 10) }),
    fc.record({ do: fc.constantFrom('embed' as const, 'no-embed' as const), number: fc.constant(0) }),
  );

  async function take(
    world: StoredWorld,
    { do: what, number }: typeof step extends fc.Arbitrary<infer S> ? S : never,
  ) {
    const { review } = told(number);
    if (what === 'wait') {
      world.clock.now = new Date(Date.parse(world.clock.now) + number * 1000).toISOString();
    } else if (what === 'edit' || what === 'rename') {
      const change =
        what === 'edit'
          ? { text: `Edited ${number}.`, contentHash: `x${number}.a${number}.-` }
          : { author: { isAnonymous: true }, contentHash: `w${number}.-.-` };
      await world.pull({ ...review, ...change });
    } else if (what === 'embed') {
      await world.removeEmbed('second-site');
      await world.addEmbed(anEmbed({ embedId: 'second-site', version: 1 })).catch(() => undefined);
    } else if (what === 'no-embed') {
      await world.removeEmbed('second-site');
    } else {
      await world.decide(review.reviewId, what);
    }
  }

  it('keeps nothing in the bucket but the feed and pages whose every review may still be read as printed', async () => {
    const all = () => tellMany(24, (n) => ({ expiresAt: `2026-12-${10 + (n % 20)}T10:00:00.000Z` }));

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        async (rounds) => {
          const world = await aWorld({ all: all() });
          for (const steps of [[], ...rounds]) {
            for (const one of steps) await take(world, one);
            await publishFeed(world.clinicId, world.needs);
            await expectWhole(world);
            await expectCurrentPrints(world);
          }
        },
      ),
      { numRuns: 8 },
    );
  });

  async function expectCurrentPrints({ bucket, read, clock }: StoredWorld): Promise<void> {
    const { reviews, moderations } = await read();
    for (const printed of [...(await bucket.everything()).values()].flatMap(printedReviews)) {
      const review = reviews.find(({ text }) => text === printed.text);
      const moderation = moderations.find(({ reviewId }) => reviewId === review?.reviewId);
      expect(moderation?.status).toBe('shown');
      expect(review?.contentHash.split('.')[0]).toBe(moderation?.contentHash.split('.')[0]);
      expect(review && review.expiresAt > clock.now).toBe(true);
      if (review?.author.isAnonymous) expect(printed).not.toHaveProperty('author');
    }
  }
});
