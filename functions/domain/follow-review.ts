import { covers } from './content-hash.ts';
import {
  BY_POLICY,
  type Judgement,
  type Moderation,
  type OpeningStatus,
  withoutJudgement,
} from './moderation.ts';
import type { Review } from './review.ts';

/**
 * Opens the moderation of a review that has words.
 *
 * @param opening what becomes of it: it waits for a person, or the clinic's policy shows it
 */
export function openModeration(review: Review, at: string, opening: OpeningStatus = 'waiting'): Moderation {
  const { clinicId, listingId, reviewId, source, contentHash, writtenOn } = review;
  return {
    clinicId,
    listingId,
    reviewId,
    source,
    status: opening,
    contentHash,
    version: 1,
    corrections: [],
    openedAt: at,
    writtenOn,
    ...(opening === 'shown' && { decidedBy: BY_POLICY, decidedAt: at }),
  };
}

/** A machine's change of a moderation, and how the audit tells it. */
export interface Followed {
  readonly action:
    | 'reopened'
    | 'restored'
    | 'shown'
    | 'put-back'
    | 'removed-at-source'
    | 'returned-at-source';
  /** The source, whose words changed, or the clinic's opening policy. */
  readonly by: 'source' | typeof BY_POLICY;
  readonly moderation: Moderation;
}

/** What a review is now, and what would become of its words if no person had judged them. */
export interface Present {
  /** As stored now. */
  readonly review: Review;
  readonly opening: OpeningStatus;
}

/**
 * Follows what happened to a review. Changed words wait again, unless no person ever judged the review and the policy
 * shows them; words that return bring their last judgement back; what the policy showed waits as soon as the policy
 * would not show it any more; a review the source no longer has (or has without words) is marked removed with its
 * decision kept. What waits is never shown by a change of policy or flags alone.
 *
 * @param at instant, ISO 8601 UTC
 * @returns the next moderation, one version on, or `undefined` when nothing has to change
 */
export function followReview(
  current: Moderation,
  { review, opening }: Present,
  at: string,
): Followed | undefined {
  const next = { ...current, version: current.version + 1 };
  if (review.withdrawnAt !== undefined || !review.text) {
    if (current.removedAt !== undefined) return undefined;
    const moderation = { ...next, removedAt: review.withdrawnAt ?? at };
    return { action: 'removed-at-source', by: 'source', moderation };
  }
  const { removedAt, ...present } = next;
  if (!covers(current.contentHash, review.contentHash)) {
    return judgeChangedWords(present, { review, opening }, at);
  }
  if (isShownByPolicy(current) && opening === 'waiting') return putBack(present, at);
  if (removedAt === undefined) return undefined;
  return { action: 'returned-at-source', by: 'source', moderation: present };
}

/** Tells whether the clinic's policy shows a review and no person has looked at it. */
export function isShownByPolicy({ status, decidedBy }: Pick<Moderation, 'status' | 'decidedBy'>): boolean {
  return status === 'shown' && decidedBy === BY_POLICY;
}

/** Lets what the policy showed wait for a person. @param next one version on */
export function putBack(next: Moderation, at: string): Followed {
  const moderation: Moderation = { ...withoutJudgement(next), status: 'waiting', waitingSince: at };
  return { action: 'put-back', by: BY_POLICY, moderation };
}

function judgeChangedWords(next: Moderation, { review, opening }: Present, at: string): Followed {
  const { contentHash, writtenOn } = review;
  const judged = personsJudgement(next);
  const { judged: _, putBackBy, ...open } = withoutJudgement(next);
  if (judged && covers(judged.contentHash, contentHash)) {
    return { action: 'restored', by: 'source', moderation: { ...open, ...judged } };
  }
  const changed = { ...open, contentHash, writtenOn, corrections: [] };
  if (opening === 'shown' && !judged && putBackBy === undefined) {
    const moderation: Moderation = { ...changed, status: 'shown', decidedBy: BY_POLICY, decidedAt: at };
    return { action: 'shown', by: BY_POLICY, moderation };
  }
  const moderation: Moderation = {
    ...changed,
    status: 'waiting',
    waitingSince: at,
    ...(judged && { judged }),
    ...(putBackBy !== undefined && { putBackBy }),
  };
  return { action: 'reopened', by: 'source', moderation };
}

/** The judgement of the words that a person made last, these or earlier ones; the policy's own is none. */
function personsJudgement(moderation: Moderation): Judgement | undefined {
  const { status, contentHash, reason, withdrawal, decidedBy, decidedAt, corrections, judged } = moderation;
  if (status === 'waiting' || decidedBy === BY_POLICY) return judged;
  if (decidedBy === undefined || decidedAt === undefined) return judged;
  return {
    status,
    contentHash,
    decidedBy,
    decidedAt,
    corrections,
    ...(reason && { reason }),
    ...(withdrawal && { withdrawal }),
  };
}
