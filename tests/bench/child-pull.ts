import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** What one run of the pull function took. */
export interface PullCost {
  readonly ms: number;
  /** The most memory the process ever had, bytes. */
  readonly mostBytes: number;
}

/**
 * Runs the bundle in the first argument once, with the queue message in the second, as Lambda would, and writes its
 * cost on standard error: standard output has its log.
 */
const [bundle = '', body = ''] = process.argv.slice(2);
const until = performance.now() + 300_000;
const { handler } = await import(pathToFileURL(bundle).href);
const begun = performance.now();
const { batchItemFailures } = await handler(
  { Records: [{ messageId: 'm1', body }] },
  { getRemainingTimeInMillis: () => until - performance.now() },
);
if (batchItemFailures.length > 0) throw new Error('The pull failed.');
const cost: PullCost = {
  ms: performance.now() - begun,
  mostBytes: mostKilobytes() * 1024,
};
process.stderr.write(JSON.stringify(cost));
process.exit();

/** Linux counts what the parent had into a child's `maxRSS`; its own most stands in its status. */
function mostKilobytes(): number {
  const status = '/proc/self/status';
  const told = existsSync(status)
    ? /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync(status, 'utf8'))?.[1]
    : undefined;
  return told === undefined ? process.resourceUsage().maxRSS : Number(told);
}
