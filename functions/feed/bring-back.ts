import { log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { CountedQueue, DeadLetters, PutAside } from '../platform/queue.ts';
import { dueClinic, markClinicsDue } from './due-message.ts';
import { type MarkAllNeeds, markAllDue } from './mark-all-due.ts';

/** What bringing back works with. */
export interface BringBackNeeds extends MarkAllNeeds {
  /** Marks that could not be published. */
  readonly failedDue: DeadLetters;
  /** Changes that could not be turned into marks; which clinics they concern is not known any more. */
  readonly failedChanges: readonly CountedQueue[];
  readonly metrics: Metrics;
}

/** More than ten thousand marks at once wait for the next sweep. */
const MOST_BATCHES = 1000;

/**
 * Marks those clinics due again whose marks were put aside, so that no take-down waits for a person: tries are bounded,
 * a group of the queue is never held for long, and every sweep begins anew until the feed is published. What cannot be
 * read stays where it is. While changes were put aside, every clinic is due.
 *
 * Counts what it takes, as the alarm on dead letters would otherwise miss what is put aside between two sweeps.
 *
 * @param at instant of the sweep, ISO 8601 UTC
 * @returns how many clinics were marked; one with two marks counts twice
 */
export async function bringBack(at: string, needs: BringBackNeeds): Promise<number> {
  const { failedDue, failedChanges, metrics } = needs;
  let marked = 0;
  for (let batches = 0; batches < MOST_BATCHES; batches += 1) {
    const messages = await failedDue.receive();
    if (messages.length === 0) break;
    marked += await bringBackSome(messages, needs);
  }
  if (marked > 0) {
    log.warn('dues.brought-back', { count: marked });
    metrics.put({}, { DeadLetters: marked });
  }
  const lost = await Promise.all(failedChanges.map(({ count }) => count()));
  return lost.some((count) => count > 0) ? marked + (await markAllDue(`put-aside/${at}`, needs)) : marked;
}

/** Marks first: what is marked twice does no harm. */
async function bringBackSome(messages: readonly PutAside[], needs: BringBackNeeds): Promise<number> {
  const causes = new Map<string, string>();
  const readable = messages.filter((message) => {
    const clinicId = dueClinic(message.body);
    if (clinicId !== undefined) causes.set(clinicId, `put-aside/${message.messageId}`);
    return clinicId !== undefined;
  });
  await markClinicsDue([...causes.keys()], (clinicId) => causes.get(clinicId) ?? '', needs);
  await needs.failedDue.remove(readable);
  return readable.length;
}
