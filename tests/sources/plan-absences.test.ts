import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Freeze } from '../../functions/domain/pull.ts';
import { freezeEmptied, type Known, planAbsences } from '../../functions/sources/plan-absences.ts';
import { NOW } from '../support/builders.ts';

const AN_HOUR_AGO = '2026-11-22T09:00:00.000Z';

const review = fc.record(
  {
    reviewId: fc.uuid(),
    withdrawnAt: fc.constantFrom(AN_HOUR_AGO, '2026-11-22T09:00:00.001Z', NOW),
    isSeen: fc.boolean(),
  },
  { requiredKeys: ['reviewId', 'isSeen'] },
);
const freezes: fc.Arbitrary<Freeze | undefined> = fc.option(
  fc.record({
    since: fc.constantFrom('2026-11-01T10:00:00.000Z', NOW),
    vanished: fc.nat(40),
    agreedAt: fc.subarray(['2026-11-18T10:00:00.000Z', '2026-11-20T10:00:00.000Z', AN_HOUR_AGO]),
  }),
  { nil: undefined },
);

describe('planAbsences', () => {
  it('never touches a review that was seen, removes only what was hidden an hour ago, and nothing while frozen', () => {
    return fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(review, { selector: ({ reviewId }) => reviewId, maxLength: 40 }),
        freezes,
        async (all, frozen) => {
          const seen = new Set(all.filter(({ isSeen }) => isSeen).map(({ reviewId }) => reviewId));
          const known: Known[] = all;

          const { withdraw, remove, freeze } = planAbsences(known, (id) => seen.has(id), frozen, NOW);

          expect([...withdraw, ...remove].some(({ reviewId }) => seen.has(reviewId))).toBe(false);
          expect(withdraw.every(({ withdrawnAt }) => withdrawnAt === undefined)).toBe(true);
          expect(remove.every(({ withdrawnAt }) => withdrawnAt === AN_HOUR_AGO)).toBe(true);
          if (freeze) expect(remove).toEqual([]);
          const fresh = known.filter(
            ({ reviewId, withdrawnAt }) => !seen.has(reviewId) && withdrawnAt === undefined,
          );
          expect(withdraw).toHaveLength(fresh.length);
        },
      ),
    );
  });

  it('keeps no more than three scans that agree, however many there are', () => {
    const known = Array.from({ length: 10 }, (_, at) => ({ reviewId: `r${at}` }));
    let freeze: Freeze | undefined = { since: NOW, vanished: 10, agreedAt: [NOW] };
    for (let minute = 1; minute < 60; minute += 1) {
      const at = new Date(Date.parse(NOW) + minute * 60_000).toISOString();
      freeze = planAbsences(known, () => false, freeze, at).freeze;
    }

    expect(freeze?.agreedAt).toEqual([NOW, '2026-11-22T10:01:00.000Z', '2026-11-22T10:59:00.000Z']);
  });
});

describe('freezeEmptied', () => {
  it('keeps a freeze that is in force', () => {
    const frozen = { since: AN_HOUR_AGO, vanished: 7, agreedAt: [AN_HOUR_AGO] };

    expect(freezeEmptied(20, frozen, NOW)).toEqual(frozen);
  });

  it('has nothing to freeze where nothing is stored', () => {
    expect(freezeEmptied(0, undefined, NOW)).toBeUndefined();
  });
});
