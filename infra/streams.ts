import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventSourceMapping, type IFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { PREFIX } from '../functions/store/keys.ts';

/** Which changes of a table a function is told of. */
export interface StreamOptions {
  readonly table: TableV2;
  readonly target: IFunction;
  /** Kinds of items, by the beginning of their sort keys. */
  readonly kinds: readonly (keyof typeof PREFIX)[];
  readonly batchSize: number;
  /** Where a change goes that failed again and again. */
  readonly deadLetters: IQueue;
}

/** Tells a function of a table's changes: keys only, at least once, a poisonous record put aside and not the shard. */
export function feedFromStream(scope: Construct, id: string, options: StreamOptions): EventSourceMapping {
  const prefixes = options.kinds.map((kind) => ({ prefix: PREFIX[kind] }));
  return new EventSourceMapping(scope, id, {
    target: options.target,
    eventSourceArn: options.table.tableStreamArn ?? '',
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: options.batchSize,
    maxBatchingWindow: Duration.seconds(0),
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: 8,
    maxRecordAge: Duration.hours(12),
    onFailure: new SqsDlq(options.deadLetters),
    filters: [filterOn(prefixes)],
  });
}

function filterOn(prefixes: readonly { readonly prefix: string }[]): Record<string, unknown> {
  const pattern = { dynamodb: { Keys: { sk: { S: prefixes } } } };
  return { pattern: JSON.stringify(pattern) };
}
