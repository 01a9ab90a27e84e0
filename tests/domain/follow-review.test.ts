import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toContentHash } from '../../functions/domain/content-hash.ts';
import { followReview, isShownByPolicy, openModeration } from '../../functions/domain/follow-review.ts';
import { BY_POLICY, decide, type Moderation, type OpeningStatus } from '../../functions/domain/moderation.ts';
import type { Review } from '../../functions/domain/review.ts';
import { aModeration, aReview, NOW } from '../support/builders.ts';

const LATER = '2026-11-23T10:00:00.000Z';
const edited = toContentHash({ words: 'w2', author: 'a1' });

const follow = (moderation: Moderation, review: Review, opening: OpeningStatus = 'waiting') =>
  followReview(moderation, { review, opening }, LATER);

describe('followReview', () => {
  it('leaves a decision alone while the words are the same', () => {
    expect(follow(aModeration(aReview()), aReview())).toBeUndefined();
  });

  it('opens changed words again and remembers the judgement', () => {
    const shown = aModeration(aReview());

    const followed = follow(shown, aReview({ contentHash: edited }));

    expect(followed?.action).toBe('reopened');
    expect(followed?.moderation).toMatchObject({ status: 'waiting', contentHash: edited, version: 3 });
    expect(followed?.moderation.judged).toMatchObject({ status: 'shown', decidedBy: 'staff-ana' });
  });

  it('brings the judgement back when the judged words return', () => {
    const shown = aModeration(aReview());
    const reopened = follow(shown, aReview({ contentHash: edited }))?.moderation ?? shown;

    const followed = follow(reopened, aReview());

    expect(followed?.action).toBe('restored');
    expect(followed?.moderation).toEqual({ ...shown, version: 4 });
  });

  it('brings back the judgement that staff made, not an earlier waiting', () => {
    const shown = aModeration(aReview());
    const once = follow(shown, aReview({ contentHash: edited }))?.moderation ?? shown;
    const third = toContentHash({ words: 'w3', author: 'a1' });
    const twice = follow(once, aReview({ contentHash: third }))?.moderation ?? shown;

    expect(twice).toMatchObject({ status: 'waiting', contentHash: third, judged: { status: 'shown' } });
  });

  it('keeps an approval when only the name is removed', () => {
    const anonymised = aReview({ contentHash: toContentHash({ words: 'w1' }) });

    expect(follow(aModeration(aReview()), anonymised)).toBeUndefined();
  });

  it('opens a renamed author again', () => {
    const renamed = aReview({ contentHash: toContentHash({ words: 'w1', author: 'a2' }) });

    expect(follow(aModeration(aReview()), renamed)?.action).toBe('reopened');
  });

  it('marks what the source removed and keeps the decision, until it returns', () => {
    const shown = aModeration(aReview());

    const removed = follow(shown, aReview({ withdrawnAt: LATER }));
    const returned = removed && follow(removed.moderation, aReview());

    expect(removed).toEqual({
      action: 'removed-at-source',
      by: 'source',
      moderation: { ...shown, version: 3, removedAt: LATER },
    });
    expect(returned).toEqual({
      action: 'returned-at-source',
      by: 'source',
      moderation: { ...shown, version: 4 },
    });
  });

  it('never queues a review whose words were removed', () => {
    const { text: _, ...wordless } = aReview({ contentHash: edited });

    expect(follow(aModeration(aReview()), wordless)?.moderation).toMatchObject({
      status: 'shown',
      removedAt: LATER,
    });
  });
});

/** A review with all that can happen to it. */
interface World {
  readonly moderation: Moderation;
  readonly opening: OpeningStatus;
  readonly review: Review;
  /** A person has decided something about it. */
  readonly isJudged: boolean;
}

type Step = (world: World) => World;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom('w1', 'w2', 'w3').map((words): Step => {
    const contentHash = toContentHash({ words, author: 'a1' });
    return (world) => ({ ...world, review: { ...world.review, contentHash } });
  }),
  fc.constantFrom<OpeningStatus>('waiting', 'shown').map(
    (opening): Step =>
      (world) => ({ ...world, opening }),
  ),
  fc.constantFrom('shown' as const, 'waiting' as const).map(
    (status): Step =>
      ({ moderation, ...world }) => {
        const seen = { seenVersion: moderation.version, seenContentHash: moderation.contentHash };
        return {
          ...world,
          moderation: decide(moderation, { status, staffId: 'ana', ...seen }, NOW),
          isJudged: true,
        };
      },
  ),
  fc.boolean().map(
    (isGone): Step =>
      ({ review: { withdrawnAt: _, ...there }, ...world }) => ({
        ...world,
        review: isGone ? { ...there, withdrawnAt: LATER } : there,
      }),
  ),
);

function settle(world: World): World {
  const { moderation, review, opening } = world;
  return { ...world, moderation: follow(moderation, review, opening)?.moderation ?? moderation };
}

describe('followReview, where the policy shows what nobody judged', () => {
  const byPolicy = openModeration(aReview(), NOW, 'shown');
  const changed = aReview({ contentHash: edited });

  it('shows changed words that only the policy had judged, and names the policy', () => {
    const followed = follow(byPolicy, changed, 'shown');

    expect(followed).toMatchObject({ action: 'shown', by: 'policy' });
    expect(followed?.moderation).toMatchObject({
      status: 'shown',
      decidedBy: BY_POLICY,
      contentHash: edited,
    });
  });

  it('shows changed words of a review that nobody had judged', () => {
    expect(follow(openModeration(aReview(), NOW), changed, 'shown')?.action).toBe('shown');
  });

  it('lets changed words wait where a person judged the words before', () => {
    const followed = follow(aModeration(aReview()), changed, 'shown');

    expect(followed).toMatchObject({ action: 'reopened', moderation: { status: 'waiting' } });
  });

  it('lets changed words wait where a person judged words before those', () => {
    const once = follow(aModeration(aReview()), changed, 'shown')?.moderation ?? byPolicy;
    const third = aReview({ contentHash: toContentHash({ words: 'w3', author: 'a1' }) });

    expect(follow(once, third, 'shown')?.moderation.status).toBe('waiting');
  });

  it('lets changed words wait where a person has put the review back', () => {
    const seen = { seenVersion: 1, seenContentHash: byPolicy.contentHash };
    const back = decide(byPolicy, { status: 'waiting', staffId: 'ana', ...seen }, NOW);

    expect(follow(back, changed, 'shown')?.moderation).toMatchObject({ status: 'waiting', putBackBy: 'ana' });
  });

  it('never takes the policy’s judgement for one that may come back', () => {
    const waiting = follow(byPolicy, changed)?.moderation ?? byPolicy;

    expect(waiting).not.toHaveProperty('judged');
    expect(follow(waiting, aReview())?.moderation.status).toBe('waiting');
  });

  it('lets what the policy showed wait as soon as it would not show it any more', () => {
    const followed = follow(byPolicy, aReview());

    expect(followed).toMatchObject({ action: 'put-back', by: 'policy' });
    expect(followed?.moderation).toMatchObject({ status: 'waiting', waitingSince: LATER });
    expect(followed?.moderation).not.toHaveProperty('decidedBy');
  });

  it('leaves waiting what waits when the policy is switched on', () => {
    expect(follow(openModeration(aReview(), NOW), aReview(), 'shown')).toBeUndefined();
  });

  it('never shows by policy what a person has judged or put back, whatever follows', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const worlds: World[] = [
          {
            moderation: openModeration(aReview(), NOW),
            opening: 'waiting',
            review: aReview(),
            isJudged: false,
          },
        ];
        for (const take of steps) worlds.push(settle(take(worlds.at(-1) as World)));

        const judged = worlds.filter(({ isJudged }) => isJudged);
        expect(judged.filter(({ moderation }) => isShownByPolicy(moderation))).toEqual([]);
      }),
    );
  });
});
