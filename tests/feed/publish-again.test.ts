import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishFeed } from '../../functions/feed/publish.ts';
import { startCloud, type TestCloud } from '../support/bucket.ts';
import { startTables, type TestTables } from '../support/tables.ts';
import { aroundWrites } from './around-writes.ts';
import { idOf, tellMany, told } from './feed-world.ts';
import { expectWhole, type StoredWorld, storeWorld } from './stored-world.ts';

let tables: TestTables;
let cloud: TestCloud;
beforeAll(async () => {
  [tables, cloud] = await Promise.all([startTables(), startCloud()]);
});
afterAll(() => Promise.all([tables.stop(), cloud.stop()]));

async function aWorld(world: Parameters<typeof storeWorld>[2] = {}): Promise<StoredWorld> {
  return await storeWorld(tables, await cloud.makeBucket(), world);
}

describe('publishFeed, after a crash', () => {
  it('remembers the next lapse even when the run never ended', async () => {
    const world = await aWorld({ all: [told(1, { expiresAt: '2026-11-22T12:00:00.000Z' })] });
    const needs = aroundWrites(world.needs, async (write, name) => {
      if (name === 'finish') throw new Error('died');
      return await write();
    });

    await publishFeed(world.clinicId, needs).catch(() => undefined);

    expect((await world.remembered()).nextExpiryAt).toBe('2026-11-22T12:00:00.000Z');
  });
});

describe('publishFeed, twice at once', () => {
  it.each(['put', 'remove', 'finish'] as const)(
    'lets the newer state win over a publisher that was held up before a %s',
    async (held) => {
      const world = await aWorld({ all: tellMany(60) });
      await publishFeed(world.clinicId, world.needs);
      await world.tell([told(70)]);
      let isHeld = false;
      const slow = aroundWrites(world.needs, async (write, name) => {
        if (name === held && !isHeld) {
          isHeld = true;
          await world.decide(idOf(20), 'not-shown');
          await publishFeed(world.clinicId, world.needs);
        }
        return await write();
      });

      await publishFeed(world.clinicId, slow);

      const bytes = [...(await world.bucket.everything()).values()].join('');
      expect(isHeld).toBe(true);
      expect(bytes).not.toContain('Review 20:');
      await expectWhole(world);
    },
  );

  it('ends right however many publishers run while staff decide', async () => {
    const world = await aWorld({ all: tellMany(60) });
    const publish = () => publishFeed(world.clinicId, world.needs);
    const work = Array.from({ length: 8 }, async (_, number) => {
      await world.decide(idOf(number * 7), number % 2 ? 'not-shown' : 'waiting');
      await publish();
    });

    const ends = await Promise.allSettled(work);
    for (const { status } of ends) if (status === 'rejected') await publish();

    await expectWhole(world);
    expect(await publish()).toEqual({ puts: 0, removed: 0 });
  });

  it('gives up, to be tried again, when others keep beginning', async () => {
    const world = await aWorld({ all: tellMany(5) });
    let round = 0;
    const beset = aroundWrites(world.needs, async (write, name) => {
      if (name === 'finish') {
        round += 1;
        await world.needs.states.begin(world.clinicId);
        await world.tell([told(100 + round)]);
      }
      return await write();
    });

    await expect(publishFeed(world.clinicId, beset)).rejects.toThrow('kept beginning');
  });
});
