import { leavesAt } from '../domain/import.ts';
import type { WatchState } from '../domain/listing-watch.ts';
import { hasLapsed } from '../domain/retention.ts';
import type { SourceName } from '../domain/review.ts';
import { log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Imports } from '../store/imports.ts';
import type { Pulls, WatchedListing } from '../store/pulls.ts';

/** What the health of all listings is looked at with. */
export interface HealthNeeds {
  readonly pulls: Pick<Pulls, 'listWatched' | 'find'>;
  readonly imports: Pick<Imports, 'find'>;
  readonly metrics: Metrics;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

type State = WatchState | 'well';

/**
 * Counts all listings by source and state, and puts the counts: `well`, or what they need a person for. Each state also
 * over all sources, for its alarm; what nobody is in is not put. Reads an index of keys, and of the listings only those
 * with a copy that is about to leave.
 */
export async function lookAtHealth(needs: HealthNeeds): Promise<void> {
  const { pulls, metrics, now } = needs;
  const at = now();
  const counts = new Map<SourceName, Map<State, number>>();
  for await (const listing of pulls.listWatched()) {
    const state = await stateAt(listing, at, needs);
    if (!state) continue;
    const { source } = listing.watch;
    const ofSource = counts.get(source) ?? new Map<State, number>();
    counts.set(source, ofSource.set(state, (ofSource.get(state) ?? 0) + 1));
  }
  const all = new Map<State, number>();
  for (const [source, states] of counts) {
    for (const [state, count] of states) {
      metrics.put({ Source: source, State: state }, { Listings: count });
      all.set(state, (all.get(state) ?? 0) + count);
    }
  }
  for (const [state, count] of all) {
    if (state !== 'well') metrics.put({ State: state }, { Listings: count });
  }
  log.info('listings.watched', Object.fromEntries(all));
}

/** `undefined` for a copy that nobody has to care for: it is not about to leave, or its reviews came in another way. */
async function stateAt(listing: WatchedListing, at: string, needs: HealthNeeds): Promise<State | undefined> {
  const { state, from } = listing.watch;
  const isCopy = state === 'copy-ending';
  if (from > at) return isCopy ? undefined : 'well';
  return isCopy && !(await isCopyLeaving(listing, at, needs)) ? undefined : state;
}

async function isCopyLeaving(listing: WatchedListing, at: string, { pulls, imports }: HealthNeeds) {
  const [copy, pull] = await Promise.all([imports.find(listing), pulls.find(listing)]);
  if (!copy || (pull?.lastGoodAt ?? '') > copy.exportedAt) return false;
  return !hasLapsed({ expiresAt: leavesAt(copy) }, at);
}
