import type { SourceName } from './review.ts';

/** What all pulls of a source share: its rate, and whether it answers at all. Instants are ISO 8601 UTC. */
export interface SourceGate {
  readonly source: SourceName;
  /** Every call before this instant is promised to somebody. */
  readonly freeAt: string;
  /** Every place in the schedule before this instant is given to a listing. */
  readonly plannedTo: string;
  /** Listings that failed one after another since the source last answered, each once; at most five. */
  readonly failing: readonly string[];
  /** Times in a row that the gate was closed without an answer between; 0 while all is well. */
  readonly closings: number;
  /** Nobody calls before this instant; absent while the gate is open. */
  readonly closedUntil?: string;
  /** After a closing one listing at a time tries; until this instant nobody else does. */
  readonly triedUntil?: string;
  /** The source has said that the day's calls are used up until this instant. */
  readonly usedUpUntil?: string;
  /** Grows by one with every change. */
  readonly version: number;
}

/** Why a pull must not call now: not its turn, the source does not answer anybody, or the day's calls are used up. */
export interface Wait {
  readonly why: 'turn' | 'source-down' | 'quota-day';
  /** When it is worth trying again, ISO 8601 UTC. */
  readonly until: string;
}

/** Calls that a pull wants to make. */
export interface CallsWanted {
  readonly calls: number;
  /** Milliseconds between two calls of all pulls together; 0 for no limit. */
  readonly everyMs: number;
  /** Instant, ISO 8601 UTC. */
  readonly now: string;
  /** Milliseconds that the pull can wait for its first call. */
  readonly patienceMs: number;
  /** True for the pull that tries whether the source answers again. */
  readonly isTrying: boolean;
}

/** Calls that are promised: the first may be made at `startAt`, each of the others `everyMs` after the one before. */
export interface CallsPromised {
  readonly gate: SourceGate;
  /** Instant, ISO 8601 UTC; never before `now`. */
  readonly startAt: string;
  /** True when this pull is the one that tries. */
  readonly isTrying: boolean;
}

/** So many different listings that fail one after another mean that the source is down, and not they. */
const CLOSES_AFTER = 5;
/** The one that tries has as long as a pull can take. */
const TRY_MS = 5 * 60_000;
const FIRST_CLOSING_MS = 60_000;
const LONGEST_CLOSING_MS = 30 * 60_000;
const EVER = '1970-01-01T00:00:00.000Z';

/** A gate that nobody has used. */
export function newGate(source: SourceName): SourceGate {
  return { source, freeAt: EVER, plannedTo: EVER, failing: [], closings: 0, version: 0 };
}

/** Promises a pull its calls, or says until when it has to wait; a refusal changes nothing. */
export function takeCalls(gate: SourceGate, wanted: CallsWanted): CallsPromised | Wait {
  const { calls, everyMs, now, patienceMs } = wanted;
  const wait = waitOf(gate, wanted);
  if (wait) return wait;
  const startAt = isAhead(gate.freeAt, now, PROMISED_MS) ? gate.freeAt : now;
  if (ahead(startAt, now) > patienceMs) return { why: 'turn', until: startAt };
  const isTrying = wanted.isTrying || gate.closings > 0;
  const freeAt = after(startAt, calls * everyMs);
  const tried = isTrying && !wanted.isTrying ? { triedUntil: after(now, TRY_MS) } : {};
  return { gate: { ...gate, ...tried, freeAt }, startAt, isTrying };
}

/** No pull waits this long for its calls. */
const PROMISED_MS = 3_600_000;

function waitOf(gate: SourceGate, { now, isTrying }: CallsWanted): Wait | undefined {
  const { usedUpUntil, closedUntil, triedUntil, closings } = gate;
  if (isAhead(usedUpUntil, now, DAY_MS)) return { why: 'quota-day', until: usedUpUntil };
  if (isAhead(closedUntil, now, LONGEST_CLOSING_MS)) return { why: 'source-down', until: closedUntil };
  if (closings > 0 && !isTrying && isAhead(triedUntil, now, TRY_MS)) {
    return { why: 'source-down', until: triedUntil };
  }
  return undefined;
}

/** Longest day of any source: an hour is put in once a year. */
const DAY_MS = 25 * 3_600_000;

/** An instant further ahead than it can be was written by a clock that has been set back since. */
function isAhead(at: string | undefined, now: string, mostMs: number): at is string {
  return at !== undefined && ahead(at, now) > 0 && ahead(at, now) <= mostMs;
}

/**
 * Gives places in the schedule, one after the other at the source's rate. The places are apart from the promises: a
 * pull that comes at its place still asks for its calls.
 *
 * @returns `startAt`: where the first place begins, ISO 8601 UTC, never before `now`
 */
export function planCalls(
  gate: SourceGate,
  { calls, everyMs, now }: Pick<CallsWanted, 'calls' | 'everyMs' | 'now'>,
): { readonly gate: SourceGate; readonly startAt: string } {
  const startAt = isAhead(gate.plannedTo, now, DAY_MS) ? gate.plannedTo : now;
  return { gate: { ...gate, plannedTo: after(startAt, calls * everyMs) }, startAt };
}

/** The source has answered somebody: the gate is open. Gives the same gate when it was open and nobody failed. */
export function noteAnswer(gate: SourceGate): SourceGate {
  const { closedUntil: _, triedUntil: __, usedUpUntil: ___, ...open } = gate;
  const isWell = gate.failing.length === 0 && gate.closings === 0 && gate.usedUpUntil === undefined;
  return isWell ? gate : { ...open, failing: [], closings: 0 };
}

/**
 * The source has not answered a listing, or has turned it away as one too many. The fifth listing in a row closes the
 * gate for up to a minute; each try that fails, for up to twice as long, at most half an hour.
 *
 * @param chance from 0 to 1: full jitter, with a tenth as the least
 */
export function noteSilence(gate: SourceGate, listing: string, now: string, chance: number): SourceGate {
  const failing = [...new Set([...gate.failing, listing])].slice(0, CLOSES_AFTER);
  const isTried = gate.closings > 0 && !isAhead(gate.closedUntil, now, LONGEST_CLOSING_MS);
  if (!isTried && (failing.length < CLOSES_AFTER || gate.closings > 0)) return { ...gate, failing };
  const longest = Math.min(FIRST_CLOSING_MS * 2 ** Math.min(gate.closings, 10), LONGEST_CLOSING_MS);
  const closedUntil = after(now, longest * Math.max(0.1, chance));
  const { triedUntil: _, ...rest } = gate;
  return { ...rest, failing, closings: gate.closings + 1, closedUntil };
}

/** The source has said that the day's calls are used up until an instant. */
export function noteUsedUp(gate: SourceGate, until: string): SourceGate {
  return { ...gate, usedUpUntil: until };
}

function ahead(at: string, now: string): number {
  return Date.parse(at) - Date.parse(now);
}

function after(at: string, ms: number): string {
  return new Date(Date.parse(at) + Math.ceil(ms)).toISOString();
}
