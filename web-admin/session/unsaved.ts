import { useSyncExternalStore } from 'react';
import type { Ask } from '../inbox/change.ts';

/** A change that was refused because the session had ended; ids and states only. */
export interface Unsaved {
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

/** Keeps a change in this tab until somebody has signed in again. */
export function keepUnsaved(change: Unsaved): void {
  sessionStorage.setItem(KEY, JSON.stringify([...read(), change]));
  for (const listener of listeners) listener();
}

/** Takes out what was kept, in the order it was asked for; empty when nothing was. What is another person's is dropped. */
export function takeUnsaved(staffId: string, clinicId: string): readonly Unsaved[] {
  const kept = read().filter((change) => change.staffId === staffId);
  const rest = kept.filter((change) => change.clinicId !== clinicId);
  if (rest.length > 0) sessionStorage.setItem(KEY, JSON.stringify(rest));
  else sessionStorage.removeItem(KEY);
  return kept.filter((change) => change.clinicId === clinicId);
}

/** Tells whether something waits to be saved, as it changes. */
export function useHasUnsaved(): boolean {
  return useSyncExternalStore(subscribe, () => sessionStorage.getItem(KEY) !== null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): readonly Unsaved[] {
  return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as readonly Unsaved[];
}
