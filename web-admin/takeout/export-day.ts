import { today } from '../parts/dates.ts';
import type { Export } from './read-export.ts';

const DAY_MS = 86_400_000;
const KEPT_MS = 29 * DAY_MS;

/** The days on which an export can have been made that may still be taken, `YYYY-MM-DD`. */
export interface PossibleDays {
  readonly first: string;
  readonly last: string;
  /** The likeliest of them; empty when the file looks older than it may be. */
  readonly likely: string;
}

/**
 * Days on which an export can have been made: not before the last review in it, and not so long ago that nothing of it
 * may be kept.
 *
 * @param now milliseconds since 1970
 */
export function possibleDays({ notBefore = '', perhapsOn }: Export, now: number): PossibleDays {
  const last = today(now);
  const oldest = today(now - KEPT_MS + DAY_MS);
  const first = [oldest, notBefore].toSorted().at(-1) ?? oldest;
  const bounded = first > last ? last : first;
  const likely = perhapsOn < bounded ? '' : perhapsOn > last ? last : perhapsOn;
  return { first: bounded, last, likely };
}

/** The first instant of a day where the person is, ISO 8601 UTC: rather too early than too late. */
export function beginningOf(day: string): string {
  return new Date(`${day}T00:00:00`).toISOString();
}

/** When what an export brings must be gone, ISO 8601 UTC. */
export function leavesAt(exportedAt: string): string {
  return new Date(Date.parse(exportedAt) + KEPT_MS).toISOString();
}
