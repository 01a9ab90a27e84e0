import { inGroups, runBatch } from '../platform/batch.ts';
import { log } from '../platform/log.ts';
import type { Expiries } from '../store/expiries.ts';
import type { FeedStates } from '../store/feed-states.ts';
import type { Key } from '../store/keys.ts';
import type { SourceSwitches } from '../store/source-switches.ts';
import { type BringBackNeeds, bringBack } from './bring-back.ts';
import { markClinicsDue } from './due-message.ts';
import { obeySwitches } from './obey-switches.ts';
import { takeDownHorizon } from './take-down.ts';

/** What the sweep needs. */
export interface ExpireNeeds extends BringBackNeeds {
  readonly expiries: Expiries;
  readonly states: Pick<FeedStates, 'listExpiring' | 'listAll' | 'versionsOf'>;
  readonly sourceSwitches: Pick<SourceSwitches, 'listAll'>;
  /** ISO 8601 UTC. */
  readonly now: () => string;
  /** Milliseconds this run may still take. */
  readonly remainingMs: () => number;
}

/** What a sweep did. */
export interface Swept {
  /** Clinics marked due. */
  readonly due: number;
  readonly deleted: number;
  /** False when time ran out; the next sweep goes on. */
  readonly isWhole: boolean;
}

const RESERVE_MS = 15_000;
const DELETES_AT_ONCE = 10;
const CHUNK = 100;

/**
 * Marks the clinics due whose feed holds something about to lapse, or whose mark was put aside; follows what the operator
 * has switched; then deletes what has lapsed. First what visitors could see, then what nothing reads any more.
 *
 * @throws Error when marks could not be brought back or items not deleted; all else was done
 */
export async function expire(needs: ExpireNeeds): Promise<Swept> {
  const at = needs.now();
  const expiring = await markExpiring(at, needs);
  // What was put aside is taken up again, but must not keep the rest from being swept.
  const [back] = await Promise.allSettled([bringBack(at, needs)]);
  const broughtBack = back.status === 'fulfilled' ? back.value : 0;
  const obeyed = await obeySwitches(await needs.sourceSwitches.listAll(), at, needs);
  const lapsed = await deleteLapsed(at, needs);
  const { failed, isWhole } = lapsed;
  const due = expiring + broughtBack + obeyed.due;
  const deleted = lapsed.deleted + obeyed.deleted;
  log.info('content.expired', {
    due,
    deleted,
    failed,
    isWhole,
    ms: Date.parse(needs.now()) - Date.parse(at),
  });
  if (back.status === 'rejected') throw back.reason;
  if (failed > 0) throw new Error(`${failed} lapsed items could not be deleted.`);
  return { due, deleted, isWhole };
}

async function markExpiring(at: string, needs: ExpireNeeds): Promise<number> {
  let marked = 0;
  for await (const clinicIds of inGroups(needs.states.listExpiring(takeDownHorizon(at)), CHUNK)) {
    await markClinicsDue(clinicIds, (clinicId) => `lapsing/${clinicId}/${at}`, needs);
    marked += clinicIds.length;
  }
  return marked;
}

async function deleteLapsed(at: string, needs: ExpireNeeds) {
  const { expiries, remainingMs } = needs;
  let deleted = 0;
  let failed = 0;
  let chunk: Key[] = [];
  const deleteChunk = async () => {
    const tasks = chunk.map((key) => ({
      itemIds: [key.sk],
      subject: `${key.pk} ${key.sk}`,
      run: () => expiries.remove(key, at),
    }));
    const { batchItemFailures } = await runBatch(tasks, DELETES_AT_ONCE);
    failed += batchItemFailures.length;
    deleted += chunk.length - batchItemFailures.length;
    chunk = [];
  };
  for await (const key of expiries.listLapsed(at)) {
    chunk.push(key);
    if (chunk.length < CHUNK) continue;
    await deleteChunk();
    if (remainingMs() < RESERVE_MS) return { deleted, failed, isWhole: false };
  }
  await deleteChunk();
  return { deleted, failed, isWhole: true };
}
