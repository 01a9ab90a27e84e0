import type { DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import type { BatchReply } from '../platform/batch.ts';
import { readConfig } from '../platform/config.ts';
import { openQueue } from '../platform/queue.ts';
import { openFeedStates } from '../store/feed-states.ts';
import { openTables } from '../store/table.ts';
import { markDue } from './mark-due.ts';

const Config = z.object({
  LEDGER_TABLE: z.string().min(1),
  DUE_QUEUE_URL: z.url(),
});
export type Config = z.infer<typeof Config>;

const { LEDGER_TABLE, DUE_QUEUE_URL } = readConfig(Config);
const needs = {
  queue: openQueue(DUE_QUEUE_URL),
  states: openFeedStates(openTables()(LEDGER_TABLE)),
};

/** Turns changes of both tables into clinics that are due. */
export const handler = (event: DynamoDBStreamEvent): Promise<BatchReply> => markDue(event.Records, needs);
