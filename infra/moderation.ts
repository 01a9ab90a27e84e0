import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config as ModerateConfig } from '../functions/moderation/moderate.lambda.ts';
import type { Config as RetagConfig } from '../functions/moderation/retag.lambda.ts';
import type { DataStack } from './data-stack.ts';
import { receiveGrant, sendGrant, streamGrants, tableGrant } from './grants.ts';
import { lambda } from './lambda.ts';
import { deadLetterQueue, type FeedingQueue, feedingQueue } from './queue.ts';
import type { Settings } from './settings.ts';
import { feedFromStream } from './streams.ts';

const RETAG_TIMEOUT = Duration.minutes(1);

/** From pulled reviews to tagged ones that wait for a person; and, when staff ask for it, the tags of all of them anew. */
export class Moderation extends Construct {
  readonly deadLetters: readonly Queue[];
  /** Takes requests to read a clinic's reviews anew. */
  readonly retagQueue: Queue;
  /** Tags what was pulled. */
  readonly moderator: LambdaFunction;

  constructor(scope: Construct, id: string, settings: Settings, data: DataStack) {
    super(scope, id);
    const failedChanges = deadLetterQueue(this, 'FailedChanges');
    const retag = feedingQueue(this, 'RetagQueue', {
      isFifo: true,
      functionTimeout: RETAG_TIMEOUT,
      tries: 5,
    });
    this.moderator = this.moderate(settings, data, failedChanges);
    this.retag(settings, data, retag);
    this.deadLetters = [failedChanges, retag.deadLetters];
    this.retagQueue = retag.queue;
  }

  private moderate(settings: Settings, data: DataStack, deadLetters: Queue): LambdaFunction {
    const moderate = lambda<ModerateConfig>(this, 'Moderate', {
      settings,
      entry: 'moderation/moderate',
      description: 'Tags reviews by condition, opens them for staff and keeps where they stand',
      environment: { CONTENT_TABLE: data.content.tableName, LEDGER_TABLE: data.ledger.tableName },
      timeout: Duration.minutes(1),
      grants: [
        tableGrant(data.content, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
        tableGrant(data.ledger, 'GetItem', 'BatchGetItem', 'PutItem'),
        ...streamGrants(data.content),
        ...streamGrants(data.ledger),
      ],
    });
    feedFromStream(this, 'Reviews', {
      table: data.content,
      target: moderate,
      kinds: ['review'],
      batchSize: 25,
      deadLetters,
    });
    feedFromStream(this, 'Decisions', {
      table: data.ledger,
      target: moderate,
      kinds: ['moderation'],
      batchSize: 25,
      deadLetters,
    });
    return moderate;
  }

  /** One run at a time for a clinic, which is a group of the queue, and a few for all of them. */
  private retag(settings: Settings, data: DataStack, { queue }: FeedingQueue) {
    const retag = lambda<RetagConfig>(this, 'Retag', {
      settings,
      entry: 'moderation/retag',
      description: 'Reads a clinic’s reviews anew with the present lexicon',
      environment: {
        CONTENT_TABLE: data.content.tableName,
        LEDGER_TABLE: data.ledger.tableName,
        RETAG_QUEUE_URL: queue.queueUrl,
      },
      timeout: RETAG_TIMEOUT,
      grants: [
        tableGrant(data.content, 'BatchGetItem', 'Query', 'PutItem'),
        tableGrant(data.ledger, 'GetItem', 'BatchGetItem', 'PutItem', 'ConditionCheckItem'),
        receiveGrant(queue),
        sendGrant(queue),
      ],
    });
    new EventSourceMapping(this, 'Retaggings', {
      target: retag,
      eventSourceArn: queue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
      maxConcurrency: settings.retagsAtOnce,
    });
  }
}
