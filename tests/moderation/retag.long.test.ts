import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTables, type TestTables } from '../support/tables.ts';
import { interrupted, openRetagRuns, preview, type RetagRuns, resultOf } from './retag-runs.ts';
import { openRetagWorld, plantEarlier, type RetagWorld } from './retag-world.ts';

let tables: TestTables;
let world: RetagWorld;
let runs: RetagRuns;
beforeAll(async () => {
  tables = await startTables();
  world = openRetagWorld(tables);
  runs = openRetagRuns(tables, world);
});
afterAll(() => tables.stop());

describe('retag, when runs end at any point and requests come twice', () => {
  const MANY = 60;

  it('comes to the same end', async () => {
    await plantEarlier(world, 'smooth', MANY);
    let moments = 0;
    const counted = interrupted(world.needs, (moment) => {
      moments = Math.max(moments, moment + 1);
    });
    await runs.follow(preview('smooth'));
    await runs.follow(await runs.apply('smooth'), counted);
    const [items, result] = [await runs.itemsOf('smooth'), resultOf(await runs.jobOf('smooth'))];
    expect(moments).toBeGreaterThan(100);

    for (let die = 0; die < moments; die += die < 6 || die > moments - 6 ? 1 : 29) {
      const clinicId = `dies-${die}`;
      await plantEarlier(world, clinicId, MANY);
      await runs.follow(preview(clinicId));
      const request = await runs.apply(clinicId);
      const dying = interrupted(world.needs, (moment) => {
        if (moment === die) throw new Error('died');
      });
      await expect(runs.follow(request, dying)).rejects.toThrow('died');

      await runs.follow(request);
      await runs.follow(request);

      expect([die, await runs.itemsOf(clinicId), resultOf(await runs.jobOf(clinicId))]).toEqual([
        die,
        items,
        result,
      ]);
    }
  });
});
