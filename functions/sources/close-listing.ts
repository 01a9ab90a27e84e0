import type { Listing } from '../domain/clinic.ts';
import { watchFromNow } from '../domain/listing-watch.ts';
import type { Pull } from '../domain/pull.ts';
import { closedBecause } from '../domain/source-switch.ts';
import type { Lease } from '../store/leases.ts';
import type { Pulls } from '../store/pulls.ts';
import type { SourceSwitches } from '../store/source-switches.ts';

/** What looking at a source's switch works with. */
export interface CloseNeeds {
  readonly sourceSwitches: Pick<SourceSwitches, 'find'>;
  readonly pulls: Pick<Pulls, 'finish'>;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/**
 * Puts a listing off whose source the operator has stopped, or never confirmed: nothing is asked of the source, and
 * the listing is looked at again after its interval, and not missed until then. Opening the source makes it due at once.
 *
 * @param before the listing's health until now
 * @returns whether the source is closed
 */
export async function putOffIfClosed(
  { source, pullEveryHours }: Listing,
  before: Pull,
  lease: Lease,
  { sourceSwitches, pulls, now }: CloseNeeds,
): Promise<boolean> {
  if (closedBecause(source, await sourceSwitches.find(source)) === undefined) return false;
  const dueAt = new Date(Date.parse(now()) + pullEveryHours * 3_600_000).toISOString();
  await pulls.finish({ ...before, dueAt, watch: watchFromNow(source, dueAt) }, lease);
  return true;
}
