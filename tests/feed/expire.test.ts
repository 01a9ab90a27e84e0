import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ExpireNeeds, expire } from '../../functions/feed/expire.ts';
import { publishFeed } from '../../functions/feed/publish.ts';
import { openQueue } from '../../functions/platform/queue.ts';
import { openExpiries } from '../../functions/store/expiries.ts';
import { openFeedStates } from '../../functions/store/feed-states.ts';
import { openSourceSwitches } from '../../functions/store/source-switches.ts';
import { startCloud, type TestCloud } from '../support/bucket.ts';
import { startTables, type TestTables } from '../support/tables.ts';
import { type DueQueue, NOTHING_PUT_ASIDE, startDueQueue } from './due-queue.ts';
import { aState, idOf, tellMany, told } from './feed-world.ts';
import { printedReviews } from './read-feed.ts';
import { type StoredWorld, storeWorld } from './stored-world.ts';

let cloud: TestCloud;
let tables: TestTables;
let due: DueQueue;
let needs: ExpireNeeds;
beforeAll(async () => {
  cloud = await startCloud();
});
afterEach(() => tables.stop());
afterAll(() => cloud.stop());

/** Tables of its own: the sweep takes everything in them. */
async function start(all: Parameters<typeof storeWorld>[2] = {}): Promise<StoredWorld> {
  tables = await startTables();
  due = await startDueQueue(cloud);
  const world = await storeWorld(tables, await cloud.makeBucket(), all);
  needs = {
    ...NOTHING_PUT_ASIDE,
    expiries: openExpiries(tables.content),
    states: openFeedStates(tables.ledger),
    sourceSwitches: openSourceSwitches(tables.ledger),
    queue: openQueue(due.url, due.client),
    now: () => world.clock.now,
    remainingMs: () => 60_000,
  };
  return world;
}

const AT_ELEVEN = '2026-11-22T11:00:00.000Z';

describe('expire', () => {
  it('deletes what has lapsed and nothing else', async () => {
    const summaries = aState().summaries.map((summary, at) => ({
      ...summary,
      ...(at === 0 && { expiresAt: AT_ELEVEN }),
    }));
    const world = await start({
      state: aState({ summaries }),
      all: [told(1, { expiresAt: AT_ELEVEN }), told(2, { expiresAt: '2026-11-22T12:00:00.000Z' })],
    });
    world.clock.now = AT_ELEVEN;

    const swept = await expire(needs);

    world.clock.now = '2026-11-22T10:00:00.000Z';
    const { reviews, summaries: left, moderations } = await world.read();
    expect(swept).toEqual({ due: 0, deleted: 2, isWhole: true });
    expect(reviews.map(({ reviewId }) => reviewId)).toEqual([idOf(2)]);
    expect(left.map(({ listingId }) => listingId)).toEqual(['harbour-google']);
    expect(moderations).toHaveLength(2);
  });

  it('marks a clinic due two ticks before its feed holds something lapsed, at every tick until it is published', async () => {
    const world = await start({ all: [told(1, { expiresAt: AT_ELEVEN }), told(2)] });
    await publishFeed(world.clinicId, world.needs);

    world.clock.now = '2026-11-22T10:49:59.000Z';
    await expire(needs);
    const early = await due.receive();
    world.clock.now = '2026-11-22T10:50:00.000Z';
    await expire(needs);
    world.clock.now = '2026-11-22T10:55:00.000Z';
    await expire(needs);
    const late = await due.receive();
    await publishFeed(world.clinicId, world.needs);
    await expire(needs);

    const after = await due.receive();
    const printed = [...(await world.bucket.everything()).values()].flatMap(printedReviews);
    const body = JSON.stringify({ clinicId: world.clinicId, seenVersion: '1' });
    const message = { body, group: world.clinicId };
    expect(early).toEqual([]);
    expect(late).toEqual([message, message]);
    expect(after).toEqual([]);
    expect(new Set(printed.map(({ id }) => id))).toEqual(new Set([idOf(2).slice(0, 10)]));
  });

  it('stops when its time runs out and goes on at the next tick', async () => {
    const world = await start({ all: tellMany(150, () => ({ expiresAt: AT_ELEVEN })) });
    world.clock.now = AT_ELEVEN;

    const first = await expire({ ...needs, remainingMs: () => 14_999 });
    const second = await expire(needs);

    expect(first).toEqual({ due: 0, deleted: 100, isWhole: false });
    expect(second).toEqual({ due: 0, deleted: 50, isWhole: true });
  });

  it('goes past an item that cannot be deleted, and fails at the end', async () => {
    const world = await start({ all: tellMany(5, () => ({ expiresAt: AT_ELEVEN })) });
    world.clock.now = AT_ELEVEN;
    const { expiries } = needs;
    const stuck: ExpireNeeds['expiries'] = {
      ...expiries,
      remove: async (key, now) => {
        if (key.sk.endsWith(idOf(2))) throw new Error('The table does not answer.');
        await expiries.remove(key, now);
      },
    };

    await expect(expire({ ...needs, expiries: stuck })).rejects.toThrow('1 lapsed items');

    const swept = await expire(needs);
    expect(swept.deleted).toBe(1);
  });

  it('leaves a review whose clock was extended meanwhile', async () => {
    const lapsing = told(1, { expiresAt: AT_ELEVEN });
    const world = await start({ all: [lapsing] });
    world.clock.now = AT_ELEVEN;
    const { expiries } = needs;
    const racing: ExpireNeeds['expiries'] = {
      ...expiries,
      remove: async (key, now) => {
        await world.pull({ ...lapsing.review, fetchedAt: AT_ELEVEN, expiresAt: '2026-12-21T11:00:00.000Z' });
        await expiries.remove(key, now);
      },
    };

    await expire({ ...needs, expiries: racing });

    const { reviews } = await world.read();
    expect(reviews).toHaveLength(1);
  });
});
