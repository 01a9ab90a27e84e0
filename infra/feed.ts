import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config as ExpireConfig } from '../functions/feed/expire.lambda.ts';
import type { Config as PublishConfig } from '../functions/feed/publish.lambda.ts';
import type { Config as RelayConfig } from '../functions/feed/relay.lambda.ts';
import { BY_DUE, BY_EXPIRY } from '../functions/store/keys.ts';
import type { DataStack } from './data-stack.ts';
import {
  countGrant,
  indexGrant,
  objectGrants,
  receiveGrant,
  sendGrant,
  streamGrants,
  tableGrant,
  takeUpGrant,
} from './grants.ts';
import { lambda } from './lambda.ts';
import { deadLetterQueue, type FeedingQueue, feedingQueue } from './queue.ts';
import { every } from './schedule.ts';
import { metricsNamespace, type Settings } from './settings.ts';
import { feedFromStream } from './streams.ts';

const PUBLISH_TIMEOUT = Duration.minutes(2);

/** What the sweep sends to, and looks into. */
interface SweptQueues {
  readonly due: FeedingQueue;
  readonly failedChanges: Queue;
  readonly missedTicks: Queue;
}

/** From any change to public JSON: both tables mark their clinic due, one publisher at a time builds its feed. */
export class Feed extends Construct {
  readonly deadLetters: readonly Queue[];
  /** Takes clinics whose feed is due. */
  readonly dueQueue: Queue;
  /** Turns changes of both tables into clinics that are due. */
  readonly relay: LambdaFunction;

  constructor(scope: Construct, id: string, settings: Settings, data: DataStack) {
    super(scope, id);
    const due = feedingQueue(this, 'DueQueue', { isFifo: true, functionTimeout: PUBLISH_TIMEOUT, tries: 8 });
    const failedChanges = deadLetterQueue(this, 'FailedChanges');
    const missedTicks = deadLetterQueue(this, 'MissedTicks');
    this.dueQueue = due.queue;
    this.relay = this.relayOf(settings, data, due, failedChanges);
    this.publish(settings, data, due);
    this.expire(settings, data, { due, failedChanges, missedTicks });
    this.deadLetters = [due.deadLetters, failedChanges, missedTicks];
  }

  private relayOf(
    settings: Settings,
    data: DataStack,
    { queue }: FeedingQueue,
    deadLetters: Queue,
  ): LambdaFunction {
    const relay = lambda<RelayConfig>(this, 'Relay', {
      settings,
      entry: 'feed/relay',
      description: 'Marks a clinic due when anything of it changed',
      environment: { LEDGER_TABLE: data.ledger.tableName, DUE_QUEUE_URL: queue.queueUrl },
      timeout: Duration.minutes(1),
      memoryMb: 256,
      grants: [
        indexGrant(data.ledger, BY_DUE),
        tableGrant(data.ledger, 'BatchGetItem'),
        sendGrant(queue),
        ...streamGrants(data.content),
        ...streamGrants(data.ledger),
      ],
    });
    feedFromStream(this, 'ContentChanges', {
      table: data.content,
      target: relay,
      kinds: ['review', 'summary', 'tagging'],
      batchSize: 100,
      deadLetters,
    });
    feedFromStream(this, 'LedgerChanges', {
      table: data.ledger,
      target: relay,
      kinds: [
        'moderation',
        'listingDecision',
        'sourceSwitch',
        'clinic',
        'location',
        'listing',
        'embed',
        'erasure',
        'consent',
      ],
      batchSize: 100,
      deadLetters,
    });
    return relay;
  }

  private publish(settings: Settings, data: DataStack, { queue }: FeedingQueue) {
    const publish = lambda<PublishConfig>(this, 'Publish', {
      settings,
      entry: 'feed/publish',
      description: 'Builds the feed of a clinic and puts what differs into the bucket',
      environment: {
        CONTENT_TABLE: data.content.tableName,
        LEDGER_TABLE: data.ledger.tableName,
        DUE_QUEUE_URL: queue.queueUrl,
        FEED_BUCKET: data.feed.bucketName,
        EDGE_SECONDS: String(settings.edgeSeconds),
      },
      timeout: PUBLISH_TIMEOUT,
      memoryMb: 1024,
      grants: [
        tableGrant(data.content, 'Query'),
        tableGrant(data.ledger, 'GetItem', 'Query', 'PutItem', 'UpdateItem'),
        ...objectGrants(data.feedArn, 'feed/'),
        receiveGrant(queue),
      ],
      wildcards: {
        [`${data.feedArnExport}/feed/*`]: 'It publishes any object below feed/.',
      },
    });
    new EventSourceMapping(this, 'DueClinics', {
      target: publish,
      eventSourceArn: queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
    });
  }

  private expire(settings: Settings, data: DataStack, queues: SweptQueues) {
    const { due, failedChanges, missedTicks } = queues;
    const expire = lambda<ExpireConfig>(this, 'Expire', {
      settings,
      entry: 'feed/expire',
      description: 'Deletes what has lapsed and marks clinics whose feed is about to',
      environment: {
        CONTENT_TABLE: data.content.tableName,
        LEDGER_TABLE: data.ledger.tableName,
        DUE_QUEUE_URL: due.queue.queueUrl,
        FAILED_DUE_URL: due.deadLetters.queueUrl,
        FAILED_CHANGES_URL: failedChanges.queueUrl,
        METRICS_NAMESPACE: metricsNamespace(settings.environment),
      },
      timeout: Duration.minutes(2),
      grants: [
        tableGrant(data.content, 'DeleteItem'),
        tableGrant(data.ledger, 'Query', 'BatchGetItem'),
        indexGrant(data.content, BY_EXPIRY),
        indexGrant(data.ledger, BY_DUE),
        sendGrant(due.queue),
        takeUpGrant(due.deadLetters),
        countGrant(() => [failedChanges]),
      ],
      deadLetters: missedTicks,
    });
    every(this, 'Sweep', {
      minutes: settings.expiryTickMinutes,
      invoke: expire,
      deadLetters: missedTicks,
      description: 'Sweeps what has lapsed',
    });
  }
}
