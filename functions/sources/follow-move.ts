import * as z from 'zod';
import type { Member } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import type { MovedView } from '../domain/source-view.ts';
import type { Clinics } from '../store/clinics.ts';
import type { Pulls } from '../store/pulls.ts';
import { makeDueNow } from './make-due-now.ts';

/** Body of the request: the new id that the person saw. */
export const MoveBody = z.strictObject({ movedTo: z.string().min(1).max(150) });

/** What following works with. */
export interface MoveNeeds {
  readonly clinics: Pick<Clinics, 'listListings' | 'saveListing'>;
  readonly pulls: Pick<Pulls, 'find' | 'open' | 'resume' | 'postpone'>;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/**
 * Takes a person's word that the place to which a source has moved a listing is the same, and has it read there at
 * once. Reviews keep their ids, so that what was decided, and what was taken down, stays so.
 *
 * @throws AppError `not-found` for a listing this clinic has not; `conflict` when the source names another id by now or
 *   none, or when another listing reads that id already
 */
export async function followMove(
  { clinicId, staffId }: Member,
  listingId: string,
  { movedTo }: z.infer<typeof MoveBody>,
  { clinics, pulls, now }: MoveNeeds,
): Promise<MovedView> {
  const listings = await clinics.listListings(clinicId);
  const before = listings.find((listing) => listing.listingId === listingId);
  if (!before) throw new AppError('not-found', 'This clinic has no such listing.');
  if (before.movedTo === movedTo) return { movedTo };
  const pull = await pulls.find(before);
  if (pull?.movedTo !== movedTo) {
    throw new AppError('conflict', 'The source does not name this id any more. Look again.');
  }
  const twin = listings.find(
    (other) => other.source === before.source && (other.movedTo ?? other.sourceListingId) === movedTo,
  );
  if (twin && twin.listingId !== listingId) {
    throw new AppError('conflict', `${twin.listingId} reads this place already; pause this listing instead.`);
  }
  const at = now();
  const audit = { subject: `listing/${listingId}`, action: 'changed', by: staffId, at } as const;
  await clinics.saveListing({ before, after: { ...before, movedTo, version: before.version + 1 }, audit });
  if (!before.isPaused) await makeDueNow(before, pulls, at);
  return { movedTo };
}
