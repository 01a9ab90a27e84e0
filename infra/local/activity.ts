import { setTimeout as wait } from 'node:timers/promises';
import type { EventSource } from './event-source.ts';

/** What runs at this moment: what `openActivity` gives. */
export type Activity = ReturnType<typeof openActivity>;

/** Starts counting what runs. */
export function openActivity() {
  const running = new Set<{ what: string }>();
  let begun = 0;
  const isQuiet = async (sources: readonly EventSource[]) => {
    const before = begun;
    for (const { settle } of sources) if (running.size > 0 || !(await settle())) return false;
    return running.size === 0 && begun === before;
  };
  return {
    /** Counts something as running until it has ended. */
    during<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
      const entry = { what };
      running.add(entry);
      begun += 1;
      return work().finally(() => running.delete(entry));
    },
    /**
     * Waits until nothing runs and no source has anything left to deliver. What waits for a later time (a hidden
     * message, a repetition in a minute) does not count.
     *
     * @throws Error that names what still runs when `timeoutMs` have passed
     */
    async idle(sources: readonly EventSource[], timeoutMs: number): Promise<void> {
      const over = AbortSignal.timeout(timeoutMs);
      const settled = (async () => {
        while (!over.aborted && !(await isQuiet(sources))) await wait(2);
      })();
      await Promise.race([settled, new Promise((resolve) => over.addEventListener('abort', resolve))]);
      const busy = [...running].map(({ what }) => what).join(', ') || 'an event that fails again and again';
      if (over.aborted) throw new Error(`Not idle after ${timeoutMs} ms because of ${busy}.`);
    },
  };
}
