import { Worker } from 'node:worker_threads';
import type { SeedReport } from './campaign.ts';
import type { SeedDone, SeedTask } from './seed-thread.ts';

/** What a campaign has shown. */
export interface CampaignReport {
  /** How often each kind of fault has struck, those of the engine included. */
  readonly injected: ReadonlyMap<string, number>;
  readonly outcomes: ReadonlyMap<string, number>;
  readonly runs: number;
  readonly calls: number;
  /** Seeds with something wrong. */
  readonly failures: readonly SeedReport[];
  /** Most memory of this process, in bytes, as seen after each seed. */
  readonly mostBytes: number;
  readonly seconds: number;
}

/** How seeds are run. */
export interface SeedOptions {
  /** Kinds of faults that may strike. */
  readonly kinds: readonly string[];
  /** Gets a line after every seed. */
  readonly onSeed?: (line: string) => void;
}

/** One for each of the two processors that there are at least. */
const THREADS = 2;
/** Of each thread's own objects; a thread that needs more fails. */
const MOST_MEGABYTES = 384;

/** Runs seeds, each in a fresh world, so that one alone goes as it went among others. */
export async function runSeeds(
  seeds: readonly number[],
  { kinds, onSeed = () => undefined }: SeedOptions,
): Promise<CampaignReport> {
  const begun = performance.now();
  const [injected, outcomes] = [new Map<string, number>(), new Map<string, number>()];
  const total = { runs: 0, calls: 0, mostBytes: 0 };
  const failures: SeedReport[] = [];
  const take = ({ report, struck, bytes }: SeedDone) => {
    addAll(injected, struck);
    addAll(outcomes, report.outcomes);
    total.runs += report.runs;
    total.calls += report.calls;
    total.mostBytes = Math.max(total.mostBytes, bytes);
    if (report.wrong.length > 0) failures.push(report);
    onSeed(lineOf(report, struck));
  };
  const shares = Array.from({ length: THREADS }, (_, thread) =>
    seeds.filter((_seed, at) => at % THREADS === thread),
  );
  await Promise.all(shares.map((share) => runInThread({ seeds: share, kinds }, take)));
  return { injected, outcomes, ...total, failures, seconds: (performance.now() - begun) / 1000 };
}

/** @throws whatever a seed has thrown */
function runInThread(task: SeedTask, take: (done: SeedDone) => void): Promise<void> {
  const thread = new Worker(new URL('./seed-thread.ts', import.meta.url), {
    workerData: task,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  return new Promise((resolve, reject) => {
    thread.on('message', take);
    thread.on('error', reject);
    thread.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A thread ended with ${code}.`))));
  });
}

/** Adds counts to sums. */
export function addAll(sums: Map<string, number>, more: ReadonlyMap<string, number>): void {
  for (const [name, count] of more) sums.set(name, (sums.get(name) ?? 0) + count);
}

function lineOf({ seed, runs, calls, wrong }: SeedReport, struck: ReadonlyMap<string, number>): string {
  const faults = [...struck.values()].reduce((sum, count) => sum + count, 0);
  const end = wrong.length === 0 ? 'well' : `WRONG\n  ${wrong.slice(0, 10).join('\n  ')}`;
  return `seed ${seed}: ${runs} runs, ${calls} requests, ${faults} faults, ${end}`;
}
