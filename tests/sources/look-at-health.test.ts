import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { WATCH_STATES, watchOf } from '../../functions/domain/listing-watch.ts';
import { type Pull, type PullRun, SOURCE_FAILURES } from '../../functions/domain/pull.ts';
import { lookAtHealth } from '../../functions/sources/look-at-health.ts';
import { openImports } from '../../functions/store/imports.ts';
import { openLeases } from '../../functions/store/leases.ts';
import { openPulls } from '../../functions/store/pulls.ts';
import { aListing, NOW } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';

let tables: TestTables | undefined;
beforeEach(async () => {
  await tables?.stop();
  tables = await startTables();
});
afterAll(() => tables?.stop());

const later = (hours: number) => new Date(Date.parse(NOW) + hours * 3_600_000).toISOString();
const counts = {
  served: 9,
  stored: 0,
  renewed: 0,
  unchanged: 9,
  refused: 0,
  erased: 0,
  withdrawn: 0,
  deleted: 0,
};

function aRun(outcome: PullRun['outcome'] = 'done', differs: Partial<PullRun> = {}): PullRun {
  return { startedAt: NOW, finishedAt: NOW, outcome, isCoherent: true, counts, ...differs };
}

function storeOf() {
  if (!tables) throw new Error('There are no tables.');
  const { ledger } = tables;
  return { pulls: openPulls(ledger), imports: openImports(ledger), leases: openLeases(ledger) };
}

/** What is put at an instant, `source/state` or `state`, and how many listings. */
async function look(at: string): Promise<Readonly<Record<string, number>>> {
  const put: Record<string, number> = {};
  const metrics = {
    put(dimensions: Readonly<Record<string, string>>, values: Readonly<Record<string, number>>) {
      put[Object.values(dimensions).join('/')] = values.Listings ?? -1;
    },
  };
  await lookAtHealth({ ...storeOf(), metrics, now: () => at });
  return put;
}

/** Records a run of a listing, as the pull does. */
async function record(listingId: string, pull: Partial<Pull> & Pick<Pull, 'runs'>): Promise<void> {
  const { pulls, leases } = storeOf();
  const listing = aListing({ listingId });
  const ref = { clinicId: listing.clinicId, listingId };
  const lease = await leases.take(ref, NOW, NOW);
  if (!lease) throw new Error('There is no lease.');
  const before = await pulls.find(ref);
  const known = { ...before, ...pull };
  await pulls.finish({ ...ref, failuresInARow: 0, ...known, watch: watchOf(listing, known, NOW) }, lease);
}

describe('lookAtHealth', () => {
  it('counts by source and state, and puts nothing that nobody is in', async () => {
    await record('well', { runs: [aRun()], lastGoodAt: NOW });
    await record('also-well', { runs: [aRun('unreachable'), aRun()], lastGoodAt: NOW });
    await record('expired', { runs: [aRun('grant-expired')] });
    await storeOf().pulls.open({ clinicId: 'juniper', listingId: 'new', source: 'yelp' }, NOW);

    expect(await look(NOW)).toEqual({
      'google-business/well': 2,
      'google-business/needs-reconnect': 1,
      'yelp/well': 1,
      'needs-reconnect': 1,
    });
  });

  it('finds what is stale though nothing happens any more: 48 hours after the last good pull', async () => {
    await record('lost', { runs: [aRun()], lastGoodAt: NOW });
    await storeOf().pulls.open({ clinicId: 'juniper', listingId: 'never', source: 'yelp' }, NOW);

    expect(await look(later(47.9))).toEqual({ 'google-business/well': 1, 'yelp/well': 1 });
    expect(await look(later(48))).toEqual({ 'google-business/stale': 1, 'yelp/stale': 1, stale: 2 });
  });

  it('does not watch a listing that rests, and watches it again when it is resumed', async () => {
    const ref = { clinicId: 'juniper', listingId: 'paused' };
    const { pulls, leases } = storeOf();
    const lease = await leases.take(ref, NOW, NOW);
    if (!lease) throw new Error('There is no lease.');
    await pulls.finish({ ...ref, failuresInARow: 0, runs: [aRun()] }, lease);
    expect(await look(later(100))).toEqual({});

    await pulls.resume({ ...ref, source: 'google-business' }, NOW);

    expect(await look(NOW)).toEqual({ 'google-business/well': 1 });
    expect(await look(later(48))).toMatchObject({ stale: 1 });
  });

  it('reminds of a copy in the last week before it leaves, unless its reviews came in another way', async () => {
    const ref = { clinicId: 'juniper', listingId: 'copied' };
    const { imports, leases } = storeOf();
    const lease = await leases.take(ref, NOW, NOW);
    if (!lease) throw new Error('There is no lease.');
    const copy = { ...ref, exportedAt: NOW, startedAt: NOW, by: 'staff-ana', total: 3, finishedAt: NOW };
    await imports.finish(copy, lease);

    expect(await look(later(21 * 24))).toEqual({});
    expect(await look(later(22 * 24))).toEqual({ 'google-business/copy-ending': 1, 'copy-ending': 1 });
    expect(await look(later(29 * 24))).toEqual({});
    await record('copied', { runs: [aRun()], lastGoodAt: later(1) });
    expect(await look(later(22 * 24))).not.toHaveProperty('copy-ending');
  });
});

describe('watchOf', () => {
  const stateAfter = (runs: readonly PullRun[], differs: Partial<Pull> = {}) => {
    const { state, from } = watchOf(aListing(), { runs, ...differs }, NOW);
    return from <= NOW ? state : 'well';
  };

  it.each<[PullRun['outcome'], string, string]>([
    ['done', 'well', 'well'],
    ['no-reviews', 'well', 'well'],
    ['throttled', 'well', 'well'],
    ['quota-day', 'well', 'well'],
    ['unreachable', 'well', 'well'],
    ['not-approved', 'not-approved', 'not-approved'],
    ['grant-expired', 'needs-reconnect', 'needs-reconnect'],
    ['forbidden', 'forbidden', 'forbidden'],
    ['config', 'config', 'config'],
    ['plan-lacks-reviews', 'well', 'well'],
    ['not-found', 'well', 'not-found'],
    ['bad-response', 'well', 'format'],
    ['bad-request', 'well', 'format'],
  ])('takes %s once for %s, and three times in a row for %s', (outcome, once, often) => {
    const [one, good] = [aRun(outcome), aRun()];

    expect(stateAfter([one, good])).toBe(once);
    expect(stateAfter([one, one, good])).toBe(once);
    expect(stateAfter([one, one, one])).toBe(often);
  });

  it('has a word for every way a source can fail', () => {
    for (const failure of SOURCE_FAILURES) {
      const runs = [aRun(failure), aRun(failure), aRun(failure)];
      expect([...WATCH_STATES, 'well']).toContain(stateAfter(runs));
    }
  });

  it('sees rows that were not understood, and reviews that vanished until somebody has confirmed it', () => {
    const freeze = { since: NOW, vanished: 9, agreedAt: [] };

    expect(stateAfter([aRun('done', { counts: { ...counts, refused: 1 } })])).toBe('format');
    expect(stateAfter([aRun()], { freeze })).toBe('frozen');
    expect(stateAfter([aRun()], { freeze: { ...freeze, confirmedAt: NOW } })).toBe('well');
  });

  it('keeps since when a state lasts', () => {
    const first = watchOf(aListing(), { runs: [aRun('config')] }, NOW);
    const runs = [aRun('config', { finishedAt: later(24) }), aRun('config')];

    expect(watchOf(aListing(), { runs, watch: first }, later(24)).from).toBe(NOW);
  });

  it('does not call a listing stale before it missed two of its looks', () => {
    const weekly = aListing({ pullEveryHours: 168 });

    expect(watchOf(weekly, { runs: [aRun()], lastGoodAt: NOW }, NOW).from).toBe(later(336));
  });
});
