import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Assembly, assembleLocal } from '../assemble.ts';
import { markSample, readContents, removeSample } from '../data-folder/contents.ts';
import { checkRoom, describeFullDisk } from '../data-folder/disk-room.ts';
import { openHome } from '../data-folder/home.ts';
import { openKept } from '../data-folder/kept.ts';
import { noteRunning } from '../data-folder/running.ts';
import { boot, type Runtime } from '../local/boot.ts';
import { checkPorts } from '../local/loopback.ts';
import { openSampleWorld, type SampleWorld } from '../sample/open-sample-world.ts';
import { secretPrefix } from '../settings.ts';
import { checkSources } from './check-sources.ts';
import { describeFolder } from './local-target.ts';
import { readStartOptions, type StartOptions } from './start-options.ts';
import { describe } from './tell.ts';

const begun = performance.now();
const say = (line = '') => console.log(line);

/** Says what is being done, and how long the step before took. */
function openSteps() {
  let since = performance.now();
  let isOpen = false;
  const end = () => {
    if (isOpen) process.stdout.write(` ${((performance.now() - since) / 1000).toFixed(1)} s\n`);
    isOpen = false;
  };
  return {
    begin(step: string) {
      end();
      process.stdout.write(`  ${step} …`);
      since = performance.now();
      isOpen = true;
    },
    end,
  };
}

const steps = openSteps();
const stopFor = (said: string) => {
  steps.end();
  console.error(`\n${said}`);
  process.exit(1);
};
const fullDisk = (error: unknown) => describeFullDisk(error, process.env.DATA_DIR ?? tmpdir());
// What is written in the background finds a full disk too; anything else there is a fault of ours, told with its stack.
process.on('uncaughtException', (error) => stopFor(fullDisk(error) ?? String(error.stack)));
try {
  await start(readStartOptions(process.env, process.argv.slice(2)));
} catch (error) {
  stopFor(fullDisk(error) ?? describe(error));
}

async function start(options: StartOptions): Promise<void> {
  say(`\nclinic-reviews on this machine, ${folderOf(options)}\n`);
  await checkPorts(portsOf(options));
  checkRoom(options.dataDir && existsSync(options.dataDir) ? options.dataDir : tmpdir());
  const earlier = sampleStart(options);
  const assembled = await assembleLocal(steps.begin);
  const world = options.isReal ? undefined : await openSampleWorld(options, earlier);
  const runtime = await bootApp(assembled, options, world);
  if (options.isCheck) {
    steps.begin('Reading each listing once');
    const kept = openKept(runtime.folder);
    const readSecret = (name: string) => kept.get('parameter', name);
    const lines = await checkSources({ runtime, readSecret, variables: world?.variables ?? {} });
    kept.close();
    steps.end();
    say(`\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
    await runtime.stop();
    process.exit(0);
  }
  steps.end();
  say(
    `\n${[
      ...(world?.describe() ?? describeReal(runtime)),
      `Logs          ${join(runtime.folder, 'functions.log')}`,
    ]
      .map((line) => `  ${line}`)
      .join('\n')}\n`,
  );
  if (world) say(`  ${await world.count()}`);
  say(
    `  Ready after ${((performance.now() - begun) / 1000).toFixed(1)} s. Ctrl-C stops everything${farewell(options)}\n`,
  );
}

async function bootApp(
  assembled: Assembly,
  options: StartOptions,
  world: SampleWorld | undefined,
): Promise<Runtime> {
  steps.begin('Starting tables, queues, functions and sign-in');
  const { port, dataDir } = options;
  const runtime = await boot({
    ...assembled,
    port,
    ...(dataDir !== undefined && { dataDir }),
    secrets: world?.secrets ?? realSecrets(options),
    ...(world && {
      variables: world.variables,
      pages: world.pages,
      isFramed: world.isFramed,
      startAt: world.bootAt,
    }),
  });
  const kept = openKept(runtime.folder);
  noteRunning(kept, runtime);
  kept.close();
  if (world) {
    steps.begin(
      world.isNew ? 'Living the sample clinic’s last twenty days' : 'Pulling the sample clinic’s reviews',
    );
    const mark = (isWhole: boolean) => markSample(runtime.folder, { startedAt: world.startedAt, isWhole });
    if (world.isNew) mark(false);
    await world.begin(runtime);
    mark(true);
  }
  return runtime;
}

function folderOf({ dataDir }: StartOptions): string {
  return dataDir === undefined ? 'in a temporary folder' : describeFolder(dataDir);
}

/** CDN and sign-in; with the sample world also its two sites and its two sources. Empty for any free ones. */
function portsOf({ port, isReal }: StartOptions): readonly number[] {
  return port === 0 ? [] : Array.from({ length: isReal ? 2 : 6 }, (_, at) => port + at);
}

/**
 * When the sample world of a data folder was made; `undefined` where there is none, or is to be none.
 *
 * @throws Error when the sample world and data of one's own would come to lie in one folder
 */
function sampleStart({ dataDir, isReal }: StartOptions): string | undefined {
  const contents = dataDir === undefined ? undefined : readContents(dataDir);
  if (dataDir === undefined || contents === undefined || contents.holds === 'nothing') return undefined;
  if (isReal) {
    if (contents.holds === 'own-data') return undefined;
    const advice = 'Choose another folder for real reviews: DATA_DIR=./own npm start.';
    throw new Error(`${dataDir} holds the sample world. ${advice}`);
  }
  if (contents.holds === 'own-data') {
    const advice = 'Set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET, or YELP_API_KEY, to go on with it;';
    const other = 'for the sample world choose another folder: DATA_DIR=./sample npm start.';
    throw new Error(`${dataDir} holds data of your own. ${advice} ${other}`);
  }
  if (contents.holds === 'sample') return contents.startedAt;
  const home = openHome(dataDir);
  removeSample(dataDir);
  home.leave();
  return undefined;
}

function realSecrets({ google, yelpApiKey }: StartOptions): Readonly<Record<string, string>> {
  const prefix = secretPrefix('local');
  return {
    ...(google && {
      [`${prefix}/google-client-id`]: google.id,
      [`${prefix}/google-client-secret`]: google.secret,
    }),
    ...(yelpApiKey !== undefined && { [`${prefix}/yelp-api-key`]: yelpApiKey }),
  };
}

function describeReal({ url }: Runtime): readonly string[] {
  return [
    `Admin page    ${url}`,
    'Set up        npm run connect · npm run account -- add … · npm run clinic -- apply clinic.json',
  ];
}

function farewell({ dataDir }: StartOptions): string {
  return dataDir === undefined
    ? ' and removes its data; DATA_DIR=./data npm start keeps it.'
    : `; ${dataDir} keeps its data.`;
}
