import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAudits } from '../../functions/store/audits.ts';
import { type Jobs, openJobs } from '../../functions/store/jobs.ts';
import { aJob } from '../admin/plant-retag.ts';
import { NOW } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';

let tables: TestTables;
let jobs: Jobs;
beforeAll(async () => {
  tables = await startTables();
  jobs = openJobs(tables.ledger);
});
afterAll(() => tables.stop());

const audit = { subject: 'job/retag', action: 'changed', by: 'olga', at: NOW } as const;

describe('jobs', () => {
  it('are read as they were written', async () => {
    const example = {
      effect: 'added',
      listingId: 'l',
      reviewId: 'r',
      contentHash: 'a.b.c',
      start: 0,
      end: 4,
    } as const;
    const counts = { added: 1, proposed: 0, removed: 0 };
    const conditions = [{ conditionId: 'knee-pain', counts, examples: [example] }];
    const job = aJob({
      clinicId: 'whole',
      phase: 'applying',
      appliedBy: 'olga',
      total: 9,
      cursor: 'l#r',
      countedTo: 'l#s',
      counts: { read: 1, changed: 1, rewritten: 1, conditions },
    });

    await jobs.save({ before: undefined, after: job });

    expect(await jobs.find('whole')).toEqual(job);
    expect(await jobs.find('other')).toBeUndefined();
  });

  it('go on for one of two workers', async () => {
    const before = aJob({ clinicId: 'two' });
    await jobs.save({ before: undefined, after: before });
    const step = (by: string) => ({ before, after: { ...before, appliedBy: by, version: 2 } });
    await jobs.save(step('one'));

    await expect(jobs.save(step('other'))).rejects.toThrow(expect.objectContaining({ kind: 'conflict' }));

    expect(await jobs.find('two')).toMatchObject({ appliedBy: 'one' });
  });

  it('take the repetition of a step, its reply lost, for the step, with one line in the audit', async () => {
    const before = aJob({ clinicId: 'repeats' });
    await jobs.save({ before: undefined, after: before });
    const step = { before, after: { ...before, phase: 'applying', version: 2 } as const, audit };

    await jobs.save(step);
    await jobs.save(step);

    expect(await listAudits(tables.ledger, 'repeats', 'job/retag')).toEqual([
      { ...audit, clinicId: 'repeats', version: 2 },
    ]);
  });
});
