import { describe, expect, it } from 'vitest';
import { hasLapsed, isClockDue, retentionEnd, spread } from '../../functions/domain/retention.ts';
import type { SourceName } from '../../functions/domain/review.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-01T10:20:00Z');
const at = (ms: number) => new Date(START + ms).toISOString();

/** Days on which an unchanged review is written when it is pulled every `every` ms for `days`. */
function renewals(source: SourceName, reviewId: string, every: number, days: number): number[] {
  let fetchedAt = at(0);
  const written: number[] = [];
  for (let passed = every; passed <= days * DAY; passed += every) {
    const review = { reviewId, source, fetchedAt, expiresAt: retentionEnd(source, fetchedAt) };
    expect(hasLapsed(review, at(passed))).toBe(false);
    if (!isClockDue(review, every / HOUR, at(passed))) continue;
    fetchedAt = at(passed);
    written.push(passed / DAY);
  }
  return written;
}

describe('retentionEnd', () => {
  it('stays below the 30 days of Google and the 24 hours of Yelp, on the whole hour', () => {
    expect(retentionEnd('google-business', at(0))).toBe('2026-11-30T10:00:00.000Z');
    expect(retentionEnd('yelp', at(0))).toBe('2026-11-02T09:00:00.000Z');
  });
});

describe('isClockDue', () => {
  it('never lets an unchanged review lapse, and costs at most 15 % of the reviews a day', () => {
    const ids = Array.from({ length: 200 }, (_, id) => `review-${id}`);
    const perDay = new Map<number, number>();

    for (const id of ids) {
      for (const day of renewals('google-business', id, DAY, 90)) perDay.set(day, (perDay.get(day) ?? 0) + 1);
    }

    const month = [...perDay].filter(([day]) => day <= 30).reduce((sum, [, writes]) => sum + writes, 0);
    expect(month / 30 / ids.length).toBeLessThanOrEqual(0.15);
    expect(Math.max(...perDay.values())).toBeLessThanOrEqual(0.2 * ids.length);
  });

  it('extends a Yelp excerpt with every pull of its day', () => {
    expect(renewals('yelp', 'excerpt', 8 * HOUR, 2)).toHaveLength(6);
  });

  it('is not due a minute after the last pull', () => {
    for (const source of ['google-business', 'yelp'] as const) {
      const review = { reviewId: 'r', source, fetchedAt: at(0), expiresAt: retentionEnd(source, at(0)) };

      expect(isClockDue(review, source === 'yelp' ? 8 : 24, at(60_000))).toBe(false);
    }
  });
});

describe('spread', () => {
  it('is spread evenly over [0, 1)', () => {
    const values = Array.from({ length: 10_000 }, (_, id) => spread(`AbFvOq${id}`));
    const tenths = Array.from(
      { length: 10 },
      (_, tenth) => values.filter((v) => Math.floor(v * 10) === tenth).length,
    );

    expect(Math.min(...tenths)).toBeGreaterThan(800);
    expect(values.reduce((most, value) => Math.max(most, value), 0)).toBeLessThan(1);
  });
});
