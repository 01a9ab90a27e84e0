import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expire } from '../../functions/feed/expire.ts';
import { markDue } from '../../functions/feed/mark-due.ts';
import { publishFeed } from '../../functions/feed/publish.ts';
import type { Message } from '../../functions/platform/queue.ts';
import { queueDue } from '../../functions/sources/schedule.ts';
import { auditKey, listAudits } from '../../functions/store/audits.ts';
import {
  BY_DUE,
  BY_STATUS,
  clinicPartition,
  type Key,
  PREFIX,
  parseReviewKey,
  shards,
} from '../../functions/store/keys.ts';
import { NOTHING_PUT_ASIDE } from '../feed/due-queue.ts';
import { idOf, tellMany } from '../feed/feed-world.ts';
import { storeWorld } from '../feed/stored-world.ts';
import { putRaw } from '../support/break-items.ts';
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

const LONG_AGO = '2001-01-01T00:00:00.000Z';
/** Of no clinic, or of one that no clinic can be called: a queue takes a group of 128 plain characters at most. */
const ODD_PARTITIONS = [
  'JUNK',
  'CLINIC#',
  `CLINIC#${'x'.repeat(200)}`,
  'CLINIC#süd klinik',
  'CLINIC#a\uffffb',
];

/** Takes messages as SQS does, which refuses a whole request for one of them. */
function strictQueue() {
  const sent: Message[] = [];
  const send = async (messages: readonly Message[]) => {
    const isTaken = ({ body, group }: Message) =>
      (group === undefined || /^[\x21-\x7e]{1,128}$/u.test(group)) &&
      !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(JSON.stringify(body));
    if (!messages.every(isTaken)) throw new Error('not accepted');
    sent.push(...messages);
  };
  return { sent, queue: { send } };
}

const changeOf = ({ pk, sk }: Key, at: number): DynamoDBRecord => ({
  eventID: `e${at}`,
  dynamodb: { SequenceNumber: `s${at}`, Keys: { pk: { S: pk }, sk: { S: sk } } },
});

describe('an item under a key that nobody made', () => {
  it('holds back no other change', async () => {
    const { sent, queue } = strictQueue();
    const keys = [...ODD_PARTITIONS, 'CLINIC#juniper'].map((pk) => ({ pk, sk: 'REVIEW#a#b' }));

    const reply = await markDue(keys.map(changeOf), { states: stores.states, queue });

    expect(reply).toEqual({ batchItemFailures: [] });
    expect(sent.map(({ group }) => group)).toEqual(['juniper']);
  });

  it('keeps no clinic from being swept', async () => {
    const world = await storeWorld(tables, await cloud.makeBucket(), { all: tellMany(2) });
    await publishFeed(world.clinicId, world.needs);
    for (const [at, pk] of ODD_PARTITIONS.entries()) {
      const due = { [BY_DUE.pk]: `FEED#${at % shards.length}`, [BY_DUE.sk]: LONG_AGO };
      await putRaw(tables.ledger, { pk, sk: PREFIX.feedState, ...due });
    }
    const { sent, queue } = strictQueue();
    const failedChanges = [{ name: 'changes', count: async () => 1 }];

    await expire({
      ...stores,
      ...NOTHING_PUT_ASIDE,
      failedChanges,
      queue,
      now: () => NOW,
      remainingMs: () => 60_000,
    });

    expect(sent.map(({ group }) => group)).toEqual([world.clinicId]);
  });

  it('keeps no listing from being pulled', async () => {
    await stores.pulls.open({ clinicId: 'pulled', listingId: 'mill-lane-google' }, NOW);
    const pk = clinicPartition('pulled');
    const due = { [BY_DUE.pk]: 'PULL#0', [BY_DUE.sk]: LONG_AGO };
    const odd = [
      ...ODD_PARTITIONS.map((one) => ({ pk: one, sk: `${PREFIX.pull}mill-lane-google` })),
      { pk, sk: `${PREFIX.lease}mill-lane-google` },
      { pk, sk: `${PREFIX.pull}a\uffffb` },
      { pk, sk: `${PREFIX.pull}mill-lane-google#2` },
    ];
    for (const [at, key] of odd.entries()) {
      const shard = String(due[BY_DUE.pk]).replace('0', String(at % shards.length));
      await putRaw(tables.ledger, { ...due, [BY_DUE.pk]: shard, ...key, dueAt: LONG_AGO });
    }
    const { sent, queue } = strictQueue();

    await queueDue({ ...stores, callsAMinute: {}, tickMinutes: 5, queue, now: () => NOW });

    expect(sent.map(({ body }) => body)).toEqual([
      { clinicId: 'pulled', listingId: 'mill-lane-google', sentAt: NOW },
    ]);
  });

  it('is no review', () => {
    const pk = clinicPartition('juniper');
    for (const sk of ['REVIEW#a', 'REVIEW#a#', 'REVIEW##b', 'REVIEW#a#b#c', 'TAGGING#a#b']) {
      expect(parseReviewKey({ pk, sk })).toBeUndefined();
    }
  });

  it('ends no queue of reviews', async () => {
    const world = await storeWorld(tables, await cloud.makeBucket(), { all: tellMany(3) });
    for (const { reviewId } of await stores.moderations.listOf(world.clinicId)) {
      await world.decide(reviewId, 'not-shown');
    }
    const pk = clinicPartition(world.clinicId);
    const queue = { [BY_STATUS.pk]: `${pk}#not-shown` };
    // One where the first page ends, and one whose place names another review.
    await putRaw(tables.ledger, { pk, sk: 'MODERATION#odd', ...queue, [BY_STATUS.sk]: 'zzz' });
    await putRaw(tables.ledger, { pk, sk: 'MODERATION#o', ...queue, [BY_STATUS.sk]: `zz#${idOf(1)}` });

    const seen: string[] = [];
    let next: Awaited<ReturnType<Stores['moderations']['listQueue']>>['next'];
    do {
      const page: Awaited<ReturnType<Stores['moderations']['listQueue']>> =
        await stores.moderations.listQueue(world.clinicId, 'not-shown', {
          limit: 1,
          ...(next && { after: next }),
        });
      seen.push(...page.moderations.map(({ reviewId }) => reviewId));
      next = page.next;
    } while (next && seen.length < 10);

    expect(seen.toSorted()).toEqual([idOf(0), idOf(1), idOf(2)].toSorted());
  });
});

describe('a read of many', () => {
  it('takes one key twice', async () => {
    const world = await storeWorld(tables, await cloud.makeBucket(), { all: tellMany(1) });
    const ref = { clinicId: world.clinicId, reviewId: idOf(0) };

    expect(await stores.moderations.findMany([ref, ref])).toHaveLength(1);
  });
});

describe('an audit line that cannot be read', () => {
  it('keeps no review from being taken down', async () => {
    const world = await storeWorld(tables, await cloud.makeBucket(), { all: tellMany(2) });
    const { version = 0 } = (await stores.moderations.find(world.clinicId, idOf(1))) ?? {};
    const subject = `moderation/${idOf(1)}`;
    await putRaw(tables.ledger, {
      ...auditKey({ clinicId: world.clinicId, subject, version: version + 1 }),
      action: 7,
    });

    await world.decide(idOf(1), 'not-shown');

    expect(await stores.moderations.find(world.clinicId, idOf(1))).toMatchObject({ status: 'not-shown' });
    const audits = await listAudits(tables.ledger, world.clinicId, subject);
    expect(audits.at(-1)).toMatchObject({ action: 'not-shown', version: version + 1 });
  });
});

describe('a count that cannot be right', () => {
  it('pushes no other listing out of its time', async () => {
    const [odd, other] = ['odd-counts', 'other-counts'].map((clinicId) => ({
      clinicId,
      listingId: 'a-google',
    }));
    if (!odd || !other) throw new Error('There are two.');
    for (const ref of [odd, other]) await stores.pulls.open({ ...ref, source: 'google-business' }, LONG_AGO);
    const counts = { stored: 0, renewed: 0, unchanged: 0, refused: 0, erased: 0, withdrawn: 0, deleted: 0 };
    const run = { startedAt: LONG_AGO, finishedAt: LONG_AGO, outcome: 'done', isCoherent: true };
    const item = { ...(await stores.pulls.find(odd)), ...counts };
    await putRaw(tables.ledger, {
      ...item,
      pk: clinicPartition(odd.clinicId),
      sk: `${PREFIX.pull}a-google`,
      [BY_DUE.pk]: 'PULL#0',
      [BY_DUE.sk]: LONG_AGO,
      runs: [{ ...run, counts: { ...counts, served: Number.MAX_SAFE_INTEGER } }],
    });
    const { queue } = strictQueue();

    await queueDue({
      ...stores,
      callsAMinute: { 'google-business': 60_000 },
      tickMinutes: 5,
      queue,
      now: () => NOW,
    });

    const { dueAt = '' } = (await stores.pulls.find(other)) ?? {};
    expect(Date.parse(dueAt) - Date.parse(NOW)).toBeLessThan(20 * 60_000);
  });
});
