import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { expire } from '../../functions/feed/expire.ts';
import { publishFeed } from '../../functions/feed/publish.ts';
import { retag } from '../../functions/moderation/retag.ts';
import { log } from '../../functions/platform/log.ts';
import { lookAtHealth } from '../../functions/sources/look-at-health.ts';
import { queueDue } from '../../functions/sources/schedule.ts';
import { clinicPartition, PREFIX, SWITCH_PARTITION } from '../../functions/store/keys.ts';
import { idOf, tellMany, told } from '../feed/feed-world.ts';
import { type StoredWorld, storeWorld } from '../feed/stored-world.ts';
import { openRetagWorld } from '../moderation/retag-world.ts';
import { BREAKS, putBroken, putRaw } from '../support/break-items.ts';
import { startCloud, type TestCloud } from '../support/bucket.ts';
import { NOW } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';
import { openStores, type Stores } from './open-stores.ts';

let tables: TestTables;
let cloud: TestCloud;
let stores: Stores;

beforeAll(async () => {
  [tables, cloud] = await Promise.all([startTables(), startCloud()]);
  stores = openStores(tables, () => NOW);
});

afterAll(async () => {
  await Promise.all([tables?.stop(), cloud?.stop()]);
});

/** A clinic that has published four reviews, and then an item of every kind that nobody can read. */
async function brokenWorld(broken: Readonly<Record<string, unknown>>): Promise<StoredWorld> {
  const world = await storeWorld(tables, await cloud.makeBucket(), { all: tellMany(4) });
  await publishFeed(world.clinicId, world.needs);
  await putBroken(tables, { clinicId: world.clinicId, listingId: 'mill-lane-google' }, broken);
  return world;
}

async function published({ bucket }: StoredWorld): Promise<string> {
  return [...(await bucket.everything()).values()].join('\n');
}

describe.each(Object.entries(BREAKS))('with an item of every kind that %s', (_, broken) => {
  it('takes a review down, and leaves the others where they are', async () => {
    const world = await brokenWorld(broken);
    expect(await published(world)).toContain('Review 2:');

    await world.decide(idOf(2), 'not-shown');
    await publishFeed(world.clinicId, world.needs);

    const rest = await published(world);
    expect(rest).not.toContain('Review 2:');
    for (const number of [0, 1, 3]) expect(rest).toContain(`Review ${number}:`);
  });

  it('takes a review down although the publisher cannot read what it remembers', async () => {
    const world = await brokenWorld(broken);
    const state = { pk: clinicPartition(world.clinicId), sk: PREFIX.feedState };
    await putRaw(tables.ledger, { ...broken, ...state });

    await world.decide(idOf(1), 'not-shown');
    await publishFeed(world.clinicId, world.needs);

    expect(await published(world)).not.toContain('Review 1:');
    expect(await world.remembered()).toMatchObject({ embedIds: ['juniper-site'] });
  });

  it('goes on with everything that reads many', async () => {
    const { clinicId } = await brokenWorld(broken);
    const errors = vi.spyOn(log, 'error');
    const message = { send: async () => undefined };
    const now = () => NOW;

    for (const list of stores.listsOf(clinicId)) await list();
    await expire({
      ...stores,
      queue: message,
      metrics: { put: () => undefined },
      failedDue: { receive: async () => [], remove: async () => undefined },
      failedChanges: [],
      now,
      remainingMs: () => 60_000,
    });
    await lookAtHealth({ ...stores, metrics: { put: () => undefined }, now });
    await queueDue({ ...stores, gates: stores.gates, callsAMinute: {}, tickMinutes: 5, queue: message, now });

    const unreadable = errors.mock.calls.filter(([event]) => event === 'item.unreadable');
    expect(unreadable.length).toBeGreaterThan(10);
    expect(errors.mock.calls.filter(([event]) => event !== 'item.unreadable')).toEqual([]);
    for (const [, error, fields] of unreadable) {
      expect(Object.keys(fields ?? {})).toEqual(['type', 'pk', 'sk']);
      expect(String(error)).not.toMatch(/FIVE|constructor/u);
    }
  });
});

describe('what cannot be read', () => {
  const world = (all = tellMany(3)) =>
    cloud.makeBucket().then((bucket) => storeWorld(tables, bucket, { all }));

  it.each([
    ['decision', `${PREFIX.moderation}${idOf(1)}`],
    ['review', `${PREFIX.review}mill-lane-google#${idOf(1)}`],
  ])('is not shown: a %s', async (kind, sk) => {
    const at = await world();
    const table = kind === 'review' ? tables.content : tables.ledger;
    await putRaw(table, { pk: clinicPartition(at.clinicId), sk, status: 'shown', stars: {} });

    await publishFeed(at.clinicId, at.needs);

    expect(await published(at)).not.toContain('Review 1:');
    expect(await published(at)).toContain('Review 2:');
  });

  it.each([
    ['clinic', PREFIX.clinic],
    ['embed', `${PREFIX.embed}juniper-site`],
  ])('takes its pages down: a %s', async (_, sk) => {
    const at = await world();
    await publishFeed(at.clinicId, at.needs);
    await putRaw(tables.ledger, { pk: clinicPartition(at.clinicId), sk, name: 7 });

    await publishFeed(at.clinicId, at.needs);

    expect([...(await at.bucket.everything()).keys()].filter((key) => !key.includes('/pages/'))).toEqual([]);
  });

  it('stops its source: a switch', async () => {
    const at = await world();
    const key = { pk: SWITCH_PARTITION, sk: `${PREFIX.sourceSwitch}google-business` };
    await putRaw(tables.ledger, { ...key, isOff: 'no' });

    expect([...(await at.read()).closedSources]).toContain('google-business');
    expect(await stores.sourceSwitches.find('google-business')).toMatchObject({ isOff: true });
    await putRaw(tables.ledger, {
      ...key,
      source: 'google-business',
      isOff: false,
      changedAt: NOW,
      by: 'operator',
      version: 1,
    });
  });

  it('is what lies under the key of another', async () => {
    const at = await world();
    const other = told(9);
    await putRaw(tables.content, {
      ...other.review,
      clinicId: at.clinicId,
      pk: clinicPartition(at.clinicId),
      sk: `${PREFIX.review}mill-lane-google#${idOf(8)}`,
    });

    const { reviews } = await at.read();

    expect(reviews.map(({ reviewId }) => reviewId).sort()).toEqual([0, 1, 2].map(idOf).sort());
  });

  it('keeps nobody from working on its listing: a lease', async () => {
    const ref = { clinicId: 'leased', listingId: 'mill-lane-google' };
    const key = { pk: clinicPartition(ref.clinicId), sk: `${PREFIX.lease}${ref.listingId}` };
    const until = '2026-11-22T10:05:00.000Z';

    for (const broken of [
      { fence: 'x', until: NOW },
      { fence: 4, until: 7 },
      { fence: 4, until: 'zzz' },
    ]) {
      await putRaw(tables.ledger, { ...key, ...broken });
      expect(await stores.leases.take(ref, NOW, until)).toMatchObject(ref);
      expect(await stores.leases.take(ref, NOW, until)).toBeUndefined();
    }
  });

  it('is begun anew: what is counted of a source', async () => {
    await putRaw(tables.ledger, { pk: 'SOURCE#yelp', sk: 'GATE', version: 'x', failing: 3 });

    await stores.gates.change('yelp', (gate) => ({ next: { ...gate, closings: 2 }, result: undefined }));

    expect(await stores.gates.find('yelp')).toMatchObject({ closings: 2, version: 1 });
  });

  it('does not stop re-tagging: a decision, a review and the job itself', async () => {
    const { needs, reviews } = openRetagWorld(tables);
    const at = await world();
    await putBroken(tables, { clinicId: at.clinicId, listingId: 'mill-lane-google' }, { version: 1 });
    await putRaw(tables.ledger, {
      pk: clinicPartition(at.clinicId),
      sk: `${PREFIX.moderation}${idOf(1)}`,
    });
    expect(await reviews.listOfClinic(at.clinicId)).toHaveLength(3);

    await retag({ action: 'preview', clinicId: at.clinicId, by: 'ana', at: NOW }, needs);
    const job = await needs.jobs.find(at.clinicId);
    const seenVersion = String(job?.version);
    await retag({ action: 'apply', clinicId: at.clinicId, by: 'ana', at: NOW, seenVersion }, needs);

    expect(await needs.jobs.find(at.clinicId)).toMatchObject({ phase: 'done', counts: { read: 3 } });
  });
});
