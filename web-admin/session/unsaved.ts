import { useSyncExternalStore } from 'react';
import type { Ask } from '../inbox/change.ts';
import { tabStore } from './browser-store.ts';

/** A change that the server has not answered for certain; ids and states only. */
export interface Unsaved {
  /** Names this change in this tab. */
  readonly id: string;
  /** Whose change it is; nobody else's session may send it. */
  readonly staffId: string;
  readonly clinicId: string;
  readonly reviewId: string;
  /** What the person saw. */
  readonly version: number;
  readonly contentHash: string;
  readonly ask: Ask;
}

const KEY = 'clinic-reviews.unsaved';
const listeners = new Set<() => void>();

/** What this page has sent and waits for. Gone with the page, so that the next one sends it again. */
const onTheWay = new Set<string>();

/** What this page has sent without a certain answer. */
const unsure = new Set<string>();

/**
 * Keeps a change that is being sent in this tab, over reloads and signing in again. What the person asked before of
 * the same thing, and is not on its way, is forgotten: this is what counts now.
 *
 * @returns the change's id
 */
export function keepUnsaved(change: Omit<Unsaved, 'id'>): string {
  const kept = { ...change, id: crypto.randomUUID() };
  onTheWay.add(kept.id);
  write([...read().filter((one) => onTheWay.has(one.id) || !isSameThing(one, kept)), kept]);
  return kept.id;
}

/**
 * Takes over the oldest change that is not on its way, to send it again; `undefined` when there is none. What is
 * another person's is dropped.
 */
export function claimUnsaved(staffId: string, clinicId: string): Unsaved | undefined {
  const all = read();
  const own = all.filter((change) => change.staffId === staffId);
  if (own.length < all.length) write(own);
  const next = own.find((change) => change.clinicId === clinicId && !onTheWay.has(change.id));
  if (next) onTheWay.add(next.id);
  return next;
}

/** Leaves a change for another attempt, as no certain answer came. */
export function releaseUnsaved(id: string): void {
  onTheWay.delete(id);
  unsure.add(id);
}

/**
 * Forgets a change that was answered.
 *
 * @param version of the review now, when the change was saved: what is kept of the same review builds upon it, unless
 *   it is older and of the same thing
 */
export function settleUnsaved(id: string, version?: number): void {
  onTheWay.delete(id);
  const all = read();
  const place = all.findIndex((change) => change.id === id);
  const settled = all[place];
  if (!settled) return;
  const earlier = all.slice(0, place);
  const later = all.slice(place + 1);
  if (version === undefined) {
    write([...earlier, ...later]);
    return;
  }
  const left = [...earlier.filter((change) => !isSameThing(change, settled)), ...later];
  write(
    left.map((change) =>
      isSameReview(change, settled) ? { ...change, version: Math.max(version, change.version) } : change,
    ),
  );
}

/** How many changes of a person at a clinic wait for another attempt or are in one, 0 or more. */
export function countUnsure(staffId: string, clinicId: string): number {
  const own = read().filter((change) => change.staffId === staffId && change.clinicId === clinicId);
  return own.filter(({ id }) => unsure.has(id) || !onTheWay.has(id)).length;
}

/** Tells whether a change waits for its answer, as it changes. */
export function useHasUnsaved(): boolean {
  return useSyncExternalStore(subscribe, () => tabStore.getItem(KEY) !== null);
}

function isSameReview(a: Omit<Unsaved, 'id'>, b: Omit<Unsaved, 'id'>): boolean {
  return a.clinicId === b.clinicId && a.reviewId === b.reviewId;
}

/** A review is decided once, and each of its conditions corrected once: the later wish replaces the earlier. */
function isSameThing(a: Omit<Unsaved, 'id'>, b: Omit<Unsaved, 'id'>): boolean {
  return isSameReview(a, b) && conditionOf(a.ask) === conditionOf(b.ask);
}

function conditionOf(ask: Ask): string | undefined {
  return ask.kind === 'decide' ? undefined : ask.conditionId;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): readonly Unsaved[] {
  return JSON.parse(tabStore.getItem(KEY) ?? '[]') as readonly Unsaved[];
}

function write(changes: readonly Unsaved[]): void {
  if (changes.length > 0) tabStore.setItem(KEY, JSON.stringify(changes));
  else tabStore.removeItem(KEY);
  for (const listener of listeners) listener();
}
