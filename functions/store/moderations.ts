import * as z from 'zod';
import { MODERATION_STATUSES, type Moderation, NOT_SHOWN_REASONS } from '../domain/moderation.ts';
import { SOURCE_NAMES } from '../domain/review.ts';
import { queueOf, type ReviewQueue } from '../domain/staff-view.ts';
import { consentWithdrawal } from './consent-withdrawal-schema.ts';
import { entity, type Item, part } from './entity.ts';
import { BY_STATUS, clinicPartition, type Key, PREFIX, type ReviewRef } from './keys.ts';
import { placeOf, type QueuePlace, queuePage } from './queue-page.ts';
import { type Change, saveVersioned } from './save-versioned.ts';
import {
  countPage,
  getItem,
  getItems,
  listAll,
  listItems,
  listParts,
  queryPage,
  readAll,
  type Table,
  type Write,
} from './table.ts';

const correction = z.discriminatedUnion('action', [
  z.object({ action: z.literal('added'), conditionId: z.string(), start: z.int(), end: z.int() }),
  z.object({ action: z.literal('removed'), conditionId: z.string() }),
]);

const schema = z.object({
  clinicId: z.string(),
  listingId: z.string(),
  reviewId: z.string(),
  source: z.enum(SOURCE_NAMES),
  status: z.enum(MODERATION_STATUSES),
  contentHash: z.string(),
  version: z.int(),
  reason: z.enum(NOT_SHOWN_REASONS).exactOptional(),
  withdrawal: consentWithdrawal.exactOptional(),
  decidedBy: z.string().exactOptional(),
  decidedAt: z.iso.datetime().exactOptional(),
  corrections: z.array(correction),
  openedAt: z.iso.datetime(),
  writtenOn: z.iso.date(),
  waitingSince: z.iso.datetime().exactOptional(),
  putBackBy: z.string().exactOptional(),
  judged: z
    .object({
      status: z.enum(['shown', 'not-shown']),
      contentHash: z.string(),
      reason: z.enum(NOT_SHOWN_REASONS).exactOptional(),
      withdrawal: consentWithdrawal.exactOptional(),
      decidedBy: z.string(),
      decidedAt: z.iso.datetime(),
      corrections: z.array(correction),
    })
    .exactOptional(),
  removedAt: z.iso.datetime().exactOptional(),
}) satisfies z.ZodType<Moderation>;

const moderationEntity = entity<Moderation>('moderation', schema, (moderation) => ({
  ...moderationKey(moderation),
  [BY_STATUS.pk]: queuePartition(moderation.clinicId, queueOf(moderation)),
  [BY_STATUS.sk]: orderOf(moderation),
}));

const stateSchema = schema.pick({
  reviewId: true,
  source: true,
  status: true,
  decidedBy: true,
  openedAt: true,
  waitingSince: true,
  removedAt: true,
});

const statePart = part('moderation', stateSchema);

/** Where a review stands, and since when it waits. */
export type ModerationState = z.infer<typeof stateSchema>;

const correctedSchema = schema.pick({
  clinicId: true,
  listingId: true,
  reviewId: true,
  source: true,
  contentHash: true,
  corrections: true,
});

const correctedPart = part('moderation', correctedSchema);

/** A review's corrections, and the words they are about by their hash. */
export type CorrectedReview = z.infer<typeof correctedSchema>;

/** Decisions on reviews. */
export interface Moderations {
  readonly find: (clinicId: string, reviewId: string) => Promise<Moderation | undefined>;
  /** Those that exist, in no order. */
  readonly findMany: (refs: readonly Pick<ReviewRef, 'clinicId' | 'reviewId'>[]) => Promise<Moderation[]>;
  /** All of a clinic. */
  readonly listOf: (clinicId: string) => Promise<Moderation[]>;
  /** All of a clinic, and the ids of those that cannot be read: nobody can tell what was decided about them. */
  readonly listForGate: (
    clinicId: string,
  ) => Promise<{ readonly moderations: readonly Moderation[]; readonly unreadableIds: readonly string[] }>;
  /**
   * One page of a queue, newest review first; those that left it a moment ago are not in it, so a page may hold
   * fewer than `limit` though `next` says that more follow.
   */
  readonly listQueue: (
    clinicId: string,
    queue: ReviewQueue,
    page: { readonly limit: number; readonly after?: QueuePlace },
  ) => Promise<{ readonly moderations: readonly Moderation[]; readonly next?: QueuePlace }>;
  /** Length of a queue, counted up to `most`; eventually consistent. */
  readonly countQueue: (clinicId: string, queue: ReviewQueue, most: number) => Promise<number>;
  /** Where all reviews of a clinic stand, in no order: about 0.15 capacity units each, six pages for ten thousand. */
  readonly listStates: (clinicId: string) => Promise<ModerationState[]>;
  /**
   * Reviews in order of their ids, with and without corrections; reads as much as {@link listStates} over all pages.
   *
   * @param page `limit` reviews at most, after the review with the id `after`; fewer only at the end
   */
  readonly listCorrected: (
    clinicId: string,
    page: { readonly limit: number; readonly after?: string },
  ) => Promise<{ readonly reviews: readonly CorrectedReview[]; readonly next?: string }>;
  /** Some of a clinic's, in order of the reviews' ids; `next` is the id to go on from, absent on the last page. */
  readonly listPage: (
    clinicId: string,
    page: { readonly limit: number; readonly after?: string },
  ) => Promise<{ readonly moderations: readonly Moderation[]; readonly next?: string }>;
  /** @throws AppError `conflict` when somebody was faster */
  readonly save: (change: Change<Moderation>) => Promise<void>;
}

/** Opens the moderations of LedgerTable. */
export function openModerations(ledger: Table): Moderations {
  return {
    find: (clinicId, reviewId) => getItem(ledger, moderationEntity, moderationKey({ clinicId, reviewId })),
    findMany: (refs) => getItems(ledger, moderationEntity, refs.map(moderationKey)),
    listOf: (clinicId) =>
      listItems(ledger, moderationEntity, { pk: clinicPartition(clinicId), prefix: PREFIX.moderation }),
    async listForGate(clinicId) {
      const range = { pk: clinicPartition(clinicId), prefix: PREFIX.moderation };
      const { values, unreadable } = await listAll(ledger, moderationEntity, range);
      return { moderations: values, unreadableIds: unreadable.map(idIn) };
    },
    async listQueue(clinicId, queue, { limit, after }) {
      const { items, last } = await queuePage(ledger, queuePartition(clinicId, queue), {
        limit,
        ...(after && { after: queueKey(clinicId, queue, after) }),
      });
      const refs = items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
      const current = await getItems(ledger, moderationEntity, refs);
      const queued = current.filter((moderation) => queueOf(moderation) === queue).toSorted(newestFirst);
      return { moderations: queued, ...(last && { next: placeOf(last) }) };
    },
    async countQueue(clinicId, queue, most) {
      return await countPage(ledger, { index: BY_STATUS, pk: queuePartition(clinicId, queue), limit: most });
    },
    listStates: (clinicId) =>
      listParts(ledger, statePart, { pk: clinicPartition(clinicId), prefix: PREFIX.moderation }),
    async listCorrected(clinicId, { limit, after }) {
      const { items, last } = await queryPage(ledger, {
        pk: clinicPartition(clinicId),
        prefix: PREFIX.moderation,
        fields: ['pk', 'sk', ...correctedPart.fields],
        limit,
        ...(after !== undefined && { after: moderationKey({ clinicId, reviewId: after }) }),
      });
      const reviews = readAll(correctedPart.read, items);
      const next = last && idIn(String(last.sk));
      return { reviews, ...(next !== undefined && { next }) };
    },
    async listPage(clinicId, { limit, after }) {
      const from = after === undefined ? {} : { after: moderationKey({ clinicId, reviewId: after }) };
      const range = { pk: clinicPartition(clinicId), prefix: PREFIX.moderation, limit, ...from };
      const { items, last } = await queryPage(ledger, range);
      const moderations = readAll(moderationEntity.read, items);
      const next = last && idIn(String(last.sk));
      return { moderations, ...(next !== undefined && { next }) };
    },
    save: (change) => saveVersioned(ledger, moderationEntity, change),
  };
}

/** A condition for a transaction: the decision is still the one that was read; absent when there was none. */
export function moderationCheck(
  { name }: Table,
  ref: Pick<ReviewRef, 'clinicId' | 'reviewId'>,
  read: Pick<Moderation, 'version'> | undefined,
): Write {
  const unchanged = read
    ? {
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': read.version },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  return { ConditionCheck: { TableName: name, Key: moderationKey(ref), ...unchanged } };
}

/** The review that a sort key names. */
function idIn(sk: string): string {
  return sk.slice(PREFIX.moderation.length);
}

function newestFirst(a: Moderation, b: Moderation): number {
  return orderOf(a) < orderOf(b) ? 1 : -1;
}

function orderOf({ writtenOn, reviewId }: QueuePlace): string {
  return `${writtenOn}#${reviewId}`;
}

function queuePartition(clinicId: string, queue: ReviewQueue): string {
  return `${clinicPartition(clinicId)}#${queue}`;
}

function queueKey(clinicId: string, queue: ReviewQueue, place: QueuePlace): Item {
  return {
    ...moderationKey({ clinicId, reviewId: place.reviewId }),
    [BY_STATUS.pk]: queuePartition(clinicId, queue),
    [BY_STATUS.sk]: orderOf(place),
  };
}

function moderationKey({ clinicId, reviewId }: Pick<ReviewRef, 'clinicId' | 'reviewId'>): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.moderation}${reviewId}` };
}
