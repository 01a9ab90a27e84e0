import { type Audit, isOfReview, type ReviewAction } from '../domain/audit.ts';
import { AppError } from '../domain/error.ts';
import type { HistoryLine, ReviewDetailView } from '../domain/staff-view.ts';
import { findModeration, moderationSubject } from './find-moderation.ts';
import type { AdminNeeds } from './needs.ts';
import { reviewViewer } from './review-viewer.ts';
import { readStaffNames, type StaffNames } from './staff-names.ts';

/** One review with its history. @throws AppError `not-found` */
export async function readReview(
  clinicId: string,
  reviewId: string,
  needs: AdminNeeds,
): Promise<ReviewDetailView> {
  const moderation = await findModeration(clinicId, reviewId, needs);
  const [view, audits] = await Promise.all([
    reviewViewer(clinicId, [moderation], needs),
    needs.listAudits(clinicId, moderationSubject(moderation)),
  ]);
  const read = view(moderation);
  if (!read) throw new AppError('not-found', 'The listing of this review is not there any more.');
  const names = await readStaffNames(
    clinicId,
    audits.map(({ by }) => by),
    needs,
  );
  return {
    ...read,
    history: audits
      .filter(isOfReview)
      .map((audit) => toLine(audit, names))
      .toReversed(),
  };
}

type ReviewAudit = Audit & { readonly action: ReviewAction };

function toLine(
  { action, by, at, reason, withdrawal, conditionId }: ReviewAudit,
  names: StaffNames,
): HistoryLine {
  const name = names.ofPerson(by);
  return {
    action,
    ...(name !== undefined && { by: name }),
    at,
    ...(reason && { reason }),
    ...(withdrawal && { withdrawal }),
    ...(conditionId !== undefined && { conditionId }),
  };
}
