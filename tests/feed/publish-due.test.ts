import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { publishDue } from '../../functions/feed/publish-due.ts';

function aMessage(messageId: string, body: string): SQSRecord {
  return {
    messageId,
    body,
    receiptHandle: '',
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '0',
      MessageGroupId: 'juniper',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: 'us-east-1',
  };
}

const juniper = '{"clinicId":"juniper"}';
const willow = '{"clinicId":"willow"}';

describe('publishDue', () => {
  it('publishes a clinic once however many messages name it', async () => {
    const published: string[] = [];

    const reply = await publishDue(
      [aMessage('1', juniper), aMessage('2', willow), aMessage('3', juniper)],
      async (clinicId) => published.push(clinicId),
    );

    expect(published.toSorted()).toEqual(['juniper', 'willow']);
    expect(reply).toEqual({ batchItemFailures: [] });
  });

  it('reports every message of a clinic that failed, and no other', async () => {
    const reply = await publishDue(
      [aMessage('1', juniper), aMessage('2', willow), aMessage('3', juniper)],
      async (clinicId) => {
        if (clinicId === 'juniper') throw new Error('The bucket does not answer.');
      },
    );

    expect(reply.batchItemFailures).toEqual([{ itemIdentifier: '1' }, { itemIdentifier: '3' }]);
  });

  it.each(['', '{}', '{"clinicId":""}', '{"clinicId":7}', 'null'])(
    'reports a message that names no clinic: %j',
    async (body) => {
      const published: string[] = [];

      const reply = await publishDue([aMessage('1', body), aMessage('2', willow)], async (clinicId) =>
        published.push(clinicId),
      );

      expect(reply.batchItemFailures).toEqual([{ itemIdentifier: '1' }]);
      expect(published).toEqual(['willow']);
    },
  );
});
