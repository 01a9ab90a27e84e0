import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishFeed } from '../../functions/feed/publish.ts';
import { startCloud, type TestBucket, type TestCloud } from '../support/bucket.ts';
import { aModeration, anEmbed } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';
import type { Told } from './feed-world.ts';
import { aState, idOf, tellMany, told } from './feed-world.ts';
import { expectFewPuts, saying, THREE_EMBEDS } from './one-approval.ts';
import { headAddresses, headAt, readList } from './read-feed.ts';
import { expectWhole, type StoredWorld, storeWorld } from './stored-world.ts';

const ALL = 'juniper-site/all.json';

let tables: TestTables;
let cloud: TestCloud;
beforeAll(async () => {
  [tables, cloud] = await Promise.all([startTables(), startCloud()]);
});
afterAll(() => Promise.all([tables.stop(), cloud.stop()]));

async function aWorld(world: Parameters<typeof storeWorld>[2] = {}): Promise<StoredWorld> {
  return await storeWorld(tables, await cloud.makeBucket(), world);
}

function aged({ clock }: StoredWorld, seconds: number): void {
  clock.now = new Date(Date.parse(clock.now) + seconds * 1000).toISOString();
}

function changedWords({ review, moderation, tagging }: Told): Told {
  const contentHash = review.contentHash.replace(/^w/u, 'x');
  return {
    review: { ...review, text: 'Other words.', contentHash },
    moderation,
    tagging: { ...tagging, contentHash },
  };
}

describe('publishFeed', () => {
  it('puts the whole feed, each object with its type and its time in caches', async () => {
    const world = await aWorld({ all: tellMany(30, () => ({ text: 'My sciatica is better.' })) });

    const { puts, removed } = await publishFeed(world.clinicId, world.needs);

    await expectWhole(world);
    const stored = await world.bucket.everything();
    expect({ puts, removed }).toEqual({ puts: stored.size, removed: 0 });
    const [page = ''] = [...stored.keys()].filter((key) => key.startsWith('feed/pages/'));
    const type = 'application/json; charset=utf-8';
    expect(await world.bucket.headers(`feed/${ALL}`)).toEqual({
      type,
      cacheControl: 'max-age=0, s-maxage=60, stale-if-error=3600',
    });
    expect(await world.bucket.headers(page)).toEqual({ type, cacheControl: 'max-age=60, s-maxage=60' });
  });

  it('puts and removes nothing when nothing has changed', async () => {
    const world = await aWorld({ all: tellMany(60) });
    await publishFeed(world.clinicId, world.needs);

    const again = await publishFeed(world.clinicId, world.needs);

    expect(again).toEqual({ puts: 0, removed: 0 });
  });

  it('takes the words of a review that is not shown any more out of the bucket in that run', async () => {
    const all = tellMany(120);
    const world = await aWorld({ all });
    await publishFeed(world.clinicId, world.needs);

    await world.decide(idOf(70), 'not-shown');
    await publishFeed(world.clinicId, world.needs);

    const bytes = [...(await world.bucket.everything()).values()].join('');
    expect(bytes).not.toContain('Review 70:');
    expect(bytes).toContain('Review 71:');
    await expectWhole(world);
  });

  it('takes changed words, a changed name and a removed condition down in that run', async () => {
    const all = tellMany(60, () => ({ text: 'My sciatica is better.' }));
    const [first, second, third] = all.slice(40) as [Told, Told, Told];
    const world = await aWorld({ all });
    await publishFeed(world.clinicId, world.needs);
    const { name: _, ...nameless } = { ...second.review.author, isAnonymous: true };
    const anonymous = { ...second.review, author: nameless, contentHash: 'w41.-.-' };

    await world.tell([
      changedWords(first),
      { ...second, review: anonymous },
      {
        ...third,
        moderation: aModeration(third.review, {
          corrections: [{ action: 'removed', conditionId: 'sciatica' }],
        }),
      },
    ]);
    await publishFeed(world.clinicId, world.needs);

    const stored = await world.bucket.everything();
    const prints = [...stored.values()].flatMap((body) => JSON.parse(body).reviews ?? []);
    const printed = (number: number) => prints.filter(({ id }) => id === idOf(number).slice(0, 10));
    expect(printed(40)).toEqual([]);
    expect(printed(41).length).toBeGreaterThan(0);
    expect(printed(41).some(({ author }) => author)).toBe(false);
    expect(printed(42).length).toBeGreaterThan(0);
    expect(printed(42).some(({ conditions, marks }) => conditions || marks)).toBe(false);
    await expectWhole(world);
  });

  it('leaves a page that was replaced for one cache life, then deletes it', async () => {
    const world = await aWorld({ all: tellMany(30) });
    await publishFeed(world.clinicId, world.needs);
    const [old = ''] = headAt(await world.bucket.everything(), ALL).pages;
    const oldKey = `feed/pages/${world.clinicId}/${old}.json`;

    await world.tell([told(31)]);
    await publishFeed(world.clinicId, world.needs);
    aged(world, 119);
    await publishFeed(world.clinicId, world.needs);
    const before = await world.bucket.everything();
    aged(world, 1);
    const { removed } = await publishFeed(world.clinicId, world.needs);

    expect(headAt(before, ALL).pages).not.toContain(old);
    expect(before.has(oldKey)).toBe(true);
    expect(removed).toBeGreaterThan(0);
    expect((await world.bucket.everything()).has(oldKey)).toBe(false);
    await expectWhole(world);
  });

  it('deletes a retired page at once when something in it is taken down', async () => {
    const world = await aWorld({ all: tellMany(30) });
    await publishFeed(world.clinicId, world.needs);
    await world.tell([told(31)]);
    await publishFeed(world.clinicId, world.needs);

    await world.decide(idOf(20), 'waiting');
    await publishFeed(world.clinicId, world.needs);

    expect([...(await world.bucket.everything()).values()].join('')).not.toContain('Review 20:');
  });

  it('keeps a page that comes back into use', async () => {
    const world = await aWorld({ all: tellMany(30) });
    await publishFeed(world.clinicId, world.needs);
    await world.tell([told(31)]);
    await publishFeed(world.clinicId, world.needs);

    await world.decide(idOf(31), 'waiting');
    await publishFeed(world.clinicId, world.needs);
    aged(world, 600);
    await publishFeed(world.clinicId, world.needs);

    expect(readList(await world.bucket.everything(), ALL)).toHaveLength(30);
    await expectWhole(world);
  });

  it('leaves out what lapses within ten minutes, and remembers what lapses next', async () => {
    const all = [
      told(1, { expiresAt: '2026-11-22T10:10:00.000Z' }),
      told(2, { expiresAt: '2026-11-22T11:00:00.000Z' }),
      told(3),
    ];
    const world = await aWorld({ all });
    await publishFeed(world.clinicId, world.needs);
    const first = await world.remembered();

    world.clock.now = '2026-11-22T10:49:59.000Z';
    await publishFeed(world.clinicId, world.needs);
    const stillThere = headAt(await world.bucket.everything(), ALL);
    world.clock.now = '2026-11-22T10:50:00.000Z';
    await publishFeed(world.clinicId, world.needs);

    expect(first.nextExpiryAt).toBe('2026-11-22T11:00:00.000Z');
    expect(stillThere.reviews.map(({ text }) => text.slice(0, 8))).toEqual(['Review 2', 'Review 3']);
    const after = headAt(await world.bucket.everything(), ALL);
    expect(after.reviews.map(({ text }) => text.slice(0, 8))).toEqual(['Review 3']);
    expect((await world.remembered()).nextExpiryAt).toBe('2026-12-21T10:00:00.000Z');
  });

  it('remembers when a retired page is to go', async () => {
    const world = await aWorld({ all: tellMany(30) });
    await publishFeed(world.clinicId, world.needs);

    await world.tell([told(31)]);
    await publishFeed(world.clinicId, world.needs);

    const { nextExpiryAt, retired } = await world.remembered();
    expect(retired.map(({ deleteAt }) => deleteAt)).toContain('2026-11-22T10:02:00.000Z');
    expect(nextExpiryAt).toBe('2026-11-22T10:02:00.000Z');
  });

  it('removes the objects of an embed that is gone, and of no other', async () => {
    const embeds = [anEmbed(), anEmbed({ embedId: 'juniper-site-es', language: 'es' })];
    const world = await aWorld({ state: aState({ embeds }), all: tellMany(30) });
    await publishFeed(world.clinicId, world.needs);

    await world.removeEmbed('juniper-site');
    await publishFeed(world.clinicId, world.needs);

    const addresses = headAddresses(await world.bucket.everything());
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.every((address) => address.startsWith('juniper-site-es/'))).toBe(true);
    await expectWhole(world);
  });

  it('removes every object of a clinic that is gone', async () => {
    const world = await aWorld({ all: tellMany(60, () => ({ text: 'My sciatica is better.' })) });
    await publishFeed(world.clinicId, world.needs);

    await world.removeClinic();
    await publishFeed(world.clinicId, world.needs);

    expect(await world.bucket.everything()).toEqual(new Map());
  });

  it('leaves the objects of other clinics alone, also at an embed id that both have', async () => {
    const first = await aWorld({ all: tellMany(30) });
    await publishFeed(first.clinicId, first.needs);
    const before = await first.bucket.everything();
    const second = await storeWorld(tables, first.bucket, {
      state: aState({
        embeds: [anEmbed(), anEmbed({ embedId: 'pages' }), anEmbed({ embedId: 'second-site' })],
      }),
      all: tellMany(20),
    });

    await publishFeed(second.clinicId, second.needs);
    await second.removeClinic();
    const during = await first.bucket.everything();
    await publishFeed(second.clinicId, second.needs);

    expect(headAt(during, 'second-site/all.json').shown).toBe(20);
    expect(headAt(during, ALL).shown).toBe(30);
    expect(await first.bucket.everything()).toEqual(before);
  });

  it('writes nothing more once it has failed', async () => {
    const world = await aWorld({ all: tellMany(200, () => ({ text: 'My sciatica is better.' })) });
    let tries = 0;
    const bucket: TestBucket = {
      ...world.bucket,
      async put(object) {
        tries += 1;
        if (tries === 1) throw new Error('The bucket does not answer.');
        await world.bucket.put(object);
      },
    };

    await expect(publishFeed(world.clinicId, { ...world.needs, bucket })).rejects.toThrow('does not answer');

    expect((await world.bucket.everything()).size).toBe(tries - 1);
    expect(tries).toBeLessThanOrEqual(10);
  });
});

describe('publishFeed, of one approval', () => {
  it('puts at most 30 objects with 100 approved, three embeds and two conditions', async () => {
    const world = await aWorld({ state: aState({ embeds: THREE_EMBEDS }), all: saying(100) });
    await publishFeed(world.clinicId, world.needs);

    for (const number of [0, 48, 96]) {
      await world.decide(idOf(number), 'waiting');
      await publishFeed(world.clinicId, world.needs);
      await world.decide(idOf(number), 'shown');
      const { puts } = await publishFeed(world.clinicId, world.needs);
      expect(puts, `review ${number}`).toBeGreaterThanOrEqual(18);
      expect(puts, `review ${number}`).toBeLessThanOrEqual(30);
    }
    await expectWhole(world);
  });

  it('puts as few with a thousand approved', async () => {
    await expectFewPuts((await aWorld()).needs, 1000);
  });
});
