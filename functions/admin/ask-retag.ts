import * as z from 'zod';
import type { Member } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import { isRunning, type RetagRequest } from '../domain/job.ts';
import type { RetagAskedView } from '../domain/retag-view.ts';
import type { RouteNeeds } from './needs.ts';

/** Body of both requests: the version of the job that the person saw; `none` where there was no job yet. */
export const RetagBody = z.strictObject({ seenVersion: z.union([z.int().min(1), z.literal('none')]) });

const NEWER = 'There is a newer preview by now, or it is applied already. Look again.';

type AskNeeds = Pick<RouteNeeds, 'jobs' | 'retagQueue' | 'now'>;

/**
 * Asks for a preview of what the present lexicon would change. Nothing changes by it, so staff may; while something
 * runs already, it goes on from where it is.
 *
 * @throws AppError `conflict` when another preview than the person saw is there
 */
export async function askPreview(
  { clinicId, staffId }: Member,
  { seenVersion }: z.infer<typeof RetagBody>,
  { jobs, retagQueue, now }: AskNeeds,
): Promise<RetagAskedView> {
  const job = await jobs.find(clinicId);
  if (job && !isRunning(job) && job.version !== seenVersion) throw new AppError('conflict', NEWER);
  const at = now();
  const body: RetagRequest = { action: 'preview', clinicId, by: staffId, at };
  await retagQueue.send([{ body, group: clinicId, cause: `preview/${clinicId}/${staffId}/${at}` }]);
  return { askedAt: at };
}

/**
 * Asks to apply a preview. It takes conditions off the clinic's pages at once, so only an owner may.
 *
 * @throws AppError `conflict` when the preview the person saw is not the present one
 */
export async function askRetag(
  { clinicId, staffId }: Member,
  { seenVersion }: z.infer<typeof RetagBody>,
  { jobs, retagQueue, now }: AskNeeds,
): Promise<RetagAskedView> {
  const job = await jobs.find(clinicId);
  if (job?.phase !== 'ready' || job.version !== seenVersion) {
    throw new AppError('conflict', NEWER);
  }
  const at = now();
  const body: RetagRequest = {
    action: 'apply',
    clinicId,
    by: staffId,
    at,
    seenVersion: String(seenVersion),
  };
  await retagQueue.send([{ body, group: clinicId, cause: `apply/${clinicId}/${seenVersion}` }]);
  return { askedAt: at };
}
