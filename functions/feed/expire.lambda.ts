import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { readConfig } from '../platform/config.ts';
import { openQueue } from '../platform/queue.ts';
import { openExpiries } from '../store/expiries.ts';
import { openFeedStates } from '../store/feed-states.ts';
import { openSourceSwitches } from '../store/source-switches.ts';
import { openTables } from '../store/table.ts';
import { expire, type Swept } from './expire.ts';

const Config = z.object({
  CONTENT_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  DUE_QUEUE_URL: z.url(),
});
export type Config = z.infer<typeof Config>;

const { CONTENT_TABLE, LEDGER_TABLE, DUE_QUEUE_URL } = readConfig(Config);
const open = openTables();
const ledger = open(LEDGER_TABLE);
const needs = {
  expiries: openExpiries(open(CONTENT_TABLE)),
  states: openFeedStates(ledger),
  sourceSwitches: openSourceSwitches(ledger),
  queue: openQueue(DUE_QUEUE_URL),
  now: () => new Date().toISOString(),
};

/** Sweeps what has lapsed; its schedule calls it, with nothing to say. */
export const handler = (_event: unknown, context: Context): Promise<Swept> =>
  expire({ ...needs, remainingMs: () => context.getRemainingTimeInMillis() });
