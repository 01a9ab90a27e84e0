import type { Listing } from './clinic.ts';
import type { Pull, PullRun } from './pull.ts';
import type { SourceName } from './review.ts';

/**
 * What of a listing needs a person, and which person.
 *
 * - `needs-reconnect`: the clinic's consent at Google is gone (the clinic)
 * - `not-approved`: Google has not approved the project (the operator applies, then waits)
 * - `config`: our key, client or project is set up wrongly (the operator)
 * - `forbidden`: the connected account may not read the listing (the clinic)
 * - `not-found`: the source did not know the listing three times in a row, or has moved it to another id (the clinic)
 * - `frozen`: many reviews vanished at once (the clinic)
 * - `format`: rows or answers are not in the documented form (the operator)
 * - `copy-ending`: a copy that a person brought in leaves the pages within a week (the clinic)
 * - `stale`: no good pull for 48 hours, and none of the above says why (the operator)
 */
export const WATCH_STATES = [
  'needs-reconnect',
  'not-approved',
  'config',
  'forbidden',
  'not-found',
  'frozen',
  'format',
  'copy-ending',
  'stale',
] as const;
export type WatchState = (typeof WATCH_STATES)[number];

/** From when on a listing needs a person, if nothing happens until then. */
export interface Watch {
  readonly source: SourceName;
  readonly state: WatchState;
  /** Instant, ISO 8601 UTC; in the future while all is well. */
  readonly from: string;
}

const STALE_HOURS = 48;
const COPY_WARNING_HOURS = 7 * 24;
const HOUR_MS = 3_600_000;
/** Google says at random that it does not know a listing; other answers may be of one bad hour. */
const TIMES_IN_A_ROW = 3;

const AT_ONCE: Readonly<Partial<Record<PullRun['outcome'], WatchState>>> = {
  'grant-expired': 'needs-reconnect',
  'not-approved': 'not-approved',
  'no-key': 'config',
  config: 'config',
  forbidden: 'forbidden',
  moved: 'not-found',
};
const AFTER_A_WHILE: Readonly<Partial<Record<PullRun['outcome'], WatchState>>> = {
  'not-found': 'not-found',
  'bad-response': 'format',
  'bad-request': 'format',
};

/** What a listing that is opened now waits for: its first good pull. */
export function watchFromNow(source: SourceName, now: string): Watch {
  return { source, state: 'stale', from: hoursAfter(now, STALE_HOURS) };
}

/** When a copy that was brought in is about to leave the pages: a week before `leavesAt`, ISO 8601 UTC. */
export function watchOfCopy(source: SourceName, leavesAt: string): Watch {
  return { source, state: 'copy-ending', from: hoursAfter(leavesAt, -COPY_WARNING_HOURS) };
}

/** From when on a listing needs a person, and what for. A listing that rests is not watched at all. */
export function watchOf(
  { source, pullEveryHours }: Pick<Listing, 'source' | 'pullEveryHours'>,
  pull: Pick<Pull, 'runs' | 'freeze' | 'lastGoodAt' | 'watch'>,
  now: string,
): Watch {
  const [last] = pull.runs;
  if (pull.freeze && pull.freeze.confirmedAt === undefined) {
    return { source, state: 'frozen', from: pull.freeze.since };
  }
  const state = last && stateOf(last, pull.runs);
  if (state) return { source, state, from: pull.watch?.state === state ? pull.watch.from : last.finishedAt };
  // A listing that is looked at less often than once a day is not stale before it missed two looks.
  const hours = Math.max(STALE_HOURS, 2 * pullEveryHours);
  const since = pull.lastGoodAt ?? pull.runs.at(-1)?.startedAt ?? now;
  return { source, state: 'stale', from: hoursAfter(since, hours) };
}

function stateOf(last: PullRun, runs: readonly PullRun[]): WatchState | undefined {
  const atOnce = AT_ONCE[last.outcome];
  if (atOnce) return atOnce;
  if (last.outcome === 'done') return last.counts.refused > 0 ? 'format' : undefined;
  return isRepeated(runs) ? AFTER_A_WHILE[last.outcome] : undefined;
}

/** Tells whether the newest runs all ended the same: so many that it is no accident. */
function isRepeated(runs: readonly Pick<PullRun, 'outcome'>[]): boolean {
  const newest = runs.slice(0, TIMES_IN_A_ROW);
  return newest.length === TIMES_IN_A_ROW && newest.every(({ outcome }) => outcome === newest[0]?.outcome);
}

function hoursAfter(at: string, hours: number): string {
  return new Date(Date.parse(at) + hours * HOUR_MS).toISOString();
}
