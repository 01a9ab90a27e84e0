import * as z from 'zod';
import type { Member } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import type { Freeze, Pull } from '../domain/pull.ts';
import type { Leases } from '../store/leases.ts';
import type { Pulls } from '../store/pulls.ts';

/** Body of the request: the freeze that the person saw, by its beginning. */
export const AbsenceBody = z.strictObject({ seenSince: z.iso.datetime() });

/** What confirming works with. */
export interface ConfirmNeeds {
  readonly pulls: Pick<Pulls, 'find' | 'change'>;
  readonly leases: Leases;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

const HELD_MS = 10_000;

/**
 * Takes a person's word that the reviews which vanished at once are gone. The listing is read again at once; when that
 * reading misses no more than the person saw, the freeze ends and what was missed for an hour is removed.
 *
 * @throws AppError `not-found` for a listing that was never pulled, `conflict` when another freeze or none is in force,
 *   or while the listing is being read
 */
export async function confirmAbsence(
  { clinicId, staffId }: Member,
  listingId: string,
  { seenSince }: z.infer<typeof AbsenceBody>,
  { pulls, leases, now }: ConfirmNeeds,
): Promise<Freeze> {
  const at = now();
  const ref = { clinicId, listingId };
  if (!(await pulls.find(ref))) throw new AppError('not-found', 'This clinic has no such listing.');
  const lease = await leases.take(ref, at, new Date(Date.parse(at) + HELD_MS).toISOString());
  if (!lease) throw new AppError('conflict', 'This listing is being read just now. Try again in a minute.');
  try {
    const pull = await pulls.find(ref);
    const freeze = pull?.freeze;
    if (!pull || freeze?.since !== seenSince) {
      throw new AppError('conflict', 'Nothing waits for your word here any more. Look again.');
    }
    if (freeze.confirmedAt !== undefined) return freeze;
    const confirmed: Pull = { ...pull, dueAt: at, freeze: { ...freeze, confirmedAt: at } };
    const subject = `freeze/${listingId}/${seenSince}`;
    await pulls.change(confirmed, lease, {
      clinicId,
      subject,
      version: 1,
      action: 'absence-confirmed',
      by: staffId,
      at,
    });
    return { ...freeze, confirmedAt: at };
  } finally {
    await leases.release(lease, now());
  }
}
