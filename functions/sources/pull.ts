import { isConnected, type Listing } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import { endsWell, type Pull, type PullRun } from '../domain/pull.ts';
import type { SourceName } from '../domain/review.ts';
import type { Wait } from '../domain/source-gate.ts';
import { log } from '../platform/log.ts';
import type { Clinics } from '../store/clinics.ts';
import type { Lease, Leases, ListingRef } from '../store/leases.ts';
import type { Pulls } from '../store/pulls.ts';
import type { Refusals } from '../store/refusals.ts';
import type { Reviews } from '../store/reviews.ts';
import type { SourceSwitches } from '../store/source-switches.ts';
import type { Summaries } from '../store/summaries.ts';
import { askMissing } from './ask-missing.ts';
import { putOffIfClosed } from './close-listing.ts';
import { finishRun } from './finish-run.ts';
import { leaveSample } from './leave-sample.ts';
import { nextDue } from './next-due.ts';
import type { OpenPass } from './pacing.ts';
import { purgeListing } from './purge-listing.ts';
import { type Reading, readListing } from './read-listing.ts';
import { saveSummary } from './save-summary.ts';
import { settleReading } from './settle-reading.ts';
import type { Source } from './source.ts';
import type { Tally } from './write-page.ts';

/** What a listing is pulled with. */
export interface PullNeeds {
  readonly sources: Readonly<Partial<Record<SourceName, Source>>>;
  /** Who keeps the rate of a source; one without is called freely. */
  readonly passes: Readonly<Partial<Record<SourceName, OpenPass>>>;
  readonly clinics: Pick<Clinics, 'findListing'>;
  readonly reviews: Reviews;
  readonly summaries: Summaries;
  readonly pulls: Pulls;
  readonly leases: Leases;
  readonly refusals: Refusals;
  readonly sourceSwitches: Pick<SourceSwitches, 'find'>;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
  /** Milliseconds until the run must be over; near the end it stops, and goes on in the next run. */
  readonly remainingMs: () => number;
}

/** A listing to pull, and since when somebody wants it to be. */
export interface PullRequest extends ListingRef {
  /** When it was asked for, ISO 8601 UTC; a listing that was pulled since is left alone. */
  readonly sentAt?: string;
}

/**
 * What came of a pull: a run, or why there was none. A source's failure is an outcome, not an error. It `waits` when
 * the source must not be called now; the listing is due again then.
 */
export type PullResult =
  | { readonly source: SourceName; readonly run: PullRun }
  | { readonly source: SourceName; readonly waits: Wait }
  | { readonly purged: number }
  | { readonly skipped: Skipped };

type Skipped = 'held' | 'paused' | 'unconnected' | 'unknown' | 'done' | 'closed';

const DAY_MS = 86_400_000;

/**
 * Pulls one listing: reads its source, writes what is new, changed or about to lapse, settles what a whole reading
 * misses, and leaves a record of the run. What was pulled of a listing that was disconnected is deleted instead. Only
 * one worker at a time does so; the others skip it.
 *
 * @throws whatever is not the source's fault; the run may be repeated
 */
export async function pullListing(ref: PullRequest, needs: PullNeeds): Promise<PullResult> {
  const { leases, now, remainingMs } = needs;
  const startedAt = now();
  const until = new Date(Date.parse(startedAt) + remainingMs()).toISOString();
  const lease = await leases.take(ref, startedAt, until);
  if (!lease) return skip(ref, 'held');
  try {
    return await pullHeld(lease, { startedAt, ...ref }, needs);
  } finally {
    await leases.release(lease, now());
  }
}

function skip({ clinicId, listingId }: ListingRef, skipped: Skipped): PullResult {
  log.info('pull.skipped', { clinicId, listingId, skipped });
  return { skipped };
}

async function pullHeld(
  lease: Lease,
  { startedAt, sentAt = '' }: Pick<PullRequest, 'sentAt'> & Pick<RunTask, 'startedAt'>,
  needs: PullNeeds,
): Promise<PullResult> {
  const { clinicId, listingId } = lease;
  const [listing, known] = await Promise.all([
    needs.clinics.findListing(clinicId, listingId),
    needs.pulls.find(lease),
  ]);
  if (listing?.disconnectedAt !== undefined) return await purge(listing, lease, needs);
  if (!listing || listing.isPaused || !isConnected(listing)) {
    if (known?.dueAt !== undefined) await unplan(known, lease, needs.pulls);
    await goOnIfChosen(lease, needs);
    return skip(lease, whyNot(listing));
  }
  const [lastRun] = known?.runs ?? [];
  if (sentAt !== '' && lastRun && lastRun.startedAt > sentAt) return skip(lease, 'done');
  const before: Pull = known ?? { clinicId, listingId, failuresInARow: 0, runs: [] };
  if (await putOffIfClosed(listing, before, lease, needs)) return skip(lease, 'closed');
  const result = await runOnce({ listing, before, lease, startedAt }, needs);
  return (await followChanges(listing, result, lease, needs)) ?? result;
}

/** What a person did while the run was under way could not see the outcome that the run has written since. */
async function followChanges(
  listing: Listing,
  result: PullResult,
  lease: Lease,
  needs: PullNeeds,
): Promise<PullResult | undefined> {
  const now = await needs.clinics.findListing(listing.clinicId, listing.listingId);
  if (now?.disconnectedAt !== undefined) return await purge(now, lease, needs);
  const isReconnected = needs.sources[listing.source]?.isReconnected;
  const isEnded = 'run' in result && result.run.outcome === 'grant-expired';
  if (isEnded && (await isReconnected?.(now ?? listing))) {
    await needs.pulls.resume(listing, needs.now());
  }
  return undefined;
}

/** Empties a disconnected listing; has it read again when somebody chose it anew meanwhile. */
async function purge(listing: Listing, lease: Lease, needs: PullNeeds): Promise<PullResult> {
  const purged = await purgeListing(listing, lease, needs);
  await goOnIfChosen(lease, needs);
  return purged;
}

/** A listing that a person has put back to work just now must not lose its next run to what was written since. */
async function goOnIfChosen({ clinicId, listingId }: ListingRef, needs: PullNeeds): Promise<void> {
  const now = await needs.clinics.findListing(clinicId, listingId);
  const isRead = now && now.disconnectedAt === undefined && !now.isPaused && isConnected(now);
  if (isRead) await needs.pulls.resume(now, needs.now());
}

function whyNot(listing: Listing | undefined): Skipped {
  if (!listing) return 'unknown';
  return listing.isPaused ? 'paused' : 'unconnected';
}

/** Takes a listing off the list of those that are due, and of those that are watched. */
async function unplan(
  { dueAt: _, watch: __, ...unplanned }: Pull,
  lease: Lease,
  pulls: Pulls,
): Promise<void> {
  await pulls.finish(unplanned, lease);
}

/** One run, and what it starts from. */
interface RunTask {
  readonly listing: Listing;
  readonly before: Pull;
  readonly lease: Lease;
  readonly startedAt: string;
}

async function runOnce(task: RunTask, needs: PullNeeds): Promise<PullResult> {
  const { listing, before, startedAt } = task;
  const { clinicId, listingId, source: name } = listing;
  const marks = await needs.reviews.listMarks(clinicId, listingId);
  const tally = noCounts();
  const from = freshCheckpoint(before, startedAt);
  const source = needs.sources[name] ?? noSource(name);
  const known = new Map(marks.map((mark) => [mark.reviewId, mark]));
  const pass = needs.passes[name]?.(listing, marks.length);
  const read = await readListing(
    { listing, marks: known, tally, ...(from && { from }) },
    { ...needs, source, pass },
  );
  const wait = pass?.wait();
  const asked = await askMissing(
    { listing, reading: read, marks, tally, from: before.askedUpTo },
    { ...needs, source, pass },
  );
  await pass?.close(read);
  if (wait && !read.hasRead && wait.why !== 'quota-day') return waitUntil(wait, task, needs);
  const reading = wait ? cutShort(read, wait) : read;
  const { found, marks: marksNow } = asked;
  const settled = await settleReading({ ...task, reading, marks: marksNow, found, tally }, needs);
  const { freeze } = settled;
  if (!source.listsAll && endsWell(reading.outcome) && !reading.checkpoint) {
    await leaveSample(listing, marks, reading.record, needs.reviews);
  }
  const { stated } = reading;
  // A total of 0 is not believed beside reviews that are there, or of which that is not certain yet.
  if (stated && !(stated.count === 0 && (freeze || found.size > 0)))
    await saveSummary(listing, stated, needs.summaries, needs.now());
  const leastHours = (await pass?.leastHours()) ?? 0;
  const ended = { ...task, reading, tally, leastHours, asked, ...settled, ...(wait && { wait }) };
  return { source: name, run: await finishRun(ended, needs) };
}

/** A reading that had to make way for others has gone as far as it could, and goes on later. */
function cutShort({ message: _, ...reading }: Reading, { why }: Wait): Reading {
  return why === 'quota-day' ? reading : { ...reading, outcome: 'done' };
}

/** Nothing was read, and nothing has failed: only the time of the next run changes. */
async function waitUntil(
  wait: Wait,
  { listing, before, lease }: RunTask,
  needs: PullNeeds,
): Promise<PullResult> {
  const { failuresInARow } = before;
  const end = { outcome: 'done', goesOn: true, retryAt: wait.until, failuresInARow } as const;
  const dueAt = nextDue(listing, { ...end, finishedAt: needs.now() });
  const { clinicId, listingId, source } = listing;
  await needs.pulls.finish({ ...before, ...(dueAt !== undefined && { dueAt }) }, lease);
  log.info('pull.postponed', { clinicId, listingId, source, why: wait.why });
  return { source, waits: wait };
}

function noCounts(): Tally {
  return { served: 0, stored: 0, renewed: 0, unchanged: 0, refused: 0, erased: 0, withdrawn: 0, deleted: 0 };
}

/** A reading that takes longer than a day says nothing about a listing as a whole. */
function freshCheckpoint({ checkpoint }: Pull, now: string): Pull['checkpoint'] {
  return checkpoint && Date.parse(now) - Date.parse(checkpoint.since) < DAY_MS ? checkpoint : undefined;
}

function noSource(name: SourceName): Source {
  const scan = (): never => {
    throw new AppError('source-failed', `There is no way to pull ${name} listings.`, { reason: 'config' });
  };
  return { name, listsAll: false, scan };
}
