import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { AuditAction } from '../domain/audit.ts';
import type { Member } from '../domain/clinic.ts';
import { CONSENT_WITHDRAWERS } from '../domain/consent-withdrawal.ts';
import { AppError } from '../domain/error.ts';
import { isShownByPolicy } from '../domain/follow-review.ts';
import { decide, type Moderation, type ModerationStatus, NOT_SHOWN_REASONS } from '../domain/moderation.ts';
import type { Review } from '../domain/review.ts';
import type { DecisionRequest, ReviewDetailView } from '../domain/staff-view.ts';
import { changeReview, seenFields } from './change-review.ts';
import type { AdminNeeds } from './needs.ts';
import { isDay } from './text-forms.ts';

/** Body of a decision; a field it does not know is refused. */
export const DecisionBody = z.discriminatedUnion('status', [
  z.strictObject({ ...seenFields, status: z.literal(['shown', 'waiting']) }),
  z.discriminatedUnion(
    'reason',
    [
      z.strictObject({
        ...seenFields,
        status: z.literal('not-shown'),
        reason: z.enum(NOT_SHOWN_REASONS).exclude(['consent-withdrawn']),
      }),
      z.strictObject({
        ...seenFields,
        status: z.literal('not-shown'),
        reason: z.literal('consent-withdrawn'),
        withdrawal: z.strictObject({
          askedBy: z.enum(CONSENT_WITHDRAWERS, { error: `Say who: ${CONSENT_WITHDRAWERS.join(', ')}.` }),
          askedOn: z.string().refine(isDay, { error: 'Give the day it was asked, YYYY-MM-DD.' }),
        }),
      }),
    ],
    { error: `Say why: ${NOT_SHOWN_REASONS.join(', ')}.` },
  ),
]) satisfies z.ZodType<DecisionRequest>;

/** A decision as it arrives. */
export interface AskedDecision {
  readonly member: Member;
  readonly reviewId: string;
  readonly request: DecisionRequest;
}

const ACTIONS = {
  shown: 'shown',
  'not-shown': 'not-shown',
  waiting: 'put-back',
} as const satisfies Record<ModerationStatus, AuditAction>;

/**
 * Records a person's decision and gives the review as it is now.
 *
 * @throws AppError `not-found` for a review this clinic has not, `invalid` when there are no words to show, `conflict`
 *   when somebody was faster or the words changed
 */
export async function recordDecision(
  { member, reviewId, request }: AskedDecision,
  needs: AdminNeeds,
): Promise<ReviewDetailView> {
  const { status } = request;
  const why = whyNotShown(request);
  return await changeReview(
    {
      member,
      reviewId,
      seen: request,
      audit: { action: ACTIONS[status], ...why },
      apply(current, review, at) {
        const next = decide(current, { ...request, staffId: member.staffId }, at);
        if (status === 'shown') refuseWithoutWords(review);
        return next;
      },
      isDone: (current) => isDecided(current, status, why),
    },
    needs,
  );
}

type Why = Pick<Moderation, 'reason' | 'withdrawal'>;

function whyNotShown(request: DecisionRequest): Why {
  if (request.status !== 'not-shown') return {};
  const { reason } = request;
  return request.reason === 'consent-withdrawn' ? { reason, withdrawal: request.withdrawal } : { reason };
}

/** What the policy shows is not decided: a person who shows it takes it over. */
function isDecided(current: Moderation, status: ModerationStatus, { reason, withdrawal }: Why): boolean {
  return (
    current.status === status &&
    !isShownByPolicy(current) &&
    current.reason === reason &&
    isDeepStrictEqual(current.withdrawal, withdrawal)
  );
}

function refuseWithoutWords(review: Review | undefined): void {
  if (!review) {
    throw new AppError(
      'invalid',
      'Its words are no longer here: the source took them back, or has not confirmed them in time. Once it serves them again, you can show the review.',
    );
  }
  if (review.withdrawnAt !== undefined) {
    throw new AppError('invalid', 'The source no longer has this review, so there is nothing to show.');
  }
  if (!review.text) {
    throw new AppError('invalid', 'This review is a rating without words, so there is nothing to show.');
  }
}
