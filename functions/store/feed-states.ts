import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { FeedState } from '../domain/feed.ts';
import { entity, type Item, reportUnreadable } from './entity.ts';
import { BY_DUE, clinicOf, clinicPartition, type Key, PREFIX, shardOf, shards } from './keys.ts';
import { getItem, getItems, queryAll, type Table } from './table.ts';

/** Later than any lapse: a clinic with nothing that lapses is still found among all of them. */
const NEVER = '9999-12-31T23:59:59.999Z';

const stateEntity = entity<FeedState>(
  'feed-state',
  z.object({
    clinicId: z.string(),
    version: z.int(),
    publishedVersion: z.int().exactOptional(),
    nextExpiryAt: z.iso.datetime().exactOptional(),
    embedIds: z.array(z.string()).default([]),
    retired: z.array(z.object({ name: z.string(), deleteAt: z.iso.datetime() })).default([]),
  }),
  ({ clinicId, nextExpiryAt }) => ({
    ...stateKey(clinicId),
    [BY_DUE.pk]: duePartition(shardOf(clinicId)),
    [BY_DUE.sk]: nextExpiryAt ?? NEVER,
  }),
);

/** What is used of a state that cannot be read: the version a run has just set, and whose heads there may be. */
const leftSchema = z.object({ version: z.number(), embedIds: z.array(z.unknown()).catch([]) });

/** Of a state whose version cannot be read nothing was published: the greatest version is seen by no run. */
const versionEntity = entity(
  'feed-state',
  z.object({ clinicId: z.string(), version: z.int().catch(Number.MAX_SAFE_INTEGER) }),
  ({ clinicId }) => stateKey(clinicId),
);

/** What the publisher remembers of each clinic. */
export interface FeedStates {
  readonly find: (clinicId: string) => Promise<FeedState | undefined>;
  /** The versions of some clinics' states, strongly consistent; a clinic that was never published is left out. */
  readonly versionsOf: (clinicIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /**
   * Begins a run: the version grows by one. The state before is given with the new version; of one that cannot be read,
   * what can, for nothing that is remembered may keep a review from being taken down.
   */
  readonly begin: (clinicId: string) => Promise<FeedState>;
  /** Notes what a run is about to publish, before it does. @returns as `finish` */
  readonly note: (state: FeedState) => Promise<boolean>;
  /** Ends a run, as the one that is published. @returns false when another run has begun since; nothing is written then */
  readonly finish: (state: FeedState) => Promise<boolean>;
  /** Clinics whose feed has something to take down by an instant (ISO 8601 UTC); eventually consistent. */
  readonly listExpiring: (by: string) => AsyncIterable<string>;
  /** Every clinic that was ever published; eventually consistent. */
  readonly listAll: () => AsyncIterable<string>;
}

/** Opens the feed states of LedgerTable. */
export function openFeedStates(ledger: Table): FeedStates {
  return {
    find: (clinicId) => getItem(ledger, stateEntity, stateKey(clinicId)),
    async versionsOf(clinicIds) {
      const states = await getItems(ledger, versionEntity, [...new Set(clinicIds)].map(stateKey));
      return new Map(states.map(({ clinicId, version }) => [clinicId, version]));
    },
    begin: async (clinicId) => toState(clinicId, await countUp(ledger, clinicId)),
    note: (state) => putUnlessBegunSince(ledger, state),
    finish: (state) => putUnlessBegunSince(ledger, { ...state, publishedVersion: state.version }),
    listExpiring: (by) => listUpTo(ledger, by),
    listAll: () => listUpTo(ledger, NEVER),
  };
}

async function* listUpTo(ledger: Table, upTo: string): AsyncGenerator<string> {
  for (const shard of shards) {
    const range = { index: BY_DUE, pk: duePartition(shard), upTo };
    for await (const item of queryAll(ledger, range)) {
      const clinicId = clinicOf({ pk: String(item.pk) });
      if (clinicId === undefined) reportUnreadable(stateEntity.type, item, 'key');
      else yield clinicId;
    }
  }
}

async function countUp(ledger: Table, clinicId: string): Promise<Item> {
  try {
    return await setVersion(ledger, clinicId, {
      UpdateExpression:
        'SET version = if_not_exists(version, :zero) + :one, clinicId = :clinicId, #type = :type',
      // A version that is no number cannot be counted up, and one that is too great stays as it is.
      ConditionExpression:
        'attribute_not_exists(version) OR (attribute_type(version, :number) AND version < :most AND version >= :zero)',
      ExpressionAttributeValues: { ':zero': 0, ':most': Number.MAX_SAFE_INTEGER, ':number': 'N' },
    });
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    reportUnreadable(stateEntity.type, stateKey(clinicId), 'version');
    return await setVersion(ledger, clinicId, {
      UpdateExpression: 'SET version = :one, clinicId = :clinicId, #type = :type',
    });
  }
}

async function setVersion(
  { name, client }: Table,
  clinicId: string,
  { ExpressionAttributeValues, ...update }: Partial<UpdateCommandInput>,
): Promise<Item> {
  const { Attributes = {} } = await client.send(
    new UpdateCommand({
      TableName: name,
      Key: stateKey(clinicId),
      ...update,
      ExpressionAttributeNames: { '#type': 'type' },
      ExpressionAttributeValues: {
        ...ExpressionAttributeValues,
        ':one': 1,
        ':clinicId': clinicId,
        ':type': stateEntity.type,
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return Attributes;
}

function toState(clinicId: string, item: Item): FeedState {
  const state = stateEntity.read(item);
  if (state) return state;
  const { version, embedIds } = leftSchema.parse(item);
  return { clinicId, version, embedIds: embedIds.filter((id) => typeof id === 'string'), retired: [] };
}

async function putUnlessBegunSince({ name, client }: Table, state: FeedState): Promise<boolean> {
  const put = new PutCommand({
    TableName: name,
    Item: stateEntity.toItem(state),
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: { ':version': state.version },
  });
  try {
    await client.send(put);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function duePartition(shard: number): string {
  return `FEED#${shard}`;
}

function stateKey(clinicId: string): Key {
  return { pk: clinicPartition(clinicId), sk: PREFIX.feedState };
}
