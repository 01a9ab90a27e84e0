import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askForPull } from '../../infra/sample/live-history.ts';
import { type SampleSources, startSampleSources } from '../../infra/sample/sample-sources.ts';
import { sampleClinic } from '../../infra/sample/world.ts';
import type { Death } from './child-dies.ts';
import { type EndState, endState } from './end-state.ts';
import { admitSampleClinic, aPost, bootOptions, bootOver, idOf, MILL_LANE, signInAs } from './world.ts';

/** A full hour, so that no clock of retention passes one within a test. */
const AT = '2026-11-22T10:00:00.000Z';
/** Three pages at Google. */
const REVIEWS = 120;

const folder = mkdtempSync(join(tmpdir(), 'killed-'));
let sources: SampleSources;

beforeAll(async () => {
  sources = await startSampleSources({ startedAt: AT, port: 0 });
  for (const { source, sourceListingId, accountId = '' } of sampleClinic.listings) {
    if (source !== 'google-business') continue;
    sources.google.addLocation({ accountId, locationId: sourceListingId, title: 'Juniper Lane' });
  }
  for (let n = 0; n < REVIEWS; n += 1) {
    const at = new Date(Date.parse('2026-10-01T00:00:00Z') + n * 3_600_000).toISOString();
    const words =
      n % 3 === 0 ? `Visit ${n}, and my sciatica is quieter.` : `Visit ${n}, and my back pain is less.`;
    sources.google.addReview(MILL_LANE, {
      ...aPost(words),
      reviewId: `r-${n}`,
      createTime: at,
      updateTime: at,
    });
  }
});
afterAll(async () => {
  await sources.stop();
  rmSync(folder, { recursive: true });
});

/** Makes a data folder in which a pull of the listing waits to be done, and nothing else has happened. */
async function beforeThePull(): Promise<string> {
  const dataDir = join(folder, 'before-the-pull');
  const { runtime } = await bootOver(sources, { dataDir, startAt: AT });
  await admitSampleClinic(runtime);
  await runtime.idle();
  runtime.pause();
  await askForPull(runtime, 'mill-lane-google');
  await runtime.stop();
  return dataDir;
}

/** Makes a data folder in which everything was pulled, and what follows from six decisions waits to be done. */
async function beforeThePublish(): Promise<string> {
  const dataDir = join(folder, 'before-the-publish');
  const { runtime, pull } = await bootOver(sources, { dataDir, startAt: AT });
  await admitSampleClinic(runtime);
  await pull();
  runtime.pause();
  const ana = await signInAs(runtime, sampleClinic.members[0]?.email ?? '');
  for (const n of [0, 1, 2, 3, 4, 5]) await ana.decide(idOf({ reviewId: `r-${n}` }), 'shown');
  await runtime.stop();
  return dataDir;
}

/** Lets the runtime of a copied data folder die in a process of its own. @returns how the process ended */
async function die(dataDir: string, death: Death): Promise<unknown> {
  const options = { ...(await bootOptions(sources)), dataDir, startAt: AT };
  const file = new URL('./child-dies.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [file, JSON.stringify({ options, death })], { stdio: 'inherit' });
  const [, signal] = await once(child, 'exit');
  return signal;
}

/** Boots a data folder, lets everything happen that waits or falls due within half an hour, and reads what is there. */
async function finish(dataDir: string): Promise<EndState> {
  const world = await bootOver(sources, { dataDir, startAt: AT });
  await world.runtime.idle();
  // The lease of whoever died ends, and the schedule asks again.
  world.runtime.clock.forward({ seconds: 1800 });
  await world.runtime.idle();
  const state = await endState(world);
  await world.runtime.stop();
  return state;
}

function copy(dataDir: string, name: string): string {
  const copied = join(folder, name);
  cpSync(dataDir, copied, { recursive: true });
  return copied;
}

describe.each([
  ['pull', beforeThePull, 'SourcesPull', [2, 9]],
  ['publish', beforeThePublish, 'FeedPublish', [1, 12]],
] as const)('kill -9 in the middle of a %s', (name, prepare, of, deaths) => {
  let prepared: string;
  let expected: EndState;
  beforeAll(async () => {
    prepared = await prepare();
    expected = await finish(copy(prepared, `${name}-undisturbed`));
  });

  it.each(deaths)('at write %i loses nothing and doubles nothing', async (atWrite) => {
    const dataDir = copy(prepared, `${name}-${atWrite}`);

    expect(await die(dataDir, { of, atWrite })).toBe('SIGKILL');
    const state = await finish(dataDir);

    expect(Object.keys(state.items).filter((key) => key.startsWith('REVIEW#'))).toHaveLength(REVIEWS + 3);
    expect(state).toEqual(expected);
  });
});
