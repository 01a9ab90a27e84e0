import { describe, expect, it } from 'vitest';
import {
  type DisplayedReview,
  type DisplayState,
  weighDisplay,
} from '../../functions/domain/fair-display.ts';
import type { Stars } from '../../functions/domain/review.ts';
import { NOW } from '../support/builders.ts';

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.parse(NOW) - days * DAY_MS).toISOString();

const some = (many: number, stars: Stars, state: DisplayState, waits = 1): readonly DisplayedReview[] =>
  Array.from({ length: many }, () => ({
    listingId: 'mill-lane',
    stars,
    state,
    ...(state === 'waiting' && { waitingSince: daysAgo(waits) }),
  }));

const heldBack = (...reviews: readonly (readonly DisplayedReview[])[]) =>
  weighDisplay(reviews.flat(), NOW).heldBack;

describe('weighDisplay', () => {
  it('counts by listing and stars where reviews stand', () => {
    const elsewhere = { listingId: 'harbour', state: 'shown' } as const;
    const reviews = [
      ...some(2, 5, 'shown'),
      ...some(1, 1, 'waiting'),
      ...some(3, 5, 'without-words'),
      elsewhere,
    ];

    expect(weighDisplay(reviews, NOW).listings).toEqual([
      {
        listingId: 'harbour',
        ratings: [{ counts: { shown: 1, 'not-shown': 0, waiting: 0, 'without-words': 0 } }],
      },
      {
        listingId: 'mill-lane',
        ratings: [
          { stars: 5, counts: { shown: 2, 'not-shown': 0, waiting: 0, 'without-words': 3 } },
          { stars: 1, counts: { shown: 0, 'not-shown': 0, waiting: 1, 'without-words': 0 } },
        ],
      },
    ]);
  });

  it('counts what has waited for more than 14 days', () => {
    const reviews = [...some(2, 5, 'waiting', 14.1), ...some(3, 1, 'waiting', 14), ...some(1, 1, 'shown')];

    expect(weighDisplay(reviews, NOW).overdue).toBe(2);
  });

  it('tells when low ratings are held back and high ones shown', () => {
    expect(heldBack(some(31, 5, 'shown'), some(2, 5, 'not-shown'), some(6, 2, 'not-shown'))).toEqual({
      low: { shown: 0, of: 6 },
      high: { shown: 31, of: 33 },
    });
  });

  it('counts excerpts that are shown all or none, and takes nothing from them for choosing', () => {
    const together = (reviews: readonly DisplayedReview[]) =>
      reviews.map((review) => ({ ...review, isOneOfAll: true }));
    const excerpts = together([...some(6, 1, 'not-shown'), ...some(2, 5, 'waiting', 30)]);
    const weighed = weighDisplay([...some(31, 5, 'shown'), ...excerpts], NOW);

    expect(weighed).not.toHaveProperty('heldBack');
    expect(weighed.overdue).toBe(0);
    expect(weighed.listings[0]?.ratings[1]?.counts['not-shown']).toBe(6);
  });

  it('takes low ratings that were left waiting for held back, fresh ones not', () => {
    expect(heldBack(some(20, 5, 'shown'), some(6, 1, 'waiting', 15))).toBeDefined();
    expect(heldBack(some(20, 5, 'shown'), some(6, 1, 'waiting', 3))).toBeUndefined();
  });

  it.each([
    ['fewer than five low ratings', [some(30, 5, 'shown'), some(4, 1, 'not-shown')]],
    ['one low rating in five shown', [some(30, 5, 'shown'), some(8, 1, 'not-shown'), some(2, 3, 'shown')]],
    ['half of the high ones shown', [some(9, 5, 'shown'), some(9, 4, 'not-shown'), some(9, 1, 'not-shown')]],
    ['stars without words', [some(30, 5, 'shown'), some(9, 1, 'without-words')]],
    [
      'a difference that chance explains',
      [some(3, 5, 'shown'), some(2, 5, 'not-shown'), some(5, 1, 'not-shown')],
    ],
  ])('says nothing of %s', (_what, reviews) => {
    expect(heldBack(...reviews)).toBeUndefined();
  });

  it('finds a clinic that rejects every low rating as soon as there are five of each', () => {
    expect(heldBack(some(5, 5, 'shown'), some(5, 3, 'not-shown'))).toBeDefined();
  });

  it('suspects fewer than one in a hundred clinics that reject without a look at the stars', () => {
    const random = seeded(7);
    const clinics = Array.from({ length: 3000 }, () => {
      const share = 0.3 + 0.6 * random();
      const low = 5 + Math.floor(20 * random());
      const judge = (stars: Stars) => some(1, stars, random() < share ? 'shown' : 'not-shown');
      return heldBack(
        ...Array.from({ length: 40 }, () => judge(5)),
        ...Array.from({ length: low }, () => judge(1)),
      );
    });

    expect(clinics.filter(Boolean).length).toBeLessThan(30);
  });

  it('is fast enough for ten thousand reviews', () => {
    expect(heldBack(some(9000, 5, 'shown'), some(1000, 1, 'not-shown'))).toBeDefined();
  });
});

/** Numbers from 0 to 1 that are the same with every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
