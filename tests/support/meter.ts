import { createServer, request } from 'node:http';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { closeServer, listen } from '../../infra/local/loopback.ts';

/** What was asked of DynamoDB, as the engine bills it. */
export interface Meter {
  readonly requests: number;
  /** Items put, changed or deleted, tried ones included. */
  readonly writes: number;
  /** Read and write capacity units; of the tables, not of their indexes. */
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** A meter that runs. */
export interface Metered {
  /** Since the last reset. */
  readonly read: () => Meter;
  readonly reset: () => void;
}

const SINGLE_WRITE = /^(?:Put|Update|Delete)/u;

interface Input {
  readonly TransactItems?: readonly Readonly<Record<string, unknown>>[];
}

interface Output {
  readonly ConsumedCapacity?: Consumed | readonly Consumed[];
}

interface Consumed {
  readonly CapacityUnits?: number;
}

function openCounts() {
  let counts: Meter = { requests: 0, writes: 0, readUnits: 0, writeUnits: 0 };
  const zero = counts;
  return {
    read: () => counts,
    reset: () => {
      counts = zero;
    },
    /** Counts one request by its operation, such as `PutItem`. */
    count(operation: string, { TransactItems = [] }: Input, { ConsumedCapacity = [] }: Output): void {
      const { requests, writes, readUnits, writeUnits } = counts;
      const isTransaction = operation === 'TransactWriteItems';
      const isWrite = isTransaction || SINGLE_WRITE.test(operation);
      const units = [ConsumedCapacity]
        .flat()
        .reduce((sum, { CapacityUnits = 0 }: Consumed) => sum + CapacityUnits, 0);
      const written = isTransaction
        ? TransactItems.filter((item) => !('ConditionCheck' in item)).length
        : Number(isWrite);
      counts = {
        requests: requests + 1,
        writes: writes + written,
        readUnits: readUnits + (isWrite ? 0 : units),
        writeUnits: writeUnits + (isWrite ? units : 0),
      };
    },
  };
}

/** Counts everything that goes through a client from now on. */
export function meterClient(client: DynamoDBDocumentClient): Metered {
  const { count, ...meter } = openCounts();
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const input = { ...(args.input as object), ReturnConsumedCapacity: 'TOTAL' };
        const result = await next({ ...args, input });
        const operation = String(commandName)
          .replace(/Command$/u, '')
          .replace(/^TransactWrite$/u, 'TransactWriteItems');
        count(operation, input as Input, result.output as Output);
        return result;
      },
    { step: 'initialize', name: 'meter' },
  );
  return meter;
}

/** A meter before an engine, for other processes. */
export interface MeteredEngine extends Metered {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Puts a meter before an engine. It answers SSM's `GetParameter` as well, so that a deployed function finds everything
 * at one address.
 *
 * @param parameters values by name
 */
export async function meterEngine(
  engine: string,
  parameters: ReadonlyMap<string, string>,
): Promise<MeteredEngine> {
  const { count, ...meter } = openCounts();
  const server = createServer(async (incoming, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const asked = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const operation = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? '';
    if (operation === 'GetParameter') {
      answer.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      answer.end(JSON.stringify({ Parameter: { Name: asked.Name, Value: parameters.get(asked.Name) } }));
      return;
    }
    const body = JSON.stringify({ ...asked, ReturnConsumedCapacity: 'TOTAL' });
    const { 'content-length': _, ...headers } = incoming.headers;
    const onward = request(engine, { method: 'POST', headers }, async (reply) => {
      const parts: Buffer[] = [];
      for await (const part of reply) parts.push(part as Buffer);
      const text = Buffer.concat(parts).toString('utf8');
      count(operation, asked, JSON.parse(text));
      // The checksum the engine sends would not be that of anything changed; nothing is.
      answer.writeHead(reply.statusCode ?? 500, reply.headers).end(text);
    });
    onward.on('error', () => answer.destroy()).end(body);
  });
  const url = await listen(server);
  return { ...meter, url, stop: () => closeServer(server) };
}
