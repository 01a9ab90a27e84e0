import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { markSample } from '../../../infra/data-folder/contents.ts';
import { openHome } from '../../../infra/data-folder/home.ts';
import { closeServer, listen } from '../../../infra/local/loopback.ts';
import { temporaryFolders } from '../../support/folders.ts';
import {
  type Ended,
  endRunning,
  type Running,
  type RunOptions,
  runNode,
  startNode,
} from '../../support/run-node.ts';

const START = ['--import', './infra/check-node.mjs', 'infra/commands/start.ts'];
const STRANGE_MACHINE = new URL('./child-strange-machine.ts', import.meta.url).href;
const REAL = {
  GOOGLE_CLIENT_ID: 'fake-client',
  GOOGLE_CLIENT_SECRET: 'fake-secret',
  YELP_API_KEY: 'fake-key',
};

const aFolder = temporaryFolders();
afterEach(endRunning);

/** What a start left: everything temporary it makes lies in a folder of its own. */
interface Started extends Ended {
  /** Processes that still name that folder, and what is left in it. */
  readonly left: readonly string[];
}

type Variables = NonNullable<RunOptions['env']>;

async function start(
  env: Variables,
  options: Omit<RunOptions, 'env'> & { words?: readonly string[] } = {},
): Promise<Started> {
  const TMPDIR = aFolder();
  const { words = [], ...rest } = options;
  const ended = await runNode([...words, ...START], { ...rest, env: { PORT: '0', TMPDIR, ...env } });
  return { ...ended, left: [...processesOn(TMPDIR), ...readdirSync(TMPDIR)] };
}

/** Processes that name a folder in their command line; Linux tells, elsewhere there are none. */
function processesOn(folder: string): readonly string[] {
  if (!existsSync('/proc/self/cmdline')) return [];
  return readdirSync('/proc').filter((id) => {
    try {
      return /^\d+$/u.test(id) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  });
}

/** Refused in one sentence, with exit code 1, and nothing left running or lying about. */
function expectRefusal({ code, stderr, left }: Started, sentence: string): void {
  expect({ code, said: stderr.trim() }).toEqual({ code: 1, said: sentence });
  expect(left).toEqual([]);
}

/** Six ports in a row, of which one is taken by somebody else. */
async function withTakenPort(
  offset: number,
  then: (first: number, taken: number) => Promise<void>,
): Promise<void> {
  const server = createServer();
  const taken = Number(new URL(await listen(server)).port);
  await then(taken - offset, taken);
  await closeServer(server);
}

describe('npm start that cannot', () => {
  it.each([
    ['the admin page', 0],
    ['the stand-in for Google', 4],
  ])('says that a port is taken: of %s', async (_, offset) => {
    await withTakenPort(offset, async (first, taken) => {
      const ended = await start({ PORT: String(first) });

      const another = taken + 10 > 65_530 ? 4000 : taken + 10;
      expectRefusal(
        ended,
        `Port ${taken} is in use. Stop the other program, or choose another: PORT=${another} npm start.`,
      );
    });
  });

  it('says what a bad value should be', async () => {
    expectRefusal(
      await start({ PORT: 'http' }),
      'PORT takes a whole number from 0 to 65530: PORT=4000 npm start.',
    );
  });

  it('says that one credential needs the other', async () => {
    expectRefusal(
      await start({ GOOGLE_CLIENT_ID: 'id' }),
      'GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong together: set both, or none for the sample world.',
    );
  });

  it('says that the data folder is a file', async () => {
    const file = join(aFolder(), 'data');
    writeFileSync(file, 'kept');

    expectRefusal(
      await start({ DATA_DIR: file }),
      `${file} is a file. Choose a folder: DATA_DIR=./data npm start.`,
    );
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });

  it('says that the data folder is in use', async () => {
    const dataDir = aFolder();
    const home = openHome(dataDir);

    const ended = await start({ DATA_DIR: dataDir });

    home.leave();
    expectRefusal(
      ended,
      `${dataDir} is in use. Stop the other run, or choose another folder: DATA_DIR=… npm start.`,
    );
  });

  it('says where to get an engine when there is none for this machine', async () => {
    // A shell, and no npx that would look for one on the network.
    const PATH = aFolder();
    for (const name of ['sh', 'cat']) symlinkSync(`/bin/${name}`, join(PATH, name));

    const ended = await start({ PATH }, { words: ['--import', STRANGE_MACHINE] });

    expectRefusal(
      ended,
      'The DynamoDB engine did not start. Put a `dynoxide` on the PATH, or set DYNAMODB_ENDPOINT to an engine of your own.',
    );
  });
});

describe('npm start on a data folder', () => {
  it('does not put the sample world among data of one’s own', async () => {
    const dataDir = aFolder();
    writeFileSync(join(dataDir, 'dynamodb.db'), 'mine');

    const ended = await start({ DATA_DIR: dataDir });

    expectRefusal(
      ended,
      `${dataDir} holds data of your own. Set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET, or YELP_API_KEY, to go on with it; for the sample world choose another folder: DATA_DIR=./sample npm start.`,
    );
    expect(readdirSync(dataDir)).toEqual(['dynamodb.db']);
  });

  it.each([true, false])('does not put real reviews into the sample world (whole: %s)', async (isWhole) => {
    const dataDir = aFolder();
    writeFileSync(join(dataDir, 'dynamodb.db'), 'sample');
    markSample(dataDir, { startedAt: '2026-11-22T10:00:00.000Z', isWhole });

    const ended = await start({ DATA_DIR: dataDir, ...REAL });

    expectRefusal(
      ended,
      `${dataDir} holds the sample world. Choose another folder for real reviews: DATA_DIR=./own npm start.`,
    );
    expect(readdirSync(dataDir).sort()).toEqual(['dynamodb.db', 'sample-world.json']);
  });

  it('begins the sample world anew that was stopped half-made, and keeps it from then on', async () => {
    const dataDir = aFolder();
    for (const file of ['notes.txt', 'dynamodb.db']) writeFileSync(join(dataDir, file), 'not a database');
    markSample(dataDir, { startedAt: '2026-11-22T10:00:00.000Z', isWhole: false });
    const begin = (): Running => startNode(START, { env: { DATA_DIR: dataDir, PORT: '0' } });

    const first = begin();
    const counted = /^.*Google reviews and .*$/mu.exec(await first.says('Ready after'))?.[0];
    first.child.kill('SIGKILL');
    await first.ended;
    const second = begin();
    const said = await second.says('Ready after');
    second.child.kill('SIGINT');
    const { code } = await second.ended;

    expect(counted).toContain('61 Google reviews and 3 Yelp excerpts of 2 locations');
    expect(said).toContain('Pulling the sample clinic’s reviews');
    expect(said).toContain(counted);
    expect([code, processesOn(dataDir)]).toEqual([0, []]);
    expect(readFileSync(join(dataDir, 'notes.txt'), 'utf8')).toBe('not a database');
  });
});

describe('npm start with credentials', () => {
  it('starts empty, says what to do next, and pulls nothing', async () => {
    const dataDir = aFolder();
    const { says, child, ended } = startNode(START, { env: { DATA_DIR: dataDir, PORT: '0', ...REAL } });

    const said = await says('Ready after');
    child.kill('SIGTERM');
    const { stderr } = await ended;

    expect(said).toMatch(/^ {2}Admin page {4}http:\/\/127\.0\.0\.1:\d+$/mu);
    expect(said).toContain(
      'npm run connect · npm run account -- add … · npm run clinic -- apply clinic.json',
    );
    expect(said).toContain(`${dataDir} keeps its data.`);
    expect([said, stderr].join('\n')).not.toMatch(/fake-(?:client|secret|key)|sample/u);
    const log = join(dataDir, 'functions.log');
    expect(existsSync(log) ? readFileSync(log, 'utf8') : '').not.toContain('Pull');
    expect(processesOn(dataDir)).toEqual([]);
  });

  it('says with --check what to do when there is no listing', async () => {
    const ended = await runNode([...START, '--check'], { env: { DATA_DIR: aFolder(), PORT: '0', ...REAL } });

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain('No listing is set up yet: npm run clinic -- apply clinic.json');
  });
});
