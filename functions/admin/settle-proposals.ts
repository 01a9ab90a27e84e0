import * as z from 'zod';
import type { Member } from '../domain/clinic.ts';
import { findCondition } from '../domain/condition.ts';
import { AppError } from '../domain/error.ts';
import type { SettledView, SettlementRequest } from '../domain/retag-view.ts';
import { inParallel } from '../platform/batch.ts';
import { seenFields } from './change-review.ts';
import { correctConditions } from './correct-conditions.ts';
import type { AdminNeeds } from './needs.ts';

/** Body of a settlement; a field it does not know is refused. */
export const SettlementBody = z.strictObject({
  conditionId: z.string().min(1).max(40),
  action: z.enum(['confirmed', 'refused']),
  reviews: z
    .array(
      z.strictObject({
        reviewId: z.string().min(1).max(40),
        ...seenFields,
        start: z.int().min(0),
        end: z.int().min(1),
      }),
    )
    .min(1)
    .max(25),
}) satisfies z.ZodType<SettlementRequest>;

const AT_ONCE = 5;

/**
 * Confirms or refuses proposals of one condition. Each is a correction of its review by this person, on what the person
 * saw, written by itself: one that changed meanwhile does not stop the others, and a repetition changes nothing.
 *
 * @throws AppError `invalid` when there is no such condition
 */
export async function settleProposals(
  member: Member,
  { conditionId, action, reviews }: SettlementRequest,
  needs: AdminNeeds,
): Promise<SettledView> {
  if (!findCondition(conditionId)) throw new AppError('invalid', 'There is no such condition.');
  const outcomes = await inParallel(reviews, AT_ONCE, async ({ reviewId, start, end, ...seen }) => {
    const correction =
      action === 'confirmed'
        ? ({ action: 'added', conditionId, start, end } as const)
        : ({ action: 'removed', conditionId } as const);
    const isSettled = await isDone(() =>
      correctConditions({ member, reviewId, request: { ...seen, ...correction } }, needs),
    );
    return { reviewId, isSettled };
  });
  const idsOf = (wanted: boolean) =>
    outcomes.filter(({ isSettled }) => isSettled === wanted).map(({ reviewId }) => reviewId);
  return { settled: idsOf(true), changed: idsOf(false) };
}

async function isDone(change: () => Promise<unknown>): Promise<boolean> {
  try {
    await change();
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return false;
  }
}
