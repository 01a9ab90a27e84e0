import { log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { CountedQueue } from '../platform/queue.ts';

/** What dead-letter queues are looked at with. */
export interface DeadLetterNeeds {
  readonly deadLetters: readonly CountedQueue[];
  readonly metrics: Metrics;
}

/**
 * Counts what lies in the dead-letter queues, logs the names of those that hold something, and puts one sum: one metric
 * to pay for instead of one for each queue. Puts nothing while nothing was put aside. What can be read is put also when
 * another queue cannot.
 *
 * @throws Error at the end when a queue could not be read
 */
export async function lookAtDeadLetters({ deadLetters, metrics }: DeadLetterNeeds): Promise<void> {
  const unread: string[] = [];
  let sum = 0;
  await Promise.all(
    deadLetters.map(async ({ name, count }) => {
      try {
        const held = await count();
        sum += held;
        if (held > 0) log.info('dead-letters.found', { queue: name, count: held });
      } catch (error) {
        unread.push(name);
        log.error('dead-letters.not-counted', error, { queue: name });
      }
    }),
  );
  if (sum > 0) metrics.put({}, { DeadLetters: sum });
  if (unread.length > 0) throw new Error(`${unread.length} dead-letter queues could not be read.`);
}
