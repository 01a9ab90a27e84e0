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
  /** The reviews that were stored when the run began. */
  readonly marks: readonly ReviewMark[];
  /** What the run did; how many were withdrawn and deleted is written into it. */
  readonly tally: Tally;
}

/**
 * Does what the reviews ask for that a reading did not find: hides them, deletes them, or freezes deletions when too
 * many vanished at once. A reading that is not coherent says nothing about what is missing.
 *
 * @returns the freeze that is in force from now on; `undefined` when there is none
 * @throws Error when another worker took the lease over before a new freeze was kept; nothing was hidden then
 */
export async function settleReading(
  task: Settling,
  needs: Pick<PullNeeds, 'now' | 'sources' | 'reviews' | 'pulls'>,
): Promise<Freeze | undefined> {
  const { listing, before, reading, marks, tally } = task;
  const at = needs.now();
  if (reading.isEmptied) return freezeEmptied(marks.length, before.freeze, at);
  if (!reading.isCoherent) return before.freeze;
  const isSure = needs.sources[listing.source]?.isOwnRecord === true;
  const planned = isSure ? planSureAbsences : planAbsences;
  const plan = planned(marks, reading.record.has, before.freeze, at);
  await keepFreeze(task, plan, needs.pulls);
  await settleAbsences(listing, plan, needs.reviews, at);
  tally.withdrawn = plan.withdraw.length;
  tally.deleted = plan.remove.length;
  return plan.freeze;
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
