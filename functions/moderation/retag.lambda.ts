import { setTimeout as pause } from 'node:timers/promises';
import type { Context, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import type { BatchReply } from '../platform/batch.ts';
import { readConfig } from '../platform/config.ts';
import { openQueue } from '../platform/queue.ts';
import { runQueueBatch } from '../platform/queue-batch.ts';
import { openJobs } from '../store/jobs.ts';
import { openModerations } from '../store/moderations.ts';
import { openRetaggings } from '../store/retaggings.ts';
import { openReviews } from '../store/reviews.ts';
import { openTables } from '../store/table.ts';
import { openTaggings } from '../store/taggings.ts';
import { type Lookup, readLexicon } from './lexicon.ts';
import { retag } from './retag.ts';
import { readRequest } from './retag-request.ts';

const Config = z.object({
  CONTENT_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  RETAG_QUEUE_URL: z.url(),
});
export type Config = z.infer<typeof Config>;

const { CONTENT_TABLE, LEDGER_TABLE, RETAG_QUEUE_URL } = readConfig(Config);
const table = openTables();
const [content, ledger] = [table(CONTENT_TABLE), table(LEDGER_TABLE)];
const now = () => new Date().toISOString();
let lookup: Lookup | undefined;
const needs = {
  reviews: openReviews(content, ledger, now),
  taggings: openTaggings(content, now),
  moderations: openModerations(ledger),
  retaggings: openRetaggings(content, ledger),
  jobs: openJobs(ledger),
  queue: openQueue(RETAG_QUEUE_URL),
  /** Made ready with the first request: it takes as long as loading everything else. */
  get lexicon() {
    lookup ??= readLexicon();
    return lookup;
  },
  now,
  pause: async (ms: number) => pause(ms),
};

/** Reads the reviews of clinics anew, one request after another. */
export const handler = ({ Records }: SQSEvent, context: Context): Promise<BatchReply> =>
  runQueueBatch(
    Records.map((message) => ({
      messages: [message],
      subject: `message ${message.messageId}`,
      run: async () =>
        retag(readRequest(message.body), { ...needs, remainingMs: () => context.getRemainingTimeInMillis() }),
    })),
    { queue: needs.queue, atOnce: 1 },
  );
