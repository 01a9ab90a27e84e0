import { log } from './log.ts';

/** What Lambda must be told after a batch; an empty list means that everything succeeded. */
export interface BatchReply {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** One piece of work, and the delivered things that ask for it. */
export interface Task {
  /** Message ids (queue) or sequence numbers (stream) to report when it fails; never empty. */
  readonly itemIds: readonly string[];
  /** Says what it is about, ids only, for the log. */
  readonly subject: string;
  readonly run: () => Promise<unknown>;
}

/**
 * Runs the tasks of one delivery and reports those that failed, so that the rest is not delivered again.
 * The one way to answer a queue or a stream: a handler that swallowed an error could not be written with it.
 *
 * @param atOnce how many run together
 */
export async function runBatch(tasks: readonly Task[], atOnce = 10): Promise<BatchReply> {
  const failed: string[] = [];
  await inParallel(tasks, atOnce, async ({ itemIds, subject, run }) => {
    try {
      await run();
    } catch (error) {
      failed.push(...itemIds);
      log.error('task.failed', error, { subject });
    }
  });
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/**
 * Runs `work` on every input, at most `atOnce` together, and gives the results in the order of the inputs.
 *
 * @throws what `work` throws first, once all that was begun has ended; inputs not begun by then are left
 */
export async function inParallel<In, Out>(
  inputs: readonly In[],
  atOnce: number,
  work: (input: In) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = new Array(inputs.length);
  const failures: unknown[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < inputs.length && failures.length === 0) {
      const at = next;
      next += 1;
      try {
        results[at] = await work(inputs[at] as In);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, inputs.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}

/** Puts inputs with the same key together, in the order of first appearance. */
export function groupBy<In>(inputs: readonly In[], key: (input: In) => string): ReadonlyMap<string, In[]> {
  const groups = new Map<string, In[]>();
  for (const input of inputs) {
    const group = groups.get(key(input));
    if (group) group.push(input);
    else groups.set(key(input), [input]);
  }
  return groups;
}

/** Groups what comes, in its order, `size` by `size`; the last group may be smaller, and is never empty. */
export async function* inGroups<Of>(things: AsyncIterable<Of>, size: number): AsyncGenerator<Of[]> {
  let group: Of[] = [];
  for await (const thing of things) {
    group.push(thing);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
