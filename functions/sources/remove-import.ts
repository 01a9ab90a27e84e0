import * as z from 'zod';
import type { Member } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import type { RemovedView } from '../domain/source-view.ts';
import type { Clinics } from '../store/clinics.ts';
import type { Pulls } from '../store/pulls.ts';
import { makeDueNow } from './make-due-now.ts';
import { auditOf } from './settle-listings.ts';

/** Body of the request: nothing. */
export const RemovalBody = z.strictObject({});

/** What removing works with. */
export interface RemovalNeeds {
  readonly clinics: Pick<Clinics, 'listListings' | 'saveListing'>;
  readonly pulls: Pick<Pulls, 'find' | 'open' | 'resume' | 'postpone'>;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/**
 * Removes a Google listing that no connection reads: it is off every page at once, and the next pull deletes what
 * exports brought. Decisions stay; importing the same location again brings the listing back. Repeating it finishes
 * what broke off.
 *
 * @throws AppError `not-found` for a listing this clinic has not; `conflict` for one that a connection reads, or that
 *   somebody changed at the same time
 */
export async function removeImport(
  { clinicId, staffId }: Member,
  listingId: string,
  { clinics, pulls, now }: RemovalNeeds,
): Promise<RemovedView> {
  const listings = await clinics.listListings(clinicId);
  const before = listings.find((listing) => listing.listingId === listingId);
  if (before?.source !== 'google-business') {
    throw new AppError('not-found', 'This clinic has no such listing of Google.');
  }
  if (before.connectionId !== undefined) {
    throw new AppError('conflict', 'A connection reads this listing; disconnect it instead.');
  }
  const at = now();
  const disconnectedAt = before.disconnectedAt ?? at;
  if (before.disconnectedAt === undefined) {
    const after = { ...before, disconnectedAt, version: before.version + 1 };
    await clinics.saveListing({ before, after, audit: auditOf(before, 'disconnected', staffId, at) });
  }
  await makeDueNow(before, pulls, at);
  return { disconnectedAt };
}
