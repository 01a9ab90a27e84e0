import { describe, expect, it } from 'vitest';
import { toContentHash } from '../../functions/domain/content-hash.ts';
import { correct, decide, followReview, openModeration } from '../../functions/domain/moderation.ts';
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
  it('ends where it began, with the judgement of the earlier words', () => {
    const shown = aModeration(aReview());
    const waiting = followReview(shown, aReview({ contentHash: edited }), LATER)?.moderation ?? shown;
    const seen = ({ version, contentHash }: typeof waiting) => ({
      seenVersion: version,
      seenContentHash: contentHash,
    });

    const decided = decide(waiting, { status: 'shown', staffId: 'ana', ...seen(waiting) }, LATER);
    const back = decide(decided, { status: 'waiting', staffId: 'ana', ...seen(decided) }, LATER);

    expect(back).toEqual({ ...waiting, version: waiting.version + 2 });
  });
});

describe('followReview', () => {
  it('leaves a decision alone while the words are the same', () => {
    expect(followReview(aModeration(aReview()), aReview(), LATER)).toBeUndefined();
  });

  it('opens changed words again and remembers the judgement', () => {
    const shown = aModeration(aReview());

    const followed = followReview(shown, aReview({ contentHash: edited }), LATER);

    expect(followed?.action).toBe('reopened');
    expect(followed?.moderation).toMatchObject({ status: 'waiting', contentHash: edited, version: 3 });
    expect(followed?.moderation.judged).toMatchObject({ status: 'shown', decidedBy: 'staff-ana' });
  });

  it('brings the judgement back when the judged words return', () => {
    const shown = aModeration(aReview());
    const reopened = followReview(shown, aReview({ contentHash: edited }), LATER)?.moderation ?? shown;

    const followed = followReview(reopened, aReview(), LATER);

    expect(followed?.action).toBe('restored');
    expect(followed?.moderation).toEqual({ ...shown, version: 4 });
  });

  it('brings back the judgement that staff made, not an earlier waiting', () => {
    const shown = aModeration(aReview());
    const once = followReview(shown, aReview({ contentHash: edited }), LATER)?.moderation ?? shown;
    const third = toContentHash({ words: 'w3', author: 'a1' });
    const twice = followReview(once, aReview({ contentHash: third }), LATER)?.moderation ?? shown;

    expect(twice).toMatchObject({ status: 'waiting', contentHash: third, judged: { status: 'shown' } });
  });

  it('keeps an approval when only the name is removed', () => {
    const anonymised = aReview({ contentHash: toContentHash({ words: 'w1' }) });

    expect(followReview(aModeration(aReview()), anonymised, LATER)).toBeUndefined();
  });

  it('opens a renamed author again', () => {
    const renamed = aReview({ contentHash: toContentHash({ words: 'w1', author: 'a2' }) });

    expect(followReview(aModeration(aReview()), renamed, LATER)?.action).toBe('reopened');
  });

  it('marks what the source removed and keeps the decision, until it returns', () => {
    const shown = aModeration(aReview());

    const removed = followReview(shown, aReview({ withdrawnAt: LATER }), LATER);
    const returned = removed && followReview(removed.moderation, aReview(), LATER);

    expect(removed).toEqual({
      action: 'removed-at-source',
      moderation: { ...shown, version: 3, removedAt: LATER },
    });
    expect(returned).toEqual({ action: 'returned-at-source', moderation: { ...shown, version: 4 } });
  });

  it('never queues a review whose words were removed', () => {
    const { text: _, ...wordless } = aReview({ contentHash: edited });

    expect(followReview(aModeration(aReview()), wordless, LATER)?.moderation).toMatchObject({
      status: 'shown',
      removedAt: LATER,
    });
  });
});

describe('correct', () => {
  it('replaces an earlier correction of the same condition and leaves the decision', () => {
    const shown = aModeration(aReview(), { corrections: [{ action: 'removed', conditionId: 'sciatica' }] });
    const seen = { seenVersion: shown.version, seenContentHash: shown.contentHash };
    const added = { action: 'added', conditionId: 'sciatica', start: 3, end: 11 } as const;

    expect(correct(shown, added, seen)).toEqual({ ...shown, version: 3, corrections: [added] });
  });
});
