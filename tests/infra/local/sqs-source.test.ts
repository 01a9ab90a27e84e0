import { afterEach, describe, expect, it } from 'vitest';
import type { BootOptions } from '../../../infra/local/boot.ts';
import { queue, queueMapping, type RunningTinyApp, startTinyApp } from './tiny-app.ts';

let app: RunningTinyApp;

afterEach(() => app.stop());

/** Boots a queue that feeds a function. */
async function startWith(
  code: string,
  { mapping = {}, settings = {} }: { mapping?: object; settings?: object } = {},
  options: Partial<BootOptions> = {},
): Promise<void> {
  const isFifo = 'FifoQueue' in settings;
  app = await startTinyApp(
    {
      resources: {
        Dead: queue(undefined, isFifo ? { FifoQueue: true } : {}),
        Work: queue('Dead', { ...settings }),
        Feeding: queueMapping('Work', 'Worker', { ...mapping }),
      },
      functions: { Worker: { code } },
    },
    options,
  );
}

/** The bodies of each delivery, in order. */
function deliveries(): string[][] {
  return app.calls.map(({ event }) => event.Records.map(({ body }: { body: string }) => body));
}

/** Sends while nothing is delivered, so that all of it can come in one batch. */
async function sendTogether(...bodies: (readonly [body: string, group?: string])[]): Promise<void> {
  app.runtime.pause();
  for (const [at, [body, group]] of bodies.entries()) {
    const fifo =
      group === undefined ? undefined : { MessageGroupId: group, MessageDeduplicationId: String(at) };
    await app.runtime.queue('Work').send(body, fifo);
  }
  app.runtime.resume();
}

const FAILS_FOR = (poison: string) => `export const handler = async ({ Records }) => ({
  batchItemFailures: Records.filter(({ body }) => body === '${poison}').map(({ messageId }) => ({ itemIdentifier: messageId })),
});`;

describe('openQueueSource', () => {
  it('deletes what succeeded and shows the rest again when its visibility timeout has passed', async () => {
    await startWith(FAILS_FOR('b'));
    await sendTogether(['a'], ['b'], ['c']);
    await app.runtime.idle();
    const left = app.runtime.queue('Work').bodies();

    app.runtime.clock.forward({ seconds: 59 });
    await app.runtime.idle();
    const tooSoon = app.calls.length;
    app.runtime.clock.forward({ seconds: 2 });
    await app.runtime.idle();

    expect([left, tooSoon, deliveries()]).toEqual([['b'], 1, [['a', 'b', 'c'], ['b']]]);
  });

  it('puts a message aside after its last delivery', async () => {
    await startWith(`export const handler = async () => { throw new Error('no'); };`);
    await app.runtime.queue('Work').send('a');

    for (let tries = 0; tries < 4; tries += 1) {
      await app.runtime.idle();
      app.runtime.clock.forward({ seconds: 61 });
    }
    await app.runtime.idle();

    expect(app.calls).toHaveLength(3);
    expect(app.calls.map(({ event }) => event.Records[0].attributes.ApproximateReceiveCount)).toEqual([
      '1',
      '2',
      '3',
    ]);
    expect([app.runtime.queue('Work').bodies(), app.runtime.queue('Dead').bodies()]).toEqual([[], ['a']]);
  });

  it.each([
    ['undefined', []],
    ['{ batchItemFailures: [] }', []],
    ['{ batchItemFailures: [{ itemIdentifier: null }] }', ['a', 'b']],
    ['{ batchItemFailures: [{ itemIdentifier: "other" }] }', ['a', 'b']],
  ])('after the reply %s keeps %j', async (reply, left) => {
    await startWith(`export const handler = async () => (${reply});`);

    await sendTogether(['a'], ['b']);
    await app.runtime.idle();

    expect([...app.runtime.queue('Work').bodies()].sort()).toEqual(left);
  });

  it('keeps a FIFO group in order and waits with it while a message of it has failed', async () => {
    await startWith(FAILS_FOR('x2'), { settings: { FifoQueue: true } });

    await sendTogether(['x1', 'x'], ['x2', 'x'], ['y1', 'y'], ['y2', 'y']);
    await app.runtime.idle();
    await app.runtime.queue('Work').send('x3', { MessageGroupId: 'x', MessageDeduplicationId: 'x3' });
    await app.runtime.idle();
    const before = deliveries();
    app.runtime.clock.forward({ seconds: 61 });
    await app.runtime.idle();

    const [first, ...more] = before;
    expect([
      first?.filter((body) => body.startsWith('x')),
      first?.filter((body) => body.startsWith('y')),
      more,
    ]).toEqual([['x1', 'x2'], ['y1', 'y2'], []]);
    expect(deliveries().slice(1)).toEqual([['x2', 'x3']]);
  });

  it('gives a FIFO group again in its order after all of it has failed', async () => {
    await startWith(`export const handler = async () => { throw new Error('no'); };`, {
      settings: { FifoQueue: true },
    });
    await sendTogether(['x1', 'x'], ['x2', 'x'], ['x3', 'x']);
    await app.runtime.idle();

    app.runtime.clock.forward({ seconds: 61 });
    await app.runtime.idle();

    expect(deliveries()).toEqual([
      ['x1', 'x2', 'x3'],
      ['x1', 'x2', 'x3'],
    ]);
  });

  it('comes back by itself when the visibility timeout has passed', async () => {
    await startWith(FAILS_FOR('a'));
    await app.runtime.queue('Work').send('a');
    await app.runtime.idle();
    const again = new Promise((resolve) => app.runtime.observers.add(resolve));

    app.runtime.clock.forward({ seconds: 61 });

    await expect(again).resolves.toMatchObject({ function: 'Worker' });
  });

  it('runs no more calls at once than the mapping allows', async () => {
    await startWith(
      `let here = 0;
       export const handler = async () => { here += 1; await new Promise((go) => setTimeout(go, 20)); return { here }; };`,
      { mapping: { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } } },
    );

    await sendTogether(['a'], ['b'], ['c'], ['d'], ['e']);
    await app.runtime.idle();

    // Each sandbox counts its own calls; three sandboxes would have shown at least three times 1.
    expect(app.calls.filter(({ reply }) => reply.here === 1)).toHaveLength(2);
    expect(app.calls).toHaveLength(5);
  });

  it('delivers every message as often as a test asks', async () => {
    await startWith(
      'export const handler = async () => undefined;',
      {},
      { deliveries: { copies: 3, shuffleSeed: 1 } },
    );

    await sendTogether(['a'], ['b']);
    await app.runtime.idle();

    expect(deliveries().flat().sort()).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
    expect(app.runtime.queue('Work').bodies()).toEqual([]);
  });
});
