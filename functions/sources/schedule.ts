import { inGroups, inParallel } from '../platform/batch.ts';
import { log } from '../platform/log.ts';
import type { Queue } from '../platform/queue.ts';
import type { ListingRef } from '../store/leases.ts';
import type { Pulls } from '../store/pulls.ts';

/** What a tick works with. */
export interface ScheduleNeeds {
  readonly pulls: Pick<Pulls, 'listDue' | 'postpone'>;
  readonly queue: Queue;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/** What became of the listings that were due. */
export interface Tick {
  readonly queued: number;
  /** Left due for the next tick. */
  readonly failed: number;
}

/** A message that was lost is sent again after this. */
const AGAIN_AFTER_MS = 15 * 60_000;
const CHUNK = 100;
const CHUNKS_AT_ONCE = 8;
const WRITES_AT_ONCE = 10;

/**
 * Queues a pull of every listing that is due and moves its next run by a quarter of an hour; the pull itself sets the
 * true one. A tick that is cut short has queued what it could, and the next one goes on.
 *
 * @throws Error at the end when some could not be queued
 */
export async function queueDue(needs: ScheduleNeeds): Promise<Tick> {
  const at = needs.now();
  const tick = { queued: 0, failed: 0 };
  for await (const chunks of inGroups(inGroups(needs.pulls.listDue(at), CHUNK), CHUNKS_AT_ONCE)) {
    await inParallel(chunks, CHUNKS_AT_ONCE, async (chunk) => {
      const isQueued = await queueChunk(chunk, at, needs);
      tick[isQueued ? 'queued' : 'failed'] += chunk.length;
    });
  }
  log.info('listings.queued', tick);
  if (tick.failed > 0) throw new Error(`${tick.failed} listings could not be queued; they are still due.`);
  return tick;
}

async function queueChunk(chunk: readonly ListingRef[], at: string, needs: ScheduleNeeds): Promise<boolean> {
  const later = new Date(Date.parse(at) + AGAIN_AFTER_MS).toISOString();
  try {
    await needs.queue.send(chunk.map(({ clinicId, listingId }) => ({ body: { clinicId, listingId } })));
    await inParallel(chunk, WRITES_AT_ONCE, (ref) => needs.pulls.postpone(ref, at, later));
    return true;
  } catch (error) {
    log.error('listings.not-queued', error, { count: chunk.length });
    return false;
  }
}
