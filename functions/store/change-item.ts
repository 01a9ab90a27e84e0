import { setTimeout as wait } from 'node:timers/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Entity } from './entity.ts';
import type { Key } from './keys.ts';
import { getItem, type Table } from './table.ts';

/** An item that many change at the same time. */
export interface Changed<Value> {
  readonly table: Table;
  readonly entity: Entity<Value>;
  readonly key: Key;
  /** What it is before its first change; version 0. */
  readonly fresh: Value;
}

/** What becomes of it, and what the caller gets; an absent `next`, or the value as it was, writes nothing. */
export interface Step<Value, Result> {
  readonly next?: Value;
  readonly result: Result;
}

const TRIES = 25;
const PAUSE_MS = 10;

/**
 * Reads an item, changes it and writes it, unless somebody was faster: then all of it again, after a short pause.
 *
 * @throws Error when somebody else was faster each time
 */
export async function changeItem<Value extends { readonly version: number }, Result>(
  { table, entity, key, fresh }: Changed<Value>,
  change: (value: Value) => Step<Value, Result>,
): Promise<Result> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = (await getItem(table, entity, key)) ?? fresh;
    const { next, result } = change(before);
    if (next === undefined || next === before) return result;
    const item = entity.toItem({ ...next, version: before.version + 1 });
    if (await putIfUnchanged(table, item, before.version || undefined)) return result;
    await wait(Math.random() * PAUSE_MS * 2 ** Math.min(tries, 6));
  }
  throw new Error(`Item ${key.pk} ${key.sk} was changed by others each time.`);
}

/**
 * Puts an item with a version, unless it is there in another version than the one that was read.
 *
 * @param version that was read; absent when there was no such item
 * @returns whether it was put
 */
export async function putIfUnchanged(
  { name, client }: Table,
  Item: Record<string, unknown>,
  version: number | undefined,
): Promise<boolean> {
  const isFresh = version === undefined;
  try {
    await client.send(
      new PutCommand({
        TableName: name,
        Item,
        ConditionExpression: isFresh ? 'attribute_not_exists(pk)' : '#version = :version',
        ...(!isFresh && {
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': version },
        }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
