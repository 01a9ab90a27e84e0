import { runSeed, type SeedReport } from './campaign.ts';
import { startCampaignWorld } from './world.ts';

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
  /** Seeds at once, each in a world of its own. Default 2: they wait for slow answers most of the time. */
  readonly atOnce?: number;
  /** Gets a line after every seed. */
  readonly onSeed?: (line: string) => void;
}

/** Runs seeds, each in a fresh world, so that one alone goes as it went among others. */
export async function runSeeds(
  seeds: readonly number[],
  { kinds, atOnce = 2, onSeed = () => undefined }: SeedOptions,
): Promise<CampaignReport> {
  const begun = performance.now();
  const [injected, outcomes] = [new Map<string, number>(), new Map<string, number>()];
  const total = { runs: 0, calls: 0, mostBytes: 0 };
  const failures: SeedReport[] = [];
  const left = [...seeds];
  const work = async (): Promise<void> => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const { report, struck } = await runInWorld(seed, kinds);
      addAll(injected, struck);
      addAll(outcomes, report.outcomes);
      total.runs += report.runs;
      total.calls += report.calls;
      total.mostBytes = Math.max(total.mostBytes, process.memoryUsage.rss());
      if (report.wrong.length > 0) failures.push(report);
      onSeed(lineOf(report, struck));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { injected, outcomes, ...total, failures, seconds: (performance.now() - begun) / 1000 };
}

async function runInWorld(
  seed: number,
  kinds: readonly string[],
): Promise<{ readonly report: SeedReport; readonly struck: ReadonlyMap<string, number> }> {
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
  return { report: { ...report, wrong }, struck };
}

function addAll(sums: Map<string, number>, more: ReadonlyMap<string, number>): void {
  for (const [name, count] of more) sums.set(name, (sums.get(name) ?? 0) + count);
}

function lineOf({ seed, runs, calls, wrong }: SeedReport, struck: ReadonlyMap<string, number>): string {
  const faults = [...struck.values()].reduce((sum, count) => sum + count, 0);
  const end = wrong.length === 0 ? 'well' : `WRONG\n  ${wrong.slice(0, 10).join('\n  ')}`;
  return `seed ${seed}: ${runs} runs, ${calls} requests, ${faults} faults, ${end}`;
}
