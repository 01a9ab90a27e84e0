import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENGINE_FAULTS } from './engine-trouble.ts';
import { ELSEWHERE, HAPPENINGS, KINDS } from './kinds.ts';
import { type CampaignReport, runSeeds } from './run-seeds.ts';

const SEEDS = [1, 2, 3, 4];
const LEAST_FAULTS = 5000;
const MOST_BYTES = 1_000_000_000;

/** A list of faults that lies beside the project, if at all. */
const LISTED = resolve(
  process.env.SHARED_DIR ?? resolve(import.meta.dirname, '../../../shared'),
  'data/corpora/upstream-faults.json',
);

let report: CampaignReport;
beforeAll(async () => {
  report = await runSeeds(SEEDS, { kinds: Object.keys(KINDS) });
});

describe('sources that misbehave in every way, on many listings, for a month', () => {
  it('lose nothing, double nothing, show nothing too long and remove nothing too soon', () => {
    expect(report.failures.map(({ seed, wrong }) => ({ seed, wrong: wrong.slice(0, 10) }))).toEqual([]);
  });

  it('strike thousands of times, each of them in every way', () => {
    const ofSources = Object.keys(KINDS).map((id) => report.injected.get(id) ?? 0);
    const ways = [
      ...Object.keys(KINDS),
      ...HAPPENINGS,
      ...ENGINE_FAULTS.map((fault) => `dynamodb-${fault}`),
      ...['worker-killed', 'worker-outrun', 'two-workers', 'erased-meanwhile'],
    ];

    expect(ofSources.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(LEAST_FAULTS);
    expect(ways.filter((id) => !report.injected.has(id))).toEqual([]);
  });

  it('cost bounded memory', () => {
    expect(report.mostBytes).toBeLessThan(MOST_BYTES);
  });
});

describe.skipIf(!existsSync(LISTED))('the list of faults (read where it lies beside the project)', () => {
  it('is accounted for, one by one', () => {
    const listed = JSON.parse(readFileSync(LISTED, 'utf8')) as readonly { readonly id: string }[];
    const known = [...Object.keys(KINDS), ...HAPPENINGS, ...Object.keys(ELSEWHERE)];

    expect(listed.map(({ id }) => id).filter((id) => !known.includes(id))).toEqual([]);
    expect(listed.length).toBeGreaterThan(60);
  });
});
