import type * as z from 'zod';
import type { Key } from './keys.ts';

/** An item as it lies in a table: the value's fields, its keys, and what kind it is. */
export type Item = Record<string, unknown>;

/** How one kind of value is stored. */
export interface Entity<Value> {
  /** Name of the kind, kept in every item as `type`. */
  readonly type: string;
  /** The item to put: value, keys and index keys. Fields that are `undefined` are left out. */
  readonly toItem: (value: Value) => Item & Key;
  /** The value of a stored item; fields it does not know are dropped, so items of a newer version can be read. @throws Error when the item is not of this kind */
  readonly fromItem: (item: Item) => Value;
}

/**
 * Says how one kind of value is stored.
 *
 * @param schema parses what is read; keys are no part of it
 * @param keys table key, index keys and time to live of a value
 */
export function entity<Value extends object>(
  type: string,
  schema: z.ZodType<Value>,
  keys: (value: Value) => Key & Readonly<Record<string, string | number | undefined>>,
): Entity<Value> {
  return {
    type,
    toItem: (value) => ({ ...value, type, ...keys(value) }),
    fromItem(item) {
      const read = schema.safeParse(item);
      if (read.success) return read.data;
      const fields = read.error.issues.map(({ path }) => path.join('.')).join(', ');
      throw new Error(`Item ${String(item.pk)} ${String(item.sk)} is no ${type}: ${fields}`);
    },
  };
}
