import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { readChanges } from '../../functions/platform/stream.ts';

function aRecord(number: number, differs: Partial<DynamoDBRecord> = {}): DynamoDBRecord {
  const Keys = { pk: { S: 'CLINIC#juniper' }, sk: { S: `REVIEW#${number}` } };
  return { eventID: `event-${number}`, dynamodb: { Keys, SequenceNumber: String(number) }, ...differs };
}

describe('readChanges', () => {
  it('gives the keys in the order of the delivery', () => {
    const records = [aRecord(2), aRecord(1, { eventName: 'REMOVE' })];

    expect(readChanges({ Records: records })).toEqual([
      { eventId: 'event-2', sequenceNumber: '2', key: { pk: 'CLINIC#juniper', sk: 'REVIEW#2' } },
      { eventId: 'event-1', sequenceNumber: '1', key: { pk: 'CLINIC#juniper', sk: 'REVIEW#1' } },
    ]);
  });

  it('carries on nothing of an image, should a stream ever hold one', () => {
    const { dynamodb } = aRecord(1);
    const record = aRecord(1, {
      dynamodb: { ...dynamodb, NewImage: { text: { S: 'My sciatica is better.' } } },
    });

    expect(JSON.stringify(readChanges({ Records: [record] }))).not.toContain('sciatica');
  });

  it.each([
    ['no key', aRecord(1, { dynamodb: { SequenceNumber: '1' } })],
    ['half a key', aRecord(1, { dynamodb: { SequenceNumber: '1', Keys: { pk: { S: 'p' } } } })],
    ['no place in the stream', aRecord(1, { dynamodb: { Keys: { pk: { S: 'p' }, sk: { S: 's' } } } })],
    ['no id', { dynamodb: aRecord(1).dynamodb } as DynamoDBRecord],
  ])('refuses a record with %s', (_, record) => {
    expect(() => readChanges({ Records: [aRecord(0), record] })).toThrow('A stream record has no key.');
  });
});
