import type { WatchState } from '../domain/listing-watch.ts';
import type { SourceName } from '../domain/review.ts';
import { log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Pulls } from '../store/pulls.ts';

/** What the health of all listings is looked at with. */
export interface HealthNeeds {
  readonly pulls: Pick<Pulls, 'listWatched'>;
  readonly metrics: Metrics;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

type State = WatchState | 'well';

/**
 * Counts all listings by source and state, and puts the counts: `well`, or what they need a person for. Each state also
 * over all sources, for its alarm. Reads an index of keys and no listing.
 */
export async function lookAtHealth({ pulls, metrics, now }: HealthNeeds): Promise<void> {
  const at = now();
  const counts = new Map<SourceName, Map<State, number>>();
  for await (const { source, state, from } of pulls.listWatched()) {
    const present = from <= at ? state : 'well';
    const ofSource = counts.get(source) ?? new Map<State, number>();
    counts.set(source, ofSource.set(present, (ofSource.get(present) ?? 0) + 1));
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
