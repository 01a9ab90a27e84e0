import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markClinicsDue } from '../../functions/feed/due-message.ts';
import { type PublishNeeds, publishFeed } from '../../functions/feed/publish.ts';
import { publishDue } from '../../functions/feed/publish-due.ts';
import type { Message } from '../../functions/platform/queue.ts';
import { openFeedStates } from '../../functions/store/feed-states.ts';
import { startCloud, type TestCloud } from '../support/bucket.ts';
import { aMessage } from '../support/messages.ts';
import { startTables, type TestTables } from '../support/tables.ts';
import { idOf, tellMany } from './feed-world.ts';
import { expectWhole, type StoredWorld, storeWorld } from './stored-world.ts';

let tables: TestTables;
let cloud: TestCloud;
beforeAll(async () => {
  [tables, cloud] = await Promise.all([startTables(), startCloud()]);
});
afterAll(() => Promise.all([tables.stop(), cloud.stop()]));

/** Something that happens while a run is under way, at the first of its readings or just before it ends. */
type During = { readonly reading?: () => Promise<unknown>; readonly ending?: () => Promise<unknown> };

/** A clinic, its due queue as a list, and a publisher whose readings are counted. */
async function startBacklog(reviews: number) {
  const world = await storeWorld(tables, await cloud.makeBucket(), { all: tellMany(reviews) });
  const waiting: Message[] = [];
  const counted = { readings: 0 };
  const { clinicId, needs } = world;
  const states = openFeedStates(tables.ledger);
  const mark = () =>
    markClinicsDue([clinicId], () => 'any', {
      states,
      queue: { send: async (messages) => void waiting.push(...messages) },
    });
  /** Delivers the oldest messages, at most ten; those that fail come again. */
  const deliver = async (during: During = {}) => {
    const batch = waiting.splice(0, 10);
    const { batchItemFailures } = await publishDue(
      batch.map(({ body }, at) => aMessage(String(at), JSON.stringify(body))),
      {
        publish: () => publishFeed(clinicId, watched(needs, counted, during)),
        states,
        queue: { showAgain: async () => undefined },
      },
    );
    const failed = batchItemFailures.map(({ itemIdentifier }) => batch[Number(itemIdentifier)] as Message);
    waiting.unshift(...failed);
  };
  const drain = async (during: During = {}) => {
    await deliver(during);
    while (waiting.length > 0) await deliver();
  };
  return { world, counted, waiting, mark, deliver, drain };
}

/** The publisher's needs with its readings counted, and with what happens meanwhile, once each. */
function watched(needs: PublishNeeds, counted: { readings: number }, during: During): PublishNeeds {
  const once = (happen: (() => Promise<unknown>) | undefined) => {
    let isOver = false;
    return async () => {
      if (!isOver) {
        isOver = true;
        await happen?.();
      }
    };
  };
  const [reading, ending] = [once(during.reading), once(during.ending)];
  return {
    ...needs,
    clinics: {
      ...needs.clinics,
      async find(clinicId) {
        counted.readings += 1;
        return await needs.clinics.find(clinicId);
      },
      async listEmbeds(clinicId) {
        // By then most of the rest has been read.
        const embeds = await needs.clinics.listEmbeds(clinicId);
        await reading();
        return embeds;
      },
    },
    states: {
      ...needs.states,
      async finish(state) {
        await ending();
        return await needs.states.finish(state);
      },
    },
  };
}

const takeDown = (world: StoredWorld, number: number) => world.decide(idOf(number), 'not-shown');

describe('a backlog of marks', () => {
  it('of any length takes one reading', async () => {
    const { world, counted, waiting, mark, drain } = await startBacklog(20);
    await publishFeed(world.clinicId, world.needs);
    for (let change = 0; change < 780; change += 1) {
      if (change % 195 === 0) await takeDown(world, change / 195);
      await mark();
    }

    expect(waiting).toHaveLength(780);
    await drain();

    expect(counted.readings).toBe(1);
    await expectWhole(world);
  });

  it.each(['reading', 'ending'] as const)(
    'takes one more for what happens while the first is %s, and that is published',
    async (moment) => {
      const { world, counted, mark, drain } = await startBacklog(20);
      for (let change = 0; change < 60; change += 1) await mark();

      await drain({
        async [moment]() {
          await takeDown(world, 7);
          for (let change = 0; change < 60; change += 1) await mark();
        },
      });

      expect(counted.readings).toBe(2);
      await expectWhole(world);
      expect([...(await world.bucket.everything()).values()].join('')).not.toContain('Review 7:');
    },
  );

  it('takes a reading for each try as long as they fail, and is done with the first that does not', async () => {
    const { world, counted, waiting, mark, deliver, drain } = await startBacklog(5);
    for (let change = 0; change < 30; change += 1) await mark();
    const fails = async () => {
      throw new Error('The table does not answer.');
    };

    await deliver({ ending: fails });
    await deliver({ reading: fails });
    const left = waiting.length;
    await drain();

    expect([left, counted.readings]).toEqual([30, 3]);
    await expectWhole(world);
  });

  it('never loses a change, in whatever order marks, runs, crashes and other publishers come', async () => {
    const happening = fc.record({
      what: fc.constantFrom('change' as const, 'publisher' as const, 'crash' as const, 'nothing' as const),
      number: fc.integer({ min: 0, max: 11 }),
      status: fc.constantFrom('shown' as const, 'not-shown' as const, 'waiting' as const),
    });
    const round = fc.record({
      changes: fc.array(happening, { maxLength: 3 }),
      isDelivered: fc.boolean(),
      reading: happening,
      ending: happening,
    });

    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 6 }), async (rounds) => {
        const { world, mark, deliver, drain } = await startBacklog(12);
        const happen = async ({
          what,
          number,
          status,
        }: typeof happening extends fc.Arbitrary<infer H> ? H : never) => {
          if (what === 'crash') throw new Error('crashed');
          if (what === 'publisher') await publishFeed(world.clinicId, world.needs);
          if (what !== 'change') return;
          await world.decide(idOf(number), status);
          await mark();
        };
        await mark();
        for (const { changes, isDelivered, reading, ending } of rounds) {
          for (const one of changes) await happen(one).catch(() => undefined);
          if (isDelivered) await deliver({ reading: () => happen(reading), ending: () => happen(ending) });
        }

        await drain();

        await expectWhole(world);
      }),
      { numRuns: 6 },
    );
  });
});
