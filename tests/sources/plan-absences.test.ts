import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Freeze } from '../../functions/domain/pull.ts';
import { freezeEmptied, type Known, planAbsences } from '../../functions/sources/plan-absences.ts';
import { NOW } from '../support/builders.ts';

const AN_HOUR_AGO = '2026-11-22T09:00:00.000Z';

const times = fc.constantFrom(AN_HOUR_AGO, '2026-11-22T09:00:00.001Z', NOW);

const review = fc.record(
  {
    reviewId: fc.uuid(),
    withdrawnAt: times,
    missedAt: times,
    deniedAt: times,
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
  it('never touches a review that was seen, removes only what was missed an hour ago, and while frozen only what is denied', () => {
    return fc.assert(
      fc.property(
        fc.uniqueArray(review, { selector: ({ reviewId }) => reviewId, maxLength: 40 }),
        freezes,
        (all, frozen) => {
          const seen = new Set(all.filter(({ isSeen }) => isSeen).map(({ reviewId }) => reviewId));
          const known: Known[] = all;

          const { wait, withdraw, remove, freeze } = planAbsences(known, (id) => seen.has(id), frozen, NOW);

          const touched = [...wait, ...withdraw, ...remove];
          expect(touched.some(({ reviewId }) => seen.has(reviewId))).toBe(false);
          expect(new Set(touched).size).toBe(touched.length);
          const isOld = ({ withdrawnAt, missedAt, deniedAt }: Known) =>
            [withdrawnAt, missedAt, deniedAt].includes(AN_HOUR_AGO);
          expect(withdraw.every(({ withdrawnAt }) => withdrawnAt === undefined)).toBe(true);
          expect(wait.every(({ withdrawnAt, missedAt }) => !withdrawnAt && !missedAt)).toBe(true);
          expect(remove.every(isOld)).toBe(true);
          if (freeze) expect(remove.every(({ deniedAt }) => deniedAt === AN_HOUR_AGO)).toBe(true);
          else expect(wait).toEqual([]);
          const open = known.filter(
            ({ reviewId, withdrawnAt, deniedAt }) => !seen.has(reviewId) && !withdrawnAt && !deniedAt,
          );
          const left = open.filter((mark) => !touched.includes(mark));
          expect(left.every(({ missedAt }) => freeze && missedAt && missedAt !== AN_HOUR_AGO)).toBe(true);
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
