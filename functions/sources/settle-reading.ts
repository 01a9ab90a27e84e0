import type { Listing } from '../domain/clinic.ts';
import type { Freeze, Pull } from '../domain/pull.ts';
import { log } from '../platform/log.ts';
import type { Lease } from '../store/leases.ts';
import type { ReviewMark } from '../store/reviews.ts';
import { type AbsencePlan, freezeEmptied, planAbsences, planSureAbsences } from './plan-absences.ts';
import type { PullNeeds } from './pull.ts';
import type { Reading } from './read-listing.ts';
import { settleAbsences } from './settle-absences.ts';
import type { Tally } from './write-page.ts';

/** A reading that is over, with what was known of its listing before. */
export interface Settling {
  readonly listing: Listing;
  readonly before: Pull;
  readonly lease: Lease;
  readonly reading: Reading;
  /** Reviews that the list misses and the source has all the same. */
  readonly found: ReadonlySet<string>;
  /** The reviews that were stored when the run began, and what asking about the missing ones has made of them. */
  readonly marks: readonly ReviewMark[];
  /** What the run did; how many were withdrawn and deleted is written into it. */
  readonly tally: Tally;
}

/** What is so after a reading was settled. */
export interface Settled {
  readonly freeze?: Freeze;
  /** Reviews that vanished with many others stay on display until a second whole reading, an hour later. */
  readonly isWaiting: boolean;
}

/**
 * Does what the reviews ask for that a reading did not find: hides them, deletes them, or freezes deletions when too
 * many vanished at once. A reading that is not coherent says nothing about what is missing.
 *
 * @returns the freeze that is in force from now on, and whether reviews wait for a second reading
 * @throws Error when another worker took the lease over before a new freeze was kept; nothing was hidden then
 */
export async function settleReading(
  task: Settling,
  needs: Pick<PullNeeds, 'now' | 'sources' | 'reviews' | 'pulls'>,
): Promise<Settled> {
  const { listing, before, reading, marks, tally, found } = task;
  const at = needs.now();
  if (reading.isEmptied) return toSettled(freezeEmptied(countOpen(marks, found), before.freeze, at));
  if (!reading.isCoherent) return toSettled(before.freeze);
  const isSure = needs.sources[listing.source]?.isOwnRecord === true;
  const planned = isSure ? planSureAbsences : planAbsences;
  const isSeen = (id: string) => found.has(id) || reading.record.has(id);
  const plan = planned(marks, isSeen, before.freeze, at);
  await keepFreeze(task, plan, needs.pulls);
  await settleAbsences(listing, plan, needs.reviews, at);
  tally.withdrawn += plan.withdraw.length;
  tally.deleted += plan.remove.length;
  return toSettled(plan.freeze, plan.wait.length > 0);
}

/** Reviews of which nobody has told yet whether they are there. */
function countOpen(marks: readonly ReviewMark[], found: ReadonlySet<string>): number {
  return marks.filter(({ reviewId, deniedAt }) => !found.has(reviewId) && deniedAt === undefined).length;
}

function toSettled(freeze: Freeze | undefined, isWaiting = false): Settled {
  return { isWaiting, ...(freeze && { freeze }) };
}

/** A new freeze is kept before anything is hidden: if this run broke off, the next one could not see it any more. */
async function keepFreeze(
  { before, lease }: Settling,
  { freeze }: AbsencePlan<ReviewMark>,
  pulls: PullNeeds['pulls'],
): Promise<void> {
  if (!freeze || before.freeze) return;
  const { clinicId, listingId } = lease;
  log.warn('deletions.frozen', { clinicId, listingId, vanished: freeze.vanished });
  const isKept = await pulls.finish({ ...before, freeze }, lease);
  if (!isKept) throw new Error('Another worker took the lease of this listing over.');
}
