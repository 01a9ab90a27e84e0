import { setTimeout as sleep } from 'node:timers/promises';
import type { Listing } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import type { PullRun } from '../domain/pull.ts';
import {
  endOf,
  giveBack,
  hoursAfforded,
  noteQuota,
  type QuotaTold,
  type QuotaWanted,
  takeQuota,
} from '../domain/quota-day.ts';
import type { SourceName } from '../domain/review.ts';
import {
  type CallsPromised,
  noteAnswer,
  noteSilence,
  noteUsedUp,
  type SourceGate,
  takeCalls,
  type Wait,
} from '../domain/source-gate.ts';
import { log } from '../platform/log.ts';
import type { QuotaDays } from '../store/quota-days.ts';
import type { SourceGates } from '../store/source-gates.ts';
import { callsExpected } from './calls-expected.ts';
import type { HttpPass } from './http.ts';
import type { HttpAnswer } from './http-exchange.ts';

/** How a source may be called by all pulls together. */
export interface SourcePace {
  /** Calls of a minute, evenly spread. */
  readonly callsAMinute: number;
  /** Reads how the source's day stands from an answer; only for sources that count the calls of a day. */
  readonly readQuota?: (answer: HttpAnswer) => QuotaTold | undefined;
}

/** What one pull calls its source with; every call and every try asks it. */
export interface SourcePass extends HttpPass {
  /** Why a call was not made, and until when; absent when none was refused. */
  readonly wait: () => Wait | undefined;
  /** Tells the others how it went, and gives back what was not used. Nothing may be called after it. */
  readonly close: (end: PassEnd) => Promise<void>;
  /** Hours until the next pull that the day's calls afford at least; 0 where nothing is counted. */
  readonly leastHours: () => Promise<number>;
}

/** How a pull ended. */
export interface PassEnd {
  readonly outcome: PullRun['outcome'];
  /** When the source wants to be asked again, ISO 8601 UTC. */
  readonly retryAt?: string;
  /** True when at least one page was read. */
  readonly hasRead: boolean;
}

/** Opens the pass of one pull. */
export type OpenPass = (listing: Listing, knownReviews: number) => SourcePass;

/** What passes are made with. */
export interface PassNeeds {
  readonly gates: SourceGates;
  readonly quotaDays: QuotaDays;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
  /** Waits so many milliseconds. Default: the clock's own. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

/** Most calls promised at once: one write for so many calls, and little lost when a pull breaks off. */
const MOST_AT_ONCE = 10;
/** A turn that is further away is not sat out: the listing comes back then. */
const PATIENCE_MS = 30_000;
/** Left of the run for the call itself. */
const CALL_MS = 5000;

const SAYS: Readonly<Record<Wait['why'], string>> = {
  turn: 'Others call the source just now; the listing’s turn comes later.',
  'source-down': 'The source answers nobody at the moment; the listing is read later.',
  'quota-day': 'The calls that the source allows are used up for today.',
};

/** What is known of a pass while it is open. */
interface State {
  /** Instants of the calls that are promised and not made. */
  promised: number[];
  expected: number;
  made: number;
  wait?: Wait;
  told?: QuotaTold;
  isTrying: boolean;
  /** As it was when calls were last promised. */
  gate?: SourceGate;
}

/** Makes the passes of a source. */
export function openPacing(source: SourceName, pace: SourcePace, needs: PassNeeds): OpenPass {
  const { now, wait = sleep } = needs;
  return (listing, knownReviews) => {
    const state: State = {
      promised: [],
      expected: callsExpected(source, knownReviews),
      made: 0,
      isTrying: false,
    };
    const task: PassTask = { listing, source, pace, state };
    const ready = async (remainingMs: number): Promise<void> => {
      if (state.promised.length === 0 && !state.wait) await reserve(task, remainingMs, needs);
      if (state.wait) throw turnedAway(state.wait);
    };
    return {
      wait: () => state.wait,
      ready,
      async admit(remainingMs) {
        await ready(remainingMs);
        const at = state.promised.shift() ?? 0;
        state.made += 1;
        const pauseMs = at - Date.parse(now());
        if (pauseMs > 0) await wait(pauseMs);
      },
      note(answer) {
        const told = pace.readQuota?.(answer);
        if (told) state.told = told;
      },
      async close(end) {
        await settleQuota(task, needs);
        await tellGate(task, end, needs);
      },
      async leastHours() {
        if (!pace.readQuota) return 0;
        return hoursAfforded(await needs.quotaDays.find(source, now()), listing.clinicId);
      },
    };
  };
}

interface PassTask {
  readonly listing: Listing;
  readonly source: SourceName;
  readonly pace: SourcePace;
  readonly state: State;
}

function turnedAway({ why, until }: Wait): AppError {
  const reason = why === 'quota-day' ? 'quota-day' : 'throttled';
  return new AppError('source-failed', SAYS[why], { reason, retryAt: until });
}

async function reserve(task: PassTask, remainingMs: number, needs: PassNeeds): Promise<void> {
  const { source, pace, state } = task;
  const calls = Math.max(1, Math.min(state.expected - state.made, MOST_AT_ONCE));
  const now = needs.now();
  const wanted: QuotaWanted = { ...refOf(task), calls, now };
  if (pace.readQuota && !(await isQuotaGiven(task, wanted, needs))) return;
  const everyMs = 60_000 / pace.callsAMinute;
  const patienceMs = Math.max(0, Math.min(PATIENCE_MS, remainingMs - CALL_MS));
  const taken = await needs.gates.change<CallsPromised | Wait>(source, (gate) => {
    const result = takeCalls(gate, { calls, everyMs, now, patienceMs, isTrying: state.isTrying });
    return 'why' in result ? { result } : { next: result.gate, result };
  });
  if ('why' in taken) {
    state.wait = taken;
    if (pace.readQuota) await needs.quotaDays.change(source, now, (day) => change(giveBack(day, wanted)));
    return;
  }
  state.gate = taken.gate;
  state.isTrying = taken.isTrying;
  const startMs = Date.parse(taken.startAt);
  state.promised = Array.from({ length: calls }, (_, at) => startMs + at * everyMs);
}

async function isQuotaGiven(
  { source, state }: PassTask,
  wanted: QuotaWanted,
  { quotaDays }: PassNeeds,
): Promise<boolean> {
  const wait = await quotaDays.change<Wait | undefined>(source, wanted.now, (before) => {
    const { day, isGiven } = takeQuota(before, wanted);
    return { next: day, result: isGiven ? undefined : { why: 'quota-day', until: endOf(day) } };
  });
  if (wait) state.wait = wait;
  return wait === undefined;
}

/** Gives back the calls that were not made, and notes what the source told of its day. */
async function settleQuota(task: PassTask, needs: PassNeeds): Promise<void> {
  const { source, pace, state } = task;
  const { told, promised } = state;
  if (!pace.readQuota || (!told && promised.length === 0)) return;
  const now = needs.now();
  const unused = { ...refOf(task), calls: promised.length, now };
  state.promised = [];
  await needs.quotaDays.change(source, now, (day) => {
    const given = unused.calls > 0 ? giveBack(day, unused) : day;
    return change(told ? noteQuota(given, told) : given);
  });
}

async function tellGate(task: PassTask, end: PassEnd, { gates, now }: PassNeeds): Promise<void> {
  const { source, state } = task;
  const { outcome, retryAt, hasRead } = end;
  // Whoever was not let through has learnt nothing of the source.
  if (!state.gate || (state.wait && !hasRead)) return;
  const { clinicId, listingId } = refOf(task);
  const isSilent = !hasRead && (outcome === 'unreachable' || outcome === 'throttled');
  if (outcome === 'quota-day' && retryAt !== undefined && !state.wait) {
    await gates.change(source, (gate) => change(noteUsedUp(gate, retryAt)));
  } else if (isSilent) {
    const closings = await gates.change(source, (gate) => {
      const next = noteSilence(gate, `${clinicId}/${listingId}`, now(), Math.random());
      return { next, result: next.closings };
    });
    if (closings > state.gate.closings) log.warn('source.closed', { source, closings });
  } else if (state.made > 0 && noteAnswer(state.gate) !== state.gate) {
    await gates.change(source, (gate) => change(noteAnswer(gate)));
    if (state.gate.closings > 0) log.info('source.reopened', { source });
  }
}

function change<Value>(next: Value): { readonly next: Value; readonly result: undefined } {
  return { next, result: undefined };
}

function refOf({ listing }: PassTask): { readonly clinicId: string; readonly listingId: string } {
  return { clinicId: listing.clinicId, listingId: listing.listingId };
}
