import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Assembly, assembleLocal } from '../assemble.ts';
import { checkSources } from '../commands/check-sources.ts';
import { describe } from '../commands/tell.ts';
import { openKept } from '../data-folder/kept.ts';
import { noteRunning } from '../data-folder/running.ts';
import { openSampleWorld, type SampleWorld } from '../sample/open-sample-world.ts';
import { secretPrefix } from '../settings.ts';
import { boot, type Runtime } from './boot.ts';
import { readStartOptions, type StartOptions } from './start-options.ts';

/** In a data folder that holds the sample world: since when. */
const SAMPLE_MARK = 'sample-world.json';

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
try {
  await start(readStartOptions(process.env, process.argv.slice(2)));
} catch (error) {
  steps.end();
  console.error(`\n${describe(error)}`);
  process.exit(1);
}

async function start(options: StartOptions): Promise<void> {
  say('\nclinic-reviews\n');
  const assembled = await assembleLocal(steps.begin);
  const world = options.isReal ? undefined : await openSampleWorld(options, sampleStart(options));
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
    ...(world && { variables: world.variables, pages: world.pages, startAt: world.bootAt }),
  });
  const kept = openKept(runtime.folder);
  noteRunning(kept, runtime);
  kept.close();
  if (world) {
    steps.begin(
      world.isNew ? 'Living the sample clinic’s last twenty days' : 'Pulling the sample clinic’s reviews',
    );
    await world.begin(runtime);
    if (dataDir !== undefined)
      writeFileSync(join(dataDir, SAMPLE_MARK), JSON.stringify({ startedAt: world.startedAt }));
  }
  return runtime;
}

/** When the sample world of a data folder was made; `undefined` where there is none yet. @throws Error for a folder of other data */
function sampleStart({ dataDir }: StartOptions): string | undefined {
  const mark = dataDir === undefined ? undefined : join(dataDir, SAMPLE_MARK);
  if (mark === undefined || !existsSync(mark)) return undefined;
  return String((JSON.parse(readFileSync(mark, 'utf8')) as { readonly startedAt: string }).startedAt);
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
