import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BootOptions, boot, type Runtime } from '../../../infra/local/boot.ts';
import { startEngine } from '../../../infra/local/dynamodb.ts';
import { queue, queueMapping, streamMapping, TABLE, type TinyApp, writeTinyApp } from './tiny-app.ts';

/** A function that writes down each event, and stops in the middle of those that say so. */
const CODE = `
const { appendFileSync } = require('node:fs');
export const handler = async ({ Records }) => {
  for (const { body, dynamodb } of Records) {
    const text = body ?? dynamodb.Keys.sk.S;
    appendFileSync(process.env.SEEN, text + '\\n');
    if (text.startsWith('stuck') && process.env.STICKS === 'yes') await new Promise(() => setInterval(() => {}, 1000));
  }
};`;

interface Child {
  readonly process: ChildProcess;
  readonly folder: string;
  readonly url: string;
  readonly aws: Runtime['aws'];
}

const children: ChildProcess[] = [];
const runtimes: Runtime[] = [];
let dataDir: string;
let assembly: string;
let seenFile: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'survive-'));
  seenFile = join(dataDir, 'seen.txt');
  const Environment = { Variables: { SEEN: seenFile, STICKS: 'yes' } };
  const app: TinyApp = {
    resources: {
      Table: TABLE,
      Files: { Type: 'AWS::S3::Bucket' },
      Dead: queue(),
      Work: queue('Dead', { VisibilityTimeout: 3600 }, 2),
      Feeding: queueMapping('Work', 'Worker'),
      Changes: streamMapping('Reader'),
    },
    functions: {
      Worker: { code: CODE, properties: { Environment, Timeout: 600 } },
      Reader: { code: CODE, properties: { Environment, Timeout: 600 } },
    },
  };
  assembly = writeTinyApp(app);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const runtime of runtimes.splice(0)) await runtime.stop();
  for (const folder of [dataDir, assembly]) rmSync(folder, { recursive: true, force: true });
});

async function start(options: Partial<BootOptions> = {}): Promise<Child> {
  const file = new URL('./child-runtime.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [file, JSON.stringify({ assembly, port: 0, ...options })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = await once(child.stdout, 'data');
  return { process: child, ...JSON.parse(String(line)) };
}

/** Boots in this process; ended after the test at the latest. */
async function startHere(options: Partial<BootOptions> = {}): Promise<Runtime> {
  const runtime = await boot({ assembly, port: 0, ...options });
  runtimes.push(runtime);
  return runtime;
}

async function end({ process: child }: Child, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await once(child, 'exit');
}

/** Processes that run the engine on a folder's file; those that have ended but were not collected do not count. */
function enginesOf(folder: string): string[] {
  return readdirSync('/proc').filter((id) => {
    try {
      return (
        /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(`${folder}/dynamodb.db`)
      );
    } catch {
      return false;
    }
  });
}

function seen(): string[] {
  return existsSync(seenFile) ? readFileSync(seenFile, 'utf8').trim().split('\n') : [];
}

const put = (sk: string) =>
  new PutItemCommand({ TableName: 'tiny-Table', Item: { pk: { S: 'p' }, sk: { S: sk } } });
const queueUrl = (aws: Runtime['aws']) => `${aws.endpoint}/000000000000/tiny-Work`;

describe.skipIf(!existsSync('/proc/self/cmdline'))('a runtime that is killed', () => {
  it('takes its engine with it, and the next one sweeps its folder away, but not that of a living one', async () => {
    const [child, living] = await Promise.all([start(), start()]);
    expect(enginesOf(child.folder)).not.toEqual([]);

    await end(child, 'SIGKILL');

    await expect.poll(() => enginesOf(child.folder)).toEqual([]);
    expect(statSync(child.folder).isDirectory()).toBe(true);
    await expect.poll(() => leftAfterAStart(child.folder), { interval: 500 }).toBe(false);
    expect(existsSync(living.folder)).toBe(true);
    await end(living, 'SIGTERM');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('by %s leaves neither folder nor engine', async (signal) => {
    const child = await start();

    await end(child, signal);

    expect(existsSync(child.folder)).toBe(false);
    await expect.poll(() => enginesOf(child.folder)).toEqual([]);
  });

  it('ends with whoever started it, and leaves neither folder nor engine', async () => {
    const file = new URL('./child-runtime.ts', import.meta.url).pathname;
    const words = ['-c', '"$@" & wait', 'sh', process.execPath, file, JSON.stringify({ assembly, port: 0 })];
    const parent = spawn('sh', words, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(parent.stdout, 'data');
    const { folder } = JSON.parse(String(line));
    expect(enginesOf(folder)).not.toEqual([]);

    parent.kill('SIGKILL');

    await expect.poll(() => existsSync(folder)).toBe(false);
    await expect.poll(() => enginesOf(folder)).toEqual([]);
  });

  it('listens on 127.0.0.1 alone', async () => {
    const child = await start();

    expect(listeningAddresses(child.process.pid ?? 0)).toEqual(['0100007F']);

    await end(child, 'SIGTERM');
  });
});

describe('a runtime with a data folder', () => {
  it('loses nothing when it is killed in the middle of its work', async () => {
    const child = await start({ dataDir });
    const db = new DynamoDBClient(child.aws);
    await new S3Client(child.aws).send(
      new PutObjectCommand({ Bucket: 'tiny-files', Key: 'a', Body: 'kept' }),
    );
    await db.send(put('first'));
    await expect.poll(seen).toEqual(['first']);
    await db.send(put('stuck-change'));
    await new SQSClient(child.aws).send(
      new SendMessageCommand({ QueueUrl: queueUrl(child.aws), MessageBody: 'stuck-message' }),
    );
    await expect.poll(() => seen().sort()).toEqual(['first', 'stuck-change', 'stuck-message']);
    await db.send(put('behind'));
    await end(child, 'SIGKILL');

    const runtime = await startHere({ dataDir, variables: { STICKS: 'no' } });
    await runtime.idle();

    const again = seen().slice(3).sort();
    const { Item } = await new DynamoDBClient(runtime.aws).send(
      new GetItemCommand({ TableName: 'tiny-Table', Key: { pk: { S: 'p' }, sk: { S: 'behind' } } }),
    );
    const { Body } = await new S3Client(runtime.aws).send(
      new GetObjectCommand({ Bucket: 'tiny-files', Key: 'a' }),
    );
    expect(again).toEqual(['behind', 'stuck-change', 'stuck-message']);
    expect([Item?.sk?.S, await Body?.transformToString()]).toEqual(['behind', 'kept']);
    await runtime.stop();
  });

  it('counts no delivery that died with the runtime', async () => {
    for (let run = 0; run < 3; run += 1) {
      const child = await start({ dataDir });
      if (run === 0)
        await new SQSClient(child.aws).send(
          new SendMessageCommand({ QueueUrl: queueUrl(child.aws), MessageBody: 'stuck' }),
        );
      await expect.poll(() => seen().length).toBe(run + 1);
      await end(child, 'SIGKILL');
    }

    const runtime = await startHere({ dataDir, variables: { STICKS: 'no' } });
    await runtime.idle();

    expect(seen()).toHaveLength(4);
    expect([runtime.queue('Work').bodies(), runtime.queue('Dead').bodies()]).toEqual([[], []]);
    await runtime.stop();
  });

  it('keeps accounts and secrets, in files that only their owner can read', async () => {
    const first = await startHere({ dataDir, secrets: { '/tiny/key': 'hidden' } });
    await first.accounts.add({ email: 'a@clinic.example', name: 'A' }, 'twelve characters');
    await first.stop();

    const second = await startHere({ dataDir });

    expect(second.accounts.list().map(({ email }) => email)).toEqual(['a@clinic.example']);
    expect(statSync(join(dataDir, 'runtime.db')).mode & 0o777).toBe(0o600);
    await second.stop();
  });

  it('does not let a second one in', async () => {
    const first = await startHere({ dataDir });

    await expect(startHere({ dataDir })).rejects.toThrow(
      `${dataDir} is in use. Stop the other run, or choose another folder: DATA_DIR=… npm start.`,
    );
    await first.stop();
  });
});

describe('a runtime that is told to use another engine', () => {
  it('begins with fresh tables there each time it has no data folder', async () => {
    const engine = await startEngine();
    vi.stubEnv('DYNAMODB_ENDPOINT', engine.url);
    const key = { pk: { S: 'p' }, sk: { S: 's' } };
    const found: boolean[] = [];

    for (let run = 0; run < 2; run += 1) {
      const runtime = await startHere();
      const db = new DynamoDBClient(runtime.aws);
      found.push('Item' in (await db.send(new GetItemCommand({ TableName: 'tiny-Table', Key: key }))));
      await db.send(put('s'));
      await runtime.idle();
      await runtime.stop();
    }

    expect([found, seen()]).toEqual([
      [false, false],
      ['s', 's'],
    ]);
    await engine.stop();
  });
});

describe('a runtime that cannot start', () => {
  it('says which port is taken, and leaves nothing running', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };

    await expect(startHere({ dataDir, port })).rejects.toThrow(
      `Port ${port} is in use. Stop the other program, or choose another: PORT=${port + 10} npm start.`,
    );
    await (await startHere({ dataDir })).stop();
    other.close();
  });
});

/** Whether a folder is still there after another runtime has started; a very young one is not touched. */
async function leftAfterAStart(folder: string): Promise<boolean> {
  await (await startHere()).stop();
  return existsSync(folder);
}

/** Addresses on which a process listens, as the kernel writes them. */
function listeningAddresses(pid: number): string[] {
  const sockets = new Set<string>();
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    const inode = /^socket:\[(\d+)\]$/.exec(readLink(`/proc/${pid}/fd/${fd}`))?.[1];
    if (inode) sockets.add(inode);
  }
  const rows = [
    ...readFileSync('/proc/net/tcp', 'utf8').split('\n'),
    ...readFileSync('/proc/net/tcp6', 'utf8').split('\n'),
  ]
    .map((row) => row.trim().split(/\s+/))
    .filter((columns) => columns[3] === '0A' && sockets.has(columns[9] ?? ''));
  return [...new Set(rows.map((columns) => columns[1]?.split(':')[0] ?? ''))];
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
