import type { Embed } from '../domain/clinic.ts';
import type { FeedHead, FeedState } from '../domain/feed.ts';
import { inParallel } from '../platform/batch.ts';
import { log } from '../platform/log.ts';
import type { FeedBucket } from '../store/feed-bucket.ts';
import { headKey, isPublishable, pageFolder } from './feed-address.ts';

const READS_AT_ONCE = 10;

/**
 * The embeds whose addresses are the clinic's to publish at. One whose id cannot be an address, or that another
 * clinic has published already, is left out and logged: neither may touch the other's objects.
 */
export async function ownEmbeds(
  embeds: readonly Embed[],
  { clinicId, embedIds }: Pick<FeedState, 'clinicId' | 'embedIds'>,
  bucket: Pick<FeedBucket, 'read'>,
): Promise<readonly Embed[]> {
  const own = await inParallel(embeds, READS_AT_ONCE, async (embed) => {
    const { embedId } = embed;
    if (embedIds.includes(embedId)) return [embed];
    const isFree = isPublishable(embedId) && (await isFreeFor(clinicId, embedId, bucket));
    if (!isFree)
      log.error('embed.refused', new Error('The embed has an address it cannot have.'), {
        clinicId,
        embedId,
      });
    return isFree ? [embed] : [];
  });
  return own.flat();
}

async function isFreeFor(
  clinicId: string,
  embedId: string,
  bucket: Pick<FeedBucket, 'read'>,
): Promise<boolean> {
  const body = await bucket.read(headKey(embedId, {}));
  if (body === undefined) return true;
  return folderIn(body) === pageFolder(clinicId);
}

/** `undefined` of an object that is no head: nobody can tell whose it is. */
function folderIn(body: string): unknown {
  try {
    const head: Partial<FeedHead> | null = JSON.parse(body);
    return head?.pageFolder;
  } catch {
    return undefined;
  }
}
