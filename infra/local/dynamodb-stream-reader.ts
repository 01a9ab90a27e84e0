import { createHash } from 'node:crypto';
import type { Properties } from '../aws-rules/template.ts';
import type { Clock } from './clock.ts';
import { callEngine } from './dynamodb.ts';

/** A change of a table as a function gets it, its place in the stream, and when it was made, epoch milliseconds. */
export type Change = { readonly record: object; readonly place: Place; readonly madeAt: number };
/** Everything up to a place has been read; its shard is that of one stream, not of a later table of the same name. */
export type Place = { readonly shard: string; readonly sequence: string };

/**
 * Gives what reads the changes of a table after a place, in order, from the oldest without one; empty when there are
 * none yet.
 *
 * @param arn the stream's ARN in the template; the engine has one of its own
 */
export async function openStreamReader(engine: string, arn: string, clock: Clock) {
  const call = (action: string, asked: object) =>
    callEngine(engine, `DynamoDBStreams_20120810.${action}`, asked);
  const { Streams } = await call('ListStreams', { TableName: arn.split('/')[1] });
  const { StreamArn } = Streams.at(-1);
  const shardOf = (ShardId: string) => `${StreamArn}/${ShardId}`;
  const toChange = (shard: string, record: Properties): Change => {
    const { SequenceNumber: sequence, ApproximateCreationDateTime: seconds } = record.dynamodb;
    // The engine tells whole seconds; the end of the second never makes a change older than it is.
    const madeAt = clock.shownAt(seconds * 1000 + 999);
    const dynamodb = { ...record.dynamodb, ApproximateCreationDateTime: Math.floor(madeAt / 1000) };
    const eventID = createHash('md5').update(`${shard}/${sequence}`).digest('hex');
    const event = { ...record, dynamodb, eventID, awsRegion: 'us-east-1', eventSourceARN: arn };
    return { record: event, place: { shard, sequence }, madeAt };
  };
  return async (after: Place | undefined): Promise<readonly Change[]> => {
    const { StreamDescription } = await call('DescribeStream', { StreamArn });
    const shards: string[] = StreamDescription.Shards.map(({ ShardId }: Properties) => ShardId).sort();
    const reached = shards.findIndex((shard) => shardOf(shard) === after?.shard);
    for (const ShardId of shards.slice(Math.max(0, reached))) {
      const SequenceNumber = shardOf(ShardId) === after?.shard ? after?.sequence : undefined;
      const ShardIteratorType = SequenceNumber === undefined ? 'TRIM_HORIZON' : 'AFTER_SEQUENCE_NUMBER';
      const iterator = await call('GetShardIterator', {
        StreamArn,
        ShardId,
        ShardIteratorType,
        SequenceNumber,
      });
      const { Records, NextShardIterator } = await call('GetRecords', iterator);
      if (Records.length > 0) return Records.map((record: Properties) => toChange(shardOf(ShardId), record));
      if (NextShardIterator !== undefined) return [];
    }
    return [];
  };
}
