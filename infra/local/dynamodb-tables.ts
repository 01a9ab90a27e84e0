import type { Properties, Template } from '../aws-rules/template.ts';
import { callEngine } from './dynamodb.ts';

const API = 'DynamoDB_20120810.';

/** Makes the template's tables; those of an earlier run stay and get the indexes they lack, or go if it is `isFresh`. */
export async function createTables(engine: string, template: Template, isFresh: boolean): Promise<void> {
  const { TableNames } = await callEngine(engine, `${API}ListTables`, {});
  for (const { id, properties } of template.ofType('AWS::DynamoDB::GlobalTable')) {
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification } = properties;
    const TableName = template.nameOf(id);
    const isThere = TableNames.includes(TableName);
    if (isThere && isFresh) await callEngine(engine, `${API}DeleteTable`, { TableName });
    if (isThere && !isFresh) {
      for (const Create of GlobalSecondaryIndexes ?? []) {
        const change = { TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create }] };
        await callEngine(engine, `${API}UpdateTable`, change).catch(unless('already exists'));
      }
      continue;
    }
    const shape = { TableName, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes };
    const stream = StreamSpecification && { StreamEnabled: true, ...StreamSpecification };
    const more = { BillingMode: 'PAY_PER_REQUEST', StreamSpecification: stream };
    await callEngine(engine, `${API}CreateTable`, { ...shape, ...more });
  }
}

/** Deletes what has lived long enough by its TTL attribute: the engine never does by itself. */
export async function sweepExpired(engine: string, template: Template, nowMs: number): Promise<void> {
  for (const { id, properties } of template.ofType('AWS::DynamoDB::GlobalTable')) {
    const { TimeToLiveSpecification: { Enabled, AttributeName: ttl } = {}, KeySchema } = properties;
    if (!Enabled) continue;
    const named = { TableName: template.nameOf(id), ExpressionAttributeNames: { '#ttl': ttl } };
    const keys: string[] = KeySchema.map(({ AttributeName }: Properties) => AttributeName);
    const now = { ':now': { N: String(Math.floor(nowMs / 1000)) } };
    const lapsed = { ...named, FilterExpression: '#ttl <= :now', ExpressionAttributeValues: now };
    let page: Properties = {};
    do {
      page = await callEngine(engine, `${API}Scan`, { ...lapsed, ExclusiveStartKey: page.LastEvaluatedKey });
      for (const item of page.Items) {
        const Key = Object.fromEntries(keys.map((key) => [key, item[key]]));
        // Only if its life was not extended meanwhile.
        const same = {
          ConditionExpression: '#ttl = :seen',
          ExpressionAttributeValues: { ':seen': item[ttl] },
        };
        const request = { ...named, Key, ...same };
        await callEngine(engine, `${API}DeleteItem`, request).catch(unless('ConditionalCheckFailed'));
      }
    } while (page.LastEvaluatedKey);
  }
}

function unless(expected: string): (error: Error) => void {
  return (error) => {
    if (!error.message.includes(expected)) throw error;
  };
}
