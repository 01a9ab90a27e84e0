import type { Pull } from '../domain/pull.ts';
import type { SourceName } from '../domain/review.ts';
import { planCalls } from '../domain/source-gate.ts';
import { groupBy, inGroups, inParallel } from '../platform/batch.ts';
import { log } from '../platform/log.ts';
import type { Message, Queue } from '../platform/queue.ts';
import type { ListingRef } from '../store/leases.ts';
import type { Postponed, Pulls } from '../store/pulls.ts';
import type { SourceGates } from '../store/source-gates.ts';
import { callsExpected } from './calls-expected.ts';

/** What a tick works with. */
export interface ScheduleNeeds {
  readonly pulls: Pick<Pulls, 'listDue' | 'findAll' | 'postpone' | 'giveBack'>;
  readonly gates: Pick<SourceGates, 'change'>;
  /** Calls of a minute by source; listings of a source that is not here are queued at once. */
  readonly callsAMinute: Readonly<Partial<Record<SourceName, number>>>;
  /** Minutes between two ticks; at most 15, as no message can be delayed for longer. */
  readonly tickMinutes: number;
  readonly queue: Queue;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/** What became of the listings that were due. */
export interface Tick {
  /** Sent to the queue, each for its place until the next tick. */
  readonly queued: number;
  /** Given a place further ahead; the tick of that time queues them. */
  readonly placed: number;
  /** Left due for the next tick. */
  readonly failed: number;
}

/** A message that was lost is sent again so long after its place. */
const AGAIN_AFTER_MS = 15 * 60_000;
const CHUNK = 100;
const CHUNKS_AT_ONCE = 8;
const WRITES_AT_ONCE = 10;

/**
 * Gives every due listing its place at its source's rate, and queues those whose place comes before the next tick: what
 * lies in the queue for longer than that is a pull that does not work, which an alarm tells. A listing is claimed before it is queued, so that of two ticks at once only one does it; one that was claimed
 * and never pulled is due again a quarter of an hour after its place. A tick that is cut short has done what it could,
 * and the next one goes on.
 *
 * @throws Error at the end when some could not be queued
 */
export async function queueDue(needs: ScheduleNeeds): Promise<Tick> {
  const at = needs.now();
  const tick = { queued: 0, placed: 0, failed: 0 };
  for await (const due of inGroups(needs.pulls.listDue(at), CHUNK * CHUNKS_AT_ONCE)) {
    const placed = await placeAll(due, at, needs);
    const chunks = Array.from({ length: Math.ceil(placed.length / CHUNK) }, (_, chunk) =>
      placed.slice(chunk * CHUNK, (chunk + 1) * CHUNK),
    );
    await inParallel(chunks, CHUNKS_AT_ONCE, async (chunk) => {
      const done = await queueChunk(chunk, at, needs);
      tick.queued += done.queued;
      tick.placed += done.placed;
      tick.failed += done.failed;
    });
  }
  log.info('listings.queued', tick);
  if (tick.failed > 0) throw new Error(`${tick.failed} listings could not be queued; they are still due.`);
  return tick;
}

/** A due listing with its place. */
interface Placed {
  readonly ref: ListingRef;
  /** Milliseconds from now. */
  readonly inMs: number;
}

async function placeAll(
  refs: readonly ListingRef[],
  at: string,
  needs: ScheduleNeeds,
): Promise<readonly Placed[]> {
  const due = await needs.pulls.findAll(refs);
  const bySource = groupBy(due, ({ watch }) => watch?.source ?? 'google-business');
  const known = new Set(due.map(nameOf));
  // One whose health cannot be read is queued at once: its run writes it anew.
  const placed = refs.filter((ref) => !known.has(nameOf(ref))).map((ref): Placed => ({ ref, inMs: 0 }));
  for (const [source, pulls] of bySource) {
    placed.push(...(await placeOf(source as SourceName, pulls, { at, needs })));
  }
  return placed;
}

function nameOf({ clinicId, listingId }: ListingRef): string {
  return `${clinicId}/${listingId}`;
}

async function placeOf(
  source: SourceName,
  pulls: readonly Pull[],
  { at, needs }: { readonly at: string; readonly needs: ScheduleNeeds },
): Promise<readonly Placed[]> {
  const callsAMinute = needs.callsAMinute[source];
  const [had, fresh] = [pulls.filter(hasPlace), pulls.filter((pull) => !hasPlace(pull))];
  // A place that came since the last tick is kept one tick later, so that the places stay as far apart as they were.
  const placed = had.map((pull): Placed => {
    const ms = Date.parse(pull.placeAt ?? at) + needs.tickMinutes * 60_000 - Date.parse(at);
    return { ref: pull, inMs: Math.max(0, ms) };
  });
  if (callsAMinute === undefined || fresh.length === 0) {
    return [...placed, ...fresh.map((ref): Placed => ({ ref, inMs: 0 }))];
  }
  const everyMs = 60_000 / callsAMinute;
  const calls = fresh.map(({ runs }) => callsExpected(source, runs[0]?.counts.served ?? 0));
  const all = calls.reduce((sum, one) => sum + one, 0);
  const startAt = await needs.gates.change(source, (gate) => {
    const planned = planCalls(gate, { calls: all, everyMs, now: at });
    return { next: planned.gate, result: planned.startAt };
  });
  let inMs = Date.parse(startAt) - Date.parse(at);
  for (const [one, ref] of fresh.entries()) {
    placed.push({ ref, inMs });
    inMs += (calls[one] ?? 1) * everyMs;
  }
  return placed;
}

function hasPlace({ placeAt, dueAt }: Pull): boolean {
  return placeAt !== undefined && placeAt === dueAt;
}

async function queueChunk(chunk: readonly Placed[], at: string, needs: ScheduleNeeds): Promise<Tick> {
  const claimed = await inParallel(chunk, WRITES_AT_ONCE, (placed) => claim(placed, at, needs));
  const mine = claimed.flatMap((one) => one ?? []);
  const soon = mine.filter(({ to }) => !to.isPlace);
  const placed = mine.length - soon.length;
  try {
    await needs.queue.send(soon.map(({ ref, inMs }) => toMessage(ref, inMs, at)));
    return { queued: soon.length, placed, failed: 0 };
  } catch (error) {
    log.error('listings.not-queued', error, { count: soon.length });
    await inParallel(soon, WRITES_AT_ONCE, ({ ref, to }) => needs.pulls.giveBack(ref, to, at));
    return { queued: 0, placed, failed: soon.length };
  }
}

async function claim(
  { ref, inMs }: Placed,
  at: string,
  { pulls, tickMinutes }: ScheduleNeeds,
): Promise<(Placed & { readonly to: Postponed }) | undefined> {
  const isPlace = inMs > tickMinutes * 60_000;
  const dueMs = Date.parse(at) + Math.ceil(inMs) + (isPlace ? 0 : AGAIN_AFTER_MS);
  const to = { dueAt: new Date(dueMs).toISOString(), isPlace };
  return (await pulls.postpone(ref, at, to)) ? { ref, inMs, to } : undefined;
}

function toMessage({ clinicId, listingId }: ListingRef, inMs: number, sentAt: string): Message {
  const delaySeconds = Math.floor(inMs / 1000);
  return { body: { clinicId, listingId, sentAt }, ...(delaySeconds > 0 && { delaySeconds }) };
}
