import type { PullRun } from '../../functions/domain/pull.ts';
import { seededRandom } from '../../infra/sample/fake-trouble.ts';
import { type Cast, gather } from './cast.ts';
import { mix } from './clock.ts';
import { heal } from './heal.ts';
import { STEPS } from './steps.ts';
import type { CampaignWorld } from './world.ts';

/** What running one seed has shown. */
export interface SeedReport {
  readonly seed: number;
  readonly runs: number;
  readonly calls: number;
  /** How often runs ended in each way. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** What must not be, with the day and the listing where it was seen; empty when all is well. */
  readonly wrong: readonly string[];
}

const DAYS = 30;
const HOUR_MS = 3_600_000;

/** Runs one seed: listings of many sizes live through days of trouble, then through quiet ones. */
export async function runSeed(world: CampaignWorld, seed: number): Promise<SeedReport> {
  const random = seededRandom(mix(seed));
  world.jitterBy(seededRandom(mix(seed, 1)));
  const cast = await gather(world, seed, random);
  for (let day = 1; day <= DAYS && cast.wrong.length === 0; day += 1) {
    cast.day = day;
    world.clock.forwardMs(hoursBetween(random) * HOUR_MS);
    await liveThrough(cast, random);
  }
  if (cast.wrong.length === 0) await heal(cast);
  return report(cast);
}

/** Mostly about a day, sometimes within the hour, sometimes days. */
function hoursBetween(random: () => number): number {
  const chance = random();
  if (chance < 0.15) return 0.5;
  if (chance < 0.3) return 2;
  return chance < 0.9 ? 20 + random() * 8 : 70;
}

async function liveThrough(cast: Cast, random: () => number): Promise<void> {
  const asOne = random();
  if (asOne < 0.04) return STEPS.burst(cast, random);
  if (asOne < 0.1) return STEPS.schedule(cast, random);
  for (const member of cast.members) {
    member.liveADay(random);
    await STEPS.pull(cast, member, random);
    if (cast.wrong.length > 0) return;
  }
}

function report(cast: Cast): SeedReport {
  const { seed, wrong, told, calls } = cast;
  const outcomes = new Map<string, number>();
  const count = (name: PullRun['outcome'] | string) => outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
  told.forEach(count);
  return { seed, runs: told.length, calls: calls(), outcomes, wrong };
}
