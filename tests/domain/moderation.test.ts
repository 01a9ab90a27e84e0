import { describe, expect, it } from 'vitest';
import { toContentHash } from '../../functions/domain/content-hash.ts';
import { followReview, openModeration } from '../../functions/domain/follow-review.ts';
import { correct, decide } from '../../functions/domain/moderation.ts';
import { aModeration, aReview, NOW } from '../support/builders.ts';

const LATER = '2026-11-23T10:00:00.000Z';
const edited = toContentHash({ words: 'w2', author: 'a1' });

describe('decide', () => {
  it('refuses a decision taken on an outdated screen', () => {
    const review = aReview();
    const decidedByOther = aModeration(review, { version: 3 });
    const seen = { seenVersion: 2, seenContentHash: review.contentHash };

    expect(() => decide(decidedByOther, { status: 'shown', staffId: 'ana', ...seen }, NOW)).toThrow(
      expect.objectContaining({ kind: 'conflict' }),
    );
  });

  it('refuses a decision on words that changed since', () => {
    const moderation = aModeration(aReview(), { contentHash: edited });
    const seen = { seenVersion: moderation.version, seenContentHash: aReview().contentHash };

    expect(() => decide(moderation, { status: 'shown', staffId: 'ana', ...seen }, NOW)).toThrow(
      expect.objectContaining({ kind: 'conflict' }),
    );
  });

  it('keeps who decided, when and why', () => {
    const waiting = openModeration(aReview(), NOW);
    const seen = { seenVersion: 1, seenContentHash: waiting.contentHash };

    const decided = decide(waiting, { status: 'not-shown', reason: 'abuse', staffId: 'ana', ...seen }, LATER);

    expect(decided).toEqual({
      ...waiting,
      status: 'not-shown',
      reason: 'abuse',
      version: 2,
      decidedBy: 'ana',
      decidedAt: LATER,
    });
  });

  it('forgets the decision when it is taken back', () => {
    const shown = aModeration(aReview());
    const seen = { seenVersion: shown.version, seenContentHash: shown.contentHash };

    const back = decide(shown, { status: 'waiting', staffId: 'ana', ...seen }, LATER);

    expect(back).toMatchObject({ status: 'waiting', version: 3 });
    expect(back).not.toHaveProperty('decidedBy');
  });
});

describe('decide, then put back', () => {
  it('waits again with the judgement of the earlier words, and remembers who put it back', () => {
    const shown = aModeration(aReview());
    const waiting =
      followReview(shown, { review: aReview({ contentHash: edited }), opening: 'waiting' }, LATER)
        ?.moderation ?? shown;
    const seen = ({ version, contentHash }: typeof waiting) => ({
      seenVersion: version,
      seenContentHash: contentHash,
    });

    const decided = decide(waiting, { status: 'shown', staffId: 'ana', ...seen(waiting) }, LATER);
    const back = decide(decided, { status: 'waiting', staffId: 'ana', ...seen(decided) }, LATER);

    expect(back).toEqual({
      ...waiting,
      version: waiting.version + 2,
      waitingSince: LATER,
      putBackBy: 'ana',
    });
  });
});

describe('decide, when consent is withdrawn', () => {
  const waiting = openModeration(aReview(), NOW);
  const withdrawn = (askedOn: string, at = NOW) =>
    decide(
      waiting,
      {
        status: 'not-shown',
        reason: 'consent-withdrawn',
        withdrawal: { askedBy: 'guardian', askedOn },
        staffId: 'ana',
        seenVersion: 1,
        seenContentHash: waiting.contentHash,
      },
      at,
    );

  it('keeps who asked and when', () => {
    expect(withdrawn('2026-11-20')).toMatchObject({
      reason: 'consent-withdrawn',
      withdrawal: { askedBy: 'guardian', askedOn: '2026-11-20' },
    });
  });

  it('takes a day that has begun somewhere, and none that has begun nowhere', () => {
    expect(withdrawn('2026-11-23')).toMatchObject({ withdrawal: { askedOn: '2026-11-23' } });
    expect(() => withdrawn('2026-11-23', '2026-11-22T09:59:59.000Z')).toThrow(
      expect.objectContaining({ kind: 'invalid' }),
    );
  });

  it('forgets both with the decision', () => {
    const decided = withdrawn('2026-11-20');
    const seen = { seenVersion: decided.version, seenContentHash: decided.contentHash };

    expect(decide(decided, { status: 'shown', staffId: 'ana', ...seen }, LATER)).not.toHaveProperty(
      'withdrawal',
    );
  });
});

describe('correct', () => {
  it('replaces an earlier correction of the same condition and leaves the decision', () => {
    const shown = aModeration(aReview(), { corrections: [{ action: 'removed', conditionId: 'sciatica' }] });
    const seen = { seenVersion: shown.version, seenContentHash: shown.contentHash };
    const added = { action: 'added', conditionId: 'sciatica', start: 3, end: 11 } as const;

    expect(correct(shown, added, seen)).toEqual({ ...shown, version: 3, corrections: [added] });
  });

  it('takes a correction away exactly, and leaves the others', () => {
    const other = { action: 'removed', conditionId: 'stress' } as const;
    const added = { action: 'added', conditionId: 'sciatica', start: 3, end: 11 } as const;
    const shown = aModeration(aReview(), { corrections: [other, added] });
    const seen = { seenVersion: shown.version, seenContentHash: shown.contentHash };

    const cleared = correct(shown, { action: 'cleared', conditionId: 'sciatica' }, seen);

    expect(cleared).toEqual({ ...shown, version: 3, corrections: [other] });
  });
});
