import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPENING_POLICIES } from '../../functions/domain/clinic.ts';
import { openModeration } from '../../functions/domain/follow-review.ts';
import { mayShow } from '../../functions/domain/may-show.ts';
import type { Stars } from '../../functions/domain/review.ts';
import { FLAG_KINDS, type Flag } from '../../functions/domain/tagging.ts';
import { openingStatus } from '../../functions/moderation/opening-status.ts';
import { aClinic, aListing, aReview, aTagging, NOW } from '../support/builders.ts';

const flag: fc.Arbitrary<Flag> = fc.record({
  kind: fc.constantFrom(...FLAG_KINDS),
  start: fc.nat(100),
  end: fc.nat(100),
});
const flags = fc.array(flag, { maxLength: 4 });
const policy = fc.constantFrom(...OPENING_POLICIES);

/** Whether visitors read a new review, from its opening to the gate. */
function isRead(stars: Stars | undefined, chosen: (typeof OPENING_POLICIES)[number], found: readonly Flag[]) {
  const review = aReview(stars ? { stars } : {});
  const tagging = aTagging(review, { flags: found });
  const moderation = openModeration(review, NOW, openingStatus(chosen, tagging));
  const clinic = aClinic({ opening: { 'google-business': chosen } });
  const candidate = {
    review,
    tagging,
    moderation,
    clinic,
    listing: aListing(),
    closedSources: new Set<never>(),
  };
  return mayShow(candidate, NOW).outcome === 'allow';
}

describe('openingStatus', () => {
  it('shows nothing by itself under manual, whatever the words say', () => {
    fc.assert(
      fc.property(flags, (found) => {
        expect(openingStatus('manual', { flags: found })).toBe('waiting');
      }),
    );
    expect(openingStatus('manual', undefined)).toBe('waiting');
  });

  it('shows what carries no flag where the clinic wants it so', () => {
    expect(openingStatus('show-unflagged', { flags: [] })).toBe('shown');
  });

  it('lets words wait that nobody has looked through', () => {
    expect(openingStatus('show-unflagged', undefined)).toBe('waiting');
    expect(openingStatus('show-unflagged', {})).toBe('waiting');
  });

  it('lets a flag only ever take the showing away', () => {
    fc.assert(
      fc.property(policy, flags, flag, (chosen, found, more) => {
        const rank = { waiting: 0, shown: 1, 'not-shown': 0 };
        const without = openingStatus(chosen, { flags: found });
        const withOneMore = openingStatus(chosen, { flags: [...found, more] });
        expect(rank[withOneMore]).toBeLessThanOrEqual(rank[without]);
        expect(withOneMore).toBe('waiting');
      }),
    );
  });

  it('gives the same to every rating, up to the page', () => {
    const stars = fc.constantFrom<Stars | undefined>(1, 2, 3, 4, 5, undefined);
    fc.assert(
      fc.property(stars, stars, policy, flags, (one, other, chosen, found) => {
        expect(isRead(one, chosen, found)).toBe(isRead(other, chosen, found));
      }),
    );
    expect([isRead(1, 'show-unflagged', []), isRead(5, 'manual', [])]).toEqual([true, false]);
  });
});
