import type { ErrorKind } from '../../functions/domain/error.ts';
import type { ReviewDetailView } from '../../functions/domain/staff-view.ts';
import type { Api } from '../api/api.ts';
import { RequestFailed } from '../api/request-failed.ts';
import { claimUnsaved, releaseUnsaved, settleUnsaved } from '../session/unsaved.ts';
import type { Ask, ScreenReview } from './change.ts';
import type { Conflict } from './describe-conflict.ts';
import { noteEnd } from './make-kept.ts';
import { isOpen } from './outcome.ts';
import type { ReviewChanges } from './review-changes.ts';

/** What is needed to save what has no answer yet. */
export interface ResumeNeeds {
  readonly api: Pick<Api, 'review'>;
  readonly changes: ReviewChanges;
  readonly staffId: string;
  readonly clinicId: string;
}

/** What came of it; what still has no answer is in none of them. */
export interface Resumed {
  readonly saved: number;
  /** Those where somebody was faster meanwhile. */
  readonly conflicts: readonly Conflict[];
  readonly refused: readonly Refused[];
}

/** A change that the server refused. */
interface Refused {
  readonly seen: ScreenReview;
  readonly ask: Ask;
  readonly why: ErrorKind;
}

/**
 * Sends again, one after another, what the same person did at this clinic and nobody has answered: before the page was
 * loaded again, before the session ended, or while the server could not be reached. Stops where that is still so.
 */
export async function resumeUnsaved(needs: ResumeNeeds): Promise<Resumed> {
  const { changes, staffId, clinicId } = needs;
  const conflicts: Conflict[] = [];
  const refused: Refused[] = [];
  let saved = 0;
  for (let kept = claimUnsaved(staffId, clinicId); kept; kept = claimUnsaved(staffId, clinicId)) {
    const { id, reviewId, version, contentHash, ask } = kept;
    const present = await read(reviewId, needs);
    if (present === 'gone') settleUnsaved(id);
    if (present === 'unknown') {
      releaseUnsaved(id);
      break;
    }
    if (present === 'gone') continue;
    const seen = { ...present, version, contentHash };
    const ended = await changes.make(seen, ask);
    noteEnd(id, ended);
    if (isOpen(ended)) break;
    if (ended.status === 'saved') saved += 1;
    if (ended.status === 'conflict') conflicts.push({ seen, ask, present: ended.present });
    if (ended.status === 'failed') refused.push({ seen, ask, why: ended.why });
  }
  return { saved, conflicts, refused };
}

/** A review that cannot be read any more takes what was asked of it with it. */
async function read(
  reviewId: string,
  { api, clinicId }: ResumeNeeds,
): Promise<ReviewDetailView | 'gone' | 'unknown'> {
  try {
    return await api.review({ clinicId, reviewId });
  } catch (error) {
    const isGone =
      error instanceof RequestFailed && (error.kind === 'not-found' || error.kind === 'forbidden');
    return isGone ? 'gone' : 'unknown';
  }
}
