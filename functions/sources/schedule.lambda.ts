import * as z from 'zod';
import { readConfig } from '../platform/config.ts';
import { openQueue } from '../platform/queue.ts';
import { openPulls } from '../store/pulls.ts';
import { openTables } from '../store/table.ts';
import { queueDue } from './schedule.ts';

const Config = z.object({
  LEDGER_TABLE: z.string().min(1),
  PULL_QUEUE_URL: z.url(),
});
export type Config = z.infer<typeof Config>;

const { LEDGER_TABLE, PULL_QUEUE_URL } = readConfig(Config);
const needs = {
  pulls: openPulls(openTables()(LEDGER_TABLE)),
  queue: openQueue(PULL_QUEUE_URL),
  now: () => new Date().toISOString(),
};

/** Every few minutes: queues the pulls that are due. */
export const handler = () => queueDue(needs);
