import { describe, expect, it } from 'vitest';
import type { AllowedReview } from '../../functions/domain/may-show.ts';
import { buildFeed } from '../../functions/feed/build-feed.ts';
import { retirePages } from '../../functions/feed/retire-pages.ts';
import { aModeration, NOW } from '../support/builders.ts';
import { aState, type Told, tellMany, told, withReviews } from './feed-world.ts';

const UNTIL = '2026-11-22T10:10:00.000Z';
const IN_TWO_MINUTES = '2026-11-22T10:02:00.000Z';
const memory = { clinicId: 'juniper', retired: [] };

/** Following pages as they are printed of these reviews, and what is allowed of them. */
function printed(all: readonly Told[]) {
  return buildFeed(withReviews(aState(), all), UNTIL);
}

function needsOver(objects: ReadonlyMap<string, string>) {
  return { bucket: { read: async (key: string) => objects.get(key) }, now: NOW, cacheLifeMs: 120_000 };
}

describe('retirePages', () => {
  const many = () => tellMany(20, () => ({ text: 'My sciatica is better.' }));

  it('keeps pages whose reviews may all still be read, also with an earlier clock', async () => {
    const { pages } = printed(many());
    const extended = printed(
      many().map((one) => ({ ...one, review: { ...one.review, expiresAt: '2026-12-25T10:00:00.000Z' } })),
    );

    const { gone, retired } = await retirePages([...pages.keys()], memory, extended, needsOver(pages));

    expect(gone).toEqual([]);
    expect(retired).toHaveLength(pages.size);
    expect(retired.every(({ deleteAt }) => deleteAt === IN_TWO_MINUTES)).toBe(true);
  });

  it.each([
    ['is gone', (all: Told[]) => all.toSpliced(5, 1)],
    ['has other words', (all: Told[]) => all.with(5, told(5, { text: 'My sciatica is worse.' }))],
    [
      'has no author any more',
      (all: Told[]) =>
        all.with(5, told(5, { text: 'My sciatica is better.', author: { isAnonymous: true } })),
    ],
    ['has other stars', (all: Told[]) => all.with(5, told(5, { text: 'My sciatica is better.', stars: 4 }))],
    [
      'has a shorter clock',
      (all: Told[]) =>
        all.with(5, told(5, { text: 'My sciatica is better.', expiresAt: '2026-12-01T10:00:00.000Z' })),
    ],
    [
      'lost its condition',
      (all: Told[]) => {
        const one = told(5, { text: 'My sciatica is better.' });
        const corrections = [{ action: 'removed' as const, conditionId: 'sciatica' }];
        return all.with(5, { ...one, moderation: aModeration(one.review, { corrections }) });
      },
    ],
  ])('lets pages go at once when a review %s', async (_, change) => {
    const { pages } = printed(many());

    const { gone, retired } = await retirePages(
      [...pages.keys()],
      memory,
      printed(change(many())),
      needsOver(pages),
    );

    expect(gone.toSorted()).toEqual([...pages.keys()].sort());
    expect(retired).toEqual([]);
  });

  it('lets a page go when its time is over, and keeps the time it was given first', async () => {
    const feed = printed(many());
    const names = [...feed.pages.keys()].map((key) =>
      key.slice('feed/pages/juniper/'.length, -'.json'.length),
    );
    const [over = '', inTime = ''] = names;
    const retired = [
      { name: over, deleteAt: NOW },
      { name: inTime, deleteAt: '2026-11-22T10:00:01.000Z' },
    ];

    const result = await retirePages(
      [...feed.pages.keys()],
      { ...memory, retired },
      feed,
      needsOver(feed.pages),
    );

    expect(result.gone).toEqual([`feed/pages/juniper/${over}.json`]);
    expect(result.retired).toContainEqual({ name: inTime, deleteAt: '2026-11-22T10:00:01.000Z' });
  });

  it('lets go what is no page of ours, and keeps an index', async () => {
    const objects = new Map([
      ['feed/pages/juniper/broken.json', '{"format":1,"rev'],
      ['feed/pages/juniper/other.json', '{"format":1}'],
      ['feed/pages/juniper/index.json', '{"format":1,"pages":["a","b"]}'],
    ]);

    const { gone, retired } = await retirePages([...objects.keys()], memory, printed([]), needsOver(objects));

    expect(gone).toEqual(['feed/pages/juniper/broken.json', 'feed/pages/juniper/other.json']);
    expect(retired.map(({ name }) => name)).toEqual(['index']);
  });

  it('remembers no more than fits', async () => {
    const keys = Array.from({ length: 4000 }, (_, at) => `feed/pages/juniper/page-${at}.json`);
    const body = '{"format":1,"pages":[]}';
    const bucket = { read: async () => body };
    const allowed: ReadonlyMap<string, AllowedReview> = new Map();

    const { gone, retired } = await retirePages(
      keys,
      memory,
      { allowed },
      { bucket, now: NOW, cacheLifeMs: 1000 },
    );

    expect([gone.length, retired.length]).toEqual([1000, 3000]);
    expect(JSON.stringify(retired).length).toBeLessThan(400_000);
  });
});
