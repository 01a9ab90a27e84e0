import { useSyncExternalStore } from 'react';
import { browserStore } from '../session/browser-store.ts';

const KEY = 'clinic-reviews.keys';
const OFF = 'off';
const store = browserStore('localStorage');
const listeners = new Set<() => void>();

/** Whether single keys act; kept in this browser. On until somebody switches them off. */
export function useKeysSetting(): { readonly isOn: boolean; readonly set: (isOn: boolean) => void } {
  const isOn = useSyncExternalStore(subscribe, () => store.getItem(KEY) !== OFF);
  return { isOn, set };
}

function set(isOn: boolean): void {
  if (isOn) store.removeItem(KEY);
  else store.setItem(KEY, OFF);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
