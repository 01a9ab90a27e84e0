import type { Listing } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import type { Freeze, Pull, PullRun } from '../domain/pull.ts';
import type { SourceName } from '../domain/review.ts';
import { log } from '../platform/log.ts';
import type { Clinics } from '../store/clinics.ts';
import type { Lease, Leases, ListingRef } from '../store/leases.ts';
import type { Pulls } from '../store/pulls.ts';
import type { Refusals } from '../store/refusals.ts';
import type { ReviewMark, Reviews } from '../store/reviews.ts';
import type { Summaries } from '../store/summaries.ts';
import { finishRun } from './finish-run.ts';
import { type AbsencePlan, freezeEmptied, planAbsences, planSureAbsences } from './plan-absences.ts';
import { type Reading, readListing } from './read-listing.ts';
import { saveSummary } from './save-summary.ts';
import { settleAbsences } from './settle-absences.ts';
import type { Source } from './source.ts';
import type { Tally } from './write-page.ts';

/** What a listing is pulled with. */
export interface PullNeeds {
  readonly sources: Readonly<Partial<Record<SourceName, Source>>>;
  readonly clinics: Pick<Clinics, 'findListing'>;
  readonly reviews: Reviews;
  readonly summaries: Summaries;
  readonly pulls: Pulls;
  readonly leases: Leases;
  readonly refusals: Refusals;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
  /** Milliseconds until the run must be over; near the end it stops, and goes on in the next run. */
  readonly remainingMs: () => number;
}

/** What came of a pull: a run, or why there was none. A source's failure is an outcome, not an error. */
export type PullResult = { readonly run: PullRun } | { readonly skipped: 'held' | 'paused' | 'unknown' };

const DAY_MS = 86_400_000;

/**
 * Pulls one listing: reads its source, writes what is new, changed or about to lapse, settles what a whole reading
 * misses, and leaves a record of the run. Only one worker at a time does so; the others skip it.
 *
 * @throws whatever is not the source's fault; the run may be repeated
 */
export async function pullListing(ref: ListingRef, needs: PullNeeds): Promise<PullResult> {
  const { leases, now, remainingMs } = needs;
  const startedAt = now();
  const until = new Date(Date.parse(startedAt) + remainingMs()).toISOString();
  const lease = await leases.take(ref, startedAt, until);
  if (!lease) return skip(ref, 'held');
  try {
    return await pullHeld(lease, startedAt, needs);
  } finally {
    await leases.release(lease, now());
  }
}

function skip({ clinicId, listingId }: ListingRef, skipped: 'held' | 'paused' | 'unknown'): PullResult {
  log.info('pull.skipped', { clinicId, listingId, skipped });
  return { skipped };
}

async function pullHeld(lease: Lease, startedAt: string, needs: PullNeeds): Promise<PullResult> {
  const { clinicId, listingId } = lease;
  const [listing, known] = await Promise.all([
    needs.clinics.findListing(clinicId, listingId),
    needs.pulls.find(lease),
  ]);
  if (!listing || listing.isPaused) {
    if (known?.dueAt !== undefined) await unplan(known, lease, needs.pulls);
    return skip(lease, listing ? 'paused' : 'unknown');
  }
  const before: Pull = known ?? { clinicId, listingId, failuresInARow: 0, runs: [] };
  return { run: await runOnce({ listing, before, lease, startedAt }, needs) };
}

/** Takes a listing off the list of those that are due. */
async function unplan({ dueAt: _, ...unplanned }: Pull, lease: Lease, pulls: Pulls): Promise<void> {
  await pulls.finish(unplanned, lease);
}

/** One run, and what it starts from. */
interface RunTask {
  readonly listing: Listing;
  readonly before: Pull;
  readonly lease: Lease;
  readonly startedAt: string;
}

async function runOnce(task: RunTask, needs: PullNeeds): Promise<PullRun> {
  const { listing, before, startedAt } = task;
  const { clinicId, listingId, source: name } = listing;
  const marks = await needs.reviews.listMarks(clinicId, listingId);
  const tally = noCounts();
  const from = freshCheckpoint(before, startedAt);
  const source = needs.sources[name] ?? noSource(name);
  const known = new Map(marks.map((mark) => [mark.reviewId, mark]));
  const reading = await readListing(
    { listing, marks: known, tally, ...(from && { from }) },
    { ...needs, source },
  );
  const freeze = await settle({ ...task, reading, marks, tally }, needs);
  const { stated } = reading;
  if (stated && !(freeze && stated.count === 0))
    await saveSummary(listing, stated, needs.summaries, needs.now());
  return finishRun({ ...task, reading, tally, ...(freeze && { freeze }) }, needs);
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

interface Settling extends RunTask {
  readonly reading: Reading;
  readonly marks: readonly ReviewMark[];
  readonly tally: Tally;
}

/** Does what absences ask for, and gives the freeze in force from now on. */
async function settle(task: Settling, needs: PullNeeds): Promise<Freeze | undefined> {
  const { listing, before, reading, marks, tally } = task;
  const at = needs.now();
  if (reading.isEmptied) return freezeEmptied(marks.length, before.freeze, at);
  if (!reading.isCoherent) return before.freeze;
  const isSure = needs.sources[listing.source]?.isOwnRecord === true;
  const planned = isSure ? planSureAbsences : planAbsences;
  const plan = planned(marks, reading.record.has, before.freeze, at);
  await keepFreeze(task, plan, needs);
  await settleAbsences(listing, plan, needs.reviews, at);
  tally.withdrawn = plan.withdraw.length;
  tally.deleted = plan.remove.length;
  return plan.freeze;
}

/** A new freeze is kept before anything is hidden: if this run broke off, the next one could not see it any more. */
async function keepFreeze(
  { before, lease }: RunTask,
  { freeze }: AbsencePlan<ReviewMark>,
  needs: PullNeeds,
): Promise<void> {
  if (!freeze || before.freeze) return;
  const { clinicId, listingId } = lease;
  log.warn('deletions.frozen', { clinicId, listingId, vanished: freeze.vanished });
  const isKept = await needs.pulls.finish({ ...before, freeze }, lease);
  if (!isKept) throw new Error('Another worker took the lease of this listing over.');
}
