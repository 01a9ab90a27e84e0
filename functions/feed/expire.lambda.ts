import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { readConfig } from '../platform/config.ts';
import { openMetrics } from '../platform/metrics.ts';
import { openCounted, openDeadLetters, openQueue } from '../platform/queue.ts';
import { openExpiries } from '../store/expiries.ts';
import { openFeedStates } from '../store/feed-states.ts';
import { openSourceSwitches } from '../store/source-switches.ts';
import { openTables } from '../store/table.ts';
import { expire, type Swept } from './expire.ts';

const Config = z.object({
  CONTENT_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  DUE_QUEUE_URL: z.url(),
  /** Where marks go that could not be published. */
  FAILED_DUE_URL: z.url(),
  /** Where changes go that could not be turned into marks. */
  FAILED_CHANGES_URL: z.url(),
  METRICS_NAMESPACE: z.string().min(1),
});
export type Config = z.infer<typeof Config>;

const config = readConfig(Config);
const now = () => new Date().toISOString();
const open = openTables();
const ledger = open(config.LEDGER_TABLE);
const needs = {
  expiries: openExpiries(open(config.CONTENT_TABLE)),
  states: openFeedStates(ledger),
  sourceSwitches: openSourceSwitches(ledger),
  queue: openQueue(config.DUE_QUEUE_URL),
  failedDue: openDeadLetters(config.FAILED_DUE_URL),
  failedChanges: openCounted([config.FAILED_CHANGES_URL]),
  metrics: openMetrics(config.METRICS_NAMESPACE, now),
  now,
};

/** Sweeps what has lapsed; its schedule calls it, with nothing to say. */
export const handler = (_event: unknown, context: Context): Promise<Swept> =>
  expire({ ...needs, remainingMs: () => context.getRemainingTimeInMillis() });
