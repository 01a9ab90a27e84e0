import { AppError } from './error.ts';

/** Who can ask to take a review down because consent is withdrawn: roles only, never a name. */
export const CONSENT_WITHDRAWERS = ['patient', 'guardian', 'other-representative'] as const;
export type ConsentWithdrawer = (typeof CONSENT_WITHDRAWERS)[number];

/** The clinic's record of a withdrawn consent. */
export interface ConsentWithdrawal {
  readonly askedBy: ConsentWithdrawer;
  /** Day on which it was asked, `YYYY-MM-DD`, where the clinic is; never in the future. */
  readonly askedOn: string;
}

/** The zone that is first to begin a day is 14 hours ahead of UTC. */
const FIRST_ZONE_MS = 14 * 3_600_000;

/**
 * Refuses a day that has begun nowhere on Earth yet.
 *
 * @param now instant, ISO 8601 UTC
 * @throws AppError `invalid`
 */
export function refuseFutureDay({ askedOn }: ConsentWithdrawal, now: string): void {
  const latest = new Date(Date.parse(now) + FIRST_ZONE_MS).toISOString().slice(0, 10);
  if (askedOn <= latest) return;
  throw new AppError('invalid', 'The day on which consent was withdrawn is still to come.', {
    issues: [{ path: 'withdrawal.askedOn', message: 'Give the day it was asked, today at the latest.' }],
  });
}
