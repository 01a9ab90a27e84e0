import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { OPERATOR } from '../aws-rules/iam.ts';
import type { Properties } from '../aws-rules/template.ts';
import { closeServer, listen } from './loopback.ts';

/** Version asked of `npx` where no engine is installed. */
const DYNOXIDE_VERSION = '1.2.1';
const START_MS = 60_000;
const NOT_STARTED =
  'The DynamoDB engine did not start. Put a `dynoxide` on the PATH, or set DYNAMODB_ENDPOINT to an engine of your own.';

/** A running DynamoDB engine, on 127.0.0.1 unless the user chose an endpoint. */
export interface Engine {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the embedded DynamoDB engine. It ends with this process, however that ends: a shell in its process group
 * waits on a pipe that closes with us, and then ends the group.
 *
 * @param file database file that survives; in memory when absent
 * @throws Error with the fix, when no engine can be found on this platform
 */
export async function startEngine(file?: string): Promise<Engine> {
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  if (endpoint) return { url: endpoint, stop: async () => undefined };
  const free = createServer();
  const url = await listen(free);
  await closeServer(free);
  const place = ['--host', '127.0.0.1', '--port', new URL(url).port, ...(file ? ['--db-path', file] : [])];
  const lifeline = '(cat <&3 >/dev/null; kill -9 -$$) 2>/dev/null & exec "$@" 3<&-';
  const words = ['-c', lifeline, 'sh', ...engineCommand(), ...place];
  const child = spawn('sh', words, { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  child.unref();
  await untilAnswers(url, child);
  if (file) speedUpStreams(file);
  return { url, stop: () => stop(child) };
}

/** Calls an engine: `DynamoDB_20120810.Scan`, `DynamoDBStreams_20120810.GetRecords`. @throws Error with its answer */
export async function callEngine(url: string, action: string, asked: object): Promise<Properties> {
  const scope = `${OPERATOR}/20260101/us-east-1/dynamodb/aws4_request`;
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': action,
    'x-amz-date': '20260101T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00`,
  };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(asked) });
  if (!response.ok) throw new Error(`${action}: ${await response.text()}`);
  return response.json();
}

function engineCommand(): readonly string[] {
  try {
    const name = `@dynoxide/${process.platform}-${process.arch}/package.json`;
    return [join(createRequire(import.meta.url).resolve(name), '..', 'dynoxide')];
  } catch {
    const installed = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'dynoxide'));
    const found = installed.find((file) => existsSync(file));
    return found ? [found] : ['npx', '--yes', `dynoxide@${DYNOXIDE_VERSION}`];
  }
}

async function untilAnswers(url: string, child: ChildProcess): Promise<void> {
  const until = performance.now() + START_MS;
  while (child.exitCode === null && performance.now() < until) {
    if (await fetch(url).catch(() => undefined)) return;
    await wait(10);
  }
  await stop(child);
  throw new Error(NOT_STARTED);
}

/** The engine looks through all stream records at each write; two indexes on its own table spare it that. */
function speedUpStreams(file: string): void {
  const number = 'CAST(sequence_number AS INTEGER)';
  try {
    const db = new DatabaseSync(file);
    db.exec(`PRAGMA busy_timeout = 2000;
      CREATE INDEX IF NOT EXISTS local_last ON _stream_records (table_name, ${number});
      CREATE INDEX IF NOT EXISTS local_next ON _stream_records (table_name, shard_id, ${number})`);
    db.close();
  } catch {
    // Another version of the engine may lay out its file otherwise; it is slower then, not wrong.
  }
}

async function stop(child: ChildProcess): Promise<void> {
  child.ref();
  child.stdio[3]?.destroy();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
