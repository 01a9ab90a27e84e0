/** Two ticks of the expiry schedule: whatever one tick misses, the next one still takes down in time. */
const MARGIN_MS = 10 * 60_000;

/**
 * The instant up to which everything published must stay allowed: what lapses by then is left out already, and a
 * feed that holds something lapsing by then is due. A head that the CDN keeps for its minute thus never
 * outlives what is in it.
 *
 * @param now ISO 8601 UTC, as is what is given
 */
export function takeDownHorizon(now: string): string {
  return new Date(Date.parse(now) + MARGIN_MS).toISOString();
}
