import { useLayoutEffect } from 'react';

let held = 0;

/**
 * Keeps the page's keys from acting while something is being chosen or answered, from the moment it is asked for: long
 * before the focus arrives in it on a slow machine, and also when the focus is lost meanwhile.
 */
export function useHoldKeys(isHeld: boolean): void {
  useLayoutEffect(() => {
    if (!isHeld) return;
    held += 1;
    return () => {
      held -= 1;
    };
  }, [isHeld]);
}

/** Whether somebody holds the keys now. */
export function areKeysHeld(): boolean {
  return held > 0;
}
