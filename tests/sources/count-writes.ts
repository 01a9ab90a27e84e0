import type { Table } from '../../functions/store/table.ts';

const SINGLE = /^(?:Put|Update|Delete)/u;
let named = 0;

/** Counts the items written to or deleted from a table from now on, tried ones included. */
export function countWrites({ name, client }: Table): () => number {
  let count = 0;
  named += 1;
  client.middlewareStack.add(
    (next, context) => (args) => {
      const input = args.input as {
        readonly TableName?: string;
        readonly TransactItems?: readonly Readonly<Record<string, { readonly TableName?: string }>>[];
      };
      if (input.TableName === name && SINGLE.test(String(context.commandName))) count += 1;
      for (const item of input.TransactItems ?? []) {
        const { ConditionCheck: _, ...writes } = item;
        count += Object.values(writes).filter(({ TableName }) => TableName === name).length;
      }
      return next(args);
    },
    { step: 'initialize', name: `count-writes-${named}` },
  );
  return () => count;
}
