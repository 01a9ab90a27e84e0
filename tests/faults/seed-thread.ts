import { parentPort, workerData } from 'node:worker_threads';
import { runSeed, type SeedReport } from './campaign.ts';
import { addAll } from './run-seeds.ts';
import { startCampaignWorld } from './world.ts';

/** Seeds for one thread, which is what `workerData` holds. */
export interface SeedTask {
  readonly seeds: readonly number[];
  /** Kinds of faults that may strike. */
  readonly kinds: readonly string[];
}

/** What the thread tells after each seed. */
export interface SeedDone {
  readonly report: SeedReport;
  /** How often each kind of fault has struck. */
  readonly struck: ReadonlyMap<string, number>;
  /** Memory of the whole process then. */
  readonly bytes: number;
}

/** Seeds at once: they wait for slow answers much of the time. */
const AT_ONCE = 2;

const { seeds, kinds } = workerData as SeedTask;
const left = [...seeds];
await Promise.all(Array.from({ length: AT_ONCE }, work));

async function work(): Promise<void> {
  for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
    parentPort?.postMessage(await runInWorld(seed));
  }
}

async function runInWorld(seed: number): Promise<SeedDone> {
  const world = await startCampaignWorld(kinds);
  let report: SeedReport;
  let open = 0;
  try {
    report = await runSeed(world, seed);
  } finally {
    open = await world.stop();
  }
  const struck = new Map(world.trouble.injected);
  for (const { engine } of world.workers)
    for (const [fault, times] of engine.injected) addAll(struck, new Map([[`dynamodb-${fault}`, times]]));
  const wrong = open === 0 ? report.wrong : [...report.wrong, `${open} connections were left open.`];
  return { report: { ...report, wrong }, struck, bytes: process.memoryUsage.rss() };
}
