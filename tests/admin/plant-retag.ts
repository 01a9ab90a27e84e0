import type { RetagJob } from '../../functions/domain/job.ts';
import type { Review } from '../../functions/domain/review.ts';
import { openJobs } from '../../functions/store/jobs.ts';
import { NOW } from '../support/builders.ts';
import { reviewIdOf, type StaffApi, seedReview } from './staff-api.ts';

/** A preview that found nothing, ready to be applied. */
export function aJob(differs: Partial<RetagJob> & Pick<RetagJob, 'clinicId'>): RetagJob {
  return {
    lexiconVersion: 'present',
    phase: 'ready',
    askedBy: `${differs.clinicId}-staff`,
    askedAt: NOW,
    counts: { read: 0, changed: 0, rewritten: 0, conditions: [] },
    startedAt: NOW,
    updatedAt: NOW,
    version: 1,
    ...differs,
  };
}

/** Stores a job in the place of the one before, if any. */
export async function plantJob({ tables }: StaffApi, job: RetagJob): Promise<void> {
  const jobs = openJobs(tables.ledger);
  await jobs.save({ before: await jobs.find(job.clinicId), after: job });
}

/** What may differ of a planted proposal. */
export interface ProposalSeed {
  readonly conditionId?: string;
  /** The words that say it; part of `text`. */
  readonly words?: string;
  readonly text?: string;
  readonly status?: 'shown' | 'waiting';
  readonly review?: Partial<Review>;
}

/** Stores a shown review for which a condition is proposed: its n-th. */
export async function plantProposal(
  api: StaffApi,
  clinicId: string,
  n: number,
  seed: ProposalSeed = {},
): Promise<Review> {
  const {
    conditionId = 'knee-pain',
    words = 'knee',
    text = 'My sciatica and my knee are better.',
    status = 'shown',
  } = seed;
  const start = text.indexOf(words);
  const tag = {
    conditionId,
    start,
    end: start + words.length,
    rule: `words:${words}`,
    confidence: 'suggested' as const,
    proposedIn: 'present',
  };
  return await seedReview(api, clinicId, {
    review: { reviewId: reviewIdOf(n), text, ...seed.review },
    tagging: { tags: [tag] },
    moderation: { status, ...(status === 'shown' && { decidedBy: `${clinicId}-owner`, decidedAt: NOW }) },
  });
}
