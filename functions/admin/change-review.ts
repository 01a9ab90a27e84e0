import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Audit } from '../domain/audit.ts';
import type { Member } from '../domain/clinic.ts';
import { covers } from '../domain/content-hash.ts';
import { AppError } from '../domain/error.ts';
import type { Moderation } from '../domain/moderation.ts';
import type { Review } from '../domain/review.ts';
import type { DecisionRequest, ReviewDetailView } from '../domain/staff-view.ts';
import { describeChange, WORDS_CHANGED } from './describe-change.ts';
import { findModeration, moderationSubject } from './find-moderation.ts';
import type { AdminNeeds } from './needs.ts';
import { readReview } from './read-review.ts';

/** What a person had on the screen; part of the body of every change. */
export const seenFields = {
  seenVersion: z.int().min(1),
  seenContentHash: z.string().min(1).max(200),
};

/** A person's change of one review, to be made on what that person saw. */
export interface ReviewChange {
  readonly member: Member;
  readonly reviewId: string;
  readonly seen: Pick<DecisionRequest, 'seenVersion' | 'seenContentHash'>;
  /** What the audit will say of it. */
  readonly audit: Pick<Audit, 'action' | 'reason' | 'withdrawal' | 'conditionId'>;
  /**
   * The moderation one version on. The review is absent once its words have lapsed or were deleted.
   *
   * @throws AppError `conflict` when the person saw another version, `invalid` when it may not be done
   */
  readonly apply: (current: Moderation, review: Review | undefined, at: string) => Moderation;
  /** Tells that a moderation says already what the person wants. */
  readonly isDone: (current: Moderation) => boolean;
}

/**
 * Makes a person's change and gives the review as it is now. What is so already is not written again; a repetition
 * after a lost reply is answered like the first time.
 *
 * @throws AppError `not-found`, `invalid`, or `conflict` with who was faster and what that person did
 */
export async function changeReview(change: ReviewChange, needs: AdminNeeds): Promise<ReviewDetailView> {
  try {
    await attempt(change, needs);
  } catch (error) {
    if (!(error instanceof AppError && error.kind === 'conflict')) throw error;
    await refuseUnlessRepeated(change, error, needs);
  }
  return await readReview(change.member.clinicId, change.reviewId, needs);
}

async function attempt({ member, reviewId, seen, audit, apply, isDone }: ReviewChange, needs: AdminNeeds) {
  const before = await findModeration(member.clinicId, reviewId, needs);
  const review = await needs.reviews.find(before);
  if (review && !covers(seen.seenContentHash, review.contentHash)) {
    throw new AppError('conflict', WORDS_CHANGED);
  }
  const at = needs.now();
  const after = apply(before, review, at);
  if (isDone(before)) return;
  const subject = moderationSubject(before);
  await needs.moderations.save({ before, after, audit: { ...audit, subject, by: member.staffId, at } });
}

async function refuseUnlessRepeated(change: ReviewChange, conflict: AppError, needs: AdminNeeds) {
  const { member, reviewId, seen, isDone } = change;
  const current = await findModeration(member.clinicId, reviewId, needs);
  const audits = await needs.listAudits(member.clinicId, moderationSubject(current));
  const last = audits.at(-1);
  if (!last || last.version <= seen.seenVersion) throw conflict;
  if (isRepetition(change, last) && current.version === last.version && isDone(current)) return;
  const sentence = await describeChange(last, member, needs);
  throw new AppError('conflict', sentence, { cause: conflict });
}

function isRepetition({ member, seen, audit }: ReviewChange, last: Audit): boolean {
  return (
    last.version === seen.seenVersion + 1 &&
    last.by === member.staffId &&
    last.action === audit.action &&
    last.reason === audit.reason &&
    isDeepStrictEqual(last.withdrawal, audit.withdrawal) &&
    last.conditionId === audit.conditionId
  );
}
