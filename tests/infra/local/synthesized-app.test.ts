import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boot } from '../../../infra/local/boot.ts';

let assembly: string;

beforeAll(() => {
  assembly = mkdtempSync(join(tmpdir(), 'synthesized-'));
  cpSync('cdk.out/local', assembly, { recursive: true });
});

afterAll(() => rmSync(assembly, { recursive: true }));

interface Resource {
  readonly Type: string;
  readonly Properties: { readonly PolicyDocument: { readonly Statement: { Action: string | string[] }[] } };
}

/** The resources of both stacks by logical id, and what writes one of them back. */
function resources(type: string): { id: string; resource: Resource; save: () => void }[] {
  return readdirSync(assembly)
    .filter((file) => file.endsWith('.template.json'))
    .flatMap((file) => {
      const template: { Resources: Record<string, Resource> } = JSON.parse(
        readFileSync(join(assembly, file), 'utf8'),
      );
      const save = () => writeFileSync(join(assembly, file), JSON.stringify(template));
      return Object.entries(template.Resources).map(([id, resource]) => ({ id, resource, save }));
    })
    .filter(({ resource }) => resource.Type === type);
}

describe('the synthesized app', () => {
  it('boots and loads every function', async () => {
    const runtime = await boot({ assembly, port: 0 });

    const errors = await Promise.all(
      resources('AWS::Lambda::Function').map(({ id }) =>
        runtime.invoke(id, { Records: [] }).catch((error: Error) => error.message),
      ),
    );

    expect(errors.length).toBeGreaterThanOrEqual(7);
    expect(
      errors.filter((error) => /is not complete|exports no|did not load|Cannot find/.test(String(error))),
    ).toEqual([]);
    await runtime.stop();
  });

  it('lets the schedule count what was put aside in any dead-letter queue but its own', async () => {
    const lines: string[] = [];
    const runtime = await boot({ assembly, port: 0, onLog: (_, line) => lines.push(line) });
    const client = new SQSClient(runtime.aws);
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand());
    const dead = QueueUrls.filter((url) => /Failed|Missed/u.test(url) && !url.includes('SourcesMissed'));
    for (const QueueUrl of dead) {
      const fifo = QueueUrl.endsWith('.fifo') && { MessageGroupId: 'a', MessageDeduplicationId: 'a' };
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}', ...fifo }));
    }
    const [schedule] = resources('AWS::Lambda::Function').filter(({ id }) => /^SourcesSchedule/u.test(id));

    await runtime.invoke(schedule?.id ?? '', {});

    const put = lines.filter((line) => line.includes('"DeadLetters"')).map((line) => JSON.parse(line));
    expect(dead.length).toBeGreaterThanOrEqual(5);
    expect(put).toMatchObject([
      { DeadLetters: dead.length, _aws: { CloudWatchMetrics: [{ Dimensions: [[]] }] } },
    ]);
    await runtime.stop();
  });

  it('refuses an action to a function when its grant is taken out of the template', async () => {
    const [admin] = resources('AWS::Lambda::Function').filter(({ id }) => id.startsWith('Admin'));
    const [policy] = resources('AWS::IAM::Policy').filter(({ id }) => id.startsWith('Admin'));
    const tryAll = async () => {
      const runtime = await boot({ assembly, port: 0 });
      const credentials = { accessKeyId: admin?.id ?? '', secretAccessKey: 'local' };
      const client = new DynamoDBClient({ ...runtime.aws, credentials });
      const TableName = runtime.outputs.LedgerTable;
      const ExpressionAttributeValues = { ':pk': { S: 'p' } };
      const outcomes = await Promise.allSettled([
        client.send(
          new QueryCommand({ TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues }),
        ),
        client.send(new PutItemCommand({ TableName, Item: { pk: { S: 'p' }, sk: { S: 's' } } })),
      ]);
      await runtime.stop();
      return outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.name : 'granted'));
    };
    const before = await tryAll();
    for (const statement of policy?.resource.Properties.PolicyDocument.Statement ?? []) {
      statement.Action = [statement.Action].flat().filter((action) => action !== 'dynamodb:PutItem');
    }
    policy?.save();

    const after = await tryAll();

    expect([before, after]).toEqual([
      ['granted', 'granted'],
      ['granted', 'AccessDeniedException'],
    ]);
  });
});
