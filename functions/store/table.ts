import { setTimeout as wait } from 'node:timers/promises';
import {
  DynamoDBClient,
  type DynamoDBClientConfig,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Entity, Item, Part, ReadItem } from './entity.ts';
import { canBeKey, type Index, type Key } from './keys.ts';

/** One DynamoDB table. */
export interface Table {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
}

/** One write of a transaction. */
export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Why a write of a transaction was refused; `None` for those that were not. */
export type WriteRefusal = 'None' | 'ConditionalCheckFailed' | string;

const BATCH_GET = 100;
const TRIES = 6;

/** Opens tables by name over one connection. Credentials and endpoint come from the environment unless given. */
export function openTables(config: DynamoDBClientConfig = {}): (name: string) => Table {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(config), {
    marshallOptions: { removeUndefinedValues: true },
    // A number that has more digits than ours is read as the nearest one: by itself the client refuses the whole answer.
    unmarshallOptions: { wrapNumbers: Number },
  });
  return (name) => ({ name, client });
}

/** What lies under a key. */
export interface Lookup<Value> {
  /** Also true of an item that cannot be read. */
  readonly isThere: boolean;
  readonly value?: Value;
}

/** Looks what lies under a key, strongly consistent; for those to whom an unreadable item is not the same as none. */
export async function lookUp<Value>(
  { name, client }: Table,
  entity: Entity<Value>,
  { pk, sk }: Key,
): Promise<Lookup<Value>> {
  if (!canBeKey({ pk, sk })) return { isThere: false };
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: true }),
  );
  const value = Item && entity.read(Item);
  return { isThere: Item !== undefined, ...(value !== undefined && { value }) };
}

/** Reads one item, strongly consistent; `undefined` also for one that cannot be read. */
export async function getItem<Value>(
  table: Table,
  entity: Entity<Value>,
  key: Key,
): Promise<Value | undefined> {
  return (await lookUp(table, entity, key)).value;
}

/** Reads many items by key, strongly consistent; absent and unreadable ones are left out, the order is not kept. */
export async function getItems<Value>(
  { name, client }: Table,
  entity: Entity<Value>,
  keys: readonly Key[],
): Promise<Value[]> {
  const values: Value[] = [];
  let pending = different(keys.filter(canBeKey));
  for (let tries = 0; pending.length > 0; tries += 1) {
    const Keys = pending.slice(0, BATCH_GET);
    const request = { [name]: { Keys, ConsistentRead: true } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand({ RequestItems: request }));
    values.push(...readAll(entity.read, Responses?.[name] ?? []));
    const unprocessed = UnprocessedKeys?.[name]?.Keys ?? [];
    if (unprocessed.length > 0) await backOff(tries);
    pending = [...unprocessed, ...pending.slice(BATCH_GET)];
  }
  return values;
}

/** DynamoDB refuses a whole request that names one key twice. */
function different(keys: readonly Key[]): Item[] {
  return [...new Map(keys.map(({ pk, sk }) => [JSON.stringify([pk, sk]), { pk, sk }])).values()];
}

/** What to query: a partition, and a beginning of the sort key. */
export interface Range {
  readonly pk: string;
  /** Beginning of the sort keys; all of the partition when absent. */
  readonly prefix?: string;
  /** Sort keys up to and including this one. Not together with `prefix`. */
  readonly upTo?: string;
  /** An index instead of the table; read eventually consistent. */
  readonly index?: Index;
  readonly newestFirst?: boolean;
  /** Only these attributes; all of them when absent. Costs as much to read, but not to carry. */
  readonly fields?: readonly string[];
  /** Most items of one page. */
  readonly limit?: number;
  /** Last key of the page before. */
  readonly after?: Item;
}

/** One page of a query. */
export interface Page {
  readonly items: readonly Item[];
  /** Give it as `after` to go on; absent after the last page. */
  readonly last?: Item;
}

/** Reads one page of a range; strongly consistent unless it is of an index. */
export async function queryPage({ name, client }: Table, range: Range): Promise<Page> {
  const { pk, prefix, upTo, after } = range;
  const asked = [prefix ?? upTo ?? pk, String(after?.sk ?? pk)];
  if (!asked.every((sk) => canBeKey({ pk, sk }))) return { items: [] };
  const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(toQuery(name, range)));
  return { items: Items, ...(LastEvaluatedKey && { last: LastEvaluatedKey }) };
}

/** Counts the items of one page of a range, and carries none of them. */
export async function countPage({ name, client }: Table, range: Range): Promise<number> {
  if (!canBeKey({ pk: range.pk, sk: range.prefix ?? range.upTo ?? range.pk })) return 0;
  const { Count = 0 } = await client.send(new QueryCommand({ ...toQuery(name, range), Select: 'COUNT' }));
  return Count;
}

function toQuery(name: string, range: Range): QueryCommandInput {
  const { pk, prefix, upTo, index, newestFirst = false, fields = [], limit, after } = range;
  const sortCondition = prefix === undefined ? '#sk <= :sk' : 'begins_with(#sk, :sk)';
  const sortValue = prefix ?? upTo;
  return {
    TableName: name,
    ...(index && { IndexName: index.name }),
    KeyConditionExpression: sortValue === undefined ? '#pk = :pk' : `#pk = :pk AND ${sortCondition}`,
    ExpressionAttributeNames: {
      '#pk': index?.pk ?? 'pk',
      ...(sortValue !== undefined && { '#sk': index?.sk ?? 'sk' }),
      ...Object.fromEntries(fields.map((field) => [`#${field}`, field])),
    },
    ExpressionAttributeValues: { ':pk': pk, ...(sortValue !== undefined && { ':sk': sortValue }) },
    ConsistentRead: !index,
    ScanIndexForward: !newestFirst,
    ...(fields.length > 0 && { ProjectionExpression: fields.map((field) => `#${field}`).join(', ') }),
    ...(limit !== undefined && { Limit: limit }),
    ...(after && { ExclusiveStartKey: after }),
  };
}

/** Reads a whole range, page after page. */
export async function* queryAll(table: Table, range: Range): AsyncGenerator<Item> {
  let after = range.after;
  do {
    const page = await queryPage(table, { ...range, ...(after && { after }) });
    yield* page.items;
    after = page.last;
  } while (after);
}

/** The values of a range, and what had to be left out. */
export interface Listed<Value> {
  readonly values: readonly Value[];
  /** Sort keys of the items that cannot be read. */
  readonly unreadable: readonly string[];
}

/** Reads every value of one kind in a range; for those to whom an unreadable item is not the same as none. */
export async function listAll<Value>(
  table: Table,
  { read }: Entity<Value>,
  range: Range,
): Promise<Listed<Value>> {
  const values: Value[] = [];
  const unreadable: string[] = [];
  for await (const item of queryAll(table, range)) {
    const value = read(item);
    if (value === undefined) unreadable.push(String(item.sk));
    else values.push(value);
  }
  return { values, unreadable };
}

/** Reads every value of one kind in a range; items that cannot be read are left out. */
export async function listItems<Value>(table: Table, entity: Entity<Value>, range: Range): Promise<Value[]> {
  return [...(await listAll(table, entity, range)).values];
}

/** Reads some fields of every item in a range, and carries nothing else but its key; unreadable items are left out. */
export async function listParts<Value>(
  table: Table,
  { fields, read }: Part<Value>,
  range: Range,
): Promise<Value[]> {
  const parts: Value[] = [];
  for await (const item of queryAll(table, { ...range, fields: ['pk', 'sk', ...fields] })) {
    const value = read(item);
    if (value !== undefined) parts.push(value);
  }
  return parts;
}

/** Reads items in their order, less those that cannot be read. */
export function readAll<Value>(read: ReadItem<Value>, items: readonly Item[]): Value[] {
  return items.flatMap((item) => read(item) ?? []);
}

/**
 * Writes all or nothing. Conflicts with other transactions and throttling are tried again with growing pauses.
 *
 * @returns one refusal per write when a condition did not hold, `undefined` when everything was written
 */
export async function writeAll(
  { client }: Pick<Table, 'client'>,
  writes: readonly Write[],
): Promise<readonly WriteRefusal[] | undefined> {
  for (let tries = 0; ; tries += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: [...writes] }));
      return undefined;
    } catch (error) {
      const refusals = refusalsOf(error);
      if (refusals.includes('ConditionalCheckFailed')) return refusals;
      if (refusals.length === 0 || tries + 1 === TRIES) throw error;
      await backOff(tries);
    }
  }
}

function refusalsOf(error: unknown): readonly WriteRefusal[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
}

/** Waits before another try: 25 ms doubling, up to 1.6 s, with full jitter. */
async function backOff(tries: number): Promise<void> {
  await wait(Math.random() * 25 * 2 ** Math.min(tries, 6));
}
