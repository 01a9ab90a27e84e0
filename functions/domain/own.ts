/**
 * The value that a record itself holds under a key which comes from outside; `undefined` when it holds none. A plain look
 * would also find what every object has, such as `constructor`. Where the record is ours and fixed, a `Map` is simpler.
 */
export function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
