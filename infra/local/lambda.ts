import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { arnOf } from '../aws-rules/physical-names.ts';
import type { Properties, Resource, Template } from '../aws-rules/template.ts';
import type { Activity } from './activity.ts';
import type { Clock } from './clock.ts';
import type { SandboxCall, SandboxReply } from './sandbox.ts';

/** Most sandboxes of one function at a time. */
export const SANDBOXES = 3;
/** Time a sandbox may take to load its bundle: more than the ten seconds of AWS, as this machine may be busy. */
const START_MS = 60_000;
/** How long AWS waits before it repeats an asynchronous call that failed, first and then. */
const REPEAT_AFTER_MS = [60_000, 120_000];

/** What functions need of the rest: the folder of the bundles, the services' address, variables to replace, … */
export interface FunctionNeeds {
  readonly activity: Activity;
  readonly assembly: string;
  readonly clock: Clock;
  readonly endpoint: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Told of each line a function writes. */
  readonly onLine: (name: string, line: string) => void;
  /** Sends to a queue by its ARN. */
  readonly send: (arn: string, body: string) => Promise<unknown>;
}

/** One call of a function, by its logical id, that has ended; without a reply when it failed. */
export type Invocation = { function: string; event: Properties; reply?: Properties; error?: Error };

/** Opens the template's functions; each runs in sandboxes of its own. @throws Error for a variable that none has */
export function openFunctions(template: Template, needs: FunctionNeeds) {
  const resources = template.ofType('AWS::Lambda::Function');
  const known = resources.flatMap(({ properties }) => Object.keys(properties.Environment?.Variables ?? {}));
  const stray = Object.keys(needs.variables).find((name) => !known.includes(name));
  if (stray) throw new Error(`No function has a variable ${stray}.`);
  let isOver = false;
  const functions = new Map(resources.map((one) => [one.id, openFunction(one, needs, () => isOver)]));
  const observers = new Set<(invocation: Invocation) => void>();
  const call = async (id: string, event: unknown): Promise<Properties> => {
    const { run } = functions.get(id) ?? {};
    if (!run) throw new Error(`There is no function ${id}.`);
    const [done] = await Promise.allSettled([run(event)]);
    const { value: reply, reason: error } = { value: undefined, reason: undefined, ...done };
    for (const tell of observers) tell({ function: id, event, ...(error ? { error } : { reply }) });
    if (error) throw error;
    return reply;
  };
  const invoke = (id: string, event: unknown) => needs.activity.during(id, () => call(id, event));
  const invokeLater = async (id: string, event: unknown, tries = 0): Promise<void> => {
    const [pause, dead] = [REPEAT_AFTER_MS[tries], functions.get(id)?.deadLetters];
    const [{ status }] = await Promise.allSettled([invoke(id, event)]);
    if (status === 'fulfilled' || isOver) return;
    if (pause) needs.clock.at(needs.clock.now() + pause, () => void invokeLater(id, event, tries + 1));
    else if (dead) await needs.send(dead, JSON.stringify(event));
  };
  return {
    ids: [...functions.keys()],
    /** Told of every call that has ended. */
    observers,
    /** Calls a function by its logical id. @throws Error when it fails, named as the function named it */
    invoke,
    /** Calls it as schedules do: repeated twice when it fails, then its event is put into its dead-letter queue. */
    invokeLater,
    stop() {
      isOver = true;
      return Promise.all([...functions.values()].map((one) => one.stop()));
    },
  };
}

/** One event at a time in each sandbox; unlike on AWS, a sandbox is not frozen between events. */
function openFunction(resource: Resource, needs: FunctionNeeds, isOver: () => boolean) {
  const all = new Set<Sandbox>();
  const resting: Sandbox[] = [];
  const waiting: (() => void)[] = [];
  let free = SANDBOXES;
  return {
    deadLetters: resource.properties.DeadLetterConfig?.TargetArn,
    async run(event: unknown): Promise<Properties> {
      if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      else free -= 1;
      if (isOver()) throw new Error('The runtime is ending.');
      const sandbox = resting.pop() ?? startSandbox(resource, needs);
      all.add(sandbox);
      try {
        return await sandbox.run(event);
      } catch (error) {
        const { name, message, stack } = error as Error;
        needs.onLine(resource.id, JSON.stringify({ level: 'ERROR', name, message, stack }));
        throw error;
      } finally {
        if (sandbox.isAlive()) resting.push(sandbox);
        else all.delete(sandbox);
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
    stop: () => Promise.all([...all].map((sandbox) => sandbox.stop())),
  };
}

type Sandbox = ReturnType<typeof startSandbox>;

/** Starts a worker with the function's bundle, environment and identity. */
function startSandbox({ id, properties }: Resource, { assembly, clock, onLine, ...needs }: FunctionNeeds) {
  const { Code, Environment, Handler, MemorySize = 128, Timeout = 3 } = properties;
  const folder = join(assembly, `asset.${Code.S3Key.replace('.zip', '')}`);
  const [file, handler] = Handler.split('.');
  const [bundle = `${file}.mjs`] = globSync(`${file}.{mjs,js,cjs}`, { cwd: folder });
  const own: Record<string, string> = Environment?.Variables ?? {};
  const replaced = Object.entries(needs.variables).filter(([name]) => name in own);
  const identity = { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: 'local', AWS_LAMBDA_FUNCTION_NAME: id };
  const place = { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: needs.endpoint, TZ: ':UTC' };
  const worker = new Worker(new URL('./sandbox.ts', import.meta.url), {
    ...{ execArgv: [], stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: MemorySize } },
    env: { ...own, ...Object.fromEntries(replaced), ...identity, ...place },
    workerData: { clock: clock.shared, bundle: pathToFileURL(join(folder, bundle)).href, handler },
  });
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter(Boolean)) onLine(id, line);
    });
  }
  const ended = new AbortController();
  const end = (why: Error) => {
    ended.abort(why);
    return worker.terminate();
  };
  worker.on('error', end).on('exit', () => end(new Error('The sandbox ended before the function did.')));
  const reply = async (ms: number, late: string): Promise<SandboxReply> => {
    const timer = setTimeout(() => end(Object.assign(new Error(late), { name: 'Sandbox.Timedout' })), ms);
    try {
      return (await once(worker, 'message', { signal: ended.signal }))[0];
    } catch (cause) {
      throw ended.signal.aborted ? ended.signal.reason : cause;
    } finally {
      clearTimeout(timer);
    }
  };
  const ready = reply(START_MS, 'The function did not load in time.');
  ready.catch(() => undefined);
  return {
    isAlive: () => !ended.signal.aborted,
    async run(event: unknown): Promise<Properties> {
      await ready;
      const invokedFunctionArn = arnOf('lambda', `function:${id}`);
      const context = { awsRequestId: randomUUID(), functionName: id, invokedFunctionArn };
      const call: SandboxCall = { event: JSON.stringify(event), context, timeoutMs: Timeout * 1000 };
      worker.postMessage(call);
      const late = `Task timed out after ${Timeout.toFixed(2)} seconds`;
      const { result = 'null', error } = await reply(call.timeoutMs, late);
      if (error) throw Object.assign(new Error(error.message), error);
      return JSON.parse(result);
    },
    stop: () => worker.terminate(),
  };
}
