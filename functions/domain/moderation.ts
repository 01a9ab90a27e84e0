import { type ConsentWithdrawal, refuseFutureDay } from './consent-withdrawal.ts';
import { AppError } from './error.ts';
import type { SourceName } from './review.ts';

/** Where a review can stand: waiting for a person, on the clinic's pages, or kept off them. */
export const MODERATION_STATUSES = ['waiting', 'shown', 'not-shown'] as const;
export type ModerationStatus = (typeof MODERATION_STATUSES)[number];

/** What can become of words that no person has judged. */
export type OpeningStatus = Exclude<ModerationStatus, 'not-shown'>;

/** What `decidedBy` says when the clinic's opening policy showed a review and no person has looked at it. */
export const BY_POLICY = 'policy';

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

/** Takes a correction away, as if it had never been made; kept nowhere but in the audit. */
export interface ClearedCorrection {
  readonly action: 'cleared';
  readonly conditionId: string;
}

/** A person's judgement that words have had; kept while changed words wait, so that it can come back with them. */
export interface Judgement {
  readonly status: Exclude<ModerationStatus, 'waiting'>;
  /** Hash of the content that was judged. */
  readonly contentHash: string;
  readonly reason?: NotShownReason;
  readonly withdrawal?: ConsentWithdrawal;
  /** Staff member's id; the policy's own judgement is never kept. */
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
  /** Who withdrew consent and when; with the reason `consent-withdrawn` and no other. */
  readonly withdrawal?: ConsentWithdrawal;
  /** Staff member's id, or `policy`; absent while the review waits. */
  readonly decidedBy?: string;
  /** Instant, ISO 8601 UTC; absent while the review waits. */
  readonly decidedAt?: string;
  readonly corrections: readonly Correction[];
  /** First opened, ISO 8601 UTC. */
  readonly openedAt: string;
  /** Day the review was written, `YYYY-MM-DD`; orders the queues. */
  readonly writtenOn: string;
  /** Since when it waits again, ISO 8601 UTC; absent unless it waits, and while it waits since `openedAt`. */
  readonly waitingSince?: string;
  /** Staff member who took a decision back; the policy never shows what a person has put back. */
  readonly putBackBy?: string;
  /** A person's judgement before the words changed last; of interest while the changed words wait. */
  readonly judged?: Judgement;
  /** Since when the source no longer has it, ISO 8601 UTC; the decision is kept. */
  readonly removedAt?: string;
}

/** A decision not to show, with its reason; a withdrawn consent also says who asked for it, and when. */
export type NotShown =
  | { readonly status: 'not-shown'; readonly reason: Exclude<NotShownReason, 'consent-withdrawn'> }
  | {
      readonly status: 'not-shown';
      readonly reason: 'consent-withdrawn';
      readonly withdrawal: ConsentWithdrawal;
    };

/** A person's decision, with what that person had on the screen. */
export type Decision = {
  readonly staffId: string;
  readonly seenVersion: number;
  readonly seenContentHash: string;
} & ({ readonly status: 'shown' | 'waiting' } | NotShown);

/**
 * Applies a staff decision to a review's moderation. Deciding `waiting` takes a decision back.
 *
 * @param current moderation as stored; never changed in place
 * @param at instant of the decision, ISO 8601 UTC
 * @returns the moderation to store, one version on
 * @throws AppError `conflict` when the moderation moved since the person saw it, `invalid` for a day to come
 */
export function decide(current: Moderation, decision: Decision, at: string): Moderation {
  refuseOutdated(current, decision);
  const { staffId } = decision;
  const { putBackBy: _, ...next } = { ...withoutJudgement(current), version: current.version + 1 };
  if (decision.status === 'waiting') {
    return { ...next, status: 'waiting', waitingSince: at, putBackBy: staffId };
  }
  const decided = { ...next, status: decision.status, decidedBy: staffId, decidedAt: at };
  return decision.status === 'not-shown' ? { ...decided, ...whyNotShown(decision, at) } : decided;
}

function whyNotShown(decision: NotShown, at: string): Pick<Moderation, 'reason' | 'withdrawal'> {
  if (decision.reason !== 'consent-withdrawn') return { reason: decision.reason };
  const { reason, withdrawal } = decision;
  refuseFutureDay(withdrawal, at);
  return { reason, withdrawal };
}

/** A moderation less what somebody decided, and less how long it has waited. */
export function withoutJudgement(moderation: Moderation): Moderation {
  const { reason: _r, withdrawal: _c, decidedBy: _b, decidedAt: _a, waitingSince: _w, ...open } = moderation;
  return open;
}

/**
 * Adds a person's correction of the conditions, in the place of an earlier one about the same condition; `cleared`
 * only takes that one away, so that the machine's own reading is in force again.
 *
 * @returns the moderation to store, one version on; status and decision stay
 * @throws AppError `conflict` when the moderation moved since the person saw it
 */
export function correct(
  current: Moderation,
  correction: Correction | ClearedCorrection,
  seen: Pick<Decision, 'seenVersion' | 'seenContentHash'>,
): Moderation {
  refuseOutdated(current, seen);
  const others = current.corrections.filter(({ conditionId }) => conditionId !== correction.conditionId);
  const corrections = correction.action === 'cleared' ? others : [...others, correction];
  return { ...current, version: current.version + 1, corrections };
}

function refuseOutdated(current: Moderation, seen: Pick<Decision, 'seenVersion' | 'seenContentHash'>): void {
  if (seen.seenVersion === current.version && seen.seenContentHash === current.contentHash) return;
  throw new AppError(
    'conflict',
    'This review changed while you were reading it. Look again and decide again.',
  );
}
