import { covers } from './content-hash.ts';
import { AppError } from './error.ts';
import type { Review, SourceName } from './review.ts';

/** Where a review can stand: waiting for a person, on the clinic's pages, or kept off them. */
export const MODERATION_STATUSES = ['waiting', 'shown', 'not-shown'] as const;
export type ModerationStatus = (typeof MODERATION_STATUSES)[number];

/** Why a review can be not shown; staff always give one, and a star rating is never among them. */
export const NOT_SHOWN_REASONS = [
  'abuse',
  'identifies-someone',
  'off-topic',
  'fake-or-advertising',
  'duplicate',
  'legal',
  'consent-withdrawn',
] as const;
export type NotShownReason = (typeof NOT_SHOWN_REASONS)[number];

/** A person's correction of the conditions; the words that say it are marked when one is added. */
export type Correction =
  | {
      readonly action: 'added';
      readonly conditionId: string;
      /** Span of the words in `Review.text`, UTF-16 units. */
      readonly start: number;
      readonly end: number;
    }
  | { readonly action: 'removed'; readonly conditionId: string };

/** A judgement that words have had; kept while changed words wait, so that it can come back with them. */
export interface Judgement {
  readonly status: Exclude<ModerationStatus, 'waiting'>;
  /** Hash of the content that was judged. */
  readonly contentHash: string;
  readonly reason?: NotShownReason;
  readonly decidedBy: string;
  /** Instant, ISO 8601 UTC. */
  readonly decidedAt: string;
  readonly corrections: readonly Correction[];
}

/** What the clinic has decided about one review. Holds no word of it. */
export interface Moderation {
  readonly clinicId: string;
  readonly listingId: string;
  readonly reviewId: string;
  readonly source: SourceName;
  readonly status: ModerationStatus;
  /** Hash of the content that is judged or waits; a review it does not cover is not shown. */
  readonly contentHash: string;
  /** From 1; grows by one with every change, whoever makes it. */
  readonly version: number;
  /** Only with `not-shown`. */
  readonly reason?: NotShownReason;
  /** Staff member's id, or `policy`; absent while the review waits. */
  readonly decidedBy?: string;
  /** Instant, ISO 8601 UTC; absent while the review waits. */
  readonly decidedAt?: string;
  readonly corrections: readonly Correction[];
  /** First opened, ISO 8601 UTC. */
  readonly openedAt: string;
  /** Day the review was written, `YYYY-MM-DD`; orders the queues. */
  readonly writtenOn: string;
  /** The judgement before the words changed last; of interest while the changed words wait. */
  readonly judged?: Judgement;
  /** Since when the source no longer has it, ISO 8601 UTC; the decision is kept. */
  readonly removedAt?: string;
}

/** A person's decision, with what that person had on the screen. */
export type Decision = {
  readonly staffId: string;
  readonly seenVersion: number;
  readonly seenContentHash: string;
} & (
  | { readonly status: 'shown' | 'waiting' }
  | { readonly status: 'not-shown'; readonly reason: NotShownReason }
);

/** Opens the moderation of a review that has words: it waits for a person. */
export function openModeration(review: Review, at: string): Moderation {
  const { clinicId, listingId, reviewId, source, contentHash, writtenOn } = review;
  return {
    clinicId,
    listingId,
    reviewId,
    source,
    status: 'waiting',
    contentHash,
    version: 1,
    corrections: [],
    openedAt: at,
    writtenOn,
  };
}

/** A machine's change of a moderation, and what it is called in the audit. */
export interface Followed {
  readonly action: 'reopened' | 'restored' | 'removed-at-source' | 'returned-at-source';
  readonly moderation: Moderation;
}

/**
 * Follows what happened to a review at its source: changed words wait again, words that return bring their last
 * judgement back, a review the source no longer has (or has without words) is marked removed with its decision kept.
 *
 * @param review the review as stored now
 * @returns the next moderation, one version on, or `undefined` when nothing has to change
 */
export function followReview(current: Moderation, review: Review, at: string): Followed | undefined {
  const next = { ...current, version: current.version + 1 };
  if (review.withdrawnAt !== undefined || !review.text) {
    if (current.removedAt !== undefined) return undefined;
    return { action: 'removed-at-source', moderation: { ...next, removedAt: review.withdrawnAt ?? at } };
  }
  const { removedAt, ...present } = next;
  if (!covers(current.contentHash, review.contentHash)) return judgeChangedWords(present, review);
  if (removedAt === undefined) return undefined;
  return { action: 'returned-at-source', moderation: present };
}

function judgeChangedWords(next: Moderation, review: Review): Followed {
  const judged = lastJudgement(next);
  const { reason: _r, decidedBy: _b, decidedAt: _a, judged: _j, ...open } = next;
  if (judged && covers(judged.contentHash, review.contentHash)) {
    return { action: 'restored', moderation: { ...open, ...judged } };
  }
  const waiting: Moderation = {
    ...open,
    status: 'waiting',
    contentHash: review.contentHash,
    corrections: [],
    writtenOn: review.writtenOn,
    ...(judged && { judged }),
  };
  return { action: 'reopened', moderation: waiting };
}

function lastJudgement(moderation: Moderation): Judgement | undefined {
  const { status, contentHash, reason, decidedBy, decidedAt, corrections } = moderation;
  if (status === 'waiting' || decidedBy === undefined || decidedAt === undefined) return moderation.judged;
  return { status, contentHash, decidedBy, decidedAt, corrections, ...(reason && { reason }) };
}

/**
 * Applies a staff decision to a review's moderation. Deciding `waiting` takes a decision back.
 *
 * @param current moderation as stored; never changed in place
 * @param at instant of the decision, ISO 8601 UTC
 * @returns the moderation to store, one version on
 * @throws AppError `conflict` when the moderation moved since the person saw it
 */
export function decide(current: Moderation, decision: Decision, at: string): Moderation {
  refuseOutdated(current, decision);
  const { reason: _r, decidedBy: _b, decidedAt: _a, ...open } = current;
  const next = { ...open, version: current.version + 1 };
  if (decision.status === 'waiting') return { ...next, status: 'waiting' };
  return {
    ...next,
    status: decision.status,
    decidedBy: decision.staffId,
    decidedAt: at,
    ...(decision.status === 'not-shown' && { reason: decision.reason }),
  };
}

/**
 * Adds a person's correction of the conditions; a later one about the same condition replaces an earlier one.
 *
 * @returns the moderation to store, one version on; status and decision stay
 * @throws AppError `conflict` when the moderation moved since the person saw it
 */
export function correct(
  current: Moderation,
  correction: Correction,
  seen: Pick<Decision, 'seenVersion' | 'seenContentHash'>,
): Moderation {
  refuseOutdated(current, seen);
  const others = current.corrections.filter(({ conditionId }) => conditionId !== correction.conditionId);
  return { ...current, version: current.version + 1, corrections: [...others, correction] };
}

function refuseOutdated(current: Moderation, seen: Pick<Decision, 'seenVersion' | 'seenContentHash'>): void {
  if (seen.seenVersion === current.version && seen.seenContentHash === current.contentHash) return;
  throw new AppError(
    'conflict',
    'This review changed while you were reading it. Look again and decide anew.',
  );
}
