import { type Clinic, openingPolicyOf } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import { isShownByPolicy, putBack } from '../domain/follow-review.ts';
import type { Moderation } from '../domain/moderation.ts';
import { inParallel } from '../platform/batch.ts';
import { moderationSubject } from './find-moderation.ts';
import type { AdminNeeds } from './needs.ts';

const AT_ONCE = 10;

/**
 * Lets everything wait for a person that a policy showed which the clinic has no more, so that staff find it where they
 * find all that nobody has read. The gate has taken it off the pages already: this may die half-way, be done again,
 * and lose to whoever decides at the same moment.
 *
 * @returns how many were put back
 */
export async function putBackShownByPolicy(
  clinic: Clinic,
  needs: Pick<AdminNeeds, 'moderations' | 'now'>,
): Promise<number> {
  const { clinicId } = clinic;
  const isOver = (state: Pick<Moderation, 'status' | 'decidedBy' | 'source'>) =>
    isShownByPolicy(state) && openingPolicyOf(clinic, state.source) !== 'show-unflagged';
  const states = await needs.moderations.listStates(clinicId);
  const done = await inParallel(states.filter(isOver), AT_ONCE, async ({ reviewId }) => {
    const before = await needs.moderations.find(clinicId, reviewId);
    return before && isOver(before) ? await letWait(before, needs) : false;
  });
  return done.filter(Boolean).length;
}

async function letWait(
  before: Moderation,
  { moderations, now }: Pick<AdminNeeds, 'moderations' | 'now'>,
): Promise<boolean> {
  const at = now();
  const { action, by, moderation: after } = putBack({ ...before, version: before.version + 1 }, at);
  try {
    await moderations.save({ before, after, audit: { subject: moderationSubject(before), action, by, at } });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.kind === 'conflict') return false;
    throw error;
  }
}
