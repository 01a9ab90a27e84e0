import { afterAll, beforeAll, describe, it } from 'vitest';
import { startCloud, type TestCloud } from '../support/bucket.ts';
import { startTables, type TestTables } from '../support/tables.ts';
import { expectFewPuts } from './one-approval.ts';
import { storeWorld } from './stored-world.ts';

let tables: TestTables;
let cloud: TestCloud;
beforeAll(async () => {
  [tables, cloud] = await Promise.all([startTables(), startCloud()]);
});
afterAll(() => Promise.all([tables.stop(), cloud.stop()]));

describe('publishFeed, of one approval', () => {
  it('puts at most 30 objects with ten thousand approved', async () => {
    const { needs } = await storeWorld(tables, await cloud.makeBucket());

    await expectFewPuts(needs, 10_000);
  });
});
