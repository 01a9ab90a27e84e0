import { afterEach, describe, expect, it } from 'vitest';
import { queue, type RunningTinyApp, startTinyApp, type TinyApp } from './tiny-app.ts';

let app: RunningTinyApp;

afterEach(() => app.stop());

async function startWith(
  code: string,
  properties: object = {},
  more: TinyApp = {},
  variables = {},
): Promise<void> {
  app = await startTinyApp(
    { ...more, functions: { Worker: { code, properties: { ...properties } } } },
    { variables },
  );
}

describe('openFunctions', () => {
  it('gives a function its own environment and nothing of ours', async () => {
    process.env.OURS = 'secret';
    const Environment = { Variables: { TABLE: 'tiny', URL: 'https://far.example' } };
    await startWith(
      'export const handler = async () => process.env;',
      { Environment },
      {},
      { URL: 'http://near.example' },
    );

    const reply = await app.runtime.invoke('Worker', {});

    expect(reply).toMatchObject({ TABLE: 'tiny', URL: 'http://near.example', AWS_ACCESS_KEY_ID: 'Worker' });
    expect(reply).not.toHaveProperty('OURS');
    expect(reply).not.toHaveProperty('PATH');
  });

  it('stops the start for a variable that no function has', async () => {
    await startWith('export const handler = async () => 1;');

    await expect(
      startTinyApp({ functions: { Worker: { code: '' } } }, { variables: { GOGLE_URL: 'x' } }),
    ).rejects.toThrow('No function has a variable GOGLE_URL.');
  });

  it('ends a function that takes too long, and runs the next call', async () => {
    const code = `export const handler = async ({ ms }) => {
      if (ms) for (const until = Date.now() + ms; Date.now() < until;);
      return 'done';
    };`;
    await startWith(code, { Timeout: 3 });

    const late = app.runtime.invoke('Worker', { ms: 200_000 });

    await expect(late).rejects.toMatchObject({
      name: 'Sandbox.Timedout',
      message: 'Task timed out after 3.00 seconds',
    });
    await expect(app.runtime.invoke('Worker', {})).resolves.toBe('done');
  });

  it('survives a function that ends its process, throws outside of its call, or does not load', async () => {
    const code = `export const handler = async ({ how }) => {
      if (how === 'exit') process.exit(1);
      if (how === 'throw') { setTimeout(() => { throw new Error('outside'); }); await new Promise(() => {}); }
      return process.threadId ?? 'well';
    };`;
    await startWith(code);

    await expect(app.runtime.invoke('Worker', { how: 'exit' })).rejects.toThrow(
      'The sandbox ended before the function did.',
    );
    await expect(app.runtime.invoke('Worker', { how: 'throw' })).rejects.toThrow('outside');
    await expect(app.runtime.invoke('Worker', {})).resolves.toBe('well');
  });

  it('says why a function does not load', async () => {
    await startWith(`throw new TypeError('a variable is missing');`);

    await expect(app.runtime.invoke('Worker', {})).rejects.toMatchObject({
      name: 'TypeError',
      message: 'a variable is missing',
    });
  });

  it('runs one event at a time in a sandbox and starts three sandboxes at most', async () => {
    const code = `let busy = 0; const me = Math.random();
      export const handler = async () => {
        busy += 1; const seen = busy; await new Promise((go) => setTimeout(go, 30)); busy -= 1;
        return { me, seen };
      };`;
    await startWith(code);

    const replies = await Promise.all(Array.from({ length: 9 }, () => app.runtime.invoke('Worker', {})));

    expect(new Set(replies.map(({ seen }) => seen))).toEqual(new Set([1]));
    expect(new Set(replies.map(({ me }) => me)).size).toBe(3);
  });

  it('repeats a failed scheduled call after one and two minutes, then puts its event aside', async () => {
    const DeadLetterConfig = { TargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] } };
    const Target = { Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] }, Input: '{"why":"tick"}' };
    const Tick = {
      Type: 'AWS::Scheduler::Schedule',
      Properties: { ScheduleExpression: 'rate(1 hour)', Target },
    };
    await startWith(
      `export const handler = async () => { throw new Error('no'); };`,
      { DeadLetterConfig },
      { resources: { Dead: queue(), Tick } },
    );
    const counts: number[] = [];

    await app.runtime.tick('Tick');
    for (const seconds of [59, 2, 119, 2]) {
      app.runtime.clock.forward({ seconds });
      await app.runtime.idle();
      counts.push(app.calls.length);
    }

    expect(counts).toEqual([1, 2, 2, 3]);
    expect(app.runtime.queue('Dead').bodies()).toEqual(['{"why":"tick"}']);
  });

  it('writes what a function logs to a file and to a listener, and not to the terminal', async () => {
    const lines: string[] = [];
    app = await startTinyApp(
      {
        functions: { Worker: { code: `export const handler = async () => { console.log('one\\ntwo'); };` } },
      },
      { onLog: (name, line) => lines.push(`${name}: ${line}`) },
    );

    await app.runtime.invoke('Worker', {});

    await expect.poll(() => lines).toEqual(['Worker: one', 'Worker: two']);
  });
});
