import type { FakeAnswer, FakeRequest } from './fake-exchange.ts';
import type { Transport } from './fake-transport.ts';

/** One way in which a fake source misbehaves. */
export interface Fault {
  /** Route it strikes, by name; every route when absent. */
  readonly route?: string;
  /** Requests it strikes before it is used up, from 1; `Infinity` for ever. Default 1. */
  readonly times?: number;
  /** Strikes only requests for which this holds; others leave it in the queue. */
  readonly when?: (request: FakeRequest) => boolean;
  /** Runs before the source looks at its reviews: what happens between two pages. */
  readonly before?: () => void;
  /** Said instead of the truth. */
  readonly answer?: (truth: FakeAnswer, request: FakeRequest) => FakeAnswer;
  /** Pause before the first byte, in milliseconds. */
  readonly delayMs?: number;
  /** What happens to the bytes on their way. */
  readonly transport?: Transport;
}

/** Trouble by chance. */
interface RandomTrouble {
  /** The same seed gives the same trouble for the same requests in the same order. */
  readonly seed: number;
  /** Share of the requests that are struck, 0 to 1. */
  readonly rate: number;
  /** One of these strikes; never empty. */
  readonly faults: readonly (() => Fault)[];
}

/** The trouble that waits for a fake source's callers. */
export interface Faults {
  /** Queues faults; of those that fit a request the oldest strikes it. */
  readonly push: (...faults: readonly Fault[]) => void;
  /** Strikes by chance whatever no queued fault strikes, until cleared. */
  readonly atRandom: (trouble: RandomTrouble) => void;
  /** Lets the caller pick what strikes whatever no queued fault strikes, until cleared. */
  readonly choose: (pick: (request: FakeRequest) => Fault | undefined) => void;
  /** Forgets all of it. */
  readonly clear: () => void;
  /** The fault that strikes this request, one use of it taken; `undefined` for none. */
  readonly take: (request: FakeRequest) => Fault | undefined;
}

/** Opens an empty queue of faults. */
export function openFaults(): Faults {
  let queue: { readonly fault: Fault; left: number }[] = [];
  let chance: ((request: FakeRequest) => Fault | undefined) | undefined;
  return {
    push(...faults) {
      queue.push(...faults.map((fault) => ({ fault, left: fault.times ?? 1 })));
    },
    atRandom(trouble) {
      chance = byChance(trouble);
    },
    choose(pick) {
      chance = pick;
    },
    clear() {
      queue = [];
      chance = undefined;
    },
    take(request) {
      const queued = queue.find(({ fault }) => strikes(fault, request));
      if (!queued) {
        const fault = chance?.(request);
        return fault && strikes(fault, request) ? fault : undefined;
      }
      queued.left -= 1;
      if (queued.left <= 0) queue = queue.filter((other) => other !== queued);
      return queued.fault;
    },
  };
}

function strikes({ route, when }: Fault, request: FakeRequest): boolean {
  return (route === undefined || route === request.route) && (when === undefined || when(request));
}

function byChance({ seed, rate, faults }: RandomTrouble): () => Fault | undefined {
  const random = seededRandom(seed);
  return () => {
    const isStruck = random() < rate;
    const pick = faults[Math.floor(random() * faults.length)];
    return isStruck ? pick?.() : undefined;
  };
}

/** Numbers from 0 (included) to 1 (excluded) that depend on the seed alone (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
