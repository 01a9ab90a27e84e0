import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { boot, type Runtime } from '../../../infra/local/boot.ts';
import { readLocalTemplate } from '../local-template.ts';

const alarms = readLocalTemplate().ofType('AWS::CloudWatch::Alarm');
const thresholdOf = (heading: string): number => {
  const found = alarms.find(({ properties }) => properties.AlarmDescription.includes(`"${heading}"`));
  return found?.properties.Threshold;
};

const folders: string[] = [];
const runtimes: Runtime[] = [];
afterEach(async () => {
  for (const runtime of runtimes.splice(0)) await runtime.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The synthesized app with its templates' texts changed. */
function changedAssembly(change: (text: string) => string): string {
  const assembly = mkdtempSync(join(tmpdir(), 'failing-'));
  folders.push(assembly);
  cpSync('cdk.out/local', assembly, { recursive: true });
  for (const file of readdirSync(assembly).filter((name) => name.endsWith('.template.json'))) {
    writeFileSync(join(assembly, file), change(readFileSync(join(assembly, file), 'utf8')));
  }
  return assembly;
}

/** Boots, and watches one function: the runtime's instants of its calls, and whether each ended with an error. */
async function startWatched(assembly: string, prefix: string) {
  const lines: string[] = [];
  const runtime = await boot({ assembly, port: 0, onLog: (_, line) => lines.push(line) });
  runtimes.push(runtime);
  const begunAt = runtime.clock.now();
  const calls: { readonly seconds: number; readonly isError: boolean; readonly failed: number }[] = [];
  runtime.observers.add(({ function: id, error, reply }) => {
    if (!id.startsWith(prefix)) return;
    const seconds = (runtime.clock.now() - begunAt) / 1000;
    calls.push({ seconds, isError: error !== undefined, failed: reply?.batchItemFailures.length ?? 0 });
  });
  return { runtime, calls, lines };
}

/** Lets the runtime's clock go on by so many seconds, one by one, until something is so. */
async function goOnUntil(runtime: Runtime, mostSeconds: number, isSo: () => boolean): Promise<void> {
  for (let second = 0; second < mostSeconds && !isSo(); second += 1) {
    runtime.clock.forward({ seconds: 1 });
    await runtime.idle();
  }
}

/** A publisher or a puller that may not write: every try at a message fails, and its handler says so. */
const withoutWrites = (text: string) =>
  text.replaceAll('"dynamodb:UpdateItem",', '').replaceAll('"dynamodb:UpdateItem"', '"dynamodb:GetItem"');

describe.each([
  ['FeedPublish', 'FeedDueQueue', 'FeedFailedDueQueue', 8],
  ['SourcesPull', 'SourcesPullQueue', 'SourcesFailedPullQueue', 5],
])('%s, when every try fails', (name, queue, deadLetters, tries) => {
  const send = (runtime: Runtime) =>
    name === 'FeedPublish'
      ? runtime
          .queue(queue)
          .send('{"clinicId":"juniper"}', { MessageGroupId: 'juniper', MessageDeduplicationId: '1' })
      : runtime.queue(queue).send('{"clinicId":7}');

  it('tries again within seconds, is put aside, and the alarm on that rings within ten minutes', async () => {
    const { runtime, calls, lines } = await startWatched(changedAssembly(withoutWrites), name);
    const isAside = () => runtime.queue(deadLetters).bodies().length > 0;

    await send(runtime);
    await runtime.idle();
    await goOnUntil(runtime, 120, isAside);

    expect(calls.map(({ failed }) => failed)).toEqual(new Array(tries).fill(1));
    expect((calls.at(-1)?.seconds ?? 0) - (calls[0]?.seconds ?? 0)).toBeLessThan(120);
    expect(isAside()).toBe(true);
    await runtime.tick('SourcesTick');
    const put = lines.filter((line) => line.includes('"DeadLetters"')).map((line) => JSON.parse(line));
    expect(put.some(({ DeadLetters }) => DeadLetters > thresholdOf('WorkPutAside'))).toBe(true);
  });

  it('rings the alarm on functions within ten minutes when it dies of each try', async () => {
    const assembly = changedAssembly((text) => text);
    const functions = readLocalTemplate().ofType('AWS::Lambda::Function');
    const asset = functions.find(({ id }) => id.startsWith(name))?.properties.Code.S3Key.replace('.zip', '');
    const dies = 'export const handler = async () => { throw new Error("dead"); };';
    writeFileSync(join(assembly, `asset.${asset}`, 'index.mjs'), dies);
    const watched = await startWatched(assembly, name);

    await send(watched.runtime);
    await watched.runtime.idle();
    for (let step = 0; step < 20; step += 1) {
      watched.runtime.clock.forward({ seconds: 30 });
      await watched.runtime.idle();
    }

    const errors = watched.calls.filter(({ isError, seconds }) => isError && seconds < 600);
    expect(errors.length).toBeGreaterThan(thresholdOf('FunctionsFailing'));
  });
});
