import { setTimeout as wait } from 'node:timers/promises';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { MODERATION_STATUSES } from '../domain/moderation.ts';
import { hasLapsed } from '../domain/retention.ts';
import type { ReviewStanding, Standing } from '../domain/standing.ts';
import { groupBy, inParallel } from '../platform/batch.ts';
import { putIfUnchanged } from './change-item.ts';
import { entity } from './entity.ts';
import { expiryKeys } from './expiries.ts';
import { clinicPartition, type Key, PREFIX, parseReviewKey, type ReviewRef, reviewKey } from './keys.ts';
import { listItems, lookUp, queryAll, type Table } from './table.ts';

const standingSchema = z.object({
  stars: z.literal([1, 2, 3, 4, 5]).exactOptional(),
  status: z.enum(MODERATION_STATUSES).exactOptional(),
  isByPolicy: z.literal(true).exactOptional(),
  waitingSince: z.iso.datetime().exactOptional(),
  expiresAt: z.iso.datetime(),
}) satisfies z.ZodType<Standing>;

/** Where some of a listing's reviews stand: all those whose ids begin with one character. */
interface StandingPart {
  readonly clinicId: string;
  readonly listingId: string;
  /** The character. */
  readonly part: string;
  /** By the review's id. */
  readonly standings: Readonly<Record<string, Standing>>;
  /** Grows with every change; begins with the milliseconds since 1970, so that a part swept meanwhile is another one. */
  readonly version: number;
  /** When the last of them lapses, ISO 8601 UTC; a day from now for a part that holds none. */
  readonly expiresAt: string;
}

/**
 * Parts of a listing: what ids of reviews may begin with. With nine thousand reviews a part holds 140, some 12 kB, so
 * that a decision writes little; and all of them are two pages of a query.
 */
const PARTS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
const DAY_MS = 86_400_000;
const AT_ONCE = 10;
const TRIES = 25;
const PAUSE_MS = 10;

const partEntity = entity<StandingPart>(
  'standing',
  z.object({
    clinicId: z.string(),
    listingId: z.string(),
    part: z.string().length(1),
    standings: z.record(z.string(), standingSchema),
    version: z.int(),
    expiresAt: z.iso.datetime(),
  }),
  (part) => ({ ...partKey(part), ...expiryKeys(partKey(part).sk, part.expiresAt) }),
);

/** Where reviews stand now, by their ids; absent for those that count nowhere. */
export type ReadStandings = (refs: readonly ReviewRef[]) => Promise<ReadonlyMap<string, Standing>>;

/** What is kept of a clinic. */
export interface KeptStandings {
  /** In no order. */
  readonly standings: readonly ReviewStanding[];
  /**
   * Listings all of whose parts are here, so that no review that counts is missing. Of any other listing some may be:
   * nothing was kept of them yet, there are none, or what was kept cannot be read.
   */
  readonly wholeListingIds: ReadonlySet<string>;
}

/**
 * Where reviews stand, kept to be counted, in parts; a part that is here and can be read is whole. Whatever has lapsed is
 * absent from every read.
 */
export interface Standings {
  /** All that is kept of a clinic's reviews: two pages of a query for nine thousand. */
  readonly listOf: (clinicId: string) => Promise<KeptStandings>;
  /**
   * Makes what is kept of reviews equal to where they stand. What is read is read after what is kept, and written only
   * if nobody else has written meanwhile; so the last one to write has seen the present. Where nothing is kept yet, or it
   * cannot be read, the whole part is made: everything about the review that is told, and all that were never told.
   *
   * @returns ids of the reviews whose part could not be written
   */
  readonly settle: (refs: readonly ReviewRef[], read: ReadStandings) => Promise<readonly string[]>;
}

/** Opens the standings of ContentTable. */
export function openStandings(content: Table, now: () => string): Standings {
  return {
    async listOf(clinicId) {
      const range = { pk: clinicPartition(clinicId), prefix: PREFIX.standings };
      const at = now();
      const parts = await listItems(content, partEntity, range);
      const standings = parts.flatMap((part) =>
        Object.entries(part.standings)
          .filter(([, standing]) => !hasLapsed(standing, at))
          .map(([reviewId, standing]) => ({ listingId: part.listingId, reviewId, ...standing })),
      );
      return { standings, wholeListingIds: wholeListings(parts) };
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
    const before = await findPart(content, place);
    const told = before ? refs : uniqueRefs([...refs, ...(await refsIn(content, place))]);
    const standings = withPresent(before?.standings ?? {}, told, await read(told));
    if (before && JSON.stringify(standings) === JSON.stringify(sorted(before.standings))) return true;
    const version = before ? before.version + 1 : Date.parse(now());
    const next = { ...place, standings, version, expiresAt: lastOf(standings) ?? dayAfter(now()) };
    const item = partEntity.toItem(next);
    if (await putIfUnchanged(content, item, { isThere: before !== undefined, version: before?.version })) {
      return true;
    }
    await wait(Math.random() * PAUSE_MS * 2 ** Math.min(tries, 6));
  }
  return false;
}

/** One that cannot be read is deleted: it is then made anew, by whoever is first. */
async function findPart(content: Table, place: PartPlace): Promise<StandingPart | undefined> {
  const { isThere, value } = await lookUp(content, partEntity, partKey(place));
  if (isThere && !value) {
    await content.client.send(new DeleteCommand({ TableName: content.name, Key: partKey(place) }));
  }
  return value;
}

/** All reviews of a part that are stored. */
async function refsIn(content: Table, { clinicId, listingId, part }: PartPlace): Promise<ReviewRef[]> {
  const { pk, sk: prefix } = reviewKey({ clinicId, listingId, reviewId: part });
  const refs: ReviewRef[] = [];
  for await (const key of queryAll(content, { pk, prefix, fields: ['pk', 'sk'] })) {
    const ref = parseReviewKey({ pk: String(key.pk), sk: String(key.sk) });
    // The engine of this machine takes a prefix in capitals and in small letters for the same.
    if (ref?.reviewId.startsWith(part)) refs.push(ref);
  }
  return refs;
}

function uniqueRefs(refs: readonly ReviewRef[]): readonly ReviewRef[] {
  return [...new Map(refs.map((ref) => [ref.reviewId, ref])).values()];
}

function wholeListings(parts: readonly StandingPart[]): ReadonlySet<string> {
  const listings = groupBy(parts, ({ listingId }) => listingId);
  const isWhole = (ofListing: readonly StandingPart[]) => {
    const here = new Set(ofListing.map(({ part }) => part));
    return PARTS.every((part) => here.has(part));
  };
  return new Set([...listings].filter(([, ofListing]) => isWhole(ofListing)).map(([listingId]) => listingId));
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

function dayAfter(at: string): string {
  return new Date(Date.parse(at) + DAY_MS).toISOString();
}

type PartPlace = Pick<StandingPart, 'clinicId' | 'listingId' | 'part'>;

function placeOf({ clinicId, listingId, reviewId }: ReviewRef): PartPlace {
  return { clinicId, listingId, part: reviewId.slice(0, 1) };
}

function partKey({ clinicId, listingId, part }: PartPlace): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.standings}${listingId}#${part}` };
}
