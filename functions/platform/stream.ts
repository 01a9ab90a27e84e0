import type { DynamoDBStreamEvent } from 'aws-lambda';

/** One change of a table, as a KEYS_ONLY stream tells it: which item, nothing of what it was or is. */
export interface Change {
  /** Unique to the event; the same when it is delivered again. */
  readonly eventId: string;
  /** To be reported when the change could not be handled. */
  readonly sequenceNumber: string;
  readonly key: { readonly pk: string; readonly sk: string };
}

/** Reads the changes of a delivery, in order. @throws Error when a record has no key: the stream is set up wrongly */
export function readChanges({ Records }: DynamoDBStreamEvent): readonly Change[] {
  return Records.map(({ eventID, dynamodb }) => {
    const pk = dynamodb?.Keys?.pk?.S;
    const sk = dynamodb?.Keys?.sk?.S;
    const sequenceNumber = dynamodb?.SequenceNumber;
    if (!eventID || !sequenceNumber || !pk || !sk) throw new Error('A stream record has no key.');
    return { eventId: eventID, sequenceNumber, key: { pk, sk } };
  });
}
