import { keepUnsaved, releaseUnsaved, settleUnsaved } from '../session/unsaved.ts';
import type { Ask, ScreenReview } from './change.ts';
import { isOpen, type Outcome } from './outcome.ts';
import type { ReviewChanges } from './review-changes.ts';

/** A change to be made. */
interface Wanted {
  readonly seen: ScreenReview;
  readonly ask: Ask;
  /** An earlier change without which this one makes no sense. */
  readonly follows?: Promise<Outcome>;
}

/** Whose change it is, where, and how it is made. */
interface MakeNeeds {
  readonly changes: ReviewChanges;
  readonly staffId: string;
  readonly clinicId: string;
}

/** Makes a change, and keeps it in this tab until the server has answered for certain. */
export async function makeKept({ seen, ask, follows }: Wanted, needs: MakeNeeds): Promise<Outcome> {
  const { changes, staffId, clinicId } = needs;
  const { reviewId, version, contentHash } = seen;
  const id = keepUnsaved({ staffId, clinicId, reviewId, version, contentHash, ask });
  const ended = await changes.make(seen, ask, follows);
  noteEnd(id, ended);
  return ended;
}

/** Forgets what was kept of a change, or leaves it for another attempt. */
export function noteEnd(id: string, ended: Outcome): void {
  if (isOpen(ended)) releaseUnsaved(id);
  else settleUnsaved(id, ended.status === 'saved' ? ended.review.version : undefined);
}
