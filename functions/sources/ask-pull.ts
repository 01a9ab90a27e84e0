import * as z from 'zod';
import type { Member } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import { ASK_EVERY_MS, type PullAskedView } from '../domain/pull-ask.ts';
import { log } from '../platform/log.ts';
import type { Queue } from '../platform/queue.ts';
import type { Clinics } from '../store/clinics.ts';
import type { PullAsks } from '../store/pull-asks.ts';

/** Body of the request: nothing. */
export const PullBody = z.strictObject({});

/** What asking for a pull works with. */
export interface AskPullNeeds {
  readonly clinics: Pick<Clinics, 'findListing'>;
  readonly asks: PullAsks;
  /** The one that feeds the pulls. */
  readonly pullQueue: Queue;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/**
 * Has a listing looked at now, ahead of those that wait for their place. Once in ten minutes, whoever asks: an earlier
 * wish that is still in force is the answer. The source's rate and the clinic's share of its day are kept all the same.
 *
 * @throws AppError `not-found` for a listing this clinic has not, `conflict` for one that is paused or not connected
 */
export async function askPull(
  { clinicId, staffId }: Member,
  listingId: string,
  { clinics, asks, pullQueue, now }: AskPullNeeds,
): Promise<PullAskedView> {
  const ref = { clinicId, listingId };
  const listing = await clinics.findListing(clinicId, listingId);
  if (!listing) throw new AppError('not-found', 'This clinic has no such listing.');
  if (listing.isPaused) throw new AppError('conflict', 'This listing is paused. End the pause first.');
  const askedAt = now();
  const againAt = new Date(Date.parse(askedAt) + ASK_EVERY_MS).toISOString();
  const subject = `pull/${listingId}/${askedAt}`;
  const audit = { clinicId, subject, version: 1, action: 'pull-asked', by: staffId, at: askedAt } as const;
  const isNew = await asks.ask({ ...ref, askedAt, againAt, by: staffId }, audit);
  if (!isNew) return standing(await asks.find(ref), { askedAt, againAt });
  try {
    await pullQueue.send([{ body: { ...ref, sentAt: askedAt } }]);
  } catch (error) {
    // The listing is due: the next tick queues it.
    log.error('pull.not-queued', error, ref);
  }
  return { askedAt, againAt, isNew };
}

function standing(
  known: Pick<PullAskedView, 'askedAt' | 'againAt'> | undefined,
  { askedAt, againAt }: Pick<PullAskedView, 'askedAt' | 'againAt'>,
): PullAskedView {
  return { askedAt: known?.askedAt ?? askedAt, againAt: known?.againAt ?? againAt, isNew: false };
}
