import { REMOVED_WHEN_STOPPED, type SourceSwitch } from '../domain/source-switch.ts';
import { inGroups, inParallel } from '../platform/batch.ts';
import type { Expiries } from '../store/expiries.ts';
import { type MarkAllNeeds, markAllDue } from './mark-all-due.ts';

/** What following the switches works with. */
export interface ObeyNeeds extends MarkAllNeeds {
  readonly expiries: Pick<Expiries, 'listLapsed' | 'removeOf'>;
  /** Milliseconds this run may still take. */
  readonly remainingMs: () => number;
}

/** What was done. */
export interface Obeyed {
  /** Clinics marked due. */
  readonly due: number;
  readonly deleted: number;
}

/** Four sweeps: whatever the stream and the index missed or told late is told again. */
const FRESH_MS = 20 * 60_000;
/** Longer than whatever must be removed may be kept: everything of it lapses by then. */
const LONGEST_MS = 24 * 3_600_000;
const RESERVE_MS = 30_000;
const CHUNK = 100;
const DELETES_AT_ONCE = 10;

/**
 * The second line behind the stream: tells every clinic again that a source was stopped or resumed a moment ago, and
 * removes what is stored of a stopped source whose terms want that. Done with every sweep for as long as it is stopped,
 * so that a pull which was under way leaves nothing behind either.
 *
 * @param at instant of the sweep, ISO 8601 UTC
 */
export async function obeySwitches(
  switches: readonly SourceSwitch[],
  at: string,
  needs: ObeyNeeds,
): Promise<Obeyed> {
  const isFresh = ({ changedAt }: SourceSwitch) => Date.parse(at) - Date.parse(changedAt) < FRESH_MS;
  const due = switches.some(isFresh) ? await markAllDue(`switched/${at}`, needs) : 0;
  const stopped = switches.filter(({ source, isOff }) => isOff && REMOVED_WHEN_STOPPED.includes(source));
  let deleted = 0;
  for (const { source } of stopped) deleted += await removeStored(source, at, needs);
  return { due, deleted };
}

async function removeStored(
  source: SourceSwitch['source'],
  at: string,
  { expiries, remainingMs }: ObeyNeeds,
): Promise<number> {
  const horizon = new Date(Date.parse(at) + LONGEST_MS).toISOString();
  let deleted = 0;
  for await (const keys of inGroups(expiries.listLapsed(horizon), CHUNK)) {
    const removed = await inParallel(keys, DELETES_AT_ONCE, (key) => expiries.removeOf(source, key));
    deleted += removed.filter(Boolean).length;
    if (remainingMs() < RESERVE_MS) break;
  }
  return deleted;
}
