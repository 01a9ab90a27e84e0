import * as z from 'zod';
import { readConfig } from '../platform/config.ts';
import { openMetrics } from '../platform/metrics.ts';
import { openQueue } from '../platform/queue.ts';
import { openImports } from '../store/imports.ts';
import { openPulls } from '../store/pulls.ts';
import { openSourceGates } from '../store/source-gates.ts';
import { openTables } from '../store/table.ts';
import { lookAtHealth } from './look-at-health.ts';
import { queueDue } from './schedule.ts';

const whole = z.string().regex(/^[1-9]\d*$/u);

const Config = z.object({
  LEDGER_TABLE: z.string().min(1),
  PULL_QUEUE_URL: z.url(),
  GOOGLE_CALLS_A_MINUTE: whole,
  YELP_CALLS_A_MINUTE: whole,
  TICK_MINUTES: whole,
  METRICS_NAMESPACE: z.string().min(1),
});
export type Config = z.infer<typeof Config>;

const config = readConfig(Config);
const now = () => new Date().toISOString();
const ledger = openTables()(config.LEDGER_TABLE);
const needs = {
  imports: openImports(ledger),
  pulls: openPulls(ledger),
  gates: openSourceGates(ledger),
  callsAMinute: {
    'google-business': Number(config.GOOGLE_CALLS_A_MINUTE),
    yelp: Number(config.YELP_CALLS_A_MINUTE),
  },
  tickMinutes: Number(config.TICK_MINUTES),
  queue: openQueue(config.PULL_QUEUE_URL),
  metrics: openMetrics(config.METRICS_NAMESPACE, now),
  now,
};

/** Every few minutes: queues the pulls that are due, and counts the listings by their health. */
export const handler = async () => {
  try {
    return await queueDue(needs);
  } finally {
    await lookAtHealth(needs);
  }
};
