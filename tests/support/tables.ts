import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BY_DUE, BY_EXPIRY, BY_STATUS, type Index } from '../../functions/store/keys.ts';
import { openTables, type Table } from '../../functions/store/table.ts';
import { type Engine, startEngine } from '../../infra/local/dynamodb.ts';

/** Two fresh tables in the embedded engine, shaped as `infra/data-stack.ts` shapes them. */
export interface TestTables {
  readonly content: Table;
  readonly ledger: Table;
  /** Address of the engine. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts an engine with empty tables; for `beforeAll`. Tests keep apart by using clinics of their own.
 *
 * @param file where it keeps them; in memory when absent, which is slow for thousands of items
 */
export async function startTables(file?: string): Promise<TestTables> {
  const engine: Engine = await startEngine(file);
  const config = {
    endpoint: engine.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const client = new DynamoDBClient(config);
  const open = openTables(config);
  const make = async (name: string, indexes: readonly Index[]) => {
    await client.send(new CreateTableCommand(tableInput(name, indexes)));
    return open(name);
  };
  const [content, ledger] = await Promise.all([
    make(`content-${randomUUID()}`, [BY_EXPIRY]),
    make(`ledger-${randomUUID()}`, [BY_STATUS, BY_DUE]),
  ]);
  return { content, ledger, url: engine.url, stop: engine.stop };
}

function tableInput(name: string, indexes: readonly Index[]) {
  const placed = [{ name: '', pk: 'pk', sk: 'sk' }, ...indexes];
  const keySchema = ({ pk, sk }: Index) => [
    { AttributeName: pk, KeyType: 'HASH' as const },
    { AttributeName: sk, KeyType: 'RANGE' as const },
  ];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST' as const,
    AttributeDefinitions: placed
      .flatMap(({ pk, sk }) => [pk, sk])
      .map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: keySchema({ name: '', pk: 'pk', sk: 'sk' }),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index),
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    })),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' as const },
  };
}
