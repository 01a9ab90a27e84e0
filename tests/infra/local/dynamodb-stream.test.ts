import { BatchWriteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import type { BootOptions } from '../../../infra/local/boot.ts';
import { queue, type RunningTinyApp, startTinyApp, streamMapping, TABLE } from './tiny-app.ts';

let app: RunningTinyApp;

afterEach(() => app.stop());

/** Boots a table whose stream feeds a function that fails for the sort keys given to it as `fails`. */
async function startWith(
  code: string,
  mapping: Readonly<Record<string, unknown>> = {},
  options: Partial<BootOptions> = {},
): Promise<void> {
  const onFailure = { OnFailure: { Destination: { 'Fn::GetAtt': ['Dead', 'Arn'] } } };
  app = await startTinyApp(
    {
      resources: {
        Table: TABLE,
        Dead: queue(),
        Changes: streamMapping('Reader', { DestinationConfig: onFailure, ...mapping }),
      },
      functions: { Reader: { code } },
    },
    options,
  );
}

/** Writes items in one request, so that they come in one batch. */
async function write(...sortKeys: string[]): Promise<void> {
  const client = new DynamoDBClient(app.runtime.aws);
  const requests = sortKeys.map((sk) => ({ PutRequest: { Item: { pk: { S: 'clinic' }, sk: { S: sk } } } }));
  await client.send(new BatchWriteItemCommand({ RequestItems: { 'tiny-Table': requests } }));
}

/** The sort keys of each delivery, in order. */
function deliveries(): string[][] {
  return app.calls.map(({ event }) =>
    event.Records.map((record: { dynamodb: { Keys: { sk: { S: string } } } }) => record.dynamodb.Keys.sk.S),
  );
}

const FINE = 'export const handler = async () => ({ batchItemFailures: [] });';
const FAILS_FOR = (poison: string) => `export const handler = async ({ Records }) => ({
  batchItemFailures: Records.filter((r) => r.dynamodb.Keys.sk.S === '${poison}').map((r) => ({ itemIdentifier: r.dynamodb.SequenceNumber })),
});`;
const THROWS_WITH = (poison: string) => `export const handler = async ({ Records }) => {
  if (Records.some((r) => r.dynamodb.Keys.sk.S === '${poison}')) throw new Error('poisonous');
};`;

describe('openStreamSource', () => {
  it('gives a function the changes as AWS writes them', async () => {
    await startWith(FINE);

    await write('REVIEW#1');
    await app.runtime.idle();

    expect(app.calls[0]?.event.Records).toEqual([
      expect.objectContaining({
        eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventName: 'INSERT',
        eventSource: 'aws:dynamodb',
        awsRegion: 'us-east-1',
        eventSourceARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/tiny-Table/stream/local',
        dynamodb: expect.objectContaining({ Keys: { pk: { S: 'clinic' }, sk: { S: 'REVIEW#1' } } }),
      }),
    ]);
  });

  it('keeps to its filter, to the batch size, and to the order', async () => {
    const Pattern = JSON.stringify({
      dynamodb: { Keys: { sk: { S: [{ prefix: 'A#' }, { prefix: 'B#' }] } } },
    });
    await startWith(FINE, { BatchSize: 2, FilterCriteria: { Filters: [{ Pattern }] } });

    await write('A#1', 'C#1', 'B#1', 'A#2', 'C#2');
    await app.runtime.idle();

    expect(deliveries()).toEqual([['A#1', 'B#1'], ['A#2']]);
  });

  it('stops the start for a filter it does not know', async () => {
    const Pattern = JSON.stringify({ dynamodb: { Keys: { sk: { S: [{ cidr: '10.0.0.0/8' }] } } } });
    await startWith(FINE);

    await expect(
      startTinyApp({
        resources: {
          Table: TABLE,
          Changes: streamMapping('Reader', { FilterCriteria: { Filters: [{ Pattern }] } }),
        },
        functions: { Reader: { code: FINE } },
      }),
    ).rejects.toThrow('Changes: the local runtime does not support the filter {"cidr":"10.0.0.0/8"}.');
  });

  it('delivers again from the first failure on, and gives up after the last try', async () => {
    await startWith(FAILS_FOR('c'), { MaximumRetryAttempts: 2 });

    await write('a', 'b', 'c', 'd');
    await app.runtime.idle();

    expect(deliveries()).toEqual([['a', 'b', 'c', 'd'], ...[1, 2, 3].map(() => ['c', 'd'])]);
    expect(deadLetters()).toEqual([{ batchSize: 2, condition: 'RetryAttemptsExhausted', invokes: 3 }]);
  });

  it('cuts a failing batch in two until the poison is alone', async () => {
    await startWith(THROWS_WITH('c'), { MaximumRetryAttempts: 1, BisectBatchOnFunctionError: true });

    await write('a', 'b', 'c', 'd');
    await app.runtime.idle();

    expect(deliveries()).toEqual([['a', 'b', 'c', 'd'], ['a', 'b'], ['c', 'd'], ['c'], ['c'], ['d']]);
    expect(deadLetters()).toEqual([{ batchSize: 1, condition: 'RetryAttemptsExhausted', invokes: 2 }]);
  });

  it('gives up what has become too old, and goes on with the rest', async () => {
    await startWith(FAILS_FOR('old'), { MaximumRecordAgeInSeconds: 3600 });
    await write('old');
    await tried(2);

    app.runtime.clock.forward({ hours: 2 });
    await write('new');
    await app.runtime.idle();

    expect(deadLetters()).toEqual([
      expect.objectContaining({ batchSize: 1, condition: 'RecordAgeExceeded' }),
    ]);
    expect(deliveries().at(-1)).toEqual(['new']);
  });

  it.each([
    ['says nothing', 'undefined', 1],
    ['says null', '{ batchItemFailures: null }', 1],
    ['names nothing', '{ batchItemFailures: [{ itemIdentifier: "" }] }', 2],
    ['names something else', '{ batchItemFailures: [{ itemIdentifier: "unknown" }] }', 2],
    ['misnames the field', '{ batchItemFailures: [{ id: "1" }] }', 2],
  ])('takes a reply that %s as Lambda does', async (_, reply, times) => {
    await startWith(`export const handler = async () => (${reply});`, { MaximumRetryAttempts: 1 });

    await write('a');
    await app.runtime.idle();

    expect(app.calls).toHaveLength(times);
  });

  it('delivers every change as often as a test asks, in the order of its seed', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    await startWith(FINE, { BatchSize: 6 }, { deliveries: { copies: 3, shuffleSeed: 7 } });

    await write(...keys);
    await app.runtime.idle();

    expect(deliveries().map((batch) => [...batch].sort())).toEqual([keys, keys, keys]);
    expect(deliveries()).not.toContainEqual(keys);
  });

  it('holds changes back while it is paused', async () => {
    await startWith(FINE);
    app.runtime.pause();
    await write('a');
    await app.runtime.idle();
    const before = app.calls.length;

    app.runtime.resume();
    await app.runtime.idle();

    expect([before, app.calls.length]).toEqual([0, 1]);
  });

  it('lets go of a batch that fails again and again while it is paused', async () => {
    await startWith(`export const handler = async () => { throw new Error('no'); };`);
    await write('a');
    await tried(2);

    app.runtime.pause();
    await app.runtime.idle();
    const before = app.calls.length;
    app.runtime.resume();
    await tried(before + 2);

    expect(deliveries().every((batch) => batch[0] === 'a')).toBe(true);
  });

  it('stops the start when the function may not read the stream, or not send what failed', async () => {
    await startWith(FINE);
    const grants = [{ Effect: 'Deny', Action: 'dynamodb:GetRecords', Resource: '*' }];

    await expect(
      startTinyApp({
        resources: { Table: TABLE, Changes: streamMapping('Reader') },
        functions: { Reader: { code: FINE, grants } },
      }),
    ).rejects.toThrow(
      'Changes: User: arn:aws:sts::000000000000:assumed-role/Reader is not authorized to perform: dynamodb:GetRecords',
    );
  });

  it('wakes at a write, without anybody asking', async () => {
    await startWith(FINE);
    const client = new DynamoDBClient(app.runtime.aws);
    const put = (sk: string) => {
      const called = new Promise((resolve) => app.runtime.observers.add(resolve));
      const Item = { pk: { S: 'p' }, sk: { S: sk } };
      return client.send(new PutItemCommand({ TableName: 'tiny-Table', Item })).then(() => called);
    };
    await put('while it still looks around after its start');
    await app.runtime.idle();

    const called = put('later');

    await expect(called).resolves.toMatchObject({ function: 'Reader' });
  });
});

function deadLetters(): { condition: string; batchSize: number; invokes: number }[] {
  return app.runtime
    .queue('Dead')
    .bodies()
    .map((body) => {
      expect(body).not.toContain('clinic');
      const { requestContext, DDBStreamBatchInfo } = JSON.parse(body);
      const { condition, approximateInvokeCount: invokes } = requestContext;
      return { condition, batchSize: DDBStreamBatchInfo.batchSize, invokes };
    });
}

function tried(times: number): Promise<void> {
  return new Promise((resolve) => app.runtime.observers.add(() => app.calls.length >= times && resolve()));
}
