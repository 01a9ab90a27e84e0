import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queue, type RunningTinyApp, startTinyApp, TABLE } from '../local/tiny-app.ts';

/** Runs one command of the SDK and tells how it ended. */
const CODE = `
const clients = { dynamodb: 'DynamoDB', s3: 'S3', sqs: 'SQS', ssm: 'SSM' };
export const handler = async ({ service, command, input }) => {
  const sdk = require('@aws-sdk/client-' + service);
  const client = new sdk[clients[service] + 'Client']({});
  try {
    await client.send(new sdk[command + 'Command'](input));
    return 'granted';
  } catch (error) {
    return error.name + ': ' + error.message;
  }
};`;

const TableName = 'tiny-Table';
const key = { pk: { S: 'p' }, sk: { S: 's' } };
const QueueUrl = '{queue}';
const Bucket = 'tiny-files';
const allow = (Action: string | string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const table = { 'Fn::GetAtt': ['Table', 'Arn'] };
const below = (base: unknown, path: string) => ({ 'Fn::Join': ['', [base, path]] });
const bucket = { 'Fn::GetAtt': ['Files', 'Arn'] };
const shut = { 'Fn::GetAtt': ['Shut', 'Arn'] };
const ONLY_ANYWHERE = { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::000000000000:role/AnywhereRole' } };
const parameters = 'arn:aws:ssm:us-east-1:000000000000:parameter/tiny/*';

/** Refuses everything at a queue under a condition. */
const queuePolicy = (id: string, Condition: object) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: id }],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Deny',
          Action: 'sqs:*',
          Resource: { 'Fn::GetAtt': [id, 'Arn'] },
          Principal: '*',
          Condition,
        },
      ],
    },
  },
});

/** Each use, and the grant without which it is refused. */
const USES = [
  ['dynamodb', 'PutItem', { TableName, Item: key }, allow('dynamodb:PutItem', table)],
  [
    'dynamodb',
    'Query',
    {
      TableName,
      IndexName: 'by-sk',
      KeyConditionExpression: 'sk = :a',
      ExpressionAttributeValues: { ':a': { S: 's' } },
    },
    allow('dynamodb:Query', below(table, '/index/by-sk')),
  ],
  [
    'dynamodb',
    'BatchGetItem',
    { RequestItems: { [TableName]: { Keys: [key] } } },
    allow('dynamodb:BatchGet*', table),
  ],
  [
    'dynamodb',
    'TransactWriteItems',
    { TransactItems: [{ Delete: { TableName, Key: key } }] },
    allow('dynamodb:DeleteItem', table),
  ],
  [
    'dynamodb',
    'TransactWriteItems',
    {
      TransactItems: [
        { ConditionCheck: { TableName, Key: key, ConditionExpression: 'attribute_not_exists(nothing)' } },
      ],
    },
    allow('dynamodb:ConditionCheckItem', table),
  ],
  [
    'sqs',
    'SendMessage',
    { QueueUrl, MessageBody: 'x' },
    allow('sqs:SendMessage', { 'Fn::GetAtt': ['Work', 'Arn'] }),
  ],
  [
    'sqs',
    'SendMessageBatch',
    { QueueUrl, Entries: [{ Id: '1', MessageBody: 'x' }] },
    allow('sqs:SendMessage', { 'Fn::GetAtt': ['Work', 'Arn'] }),
  ],
  [
    's3',
    'PutObject',
    { Bucket, Key: 'feed/a.json', Body: '{}' },
    allow('s3:PutObject', below(bucket, '/feed/*')),
  ],
  ['s3', 'ListObjectsV2', { Bucket }, allow('s3:ListBucket', bucket)],
  [
    's3',
    'DeleteObjects',
    { Bucket, Delete: { Objects: [{ Key: 'feed/b.json' }] } },
    allow('s3:DeleteObject', below(bucket, '/feed/*')),
  ],
  ['ssm', 'GetParameter', { Name: '/tiny/key', WithDecryption: true }, allow('ssm:GetParameter', parameters)],
] as const;

let app: RunningTinyApp;

beforeAll(async () => {
  const grants = USES.map(([, , , grant]) => grant);
  const { AttributeDefinitions, ...properties } = TABLE.Properties as { AttributeDefinitions: object[] };
  const GlobalSecondaryIndexes = [
    {
      IndexName: 'by-sk',
      KeySchema: [{ AttributeName: 'sk', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ];
  const Table = { ...TABLE, Properties: { ...properties, AttributeDefinitions, GlobalSecondaryIndexes } };
  const lacking = grants.map(
    (grant, at) =>
      [
        `Lacks${at}x`,
        { code: CODE, grants: grants.filter((other) => other.Action !== grant.Action) },
      ] as const,
  );
  app = await startTinyApp(
    {
      resources: {
        Table,
        Work: queue(),
        Shut: queue(),
        Files: { Type: 'AWS::S3::Bucket' },
        WorkPolicy: queuePolicy('Work', { Bool: { 'aws:SecureTransport': 'false' } }),
        ShutPolicy: queuePolicy('Shut', { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/Granted*' } }),
      },
      functions: {
        Granted: { code: CODE, grants: [...grants, allow('sqs:SendMessage', shut)] },
        Anywhere: { code: CODE, grants: [{ ...allow('sqs:*', shut), Condition: ONLY_ANYWHERE }] },
        Denied: { code: CODE, grants: [...grants, { ...allow('*', '*'), Effect: 'Deny' }] },
        ...Object.fromEntries(lacking),
      },
      outputs: { Queue: { Value: { Ref: 'Work' } }, Shut: { Value: { Ref: 'Shut' } } },
    },
    { secrets: { '/tiny/key': 'hidden' } },
  );
});

afterAll(() => app.stop());

const use = (name: string, [service, command, input]: (typeof USES)[number]): Promise<string> => {
  const event = JSON.stringify({ service, command, input }).replaceAll(
    QueueUrl,
    app.runtime.outputs.Queue ?? '',
  );
  return app.runtime.invoke(name, JSON.parse(event));
};

describe('openPolice', () => {
  it.each(USES.map((one, at) => [one[1], one[3].Action, one, at] as const))(
    'lets %s pass with %s and not without',
    async (command, _, one, at) => {
      expect(await use('Granted', one)).toBe('granted');
      expect(await use(`Lacks${at}x`, one)).toMatch(
        /^AccessDenied(Exception)?: User: .*Lacks.* is not authorized to perform: \w+:\w+ on resource: .*tiny/,
      );
      expect(await use('Denied', one)).toContain('AccessDenied');
      expect(command).toBeTruthy();
    },
  );

  it('refuses what lies beside the granted resource', async () => {
    const beside = { service: 's3', command: 'PutObject', input: { Bucket, Key: 'secret.json', Body: '' } };
    const other = { service: 'ssm', command: 'GetParameter', input: { Name: '/other/key' } };

    expect(await app.runtime.invoke('Granted', beside)).toContain('arn:aws:s3:::tiny-files/secret.json');
    expect(await app.runtime.invoke('Granted', other)).toContain('AccessDeniedException');
  });

  it('refuses what the policy of a queue refuses, to whom it refuses it', async () => {
    const input = { QueueUrl: app.runtime.outputs.Shut, MessageBody: 'x' };
    const send = { service: 'sqs', command: 'SendMessage', input };

    expect(await app.runtime.invoke('Anywhere', send)).toBe('granted');
    expect(await app.runtime.invoke('Granted', send)).toContain('tiny-Shut');
  });

  it('refuses everything to somebody it does not know, and nothing to the operator', async () => {
    const stranger = new DynamoDBClient({
      ...app.runtime.aws,
      credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    });
    const command = new GetItemCommand({ TableName, Key: key });

    await expect(stranger.send(command)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(new DynamoDBClient(app.runtime.aws).send(command)).resolves.toBeTruthy();
    await expect(
      new S3Client(app.runtime.aws).send(new GetObjectCommand({ Bucket, Key: 'none' })),
    ).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it.each([
    ['NotAction', { NotAction: 's3:*' }],
    ['NotResource', { NotResource: '*' }],
    ['the condition key aws:SourceAccount', { Condition: { StringEquals: { 'aws:SourceAccount': '0' } } }],
    ['the condition key aws:SourceIp', { Condition: { StringLike: { 'aws:SourceIp': '10.*' } } }],
    ['the operator NumericLessThan', { Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '9' } } }],
    [
      'the operator ForAnyValue:StringLike',
      { Condition: { 'ForAnyValue:StringLike': { 'aws:TagKeys': 'a' } } },
    ],
  ])('stops the start for a role that uses %s', async (what, more) => {
    const grants = [{ ...allow('s3:GetObject', '*'), ...more }];

    await expect(startTinyApp({ functions: { Odd: { code: CODE, grants } } })).rejects.toThrow(
      `OddPolicy (AWS::IAM::Policy) uses ${what}, which the local runtime does not support.`,
    );
  });

  it.each(['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'])(
    'stops the start for a condition it cannot judge in an %s, whomever it is about',
    async (Type) => {
      const Statement = [
        {
          ...allow('*', '*'),
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } },
        },
      ];
      const resources = { Odd: { Type, Properties: { PolicyDocument: { Statement } } } };

      await expect(startTinyApp({ resources })).rejects.toThrow(
        `Odd (${Type}) uses the condition key aws:SourceAccount, which the local runtime does not support.`,
      );
    },
  );
});

describe('openParameters', () => {
  it('keeps what the operator puts, and says when there is nothing', async () => {
    const ssm = new SSMClient(app.runtime.aws);
    await ssm.send(new PutParameterCommand({ Name: '/tiny/new', Value: 'v', Type: 'SecureString' }));

    const { Parameter } = await ssm.send(
      new GetParameterCommand({ Name: '/tiny/new', WithDecryption: true }),
    );

    expect(Parameter?.Value).toBe('v');
    await expect(ssm.send(new GetParameterCommand({ Name: '/tiny/none' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
  });
});
