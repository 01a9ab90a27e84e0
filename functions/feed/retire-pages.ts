import type { FeedState } from '../domain/feed.ts';
import { hasLapsed } from '../domain/retention.ts';
import { inParallel } from '../platform/batch.ts';
import type { FeedBucket } from '../store/feed-bucket.ts';
import type { BuiltFeed } from './build-feed.ts';
import { pageKey, pageName } from './feed-address.ts';
import { staysAllowed } from './stays-allowed.ts';

/** What becomes of pages that no head names any more. */
export interface Retirement {
  /** Keys to delete now. */
  readonly gone: readonly string[];
  readonly retired: FeedState['retired'];
}

/** What says which pages may go. */
export interface RetireNeeds {
  readonly bucket: Pick<FeedBucket, 'read'>;
  /** ISO 8601 UTC. */
  readonly now: string;
  /** How long a head that was replaced may still be followed. */
  readonly cacheLifeMs: number;
}

const READS_AT_ONCE = 10;
/** The state must fit an item of 400 kB; beyond this many, pages go without their time of grace. */
const MOST_RETIRED = 3000;

/**
 * Decides on pages in the bucket that no head names any more. One that holds what may no longer be read as it stands
 * there goes now; any other stays for those who still have an old head, and goes one cache life after it was retired.
 *
 * @param keys of the pages in question
 */
export async function retirePages(
  keys: readonly string[],
  { clinicId, retired }: Pick<FeedState, 'clinicId' | 'retired'>,
  { allowed }: Pick<BuiltFeed, 'allowed'>,
  { bucket, now, cacheLifeMs }: RetireNeeds,
): Promise<Retirement> {
  const deleteAt = new Date(Date.parse(now) + cacheLifeMs).toISOString();
  const before = new Map(retired.map((page) => [page.name, page.deleteAt]));
  const pages = keys.map((key) => {
    const name = pageName(clinicId, key);
    return { name, deleteAt: before.get(name) ?? deleteAt };
  });
  const inTime = pages.filter((page) => !hasLapsed({ expiresAt: page.deleteAt }, now));
  const kept = await inParallel(inTime.slice(0, MOST_RETIRED), READS_AT_ONCE, async (page) => {
    const body = await bucket.read(pageKey(clinicId, page.name));
    return body !== undefined && staysAllowed(body, allowed) ? [page] : [];
  });
  const stays = new Set(kept.flat().map(({ name }) => name));
  const gone = pages.filter(({ name }) => !stays.has(name)).map(({ name }) => pageKey(clinicId, name));
  return { gone, retired: kept.flat() };
}
