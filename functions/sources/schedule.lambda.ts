import * as z from 'zod';
import { readConfig } from '../platform/config.ts';
import { log } from '../platform/log.ts';
import { openMetrics } from '../platform/metrics.ts';
import { openCounted, openQueue } from '../platform/queue.ts';
import { openImports } from '../store/imports.ts';
import { openPulls } from '../store/pulls.ts';
import { openSourceGates } from '../store/source-gates.ts';
import { openTables } from '../store/table.ts';
import { lookAtDeadLetters } from './look-at-dead-letters.ts';
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
  /** With commas between them. */
  DEAD_LETTER_URLS: z.string().refine((urls) => urls.split(',').every((url) => URL.canParse(url))),
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
  deadLetters: openCounted(config.DEAD_LETTER_URLS.split(',')),
  metrics: openMetrics(config.METRICS_NAMESPACE, now),
  now,
};

/**
 * Every few minutes: queues the pulls that are due, counts the listings by their health, and counts what was put aside.
 * One that fails keeps none of the others from being done.
 *
 * @throws what failed first
 */
export const handler = async () => {
  const done = await Promise.allSettled([queueDue(needs), lookAtHealth(needs), lookAtDeadLetters(needs)]);
  const failures = done.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  for (const error of failures) log.error('tick.failed', error);
  if (failures.length > 0) throw failures[0];
};
