import { AppError } from '../domain/error.ts';
import { isReviewId } from '../domain/id.ts';
import type { Moderation } from '../domain/moderation.ts';
import type { AdminNeeds } from './needs.ts';

/** The moderation of a clinic's review. @throws AppError `not-found`, the same whether it is another clinic's or nobody's */
export async function findModeration(
  clinicId: string,
  reviewId: string,
  { moderations }: Pick<AdminNeeds, 'moderations'>,
): Promise<Moderation> {
  const moderation = isReviewId(reviewId) ? await moderations.find(clinicId, reviewId) : undefined;
  if (!moderation) throw new AppError('not-found', 'There is no such review at this clinic.');
  return moderation;
}

/** What audit lines call a review's moderation. */
export function moderationSubject({ reviewId }: Pick<Moderation, 'reviewId'>): string {
  return `moderation/${reviewId}`;
}
