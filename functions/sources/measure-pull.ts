import type { Metrics } from '../platform/metrics.ts';
import type { PullResult } from './pull.ts';

/**
 * Puts how a pull went, by source and outcome and never by listing. What did not happen is not put: a value that is
 * only ever zero costs as much as any other.
 */
export function measurePull(result: PullResult, metrics: Metrics): void {
  if ('skipped' in result || 'purged' in result) return;
  const Source = result.source;
  if ('waits' in result) {
    metrics.put({ Source, Outcome: `waits-${result.waits.why}` }, { Runs: 1 });
    return;
  }
  const { startedAt, finishedAt, outcome, counts } = result.run;
  metrics.put({ Source, Outcome: outcome }, { Runs: 1 });
  metrics.put(
    { Source },
    {
      RunMs: Date.parse(finishedAt) - Date.parse(startedAt),
      ...(counts.stored > 0 && { ReviewsStored: counts.stored }),
      ...(counts.refused > 0 && { RowsRefused: counts.refused }),
    },
  );
}
