import { AppError } from '../domain/error.ts';
import { isRunning, type RetagJob, type RetagRequest } from '../domain/job.ts';
import { log } from '../platform/log.ts';
import type { Queue } from '../platform/queue.ts';
import type { Jobs } from '../store/jobs.ts';
import type { Reviews } from '../store/reviews.ts';
import { addToCounts } from './add-to-counts.ts';
import { nextJob } from './next-job.ts';
import { type Reread, type RereadNeeds, rereadReviews, writeReread } from './reread-reviews.ts';
import { goOnMessage } from './retag-request.ts';

/** What re-tagging works with. */
export interface RetagNeeds extends RereadNeeds {
  readonly reviews: Pick<Reviews, 'listPage' | 'findMany'>;
  readonly jobs: Jobs;
  /** The queue the requests come from. */
  readonly queue: Queue;
  readonly now: () => string;
  /** Milliseconds this run may still take. */
  readonly remainingMs: () => number;
  /** Waits, milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
}

/** Reviews of one page. */
const PAGE = 50;
/** From the beginning of a page to that of the next one. */
const PAGE_MS = 250;
/** A page with all its writes takes less than this, even when every one is refused at first. */
const RESERVE_MS = 15_000;

/**
 * Follows a request to read a clinic's reviews with a new lexicon, page by page, and asks for the rest when its time is
 * over. Requests may come twice, and a run may end at any point: the next one goes on where the job says.
 *
 * Its pace bounds what it uses: at most 200 reviews a second for a clinic. Measured for 1,000 reviews of half a KB: 2,150
 * read units (2,000 of them for taggings and decisions, consistently) and 90 write units for the job's own steps, 170
 * while applying. Applying writes 4 more for each review whose tags differ, a transaction with a look at its decision,
 * and nothing for the others.
 */
export async function retag(request: RetagRequest, needs: RetagNeeds): Promise<void> {
  try {
    let job = await openJob(request, needs);
    while (job && isRunning(job)) {
      if (needs.remainingMs() < RESERVE_MS) {
        await needs.queue.send([goOnMessage(job)]);
        return;
      }
      job = await takeStep(job, needs);
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'conflict') throw error;
    log.warn('retag.outrun', { clinicId: request.clinicId });
  }
}

async function openJob(request: RetagRequest, needs: RetagNeeds): Promise<RetagJob | undefined> {
  const { jobs, lexicon, now } = needs;
  const job = await jobs.find(request.clinicId);
  const step = nextJob(request, { job, lexiconVersion: lexicon.version, now: now() });
  if (!step) return job;
  await jobs.save(step);
  log.info('retag.begun', { clinicId: request.clinicId, phase: step.after.phase });
  return step.after;
}

/** One page, counted before it is written: a run that ends in between writes it again and does not count it again. */
async function takeStep(job: RetagJob, needs: RetagNeeds): Promise<RetagJob> {
  const { clinicId, phase, cursor } = job;
  const begunAt = Date.parse(needs.now());
  const from = cursor === undefined ? {} : { after: cursor };
  const { reviews, last } = await needs.reviews.listPage(clinicId, { limit: PAGE, ...from });
  const reread = await rereadReviews(reviews, needs);
  let counted = count(job, reread, last);
  if (phase === 'applying') {
    counted = await save(job, counted, needs);
    await writeReread(reread, needs);
  }
  const next = await save(phase === 'applying' ? counted : job, advance(counted, last), needs);
  if (isRunning(next)) await needs.pause(Math.max(0, PAGE_MS - (Date.parse(needs.now()) - begunAt)));
  return next;
}

function count(job: RetagJob, reread: readonly Reread[], last: string | undefined): RetagJob {
  const { countedTo } = job;
  const uncounted = reread.filter(({ place }) => countedTo === undefined || place > countedTo);
  const end = last ?? reread.at(-1)?.place;
  return {
    ...job,
    counts: addToCounts(job.counts, uncounted),
    ...(end !== undefined && (countedTo === undefined || end > countedTo) && { countedTo: end }),
  };
}

function advance(job: RetagJob, last: string | undefined): RetagJob {
  if (last !== undefined) return { ...job, cursor: last };
  const { cursor: _c, countedTo: _t, ...whole } = job;
  if (job.phase === 'applying') return { ...whole, phase: 'done' };
  return { ...whole, total: job.counts.read, phase: job.counts.rewritten > 0 ? 'ready' : 'done' };
}

async function save(before: RetagJob, job: RetagJob, { jobs, now }: RetagNeeds): Promise<RetagJob> {
  const after = { ...job, version: before.version + 1, updatedAt: now() };
  await jobs.save({ before, after });
  if (after.phase !== before.phase) logPhase(after);
  return after;
}

function logPhase({ clinicId, phase, lexiconVersion, counts }: RetagJob): void {
  const { read, changed, rewritten } = counts;
  log.info('retag.finished', { clinicId, phase, lexiconVersion, read, changed, rewritten });
}
