import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SourceName } from '../../functions/domain/review.ts';
import { expire } from '../../functions/feed/expire.ts';
import { markDue } from '../../functions/feed/mark-due.ts';
import { publishFeed } from '../../functions/feed/publish.ts';
import { openQueue } from '../../functions/platform/queue.ts';
import { switchSource } from '../../functions/sources/switch-source.ts';
import { openClinics } from '../../functions/store/clinics.ts';
import { openExpiries } from '../../functions/store/expiries.ts';
import { openFeedStates } from '../../functions/store/feed-states.ts';
import { PREFIX, SWITCH_PARTITION } from '../../functions/store/keys.ts';
import { openListingDecisions } from '../../functions/store/listing-decisions.ts';
import { openPulls } from '../../functions/store/pulls.ts';
import { openSourceSwitches } from '../../functions/store/source-switches.ts';
import { startCloud, type TestCloud } from '../support/bucket.ts';
import { aListing } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';
import { type DueQueue, NOTHING_PUT_ASIDE, startDueQueue } from './due-queue.ts';
import {
  aListingDecision,
  aState,
  aSummary,
  idOf,
  type Told,
  tellMany,
  togetherListing,
  told,
} from './feed-world.ts';
import { headAt, printedReviews } from './read-feed.ts';
import { openWorld, type StoredWorld, storeWorld } from './stored-world.ts';

let cloud: TestCloud;
let tables: TestTables;
let due: DueQueue;
beforeAll(async () => {
  cloud = await startCloud();
});
afterEach(() => tables.stop());
afterAll(() => cloud.stop());

const state = aState({
  listings: [aListing(), togetherListing()],
  summaries: [
    aSummary(),
    aSummary({
      listingId: 'mill-lane-yelp',
      source: 'yelp',
      count: 22,
      expiresAt: '2026-11-23T09:00:00.000Z',
    }),
  ],
});
const excerpts: readonly Told[] = [901, 902, 903].map((number, position) =>
  told(number, {
    listingId: 'mill-lane-yelp',
    source: 'yelp',
    isExcerpt: true,
    position,
    expiresAt: '2026-11-23T09:00:00.000Z',
  }),
);

/** Two clinics that show three Google reviews and Yelp's three excerpts each. */
async function startTwo(): Promise<readonly StoredWorld[]> {
  tables = await startTables();
  due = await startDueQueue(cloud);
  const all = [...excerpts, ...tellMany(3)];
  const first = await storeWorld(tables, await cloud.makeBucket(), { state, all });
  const second = await storeWorld(tables, await cloud.makeBucket(), { state, all });
  for (const { clinicId, needs } of [first, second]) {
    const audit = { subject: 'listing-decision/x', action: 'excerpts-shown', by: 'x', at: '' } as const;
    await openListingDecisions(tables.ledger).save({ after: aListingDecision({ clinicId }), audit });
    await publishFeed(clinicId, needs);
  }
  return [first, second];
}

async function switchOn({ clock }: StoredWorld, source: SourceName, verb: 'stop' | 'resume') {
  const { ledger } = tables;
  const stores = {
    clinics: openClinics(ledger),
    pulls: openPulls(ledger),
    sourceSwitches: openSourceSwitches(ledger),
  };
  await switchSource({ source, change: { verb }, by: 'operator' }, { ...stores, now: () => clock.now });
}

let events = 0;

/** Tells the relay what the stream tells it of a switch. @returns the clinics it marked due */
async function relaySwitch(): Promise<readonly string[]> {
  const Keys = { pk: { S: SWITCH_PARTITION }, sk: { S: `${PREFIX.sourceSwitch}yelp` } };
  events += 1;
  const record = { eventID: `switched-${events}`, dynamodb: { Keys, SequenceNumber: '1' } };
  await markDue([record], { states: openFeedStates(tables.ledger), queue: openQueue(due.url, due.client) });
  return (await due.receive()).map(({ group }) => group).toSorted();
}

function sweep({ clock }: StoredWorld) {
  return expire({
    ...NOTHING_PUT_ASIDE,
    expiries: openExpiries(tables.content),
    states: openFeedStates(tables.ledger),
    sourceSwitches: openSourceSwitches(tables.ledger),
    queue: openQueue(due.url, due.client),
    now: () => clock.now,
    remainingMs: () => 60_000,
  });
}

/** How many reviews and excerpts, and whose ratings, stand in everything a clinic publishes. */
async function standing({ bucket }: StoredWorld) {
  const objects = await bucket.everything();
  const head = headAt(objects, 'juniper-site/all.json');
  return {
    reviews: new Set([...objects.values()].flatMap(printedReviews).map(({ id }) => id)).size,
    ratings: head.ratings.map(({ source }) => source),
  };
}

const WHOLE = { reviews: 6, ratings: ['google-business', 'yelp'] };

describe('stopping a source', () => {
  it.each([
    ['yelp', { reviews: 3, ratings: ['google-business'] }],
    ['google-business', { reviews: 3, ratings: ['yelp'] }],
  ] as const)(
    'takes reviews and ratings of %s off every clinic, and resuming brings them back',
    async (source, left) => {
      const worlds = await startTwo();
      const [first] = worlds as [StoredWorld];
      const before = await Promise.all(worlds.map(standing));
      const publishMarked = async () => {
        const marked = await relaySwitch();
        for (const { clinicId, needs } of worlds.filter((world) => marked.includes(world.clinicId))) {
          await publishFeed(clinicId, needs);
        }
        return await Promise.all(worlds.map(standing));
      };

      await switchOn(first, source, 'stop');
      const stopped = await publishMarked();
      await switchOn(first, source, 'resume');

      expect([before, stopped, await publishMarked()]).toEqual([
        [WHOLE, WHOLE],
        [left, left],
        [WHOLE, WHOLE],
      ]);
    },
  );

  it('finds also a clinic that shows nothing at all, once its source is resumed', async () => {
    const [world] = (await startTwo()) as [StoredWorld];
    for (const source of ['yelp', 'google-business'] as const) await switchOn(world, source, 'stop');
    await publishFeed(world.clinicId, world.needs);
    const { nextExpiryAt } = await world.remembered();

    expect(nextExpiryAt).toBeUndefined();
    expect(await relaySwitch()).toContain(world.clinicId);
  });

  it('does not lose to a publisher that read the state before', async () => {
    const [world] = (await startTwo()) as [StoredWorld];
    const { clinicId, needs } = world;
    await world.tell([told(50)]);
    const late = openWorld(tables, world.bucket, clinicId, world.clock);
    let isStopped = false;
    const slow = {
      ...needs,
      bucket: {
        ...needs.bucket,
        async put(...object: Parameters<typeof needs.bucket.put>) {
          if (!isStopped) {
            isStopped = true;
            await switchOn(world, 'yelp', 'stop');
            await publishFeed(clinicId, late.needs);
          }
          await needs.bucket.put(...object);
        },
      },
    };

    await publishFeed(clinicId, slow);

    expect(isStopped).toBe(true);
    expect(await standing(world)).toEqual({ reviews: 4, ratings: ['google-business'] });
  });
});

describe('expire, after a source was stopped', () => {
  it('tells every clinic again for a while, and then no more', async () => {
    const [first, second] = (await startTwo()) as [StoredWorld, StoredWorld];
    await switchOn(first, 'google-business', 'stop');
    const marked = async () => {
      await sweep(first);
      return (await due.receive()).map(({ group }) => group).toSorted();
    };

    const atOnce = await marked();
    first.clock.now = '2026-11-22T10:19:00.000Z';
    const later = await marked();
    first.clock.now = '2026-11-22T10:25:00.000Z';

    const both = [first.clinicId, second.clinicId].toSorted();
    expect([atOnce, later, await marked()]).toEqual([both, both, []]);
  });

  it('removes what is stored of Yelp, at every clinic, and keeps Google’s and every decision', async () => {
    const worlds = await startTwo();
    const [first] = worlds as [StoredWorld];
    await switchOn(first, 'yelp', 'stop');
    await switchOn(first, 'google-business', 'stop');

    const { deleted } = await sweep(first);

    expect(deleted).toBe(8);
    for (const world of worlds) {
      const { reviews, summaries, moderations, listingDecisions } = await world.read();
      expect(new Set([...reviews, ...summaries].map(({ source }) => source))).toEqual(
        new Set(['google-business']),
      );
      expect([reviews.length, moderations.length, listingDecisions.length]).toEqual([3, 6, 1]);
    }
  });

  it('removes also what a pull writes that was under way', async () => {
    const [world] = (await startTwo()) as [StoredWorld];
    await switchOn(world, 'yelp', 'stop');
    await sweep(world);
    world.clock.now = '2026-11-22T10:05:00.000Z';
    await world.pull(told(904, { ...excerpts[0]?.review, reviewId: idOf(904) }).review);

    expect((await sweep(world)).deleted).toBe(1);
  });

  it('removes nothing while no source is stopped', async () => {
    const [world] = (await startTwo()) as [StoredWorld];

    expect((await sweep(world)).deleted).toBe(0);
  });
});

describe('publishFeed, of Yelp’s words', () => {
  it('says in every head when they lapse, and publishes none within ten minutes of it', async () => {
    const [world] = (await startTwo()) as [StoredWorld];
    const { expiresAt, excerpts: printed = [] } = headAt(
      await world.bucket.everything(),
      'juniper-site/all.json',
    );
    world.clock.now = '2026-11-23T08:49:00.000Z';
    await publishFeed(world.clinicId, world.needs);
    const inTime = await standing(world);
    world.clock.now = '2026-11-23T08:51:00.000Z';
    const marked = await (async () => {
      await sweep(world);
      return (await due.receive()).map(({ group }) => group);
    })();
    await publishFeed(world.clinicId, world.needs);

    const end = '2026-11-23T09:00:00.000Z';
    expect([expiresAt, ...printed.map((excerpt) => excerpt.expiresAt)]).toEqual([end, end, end, end]);
    expect(marked).toContain(world.clinicId);
    expect([inTime.reviews, (await standing(world)).reviews]).toEqual([6, 3]);
  });
});
