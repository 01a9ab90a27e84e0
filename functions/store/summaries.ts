import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { hasLapsed } from '../domain/retention.ts';
import { SOURCE_NAMES, type SourceSummary } from '../domain/review.ts';
import { entity } from './entity.ts';
import { expiryKeys } from './expiries.ts';
import { clinicPartition, type Key, PREFIX } from './keys.ts';
import { listItems, type Table } from './table.ts';

const summaryEntity = entity<SourceSummary>(
  'summary',
  z.object({
    clinicId: z.string(),
    listingId: z.string(),
    source: z.enum(SOURCE_NAMES),
    rating: z.number().exactOptional(),
    count: z.int(),
    isClosed: z.boolean().exactOptional(),
    locale: z.string().exactOptional(),
    asOf: z.iso.date(),
    expiresAt: z.iso.datetime(),
  }),
  (summary) => ({
    ...summaryKey(summary),
    ...expiryKeys(`${summary.clinicId}/${summary.listingId}`, summary.expiresAt),
  }),
);

/** Each listing's own rating and count. Whatever has lapsed, or cannot be read, is absent from every read. */
export interface Summaries {
  readonly listOf: (clinicId: string) => Promise<SourceSummary[]>;
  readonly save: (summary: SourceSummary) => Promise<void>;
  /** Does nothing when there is none. */
  readonly remove: (listing: Pick<SourceSummary, 'clinicId' | 'listingId'>) => Promise<void>;
}

/** Opens the summaries of ContentTable. */
export function openSummaries(content: Table, now: () => string): Summaries {
  return {
    async listOf(clinicId) {
      const range = { pk: clinicPartition(clinicId), prefix: PREFIX.summary };
      const summaries = await listItems(content, summaryEntity, range);
      return summaries.filter((summary) => !hasLapsed(summary, now()));
    },
    async save(summary) {
      const Item = summaryEntity.toItem(summary);
      await content.client.send(new PutCommand({ TableName: content.name, Item }));
    },
    async remove(listing) {
      await content.client.send(new DeleteCommand({ TableName: content.name, Key: summaryKey(listing) }));
    },
  };
}

function summaryKey({ clinicId, listingId }: Pick<SourceSummary, 'clinicId' | 'listingId'>): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.summary}${listingId}` };
}
