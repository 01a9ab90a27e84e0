import { afterEach, describe, expect, it } from 'vitest';
import { queue, queueMapping, type RunningTinyApp, startTinyApp, streamMapping, TABLE } from './tiny-app.ts';

let app: RunningTinyApp;

afterEach(() => app.stop());

describe('idle', () => {
  it('waits for everything that follows from a call, over stream and queue', async () => {
    const grants = [
      { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: '*' },
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' },
    ];
    const pause = 'await new Promise((go) => setTimeout(go, 30));';
    const write = `const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
      export const handler = async () => { ${pause}
        await new DynamoDBClient({}).send(new PutItemCommand({ TableName: 'tiny-Table', Item: { pk: { S: 'p' }, sk: { S: 's' } } }));
      };`;
    const relay = `const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
      export const handler = async () => { ${pause}
        await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.AWS_ENDPOINT_URL + '/000000000000/tiny-Work', MessageBody: 'x' }));
      };`;
    app = await startTinyApp({
      resources: {
        Table: TABLE,
        Work: queue(),
        Changes: streamMapping('Relay'),
        Feeding: queueMapping('Work', 'Last'),
      },
      functions: {
        Writer: { code: write, grants },
        Relay: { code: relay, grants },
        Last: { code: `export const handler = async () => { ${pause} };` },
      },
    });

    void app.runtime.invoke('Writer', {});
    await app.runtime.idle();

    expect(app.calls.map(({ function: name }) => name)).toEqual(['Writer', 'Relay', 'Last']);
  });

  it('says what still runs when its time is up', async () => {
    app = await startTinyApp({
      functions: {
        Endless: { code: 'export const handler = () => new Promise(() => setInterval(() => {}, 100));' },
      },
    });
    const running = app.runtime.invoke('Endless', {});

    await expect(app.runtime.idle(100)).rejects.toThrow('Not idle after 100 ms because of Endless.');

    running.catch(() => undefined);
  });
});
