import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SOURCE_FAILURES } from '../../functions/domain/pull.ts';
import { nextDue, type RunEnd } from '../../functions/sources/next-due.ts';
import { aListing, NOW } from '../support/builders.ts';

const HOUR_MS = 3_600_000;

const anEnd: RunEnd = { outcome: 'done', failuresInARow: 0, goesOn: false, finishedAt: NOW };

/** Without a next run it is for ever. */
function hoursUntil(differs: Partial<RunEnd>, pullEveryHours = 24): number {
  const due = nextDue(aListing({ pullEveryHours }), { ...anEnd, ...differs });
  return due === undefined ? Number.POSITIVE_INFINITY : (Date.parse(due) - Date.parse(NOW)) / HOUR_MS;
}

describe('nextDue', () => {
  it.each<[string, Partial<RunEnd>, number]>([
    ['a good run', {}, 24],
    ['a run without reviews', { outcome: 'no-reviews' }, 24],
    ['a first failure that may pass', { outcome: 'unreachable', failuresInARow: 1 }, 0.25],
    ['a third one', { outcome: 'not-found', failuresInARow: 3 }, 1],
    ['a tenth one', { outcome: 'bad-response', failuresInARow: 10 }, 24],
    ['a millionth one', { outcome: 'throttled', failuresInARow: 1e6 }, 24],
    ['one that waits for Google', { outcome: 'not-approved', failuresInARow: 1 }, 24],
    ['one that waits for the operator', { outcome: 'config', failuresInARow: 1 }, 24],
    ['a listing that may not be read', { outcome: 'forbidden', failuresInARow: 1 }, 24],
    ['a plan without reviews', { outcome: 'plan-lacks-reviews', failuresInARow: 1 }, 24],
  ])('waits after %s', (_, end, hours) => {
    expect(hoursUntil(end)).toBeLessThanOrEqual(hours);
    expect(hoursUntil(end)).toBeGreaterThanOrEqual(hours * 0.9);
  });

  it('is never while there is no consent: only a person can give it', () => {
    expect(nextDue(aListing(), { ...anEnd, outcome: 'grant-expired', failuresInARow: 1 })).toBeUndefined();
  });

  it('is at once when the reading goes on', () => {
    expect(hoursUntil({ goesOn: true })).toBe(0);
  });

  it('waits until the day’s quota comes back, and not much longer', () => {
    const hours = hoursUntil({
      outcome: 'quota-day',
      failuresInARow: 1,
      retryAt: '2026-11-23T00:00:00.000Z',
    });

    expect(hours).toBeGreaterThanOrEqual(14);
    expect(hours).toBeLessThanOrEqual(14.1);
  });

  it('never comes before the source said', () => {
    const told = fc.integer({ min: 0, max: 48 * 60 });
    const end = fc.record({
      outcome: fc.constantFrom('done' as const, ...SOURCE_FAILURES),
      failuresInARow: fc.nat(20),
      told,
    });
    return fc.assert(
      fc.asyncProperty(end, async ({ told: minutes, ...ended }) => {
        const retryAt = new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
        expect(hoursUntil({ ...ended, retryAt })).toBeGreaterThanOrEqual(minutes / 60);
      }),
    );
  });

  it('spreads listings that ran together, the same for the same listing and run', () => {
    const due = Array.from({ length: 100 }, (_, at) =>
      nextDue(aListing({ listingId: `listing-${at}` }), {
        outcome: 'done',
        failuresInARow: 0,
        goesOn: false,
        finishedAt: NOW,
      }),
    );

    expect(new Set(due).size).toBeGreaterThan(95);
    expect(hoursUntil({})).toBe(hoursUntil({}));
  });
});
