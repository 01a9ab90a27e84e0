import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPages, type Placed, placeOf } from '../../functions/feed/cut-pages.ts';
import { idOf } from './feed-world.ts';

interface Thing extends Placed {
  readonly id: string;
}

const START = Date.parse('2022-01-01T00:00:00.000Z');
const YEARS_MS = 5 * 365 * 86_400_000;

/** Instants as reviews come: evenly, in bursts, and many at one instant. */
const instants = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: YEARS_MS }),
      fc.integer({ min: 0, max: 60_000 }),
      fc.constantFrom(0, 86_400_000),
    ),
    { minLength: 1, maxLength: 400, size: 'max' },
  )
  .map((all) => all.map((offset) => START + offset));

function aThing(instant: number, number: number): Thing {
  const id = idOf(number);
  return { id, place: placeOf(new Date(instant).toISOString(), id) };
}

function newestFirst(things: readonly Thing[]): Thing[] {
  return things.toSorted((a, b) => Buffer.compare(b.place, a.place));
}

function names(things: readonly Thing[]): Set<string> {
  return new Set(cutPages(newestFirst(things)).map((page) => page.map(({ id }) => id).join(' ')));
}

describe('cutPages', () => {
  it('keeps every thing, in order, on pages of 1 to 48', () => {
    fc.assert(
      fc.property(instants, (all) => {
        const list = newestFirst(all.map(aThing));

        const pages = cutPages(list);

        expect(pages.flat()).toEqual(list);
        expect(pages.every(({ length }) => length >= 1 && length <= 48)).toBe(true);
      }),
    );
  });

  it('makes at most two new pages when something is put in anywhere, and one when it is taken out', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: YEARS_MS }), (all, offset) => {
        const before = all.map(aThing);
        const after = [...before, aThing(START + offset, all.length)];

        const [less, more] = [names(before), names(after)];

        expect([...more].filter((name) => !less.has(name)).length).toBeLessThanOrEqual(2);
        expect([...less].filter((name) => !more.has(name)).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  it('fills pages to about two thirds when reviews come evenly', () => {
    const list = newestFirst(
      Array.from({ length: 2000 }, (_, at) => aThing(START + at * 18 * 3_600_000, at)),
    );

    const pages = cutPages(list);

    expect(list.length / pages.length).toBeGreaterThan(24);
  });

  it('cuts reviews of one instant by their ids', () => {
    const list = newestFirst(Array.from({ length: 500 }, (_, at) => aThing(START, at)));

    expect(cutPages(list).every(({ length }) => length <= 48)).toBe(true);
  });
});

describe('placeOf', () => {
  it('orders by instant, then by id, and takes dates no calendar has for the first or the last', () => {
    const places = [
      placeOf('not a date', 'b'),
      placeOf('0001-01-01T00:00:00.000Z', 'c'),
      placeOf('2024-05-03T10:00:00.000Z', 'a'),
      placeOf('2024-05-03T10:00:00.000Z', 'b'),
      placeOf('2024-05-03T10:00:00.001Z', 'a'),
      placeOf('+275760-09-13T00:00:00.000Z', 'a'),
    ];

    expect(places.toSorted(Buffer.compare)).toEqual(places);
  });
});
