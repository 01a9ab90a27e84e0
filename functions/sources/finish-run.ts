import type { Listing } from '../domain/clinic.ts';
import { watchOf } from '../domain/listing-watch.ts';
import { endsWell, type Freeze, type ListGap, type Pull, type PullRun } from '../domain/pull.ts';
import type { Wait } from '../domain/source-gate.ts';
import { log } from '../platform/log.ts';
import type { Lease } from '../store/leases.ts';
import type { Pulls } from '../store/pulls.ts';
import type { Asked } from './ask-missing.ts';
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
  /** Reviews wait for a second whole reading, an hour later. Default false. */
  readonly isWaiting?: boolean;
  /** What came of asking about missing reviews; absent when nothing was asked. */
  readonly asked?: Pick<Asked, 'upTo'>;
  /** Why the run ended before the source had failed it; such a run is nobody's failure. */
  readonly wait?: Wait;
  /** Hours until the next run that the source's day affords at least. Default 0. */
  readonly leastHours?: number;
}

const MOST_RUNS = 20;
/** An hour, and the tenth that is taken off so that listings drift apart. */
const SECOND_READING_HOURS = 1.2;

/** Leaves the record of a run, with when the listing is due next, and says it in the log. */
export async function finishRun(
  ended: EndedRun,
  { pulls, now }: { readonly pulls: Pick<Pulls, 'finish'>; readonly now: () => string },
): Promise<PullRun> {
  const { before, lease, startedAt, reading, tally, freeze, wait } = ended;
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
  const dueAt = nextDue({ ...listing, pullEveryHours: hoursUntilNext(ended) }, end);
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
    ...learntOf(ended, finishedAt),
    ...(held && { held }),
    ...(checkpoint && { checkpoint }),
    watch: watchOf(listing, known, finishedAt),
  };
  const isKept = await pulls.finish(pull, lease);
  if (!isKept) log.warn('pull.outrun', { clinicId, listingId });
  logRun(listing, run, reading, failuresInARow);
  return run;
}

function hoursUntilNext({ listing, isWaiting = false, leastHours = 0 }: EndedRun): number {
  const own = listing.pullEveryHours;
  return Math.max(isWaiting ? Math.min(SECOND_READING_HOURS, own) : own, leastHours);
}

/** What the reading has told of the listing that the next ones go by. */
function learntOf(
  { before, reading: { movedTo, ...reading }, asked }: EndedRun,
  now: string,
): Pick<Pull, 'movedTo' | 'gap' | 'askedUpTo'> {
  const gap = gapAfter(before, reading, now);
  const askedUpTo = asked?.upTo;
  return {
    ...(movedTo !== undefined && { movedTo }),
    ...(gap && { gap }),
    ...(askedUpTo !== undefined && { askedUpTo }),
  };
}

/** A list and a total that disagree do so until a whole reading finds that they agree. */
function gapAfter({ gap }: Pull, reading: Reading, now: string): ListGap | undefined {
  if (reading.isCoherent) return undefined;
  const found = reading.hasEnd ? reading.record.gap() : undefined;
  return found ? { since: gap?.since ?? now, ...found } : gap;
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
