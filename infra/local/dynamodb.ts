import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Version asked of `npx` where no engine is installed. */
const DYNOXIDE_VERSION = '1.2.1';

/** A running DynamoDB engine. */
export interface Engine {
  /** Where it answers, on 127.0.0.1 unless the user chose an endpoint. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the embedded DynamoDB engine. It ends with this process, however that ends: its shell waits on a pipe that
 * closes with us.
 *
 * @param file database file that survives; in memory when absent
 * @throws Error with the fix, when no engine can be found on this platform
 */
export async function startEngine(file?: string): Promise<Engine> {
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  if (endpoint) return { url: endpoint, stop: async () => undefined };
  const port = await freePort();
  const words = [
    ...engineCommand(),
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    ...(file ? ['--db-path', file] : []),
  ];
  const lifeline = '"$@" & engine=$!; (cat >/dev/null; kill -9 $engine 2>/dev/null) <&3 & wait $engine';
  const child = spawn('sh', ['-c', lifeline, 'sh', ...words], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(url, child);
  return { url, stop: () => stop(child) };
}

function engineCommand(): readonly string[] {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const folder = createRequire(import.meta.url)
      .resolve(`${name}/package.json`)
      .replace(/package\.json$/u, '');
    return [`${folder}dynoxide`];
  } catch {
    return ['npx', '--yes', `dynoxide@${DYNOXIDE_VERSION}`];
  }
}

async function untilAnswers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (child.exitCode !== null) break;
    try {
      await fetch(url);
      return;
    } catch {
      await wait(10);
    }
  }
  throw new Error('The DynamoDB engine did not start. Set DYNAMODB_ENDPOINT to one of your own.');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const lifeline = child.stdio[3];
  if (lifeline && 'end' in lifeline) lifeline.end();
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
