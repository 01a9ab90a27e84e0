import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayAt,
  giveBack,
  hoursAfforded,
  newQuotaDay,
  noteQuota,
  type QuotaDay,
  shareOf,
  takeQuota,
} from '../../functions/domain/quota-day.ts';
import { NOW } from '../support/builders.ts';

const LATE = '2026-11-22T20:00:00.000Z';

/** A day with a limit, before which these clinics asked with so many listings each. */
function aDay(limit: number, listings: Readonly<Record<string, number>>): QuotaDay {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `listing-${at}`);
  const before = Object.fromEntries(
    Object.entries(listings).map(([clinic, count]) => [clinic, names(count)]),
  );
  return { ...newQuotaDay('yelp', NOW), limit, before };
}

/** Asks for pulls, `clinic/listing` each, one after another; gives the day and what was given. */
function ask(day: QuotaDay, asked: readonly string[], now = NOW) {
  const given: boolean[] = [];
  let next = day;
  for (const one of asked) {
    const [clinicId = '', listingId = ''] = one.split('/');
    const taken = takeQuota(next, { clinicId, listingId, calls: 2, now });
    next = taken.day;
    given.push(taken.isGiven);
  }
  return { day: next, given };
}

const total = ({ used }: QuotaDay) =>
  Object.values(used)
    .flatMap((calls) => Object.values(calls))
    .reduce((sum, calls) => sum + calls, 0);

describe('takeQuota', () => {
  const world = fc.record({
    limit: fc.integer({ min: 0, max: 60 }),
    listings: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 1, max: 4 }), {
      minKeys: 1,
    }),
    asked: fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'new-1', 'new-2'), fc.nat(3), fc.nat(23)),
      { maxLength: 80 },
    ),
  });

  it('never gives more than the day has, whoever asks in whatever order', () => {
    void fc.assert(
      fc.property(world, ({ limit, listings, asked }) => {
        let day = aDay(limit, listings);
        for (const [clinicId, listing, hour] of asked) {
          const now = `2026-11-22T${String(hour).padStart(2, '0')}:00:00.000Z`;
          day = takeQuota(day, { clinicId, listingId: `listing-${listing}`, calls: 2, now }).day;
          expect(total(day)).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  it('gives every listing that asked yesterday its first pull, whatever the others asked before', () => {
    void fc.assert(
      fc.property(world, ({ limit, listings, asked }) => {
        const known = Object.entries(listings);
        fc.pre(known.reduce((sum, [, count]) => sum + 2 * count, 0) <= limit);
        let day = aDay(limit, listings);
        for (const [clinicId, listing, hour] of asked) {
          const now = `2026-11-22T${String(hour).padStart(2, '0')}:00:00.000Z`;
          day = takeQuota(day, { clinicId, listingId: `listing-${listing}`, calls: 2, now }).day;
        }
        const unpulled = Object.entries(day.before).flatMap(([clinicId, names]) =>
          names.filter((name) => !day.used[clinicId]?.[name]).map((name) => `${clinicId}/${name}`),
        );
        const { given } = ask(day, unpulled);
        expect(given).toEqual(given.map(() => true));
      }),
    );
  });

  it('leaves no clinic without a pull while the plan is too small for every listing', () => {
    void fc.assert(
      fc.property(world, ({ limit, listings, asked }) => {
        const clinics = Object.keys(listings);
        fc.pre(limit >= 2 * clinics.length);
        const isKnown = ([clinic]: readonly [string, ...unknown[]]) => clinics.includes(clinic);
        let day = aDay(limit, listings);
        for (const [clinicId, listing] of asked.filter(isKnown)) {
          const listingId = `listing-${listing % (listings[clinicId] ?? 1)}`;
          day = takeQuota(day, { clinicId, listingId, calls: 2, now: NOW }).day;
        }
        for (const clinicId of clinics) {
          const taken = takeQuota(day, { clinicId, listingId: 'listing-0', calls: 2, now: NOW });
          const isPulled = Object.values(day.used[clinicId] ?? {}).some((calls) => calls > 0);
          expect(isPulled || taken.isGiven).toBe(true);
          day = taken.day;
        }
      }),
    );
  });

  it('lets a clinic over its share wait while another goes on', () => {
    const day = aDay(12, { a: 1, b: 1 });

    const { given } = ask(day, ['a/listing-0', 'a/listing-0', 'a/listing-0', 'a/listing-0', 'b/listing-0']);

    expect(given).toEqual([true, true, true, false, true]);
  });

  it('gives away late in the day what nobody used, but for the first pulls of others', () => {
    const { day } = ask(aDay(12, { a: 1, b: 1 }), ['a/listing-0', 'a/listing-0', 'a/listing-0']);

    const { given } = ask(day, ['a/listing-0', 'a/listing-0', 'a/listing-0', 'b/listing-0'], LATE);

    expect(given).toEqual([true, true, false, true]);
  });

  it('pulls each listing of a clinic once before any of them twice', () => {
    const { given } = ask(aDay(4, { a: 2, b: 2 }), [
      'a/listing-0',
      'a/listing-1',
      'b/listing-0',
      'b/listing-1',
    ]);
    expect(given).toEqual([true, false, true, false]);

    const twice = ask(aDay(8, { a: 2, b: 2 }), ['a/listing-0', 'a/listing-0', 'a/listing-1']);
    expect(twice.given).toEqual([true, false, true]);
  });

  it('gives everything while nobody knows the limit', () => {
    const { limit: _, ...day } = aDay(1, { a: 1 });

    expect(ask(day, ['a/listing-0', 'a/listing-0', 'b/listing-0']).given).toEqual([true, true, true]);
  });

  it('counts a clinic that waited among tomorrow’s', () => {
    const { day } = ask(aDay(2, { a: 1 }), ['a/listing-0', 'b/listing-0']);

    const tomorrow = dayAt(day, '2026-11-23T00:00:00.000Z');

    expect(tomorrow.before).toEqual({ a: ['listing-0'], b: ['listing-0'] });
    expect([tomorrow.on, total(tomorrow)]).toEqual(['2026-11-23', 0]);
    expect(dayAt(day, '2026-11-24T00:00:00.000Z').before).toEqual({});
  });
});

describe('giveBack', () => {
  it('frees the calls that were not made', () => {
    const { day } = ask(aDay(2, { a: 1, b: 1 }), ['a/listing-0']);

    const freed = giveBack(day, { clinicId: 'a', listingId: 'listing-0', calls: 2, now: NOW });

    expect(ask(freed, ['b/listing-0']).given).toEqual([true]);
    expect(total(freed)).toBe(0);
  });
});

describe('noteQuota', () => {
  it('counts what others used with the same key', () => {
    const { day } = ask(aDay(300, { a: 1 }), ['a/listing-0']);

    const told = noteQuota(day, { limit: 300, remaining: 100 });

    expect(shareOf(told, 'a')).toEqual({
      limit: 300,
      remaining: 100,
      share: 102,
      used: 2,
      resetsAt: '2026-11-23T00:00:00.000Z',
    });
    expect(shareOf(noteQuota(told, { limit: 300, remaining: 298 }), 'a')?.remaining).toBe(100);
  });
});

describe('hoursAfforded', () => {
  it.each<[string, number, number]>([
    ['a plan with plenty', 300, 0.32],
    ['a plan for two pulls a day of each', 8, 12],
    ['a plan that is too small', 2, 22],
  ])('spaces the pulls for %s', (_, limit, hours) => {
    expect(hoursAfforded(aDay(limit, { a: 1, b: 1 }), 'a')).toBeCloseTo(hours, 2);
  });

  it('asks for no pause while nobody knows the limit', () => {
    expect(hoursAfforded(newQuotaDay('yelp', NOW), 'a')).toBe(0);
  });
});
