import type { Listing } from '../domain/clinic.ts';
import { watchOf } from '../domain/listing-watch.ts';
import { endsWell, type Freeze, type Pull, type PullRun } from '../domain/pull.ts';
import type { Wait } from '../domain/source-gate.ts';
import { log } from '../platform/log.ts';
import type { Lease } from '../store/leases.ts';
import type { Pulls } from '../store/pulls.ts';
import { nextDue } from './next-due.ts';
import type { Reading } from './read-listing.ts';
import type { Tally } from './write-page.ts';

/** A run that has done all it had to do. */
export interface EndedRun {
  readonly listing: Listing;
  /** The listing's health as it was when the run began. */
  readonly before: Pull;
  readonly lease: Lease;
  /** Instant, ISO 8601 UTC. */
  readonly startedAt: string;
  readonly reading: Reading;
  readonly tally: Tally;
  /** In force from now on. */
  readonly freeze?: Freeze;
  /** Why the run ended before the source had failed it; such a run is nobody's failure. */
  readonly wait?: Wait;
  /** Hours until the next run that the source's day affords at least. Default 0. */
  readonly leastHours?: number;
}

const MOST_RUNS = 20;

/** Leaves the record of a run, with when the listing is due next, and says it in the log. */
export async function finishRun(
  ended: EndedRun,
  { pulls, now }: { readonly pulls: Pick<Pulls, 'finish'>; readonly now: () => string },
): Promise<PullRun> {
  const { before, lease, startedAt, reading, tally, freeze, wait, leastHours = 0 } = ended;
  const { listing } = ended;
  const { clinicId, listingId } = listing;
  const { outcome, isCoherent, checkpoint } = reading;
  const finishedAt = now();
  const run: PullRun = { startedAt, finishedAt, outcome, isCoherent, counts: { ...tally } };
  const isGood = endsWell(outcome);
  const failuresInARow = isGood ? 0 : before.failuresInARow + (wait ? 0 : 1);
  const lastGoodAt = isGood ? finishedAt : before.lastGoodAt;
  const end = { ...reading, failuresInARow, goesOn: checkpoint !== undefined, finishedAt };
  const held = isCoherent ? reading.record.held() : before.held;
  const stretched = { ...listing, pullEveryHours: Math.max(listing.pullEveryHours, leastHours) };
  const dueAt = nextDue(stretched, end);
  const known = {
    ...(lastGoodAt !== undefined && { lastGoodAt }),
    ...(before.watch && { watch: before.watch }),
    ...(freeze && { freeze }),
    runs: [run, ...before.runs].slice(0, MOST_RUNS),
  };
  const pull: Pull = {
    clinicId,
    listingId,
    ...(dueAt !== undefined && { dueAt }),
    failuresInARow,
    ...known,
    ...(reading.movedTo !== undefined && { movedTo: reading.movedTo }),
    ...(held && { held }),
    ...(checkpoint && { checkpoint }),
    watch: watchOf(listing, known, finishedAt),
  };
  const isKept = await pulls.finish(pull, lease);
  if (!isKept) log.warn('pull.outrun', { clinicId, listingId });
  logRun(listing, run, reading, failuresInARow);
  return run;
}

function logRun(
  { clinicId, listingId, source }: Listing,
  run: PullRun,
  reading: Reading,
  failures: number,
): void {
  const { startedAt, finishedAt, outcome, isCoherent, counts } = run;
  const ms = Date.parse(finishedAt) - Date.parse(startedAt);
  const fields = {
    clinicId,
    listingId,
    source,
    isCoherent,
    goesOn: reading.checkpoint !== undefined,
    ms,
    ...counts,
  };
  if (endsWell(outcome)) log.info('listing.pulled', { ...fields, outcome });
  else log.warn('listing.failed', { ...fields, reason: outcome, failures, detail: reading.message });
}
