import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { FeedState } from '../domain/feed.ts';
import { inParallel } from '../platform/batch.ts';
import { log } from '../platform/log.ts';
import type { FeedBucket, FeedObject } from '../store/feed-bucket.ts';
import type { FeedStates } from '../store/feed-states.ts';
import { type BuiltFeed, buildFeed } from './build-feed.ts';
import { cacheLifeMs, headCacheControl, PAGE_CACHE_CONTROL } from './cache-control.ts';
import { readClinicState, type StateNeeds } from './clinic-state.ts';
import { earliest } from './earliest.ts';
import { embedPrefix, pagePrefix } from './feed-address.ts';
import { ownEmbeds } from './own-embeds.ts';
import { retirePages } from './retire-pages.ts';
import { takeDownHorizon } from './take-down.ts';

/** What publishing needs. */
export interface PublishNeeds extends StateNeeds {
  readonly states: Pick<FeedStates, 'begin' | 'note' | 'finish'>;
  readonly bucket: FeedBucket;
  /** ISO 8601 UTC. */
  readonly now: () => string;
  /** Seconds the CDN keeps a head. */
  readonly edgeSeconds: number;
}

/** What publishing did to the bucket. */
export interface Published {
  readonly puts: number;
  readonly removed: number;
}

interface Run extends Published {
  /** False when another run began meanwhile: what this one wrote may be older than what the other one read. */
  readonly isNewest: boolean;
}

const MOST_RUNS = 6;
const PAUSE_MS = 250;
const READS_AT_ONCE = 10;
const WRITES_AT_ONCE = 10;

/**
 * Makes the bucket hold exactly the feed of a clinic as it is now, and puts only what differs. Whatever an earlier run
 * left half done is found in the bucket and made right. An embed or a clinic that is gone loses its objects.
 *
 * @throws Error when other runs kept beginning meanwhile; another attempt makes it right
 */
export async function publishFeed(clinicId: string, needs: PublishNeeds): Promise<Published> {
  const startedMs = Date.parse(needs.now());
  let puts = 0;
  let removed = 0;
  for (let runs = 0; runs < MOST_RUNS; runs += 1) {
    const run = await runOnce(clinicId, needs);
    puts += run.puts;
    removed += run.removed;
    if (run.isNewest || run.puts + run.removed === 0) {
      log.info('feed.published', { clinicId, puts, removed, ms: Date.parse(needs.now()) - startedMs });
      return { puts, removed };
    }
    await wait(Math.random() * PAUSE_MS);
  }
  throw new Error(`Other runs kept beginning while the feed of ${clinicId} was published.`);
}

/** A run that wrote nothing can have harmed nothing: a newer one has read a newer state. */
async function runOnce(clinicId: string, needs: PublishNeeds): Promise<Run> {
  const { states, bucket, now } = needs;
  const state = await states.begin(clinicId);
  const present = await readClinicState(clinicId, needs);
  const embeds = await ownEmbeds(present.embeds, state, bucket);
  const feed = buildFeed({ ...present, embeds }, takeDownHorizon(now()));
  const embedIds = [...new Set([...state.embedIds, ...feed.embedIds])];
  if (!(await noteAhead(state, embedIds, feed, states))) return { puts: 0, removed: 0, isNewest: false };

  const stored = await listStored(clinicId, embedIds, bucket);
  const puts = await putWhatDiffers(feed, stored, needs);
  const unnamed = [...stored.keys()].filter((key) => !feed.heads.has(key) && !feed.pages.has(key));
  const isPage = (key: string) => key.startsWith(pagePrefix(clinicId));
  const goneHeads = unnamed.filter((key) => !isPage(key));
  await bucket.remove(goneHeads);
  const { gone, retired } = await retirePages(unnamed.filter(isPage), state, feed, {
    bucket,
    now: now(),
    cacheLifeMs: cacheLifeMs(needs.edgeSeconds),
  });
  await bucket.remove(gone);
  const nextExpiryAt = earliest([feed.expiresAt, ...retired.map(({ deleteAt }) => deleteAt)]);
  const isNewest = await states.finish({
    clinicId,
    version: state.version,
    embedIds: feed.embedIds,
    retired,
    ...(nextExpiryAt !== undefined && { nextExpiryAt }),
  });
  return { puts, removed: goneHeads.length + gone.length, isNewest };
}

/** So that an embed's objects and a lapse are remembered even when the run never ends. */
async function noteAhead(
  state: FeedState,
  embedIds: readonly string[],
  { expiresAt }: BuiltFeed,
  states: PublishNeeds['states'],
): Promise<boolean> {
  const nextExpiryAt = earliest([state.nextExpiryAt, expiresAt]);
  if (embedIds.length === state.embedIds.length && nextExpiryAt === state.nextExpiryAt) return true;
  return await states.note({ ...state, embedIds, ...(nextExpiryAt !== undefined && { nextExpiryAt }) });
}

/** What lies in the bucket of the clinic: the MD5 of each body by key. */
async function listStored(
  clinicId: string,
  embedIds: readonly string[],
  bucket: PublishNeeds['bucket'],
): Promise<ReadonlyMap<string, string>> {
  const prefixes = [pagePrefix(clinicId), ...embedIds.map(embedPrefix)];
  const lists = await inParallel(prefixes, READS_AT_ONCE, bucket.list);
  return new Map(lists.flatMap((list) => [...list]));
}

/** Pages before the heads that lead to them. */
async function putWhatDiffers(
  { pages, heads }: BuiltFeed,
  stored: ReadonlyMap<string, string>,
  { bucket, edgeSeconds }: PublishNeeds,
): Promise<number> {
  const newPages = toPut(pages, stored, PAGE_CACHE_CONTROL);
  const newHeads = toPut(heads, stored, headCacheControl(edgeSeconds));
  await inParallel(newPages, WRITES_AT_ONCE, bucket.put);
  await inParallel(newHeads, WRITES_AT_ONCE, bucket.put);
  return newPages.length + newHeads.length;
}

function toPut(
  bodies: ReadonlyMap<string, string>,
  stored: ReadonlyMap<string, string>,
  cacheControl: string,
): readonly FeedObject[] {
  return [...bodies]
    .filter(([key, body]) => stored.get(key) !== createHash('md5').update(body).digest('hex'))
    .map(([key, body]) => ({ key, body, cacheControl }));
}
