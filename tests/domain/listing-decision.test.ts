import { describe, expect, it } from 'vitest';
import {
  decideListing,
  isDecidedTogether,
  isTakenDown,
  type ListingChange,
  openDecision,
} from '../../functions/domain/listing-decision.ts';
import { aListingDecision } from '../feed/feed-world.ts';
import { aListing, NOW } from '../support/builders.ts';

const open = openDecision({ clinicId: 'juniper', listingId: 'mill-lane-yelp' });
const asked = (change: object, seenVersion = 0) =>
  ({ staffId: 'staff-ana', seenVersion, ...change }) as ListingChange;

describe('decideListing', () => {
  it('decides about all excerpts at once, and takes that back', () => {
    const shown = decideListing(open, asked({ status: 'shown' }), NOW);
    const back = decideListing(shown, asked({ status: 'waiting' }, 1), NOW);

    expect(shown).toEqual({
      ...open,
      status: 'shown',
      version: 1,
      decidedBy: 'staff-ana',
      decidedAt: NOW,
    });
    expect(back).toEqual({ ...open, version: 2 });
  });

  it('takes one down for a legal reason and puts it up again, and leaves the decision as it is', () => {
    const down = decideListing(aListingDecision(), asked({ reviewId: 'r1', isTakenDown: true }, 1), NOW);
    const again = decideListing(down, asked({ reviewId: 'r1', isTakenDown: true }, 2), NOW);
    const up = decideListing(down, asked({ reviewId: 'r1', isTakenDown: false }, 2), NOW);

    const entry = { reviewId: 'r1', reason: 'legal', by: 'staff-ana', at: NOW };
    expect(down).toEqual({ ...aListingDecision(), version: 2, takenDown: [entry] });
    expect(again.takenDown).toEqual([entry]);
    expect([isTakenDown(down, 'r1'), isTakenDown(down, 'r2'), isTakenDown(up, 'r1')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(isTakenDown(undefined, 'r1')).toBe(false);
  });

  it.each([{ status: 'shown' }, { reviewId: 'r1', isTakenDown: true }])(
    'refuses what was decided on an outdated screen: %j',
    (change) => {
      expect(() => decideListing(aListingDecision({ version: 3 }), asked(change, 2), NOW)).toThrow(
        expect.objectContaining({ kind: 'conflict' }),
      );
    },
  );
});

describe('isDecidedTogether', () => {
  it('is so for Yelp alone, until Yelp has agreed otherwise', () => {
    const excerptConsent = { recordedOn: '2026-05-03', document: 'Letter in the office' };

    expect(isDecidedTogether(aListing({ source: 'yelp' }))).toBe(true);
    expect(isDecidedTogether(aListing({ source: 'yelp', excerptConsent }))).toBe(false);
    expect(isDecidedTogether(aListing())).toBe(false);
    expect(isDecidedTogether(aListing({ source: 'direct' }))).toBe(false);
  });
});
