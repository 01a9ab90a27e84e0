import { seededRandom } from '../../infra/sample/fake-trouble.ts';
import type { Cast, Member } from './cast.ts';
import { mix } from './clock.ts';
import { ENGINE_FAULTS, type EngineTrouble } from './engine-trouble.ts';
import { RUN_MS, type Run, type RunPlan, type Worker } from './worker.ts';

type Random = () => number;

const RATES = [0, 0.7, 0.75, 0.8, 0.85, 0.9];
const ENGINE_RATES = [0, 0, 0, 0.03, 0.15];

/** What becomes of listings in a day. */
export const STEPS = {
  /** One listing is pulled, in one of many ways. */
  async pull(cast: Cast, member: Member, random: Random): Promise<void> {
    aim(cast, member, random);
    const chance = random();
    const ways: readonly (readonly [number, Way])[] = [
      [0.1, cutOff],
      [0.2, killed],
      [0.26, outrun],
      [0.31, twiceAtOnce],
      [0.35, erasedMeanwhile],
      [0.39, skewed],
      [0.42, grantEnds],
      [1, plainly],
    ];
    const way = ways.find(([below]) => chance < below)?.[1] ?? plainly;
    await way(cast, member, random);
    quiet(cast);
  },

  /** Some listings are asked for ten times each, of two workers at once. */
  async burst(cast: Cast, random: Random): Promise<void> {
    const some = shuffled(cast.members, random).slice(0, 3);
    const messages = some.flatMap((member) => Array.from({ length: 10 }, () => member));
    count(cast, 'burst-10x');
    await drain(cast, shuffled(messages, random), random, 'burst');
  },

  /** Two schedules fire at once, and what they queue is done by two workers. */
  async schedule(cast: Cast, random: Random): Promise<void> {
    const { workers, clock } = cast.world;
    const now = clock.at(0);
    // One whose consent has ended has no next run at all.
    const due = cast.members.filter(({ book: { pull } }) => !pull || (pull.dueAt ?? 'never') <= now);
    const queued = (await Promise.all(workers.map((worker) => worker.tick()))).flat();
    for (const { listing } of due)
      if (!queued.includes(listing.listingId)) cast.wrong.push(`${listing.listingId}: due and not queued.`);
    const messages = queued.flatMap((id) => cast.members.filter(({ listing }) => listing.listingId === id));
    await drain(cast, messages, random, 'schedule');
  },
};

type Way = (cast: Cast, member: Member, random: Random) => Promise<void>;

/** Sets what strikes the listing's requests, and the engine's. */
function aim({ world, seed, day }: Cast, { listing, life }: Member, random: Random): void {
  const rate = RATES[Math.floor(random() * RATES.length)] ?? 0;
  world.trouble.aim(listing, life, { rate, seed: mix(seed, day, Math.floor(random() * 2 ** 32)) });
  const engineRate = ENGINE_RATES[Math.floor(random() * ENGINE_RATES.length)] ?? 0;
  for (const { engine } of world.workers) strikeEngine(engine, engineRate, Math.floor(random() * 2 ** 32));
}

function strikeEngine(engine: EngineTrouble, rate: number, seed: number): void {
  const random = seededRandom(seed);
  engine.pick = () => {
    if (rate === 0 || random() >= rate) return undefined;
    return ENGINE_FAULTS[Math.floor(random() * ENGINE_FAULTS.length)];
  };
}

function quiet({ world }: Cast): void {
  for (const { engine } of world.workers) engine.pick = () => undefined;
}

function aWorker({ world }: Cast, random: Random): Worker {
  return world.workers[random() < 0.5 ? 0 : 1];
}

const isDone = ({ error }: Run) => error === undefined;

const plainly: Way = async (cast, member, random) => {
  const run = await aWorker(cast, random).pull(member.listing, {});
  await cast.inspect(member, [run], { way: 'pull', isExact: isDone(run) });
  // What a failed run leaves behind must not keep the next one away for long.
  if (!isDone(run)) cast.world.clock.forwardMs(RUN_MS);
};

/** The worker's time is over after a page or two, and another goes on where it stopped, perhaps hours later. */
const cutOff: Way = async (cast, member, random) => {
  for (let time = 0; time < 3; time += 1) {
    const plan: RunPlan = time < 2 ? { pages: 1 + Math.floor(random() * 5) } : {};
    const run = await aWorker(cast, random).pull(member.listing, plan);
    await cast.inspect(member, [run], { way: `cut off ${time + 1}`, isExact: isDone(run) });
    cast.world.clock.forwardMs(isDone(run) ? random() * 3 * 3_600_000 : RUN_MS);
    if (random() < 0.4) member.life.happens(random() < 0.5 ? 'edit' : 'reply');
    aim(cast, member, random);
  }
};

/** The worker dies before one of its writes. */
const killed: Way = async (cast, member, random) => {
  const worker = aWorker(cast, random);
  worker.engine.writesLeft = Math.floor(random() * 12);
  const run = await worker.pull(member.listing, {});
  const isDead = worker.engine.isDead();
  worker.engine.revive();
  if (isDead) count(cast, 'worker-killed');
  await cast.inspect(member, [run], { way: 'killed', isExact: !isDead && isDone(run) });
  cast.world.clock.forwardMs(RUN_MS);
};

/** The worker is held up until its lease is over; another one pulls meanwhile, and then the first one goes on. */
const outrun: Way = async (cast, member, random) => {
  const { workers, clock } = cast.world;
  const during: Run[] = [];
  const happens = async () => {
    clock.forwardMs(RUN_MS + 1000 + random() * 3_600_000);
    member.liveADay(random);
    during.push(await workers[1].pull(member.listing, {}));
  };
  const first = await workers[0].pull(member.listing, {
    meanwhile: { afterPages: 1 + Math.floor(random() * 6), happens },
  });
  if (during.length > 0) count(cast, 'worker-outrun');
  const isExact = during.length === 0 && isDone(first);
  await cast.inspect(member, [first, ...during], { way: 'outrun', isExact });
  clock.forwardMs(RUN_MS);
};

const twiceAtOnce: Way = async (cast, member) => {
  const { workers, clock } = cast.world;
  const runs = await Promise.all(workers.map((worker) => worker.pull(member.listing, {})));
  count(cast, 'two-workers');
  const going = runs.filter(({ result }) => result && 'run' in result);
  if (going.length > 1) cast.wrong.push(`${member.listing.listingId}: two workers pulled at once.`);
  await cast.inspect(member, runs, { way: 'two workers', isExact: false });
  clock.forwardMs(RUN_MS);
};

/** A person has a review erased while the page that holds it is on its way. */
const erasedMeanwhile: Way = async (cast, member, random) => {
  const ids = member.life.ids();
  const id = ids[Math.floor(random() * ids.length)];
  let isErased = false;
  const happens = async () => {
    if (id === undefined) return;
    await cast.world.erase(member.listing, id);
    member.book.erased.add(id);
    isErased = true;
    count(cast, 'erased-meanwhile');
  };
  const meanwhile = { afterPages: 1 + Math.floor(random() * 2), happens };
  const run = await aWorker(cast, random).pull(member.listing, { meanwhile });
  await cast.inspect(member, [run], { way: 'erased meanwhile', isExact: !isErased && isDone(run) });
  cast.world.clock.forwardMs(RUN_MS);
};

const skewed: Way = async (cast, member, random) => {
  const isAhead = random() < 0.5;
  count(cast, isAhead ? 'clock-skew-plus-10min' : 'clock-skew-minus-1day');
  const skewMs = isAhead ? 600_000 : -86_400_000;
  const run = await aWorker(cast, random).pull(member.listing, { skewMs });
  await cast.inspect(member, [run], { way: 'skewed', isExact: false, isSkewed: true });
  cast.world.clock.forwardMs(RUN_MS + 600_000);
};

/** The consent ends, and the clinic gives it anew after the run. */
const grantEnds: Way = async (cast, member, random) => {
  const { google, secrets } = cast.world;
  google.revokeGrant(secrets.get('google-refresh-token/main') ?? '');
  await plainly(cast, member, random);
  secrets.set('google-refresh-token/main', google.addGrant());
};

/** Two workers take messages until none is left. */
async function drain(cast: Cast, messages: readonly Member[], random: Random, way: string): Promise<void> {
  const { workers, clock } = cast.world;
  const left = [...messages];
  const runs = new Map<Member, Run[]>();
  for (const member of new Set(messages)) aim(cast, member, random);
  const work = async (worker: Worker): Promise<void> => {
    for (let member = left.shift(); member; member = left.shift()) {
      const own = runs.get(member) ?? [];
      runs.set(member, own);
      own.push(await worker.pull(member.listing, {}));
    }
  };
  await Promise.all(workers.map(work));
  quiet(cast);
  for (const [member, own] of runs) await cast.inspect(member, own, { way, isExact: false });
  clock.forwardMs(RUN_MS);
}

function shuffled<Of>(things: readonly Of[], random: Random): readonly Of[] {
  return things
    .map((thing) => ({ thing, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ thing }) => thing);
}

function count({ world }: Cast, id: string): void {
  world.trouble.injected.set(id, (world.trouble.injected.get(id) ?? 0) + 1);
}
