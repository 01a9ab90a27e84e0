import type { Api } from '../api/api.ts';
import { takeUnsaved, type Unsaved } from '../session/unsaved.ts';
import type { Conflict } from './describe-conflict.ts';
import type { ReviewChanges } from './review-changes.ts';

/** What is needed to save what the end of a session left over. */
export interface ResumeNeeds {
  readonly api: Pick<Api, 'review'>;
  readonly changes: ReviewChanges;
  readonly staffId: string;
  readonly clinicId: string;
}

/** What came of it. */
export interface Resumed {
  readonly saved: number;
  /** Those where somebody was faster meanwhile. */
  readonly conflicts: readonly Conflict[];
}

/** Sends, one after another, what the same person did at this clinic while the session had ended already. */
export async function resumeUnsaved(needs: ResumeNeeds): Promise<Resumed> {
  const conflicts: Conflict[] = [];
  let saved = 0;
  for (const kept of takeUnsaved(needs.staffId, needs.clinicId)) {
    const conflict = await resume(kept, needs);
    if (conflict === 'saved') saved += 1;
    else if (conflict) conflicts.push(conflict);
  }
  return { saved, conflicts };
}

/** A review that cannot be read any more takes what was asked of it with it. */
async function resume(
  { reviewId, version, contentHash, ask }: Unsaved,
  { api, changes, clinicId }: ResumeNeeds,
): Promise<Conflict | 'saved' | undefined> {
  const present = await api.review({ clinicId, reviewId }).catch(() => undefined);
  if (!present) return undefined;
  const seen = { ...present, version, contentHash };
  const ended = await changes.make(seen, ask);
  if (ended.status === 'saved') return 'saved';
  return ended.status === 'conflict' ? { seen, ask, present: ended.present } : undefined;
}
