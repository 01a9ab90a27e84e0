import { isRunning, type RetagJob, type RetagRequest } from '../domain/job.ts';
import type { JobStep } from '../store/jobs.ts';
import { NO_COUNTS } from './add-to-counts.ts';

/** What a request is judged by. */
export interface Present {
  /** The clinic's job as stored; absent before the first. */
  readonly job: RetagJob | undefined;
  /** Of the lexicon that is here. */
  readonly lexiconVersion: string;
  /** Instant, ISO 8601 UTC. */
  readonly now: string;
}

/**
 * Says what a request makes of a clinic's job. Requests that were followed already, or that speak of a preview which
 * is not the stored one, change nothing; while a job runs, every request only lets it go on. A job of another lexicon
 * begins again with a preview: nothing is applied that nobody has seen.
 *
 * @returns the step to save, or `undefined` when the job stays as it is
 */
export function nextJob(request: RetagRequest, { job, lexiconVersion, now }: Present): JobStep | undefined {
  const version = (job?.version ?? 0) + 1;
  const begun = { lexiconVersion, counts: NO_COUNTS, startedAt: now, updatedAt: now, version };
  const preview = (asked: Pick<RetagJob, 'clinicId' | 'askedBy' | 'askedAt'>): JobStep => {
    const { clinicId, askedBy, askedAt } = asked;
    return { before: job, after: { ...begun, clinicId, askedBy, askedAt, phase: 'previewing' } };
  };
  if (job && isRunning(job)) return job.lexiconVersion === lexiconVersion ? undefined : preview(job);
  if (request.action === 'go-on') return undefined;
  const { clinicId, by, at } = request;
  const asked = { clinicId, askedBy: by, askedAt: at };
  if (request.action === 'preview') return job && job.askedAt >= at ? undefined : preview(asked);
  if (job?.phase !== 'ready' || String(job.version) !== request.seenVersion) return undefined;
  if (job.lexiconVersion !== lexiconVersion) return preview(asked);
  const { askedBy, askedAt, counts } = job;
  const after = {
    ...begun,
    ...{ clinicId, askedBy, askedAt, appliedBy: by, total: counts.read },
    phase: 'applying',
  } as const;
  return { before: job, after, audit: { subject: 'job/retag', action: 'changed', by, at: now } };
}
