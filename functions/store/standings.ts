import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { MODERATION_STATUSES } from '../domain/moderation.ts';
import { hasLapsed, spread } from '../domain/retention.ts';
import type { ReviewStanding, Standing } from '../domain/standing.ts';
import { groupBy, inParallel } from '../platform/batch.ts';
import { putIfUnchanged } from './change-item.ts';
import { entity } from './entity.ts';
import { expiryKeys } from './expiries.ts';
import { clinicPartition, type Key, PREFIX, type ReviewRef } from './keys.ts';
import { listItems, lookUp, type Table } from './table.ts';

const standingSchema = z.object({
  stars: z.literal([1, 2, 3, 4, 5]).exactOptional(),
  status: z.enum(MODERATION_STATUSES).exactOptional(),
  isByPolicy: z.literal(true).exactOptional(),
  waitingSince: z.iso.datetime().exactOptional(),
  expiresAt: z.iso.datetime(),
}) satisfies z.ZodType<Standing>;

/** Where some of a listing's reviews stand: those whose ids fall into one part of so many. */
interface StandingPart {
  readonly clinicId: string;
  readonly listingId: string;
  /** From 0. */
  readonly part: number;
  /** By the review's id. */
  readonly standings: Readonly<Record<string, Standing>>;
  /** Grows with every change; begins with the milliseconds since 1970, so that a part swept meanwhile is another one. */
  readonly version: number;
  /** When the last of them lapses, ISO 8601 UTC. */
  readonly expiresAt: string;
}

/**
 * Parts of a listing. With nine thousand reviews one holds 140, some 12 kB, so that a decision writes little; and all of
 * them are one page of a query.
 */
const PARTS = 64;
const AT_ONCE = 10;
const TRIES = 25;
const PAUSE_MS = 10;

const partEntity = entity<StandingPart>(
  'standing',
  z.object({
    clinicId: z.string(),
    listingId: z.string(),
    part: z.int(),
    standings: z.record(z.string(), standingSchema),
    version: z.int(),
    expiresAt: z.iso.datetime(),
  }),
  (part) => ({ ...partKey(part), ...expiryKeys(partKey(part).sk, part.expiresAt) }),
);

/** Where reviews stand now, by their ids; absent for those that count nowhere. */
export type ReadStandings = (refs: readonly ReviewRef[]) => Promise<ReadonlyMap<string, Standing>>;

/** Where reviews stand, kept to be counted. Whatever has lapsed is absent from every read. */
export interface Standings {
  /** Of all of a clinic's reviews that count, in no order: one page of a query for nine thousand. */
  readonly listOf: (clinicId: string) => Promise<ReviewStanding[]>;
  /**
   * Makes what is kept of reviews equal to where they stand. What is read is read after what is kept, and written only
   * if nobody else has written meanwhile; so the last one to write has seen the present.
   *
   * @returns ids of the reviews whose part could not be written
   */
  readonly settle: (refs: readonly ReviewRef[], read: ReadStandings) => Promise<readonly string[]>;
}

/** Opens the standings of ContentTable. */
export function openStandings(content: Table, now: () => string): Standings {
  return {
    async listOf(clinicId) {
      const range = { pk: clinicPartition(clinicId), prefix: PREFIX.standing };
      const at = now();
      const parts = await listItems(content, partEntity, range);
      return parts.flatMap(({ listingId, standings }) =>
        Object.entries(standings)
          .filter(([, standing]) => !hasLapsed(standing, at))
          .map(([reviewId, standing]) => ({ listingId, reviewId, ...standing })),
      );
    },
    async settle(refs, read) {
      const parts = groupBy(refs, (ref) => JSON.stringify(partKey(placeOf(ref))));
      const failed = await inParallel([...parts.values()], AT_ONCE, async (some) =>
        (await settlePart(content, some, read, now)) ? [] : some.map(({ reviewId }) => reviewId),
      );
      return failed.flat();
    },
  };
}

async function settlePart(
  content: Table,
  refs: readonly ReviewRef[],
  read: ReadStandings,
  now: () => string,
): Promise<boolean> {
  const [first] = refs;
  if (!first) return true;
  const place = placeOf(first);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { isThere, value: before } = await lookUp(content, partEntity, partKey(place));
    const standings = withPresent(before?.standings ?? {}, refs, await read(refs));
    if (JSON.stringify(standings) === JSON.stringify(sorted(before?.standings ?? {}))) return true;
    const version = before ? before.version + 1 : Date.parse(now());
    const next = { ...place, standings, version, expiresAt: lastOf(standings) ?? now() };
    if (await putIfUnchanged(content, partEntity.toItem(next), { isThere, version: before?.version }))
      return true;
    await wait(Math.random() * PAUSE_MS * 2 ** Math.min(tries, 6));
  }
  return false;
}

/** In the order of the ids, so that two that hold the same are the same. */
function withPresent(
  kept: StandingPart['standings'],
  refs: readonly ReviewRef[],
  present: ReadonlyMap<string, Standing>,
): StandingPart['standings'] {
  const told = new Set(refs.map(({ reviewId }) => reviewId));
  const others = Object.entries(kept).filter(([reviewId]) => !told.has(reviewId));
  const settled = [...present].filter(([reviewId]) => told.has(reviewId));
  return sorted(Object.fromEntries([...others, ...settled]));
}

function sorted(standings: StandingPart['standings']): StandingPart['standings'] {
  const ordered = Object.entries(standings).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    ordered.map(([reviewId, { stars, status, isByPolicy, waitingSince, expiresAt }]) => [
      reviewId,
      {
        ...(stars && { stars }),
        ...(status && { status }),
        ...(isByPolicy && { isByPolicy }),
        ...(waitingSince !== undefined && { waitingSince }),
        expiresAt,
      },
    ]),
  );
}

function lastOf(standings: StandingPart['standings']): string | undefined {
  return Object.values(standings)
    .map(({ expiresAt }) => expiresAt)
    .sort()
    .at(-1);
}

function placeOf({ clinicId, listingId, reviewId }: ReviewRef) {
  return { clinicId, listingId, part: Math.floor(spread(reviewId) * PARTS) };
}

function partKey({ clinicId, listingId, part }: Pick<StandingPart, 'clinicId' | 'listingId' | 'part'>): Key {
  return {
    pk: clinicPartition(clinicId),
    sk: `${PREFIX.standing}${listingId}#${String(part).padStart(2, '0')}`,
  };
}
