import { inGroups, inParallel } from '../platform/batch.ts';
import type { FeedStates } from '../store/feed-states.ts';
import { type MarkNeeds, markClinicsDue } from './due-message.ts';

/** What marking every clinic due works with. */
export interface MarkAllNeeds extends MarkNeeds {
  readonly states: Pick<FeedStates, 'listAll' | 'versionsOf'>;
}

const CHUNK = 100;
const CHUNKS_AT_ONCE = 8;

/**
 * Marks every clinic due that was ever published: what has happened concerns all of them.
 *
 * @param cause what happened, different for every happening
 * @returns how many clinics
 * @throws Error when some could not be marked; doing it again marks all
 */
export async function markAllDue(cause: string, needs: MarkAllNeeds): Promise<number> {
  let marked = 0;
  for await (const chunks of inGroups(inGroups(needs.states.listAll(), CHUNK), CHUNKS_AT_ONCE)) {
    await inParallel(chunks, CHUNKS_AT_ONCE, (clinicIds) =>
      markClinicsDue(clinicIds, (clinicId) => `${cause}/${clinicId}`, needs),
    );
    marked += chunks.flat().length;
  }
  return marked;
}
