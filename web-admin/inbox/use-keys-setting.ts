import { useSyncExternalStore } from 'react';

const KEY = 'clinic-reviews.keys';
const OFF = 'off';
const listeners = new Set<() => void>();

/** Whether single keys act; kept in this browser. On until somebody switches them off. */
export function useKeysSetting(): { readonly isOn: boolean; readonly set: (isOn: boolean) => void } {
  const isOn = useSyncExternalStore(subscribe, () => localStorage.getItem(KEY) !== OFF);
  return { isOn, set };
}

function set(isOn: boolean): void {
  if (isOn) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, OFF);
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
