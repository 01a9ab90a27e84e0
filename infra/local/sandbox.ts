import { parentPort, workerData } from 'node:worker_threads';
import { keepTime } from './clock.ts';

/** One event for a sandbox; JSON, as on AWS. */
export type SandboxCall = { readonly event: string; readonly context: object; readonly timeoutMs: number };
/** How it ended: the result, JSON, or an error's name, message and stack. */
export type SandboxReply = { readonly result?: string; readonly error?: Readonly<Record<string, string>> };

keepTime(workerData.clock);
const { [workerData.handler]: handler } = await import(workerData.bundle);
if (!handler) throw new Error(`${workerData.bundle} exports no ${workerData.handler}.`);

async function answer({ event, context, timeoutMs }: SandboxCall): Promise<SandboxReply> {
  const until = performance.now() + timeoutMs;
  const getRemainingTimeInMillis = () => Math.max(0, Math.round(until - performance.now()));
  try {
    const result = await handler(JSON.parse(event), { ...context, getRemainingTimeInMillis });
    return { result: JSON.stringify(result) ?? 'null' };
  } catch (cause) {
    const { name, message, stack = '' } = cause instanceof Error ? cause : new Error(String(cause));
    return { error: { name, message, stack } };
  }
}

parentPort?.on('message', async (call: SandboxCall) => parentPort?.postMessage(await answer(call)));
parentPort?.postMessage({});
