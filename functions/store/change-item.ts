import { setTimeout as wait } from 'node:timers/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Entity } from './entity.ts';
import type { Key } from './keys.ts';
import { lookUp, type Table } from './table.ts';

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
 * One that cannot be read is as before its first change, and what is written takes its place.
 *
 * @throws Error when somebody else was faster each time
 */
export async function changeItem<Value extends { readonly version: number }, Result>(
  { table, entity, key, fresh }: Changed<Value>,
  change: (value: Value) => Step<Value, Result>,
): Promise<Result> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { isThere, value: before = fresh } = await lookUp(table, entity, key);
    const { next, result } = change(before);
    if (next === undefined || next === before) return result;
    const item = entity.toItem({ ...next, version: before.version + 1 });
    if (await putIfUnchanged(table, item, { isThere, version: before.version || undefined })) return result;
    await wait(Math.random() * PAUSE_MS * 2 ** Math.min(tries, 6));
  }
  throw new Error(`Item ${key.pk} ${key.sk} was changed by others each time.`);
}

/** What was read of an item before it is put. */
export interface ReadBefore {
  /** Also true of one that cannot be read. */
  readonly isThere: boolean;
  /** Absent when there was none, or none that can be read. */
  readonly version: number | undefined;
}

/**
 * Puts an item with a version, unless it is there in another version than the one that was read. One that cannot be read
 * is replaced.
 *
 * @returns whether it was put
 */
export async function putIfUnchanged(
  { name, client }: Table,
  Item: Record<string, unknown>,
  before: ReadBefore,
): Promise<boolean> {
  try {
    await client.send(new PutCommand({ TableName: name, Item, ...unchangedSince(before) }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function unchangedSince({ isThere, version }: ReadBefore) {
  if (version === undefined) return isThere ? {} : { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  };
}
