import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { hasLapsed } from '../domain/retention.ts';
import { FLAG_KINDS, type Tagging } from '../domain/tagging.ts';
import { entity } from './entity.ts';
import { timeToLive } from './expiries.ts';
import { clinicPartition, type Key, PREFIX, type ReviewRef, TTL_ATTRIBUTE } from './keys.ts';
import { ignoreRefused } from './refused-condition.ts';
import { getItems, listItems, type Table } from './table.ts';

const schema = z.object({
  clinicId: z.string(),
  listingId: z.string(),
  reviewId: z.string(),
  contentHash: z.string(),
  lexiconVersion: z.string(),
  tags: z.array(
    z.object({
      conditionId: z.string(),
      start: z.int(),
      end: z.int(),
      rule: z.string(),
      confidence: z.enum(['sure', 'suggested']),
      proposedIn: z.string().exactOptional(),
    }),
  ),
  flags: z.array(z.object({ kind: z.enum(FLAG_KINDS), start: z.int(), end: z.int() })).exactOptional(),
  expiresAt: z.iso.datetime(),
}) satisfies z.ZodType<Tagging>;

/** How a tagging is stored. */
export const taggingEntity = entity<Tagging>('tagging', schema, (tagging) => ({
  ...taggingKey(tagging),
  [TTL_ATTRIBUTE]: timeToLive(tagging.expiresAt),
}));

/** What the machine reads in reviews. Whatever has lapsed, or cannot be read, is absent from every read. */
export interface Taggings {
  /** Those that exist, in no order. */
  readonly findMany: (refs: readonly ReviewRef[]) => Promise<Tagging[]>;
  readonly listOf: (clinicId: string) => Promise<Tagging[]>;
  readonly save: (tagging: Tagging) => Promise<void>;
  /**
   * Gives a stored tagging the hash and clock of its review as it is now; the tags stay whatever they are by then.
   * Does nothing when the tagging is of other content than `of` meanwhile.
   */
  readonly renew: (of: Tagging, to: Pick<Tagging, 'contentHash' | 'expiresAt'>) => Promise<void>;
  readonly remove: (ref: ReviewRef) => Promise<void>;
}

/** Opens the taggings of ContentTable. */
export function openTaggings(content: Table, now: () => string): Taggings {
  const fresh = (taggings: readonly Tagging[]) => taggings.filter((tagging) => !hasLapsed(tagging, now()));
  return {
    findMany: async (refs) => fresh(await getItems(content, taggingEntity, refs.map(taggingKey))),
    async listOf(clinicId) {
      const range = { pk: clinicPartition(clinicId), prefix: PREFIX.tagging };
      return fresh(await listItems(content, taggingEntity, range));
    },
    async save(tagging) {
      const Item = taggingEntity.toItem(tagging);
      await content.client.send(new PutCommand({ TableName: content.name, Item }));
    },
    renew: (of, to) => ignoreRefused(renewClock(content, of, to)),
    async remove(ref) {
      await content.client.send(new DeleteCommand({ TableName: content.name, Key: taggingKey(ref) }));
    },
  };
}

async function renewClock(
  { name, client }: Table,
  of: Tagging,
  { contentHash, expiresAt }: Pick<Tagging, 'contentHash' | 'expiresAt'>,
): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: name,
      Key: taggingKey(of),
      UpdateExpression: 'SET contentHash = :hash, expiresAt = :end, #ttl = :ttl',
      ConditionExpression: 'contentHash = :read',
      ExpressionAttributeNames: { '#ttl': TTL_ATTRIBUTE },
      ExpressionAttributeValues: {
        ':hash': contentHash,
        ':end': expiresAt,
        ':ttl': timeToLive(expiresAt),
        ':read': of.contentHash,
      },
    }),
  );
}

function taggingKey({ clinicId, listingId, reviewId }: ReviewRef): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.tagging}${listingId}#${reviewId}` };
}
