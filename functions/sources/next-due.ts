import type { Listing } from '../domain/clinic.ts';
import { endsWell, type PullRun } from '../domain/pull.ts';
import { spread } from '../domain/retention.ts';

/** How a run ended, as far as it decides when the next one is due. */
export interface RunEnd {
  readonly outcome: PullRun['outcome'];
  /** When the source wants to be asked again, ISO 8601 UTC. */
  readonly retryAt?: string;
  /** Runs that failed in a row, this one included. */
  readonly failuresInARow: number;
  /** True when the reading goes on in the next run. */
  readonly goesOn: boolean;
  /** Instant, ISO 8601 UTC. */
  readonly finishedAt: string;
}

const MINUTE_MS = 60_000;
const FIRST_BACK_OFF_MS = 15 * MINUTE_MS;
const MOST_DOUBLINGS = 10;

/** Only a person can end these; asking more often than the listing's own interval does not help. */
const WAITS_FOR_PERSON: readonly PullRun['outcome'][] = [
  'not-approved',
  'no-key',
  'config',
  'forbidden',
  'moved',
];

/**
 * When a listing is due after a run, ISO 8601 UTC: after its interval when all went well, sooner after a failure that
 * may pass (15 minutes, doubling), at once when the reading goes on. Up to a tenth is taken off, by listing and run,
 * so that listings that were due together drift apart; a source that said when to come back is never asked earlier.
 *
 * @returns `undefined` when consent has ended: there is nothing to ask for until somebody connects anew
 */
export function nextDue(listing: Listing, end: RunEnd): string | undefined {
  if (end.outcome === 'grant-expired') return undefined;
  const finished = Date.parse(end.finishedAt);
  const chance = spread(`${listing.clinicId}/${listing.listingId}/${end.finishedAt}`);
  const early = Math.round(pauseMs(listing, end) * (1 - chance / 10));
  const told = end.retryAt === undefined ? 0 : Date.parse(end.retryAt) + chance * 5 * MINUTE_MS;
  return new Date(Math.max(finished + early, told)).toISOString();
}

function pauseMs({ pullEveryHours }: Listing, { outcome, failuresInARow, goesOn, retryAt }: RunEnd): number {
  const interval = pullEveryHours * 60 * MINUTE_MS;
  if (endsWell(outcome)) return goesOn ? 0 : interval;
  if (WAITS_FOR_PERSON.includes(outcome)) return interval;
  if (outcome === 'quota-day' && retryAt !== undefined) return 0;
  const doublings = Math.min(Math.max(0, failuresInARow - 1), MOST_DOUBLINGS);
  return Math.min(FIRST_BACK_OFF_MS * 2 ** doublings, interval);
}
