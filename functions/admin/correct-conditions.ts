import * as z from 'zod';
import type { Member } from '../domain/clinic.ts';
import { findCondition } from '../domain/condition.ts';
import { AppError } from '../domain/error.ts';
import { type ClearedCorrection, type Correction, correct, type Moderation } from '../domain/moderation.ts';
import type { Review } from '../domain/review.ts';
import type { CorrectionRequest, ReviewDetailView } from '../domain/staff-view.ts';
import { changeReview, seenFields } from './change-review.ts';
import type { AdminNeeds } from './needs.ts';
import { refuseSpan } from './refuse-span.ts';

const conditionId = z.string().min(1).max(40);

/** Body of a correction; a field it does not know is refused. */
export const CorrectionBody = z.discriminatedUnion('action', [
  z.strictObject({
    ...seenFields,
    conditionId,
    action: z.literal('added'),
    start: z.int().min(0),
    end: z.int().min(1),
  }),
  z.strictObject({ ...seenFields, conditionId, action: z.literal(['removed', 'cleared']) }),
]) satisfies z.ZodType<CorrectionRequest>;

/** A correction as it arrives. */
export interface AskedCorrection {
  readonly member: Member;
  readonly reviewId: string;
  readonly request: CorrectionRequest;
}

/**
 * Adds a condition by the words that say it, removes one, or clears either correction, and gives the review as it is
 * now.
 *
 * @throws AppError `not-found` for a review this clinic has not, `invalid` for a condition or words that are none,
 *   `conflict` when somebody was faster or the words changed
 */
export async function correctConditions(
  { member, reviewId, request }: AskedCorrection,
  needs: AdminNeeds,
): Promise<ReviewDetailView> {
  const { seenVersion, seenContentHash, ...correction } = request;
  return await changeReview(
    {
      member,
      reviewId,
      seen: { seenVersion, seenContentHash },
      audit: { action: `condition-${correction.action}`, conditionId: correction.conditionId },
      apply(current, review) {
        const next = correct(current, correction, request);
        refuseUnknown(correction, current);
        if (correction.action === 'added') refuseSpan(wordsOf(review), correction);
        return next;
      },
      isDone: (current) => isCorrected(current, correction),
    },
    needs,
  );
}

type AnyCorrection = Correction | ClearedCorrection;

/** A slug the lexicon has lost may still be taken off a review that has it. */
function refuseUnknown({ action, conditionId: id }: AnyCorrection, { corrections }: Moderation): void {
  if (findCondition(id)) return;
  if (action !== 'added' && corrections.some((known) => known.conditionId === id)) return;
  throw new AppError('invalid', 'There is no such condition.', {
    issues: [{ path: 'conditionId', message: 'Choose one of GET /api/conditions.' }],
  });
}

function wordsOf(review: Review | undefined): string {
  if (review?.text && review.withdrawnAt === undefined) return review.text;
  throw new AppError('invalid', 'This review has no words here in which a condition could be marked.');
}

function isCorrected({ corrections }: Moderation, asked: AnyCorrection): boolean {
  if (asked.action !== 'cleared') return corrections.some((known) => isSame(known, asked));
  return corrections.every(({ conditionId: id }) => id !== asked.conditionId);
}

function isSame(known: Correction, asked: Correction): boolean {
  if (known.conditionId !== asked.conditionId) return false;
  if (known.action === 'removed' || asked.action === 'removed') return known.action === asked.action;
  return known.start === asked.start && known.end === asked.end;
}
