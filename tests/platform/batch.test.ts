import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupBy, inParallel, runBatch } from '../../functions/platform/batch.ts';

/** Work that ends when it is told to, and counts how much of it goes on at once. */
function openWork() {
  const waiting: (() => void)[] = [];
  let most = 0;
  return {
    begun: [] as number[],
    /** The most that went on at once. */
    most: () => most,
    async run(this: { begun: number[] }, input: number): Promise<number> {
      this.begun.push(input);
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      most = Math.max(most, waiting.length);
      await promise;
      return input * 10;
    },
    /** Ends what began last, and lets the rest go on. */
    async endOne(): Promise<void> {
      waiting.pop()?.();
      await new Promise(setImmediate);
    },
  };
}

describe('inParallel', () => {
  it('never does more at once than it may, and gives the results in the order of the inputs', async () => {
    const work = openWork();
    const all = inParallel([1, 2, 3, 4, 5], 2, (input) => work.run(input));

    for (let ended = 0; ended < 5; ended += 1) await work.endOne();

    expect(await all).toEqual([10, 20, 30, 40, 50]);
    expect(work.most()).toBe(2);
  });

  it('begins nothing more after a failure, and throws it only when all that was begun has ended', async () => {
    const slow = Promise.withResolvers<void>();
    const begun: number[] = [];
    let isOver = false;
    const all = inParallel([1, 2, 3, 4], 2, async (input) => {
      begun.push(input);
      if (input === 2) throw new Error('The second failed.');
      await slow.promise;
    });
    void all.catch(() => undefined).then(() => (isOver = true));
    await new Promise(setImmediate);
    expect(isOver).toBe(false);

    slow.resolve();

    await expect(all).rejects.toThrow('The second failed.');
    expect(begun).toEqual([1, 2]);
  });

  it('gives nothing for nothing', async () => {
    expect(await inParallel([], 5, () => Promise.reject(new Error('never')))).toEqual([]);
  });
});

describe('runBatch', () => {
  const task = (id: string, run: () => Promise<unknown>) => ({ itemIds: [id], subject: id, run });

  it('reports those that failed, and runs all the others', async () => {
    const done: string[] = [];
    const tasks = ['a', 'b', 'c', 'd'].map((id) =>
      task(id, async () => {
        if (id === 'b' || id === 'd') throw new Error('No.');
        done.push(id);
      }),
    );

    const { batchItemFailures } = await runBatch(tasks);

    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual(['b', 'd']);
    expect(done.sort()).toEqual(['a', 'c']);
  });

  it('reports every delivery that asked for a piece of work that failed', async () => {
    const run = () => Promise.reject(new Error('No.'));

    const reply = await runBatch([{ itemIds: ['1', '2'], subject: 'one', run }]);

    expect(reply).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }, { itemIdentifier: '2' }] });
  });

  it('reports nothing when all went well, and for nothing', async () => {
    expect(await runBatch([task('a', async () => undefined)])).toEqual({ batchItemFailures: [] });
    expect(await runBatch([])).toEqual({ batchItemFailures: [] });
  });
});

describe('groupBy', () => {
  it('loses nothing, keeps the order, and puts together what has one key', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (inputs) => {
        const groups = groupBy(inputs, (input) => String(input % 3));

        expect([...groups.keys()]).toEqual([...new Set(inputs.map((input) => String(input % 3)))]);
        for (const [key, group] of groups) {
          expect(group).toEqual(inputs.filter((input) => String(input % 3) === key));
        }
      }),
    );
  });
});
