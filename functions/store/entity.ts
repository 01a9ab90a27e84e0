import type * as z from 'zod';
import { log } from '../platform/log.ts';
import type { Key } from './keys.ts';

/** An item as it lies in a table: the value's fields, its keys, and what kind it is. */
export type Item = Record<string, unknown>;

/**
 * Reads a stored item; fields it does not know are dropped, so items of a newer version can be read. `undefined` for an
 * item that cannot be read: it is logged as `item.unreadable`, which an alarm watches, and whoever asked goes on without
 * it. One that threw would keep all others from being read.
 */
export type ReadItem<Value> = (item: Item) => Value | undefined;

/** How one kind of value is stored. */
export interface Entity<Value> {
  /** Name of the kind, kept in every item as `type`. */
  readonly type: string;
  /** The item to put: value, keys and index keys. Fields that are `undefined` are left out. */
  readonly toItem: (value: Value) => Item & Key;
  readonly read: ReadItem<Value>;
}

/** Some fields of the items of one kind. */
export interface Part<Value> {
  /** Their names. */
  readonly fields: readonly string[];
  readonly read: ReadItem<Value>;
}

/**
 * Says how one kind of value is stored.
 *
 * @param schema parses what is read; keys are no part of it
 * @param keys table key, index keys and time to live of a value; an item that lies under another key cannot be read
 */
export function entity<Value extends object>(
  type: string,
  schema: z.ZodType<Value>,
  keys: (value: Value) => Key & Readonly<Record<string, string | number | undefined>>,
): Entity<Value> {
  return {
    type,
    toItem: (value) => ({ ...value, type, ...keys(value) }),
    read(item) {
      const value = readWith(type, schema, item);
      if (value === undefined) return undefined;
      const { pk, sk } = keys(value);
      if (item.pk === pk && item.sk === sk) return value;
      reportUnreadable(type, item, 'key');
      return undefined;
    },
  };
}

/** Says which fields of a kind are read where the whole would be too much to carry: those the schema names. */
export function part<Shape extends z.ZodRawShape>(
  type: string,
  schema: z.ZodObject<Shape>,
): Part<z.infer<z.ZodObject<Shape>>> {
  return { fields: Object.keys(schema.shape), read: (item) => readWith(type, schema, item) };
}

function readWith<Value>(type: string, schema: z.ZodType<Value>, item: Item): Value | undefined {
  const read = schema.safeParse(item);
  if (read.success) return read.data;
  reportUnreadable(type, item, read.error.issues.map(({ path }) => path.join('.')).join(', '));
  return undefined;
}

/** Logs an item that was left out: where it lies and which fields are wrong, nothing of what stands in them. */
export function reportUnreadable(type: string, { pk, sk }: Item, fields: string): void {
  log.error('item.unreadable', new Error(`An item is no ${type}: ${fields}`), {
    type,
    pk: String(pk),
    sk: String(sk),
  });
}
