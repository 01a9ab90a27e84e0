import * as z from 'zod';
import { WATCH_STATES, type Watch } from '../domain/listing-watch.ts';
import { type Pull, SOURCE_FAILURES } from '../domain/pull.ts';
import { SOURCE_NAMES } from '../domain/review.ts';
import { entity } from './entity.ts';
import { BY_DUE, BY_STATUS, clinicPartition, type Key, PREFIX, shardOf } from './keys.ts';
import type { ListingRef } from './leases.ts';

const count = z.int().min(0);
const held = z.object({ withWords: count, withoutWords: count });

const watchSchema = z.object({
  source: z.enum(SOURCE_NAMES),
  state: z.enum(WATCH_STATES),
  from: z.iso.datetime(),
}) satisfies z.ZodType<Watch>;

const schema = z.object({
  clinicId: z.string(),
  listingId: z.string(),
  dueAt: z.iso.datetime().exactOptional(),
  placeAt: z.iso.datetime().exactOptional(),
  lastGoodAt: z.iso.datetime().exactOptional(),
  failuresInARow: count,
  runs: z.array(
    z.object({
      startedAt: z.iso.datetime(),
      finishedAt: z.iso.datetime(),
      outcome: z.enum(['done', ...SOURCE_FAILURES]),
      isCoherent: z.boolean(),
      counts: z.object({
        served: count,
        stored: count,
        renewed: count,
        unchanged: count,
        refused: count,
        erased: count,
        withdrawn: count,
        deleted: count,
        asked: count.exactOptional(),
      }),
    }),
  ),
  freeze: z
    .object({
      since: z.iso.datetime(),
      vanished: count,
      agreedAt: z.array(z.iso.datetime()),
      confirmedAt: z.iso.datetime().exactOptional(),
    })
    .exactOptional(),
  gap: z.object({ since: z.string(), listed: count, total: count }).exactOptional(),
  askedUpTo: z.string().exactOptional(),
  movedTo: z.string().exactOptional(),
  checkpoint: z
    .object({
      cursor: z.string(),
      since: z.iso.datetime(),
      pages: count,
      total: count.exactOptional(),
      seen: z.string().exactOptional(),
      held: held.exactOptional(),
    })
    .exactOptional(),
  held: held.exactOptional(),
  watch: watchSchema.exactOptional(),
}) satisfies z.ZodType<Pull>;

/** The health of a listing, as it is stored: in one index by when it is due, in another by when it needs a person. */
export const pullEntity = entity<Pull>('pull', schema, (pull) => ({
  ...pullKey(pull),
  ...(pull.dueAt !== undefined && {
    [BY_DUE.pk]: duePartition(pull),
    [BY_DUE.sk]: pull.dueAt,
  }),
  ...(pull.watch && {
    [BY_STATUS.pk]: duePartition(pull),
    [BY_STATUS.sk]: toWatchKey(pull.watch),
  }),
}));

/** Key of a listing's health. */
export function pullKey({ clinicId, listingId }: ListingRef): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.pull}${listingId}` };
}

/** Where a listing lies in an index of all listings. */
export function duePartition({ clinicId, listingId }: ListingRef): string {
  return shardPartition(shardOf(`${clinicId}/${listingId}`));
}

/** One part of an index of all listings. */
export function shardPartition(shard: number): string {
  return `PULL#${shard}`;
}

/** Sorts listings by when they need a person, and tells what for. */
export function toWatchKey({ from, source, state }: Watch): string {
  return `${from}#${source}#${state}`;
}

/** What {@link toWatchKey} was made of; `undefined` for a key that nobody made so. */
export function parseWatchKey(key: string): Watch | undefined {
  const [from, source, state] = key.split('#');
  return watchSchema.safeParse({ from, source, state }).data;
}
