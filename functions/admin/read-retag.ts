import { covers } from '../domain/content-hash.ts';
import { type ConditionChange, isRunning, type RetagExample, type RetagJob } from '../domain/job.ts';
import type { ConditionChangeView, RetagExampleView, RetagView } from '../domain/retag-view.ts';
import type { Review } from '../domain/review.ts';
import { cutExcerpt } from './cut-excerpt.ts';
import type { AdminNeeds } from './needs.ts';
import { readStaffNames } from './staff-names.ts';

/** Every page of the work leaves its mark within seconds; after this long something is in the way. */
const STALLED_AFTER_MS = 3 * 60_000;

/** How reading a clinic's reviews anew stands, with examples once it is not at work. */
export async function readRetag(clinicId: string, needs: AdminNeeds): Promise<RetagView> {
  const job = await needs.jobs.find(clinicId);
  if (!job) return {};
  const [names, conditions] = await Promise.all([
    readStaffNames(clinicId, [job.askedBy, job.appliedBy], needs),
    isRunning(job) ? [] : readChanges(job, needs),
  ]);
  const { phase, lexiconVersion, version, appliedBy, askedAt, startedAt, updatedAt, total, counts } = job;
  const idleMs = Date.parse(needs.now()) - Date.parse(updatedAt);
  return {
    job: {
      phase,
      lexiconVersion,
      version,
      askedBy: names.of(job.askedBy),
      ...(appliedBy !== undefined && { appliedBy: names.of(appliedBy) }),
      askedAt,
      startedAt,
      updatedAt,
      isStalled: isRunning(job) && idleMs > STALLED_AFTER_MS,
      read: counts.read,
      ...(total !== undefined && { total }),
      changed: counts.changed,
      rewritten: counts.rewritten,
      conditions,
    },
  };
}

async function readChanges(
  { clinicId, counts }: RetagJob,
  { reviews }: AdminNeeds,
): Promise<readonly ConditionChangeView[]> {
  const examples = counts.conditions.flatMap((change) => change.examples);
  const refs = new Map(
    examples.map(({ listingId, reviewId }) => [reviewId, { clinicId, listingId, reviewId }]),
  );
  const found = await reviews.findMany([...refs.values()]);
  const reviewOf = new Map(found.map((review) => [review.reviewId, review]));
  return counts.conditions
    .map((change) => toChangeView(change, reviewOf))
    .toSorted((a, b) => sizeOf(b) - sizeOf(a));
}

function toChangeView(
  { conditionId, counts, examples }: ConditionChange,
  reviewOf: ReadonlyMap<string, Review>,
): ConditionChangeView {
  return {
    conditionId,
    counts,
    examples: examples.flatMap((example) => toExampleView(example, reviewOf.get(example.reviewId))),
  };
}

/** Nothing for a review that is gone, or says something else by now. */
function toExampleView(
  { effect, reviewId, contentHash, start, end }: RetagExample,
  review: Review | undefined,
): readonly RetagExampleView[] {
  if (!review?.text || review.withdrawnAt !== undefined || !covers(contentHash, review.contentHash))
    return [];
  const { source, writtenOn, text } = review;
  return [{ effect, reviewId, source, writtenOn, excerpt: cutExcerpt(text, [[start, end]]) }];
}

function sizeOf({ counts: { added, proposed, removed } }: ConditionChangeView): number {
  return added + proposed + removed;
}
