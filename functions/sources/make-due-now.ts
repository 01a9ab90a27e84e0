import type { OpenedListing, Pulls } from '../store/pulls.ts';

/** Makes a listing due now, whether it was never pulled, has no next run, or has a later one. `now` is ISO 8601 UTC. */
export async function makeDueNow(
  { clinicId, listingId, source }: OpenedListing,
  pulls: Pick<Pulls, 'find' | 'open' | 'resume' | 'postpone'>,
  now: string,
): Promise<void> {
  const ref = { clinicId, listingId, ...(source && { source }) };
  const pull = await pulls.find(ref);
  if (!pull) await pulls.open(ref, now);
  else if (pull.dueAt === undefined) await pulls.resume(ref, now);
  else if (pull.dueAt > now) await pulls.postpone(ref, pull.dueAt, { dueAt: now, isPlace: false });
}
