import { Duration, Lazy } from 'aws-cdk-lib';
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config as PullConfig } from '../functions/sources/pull.lambda.ts';
import type { Config as ScheduleConfig } from '../functions/sources/schedule.lambda.ts';
import { BY_DUE, BY_STATUS } from '../functions/store/keys.ts';
import type { ApiRoutes } from './admin.ts';
import type { DataStack } from './data-stack.ts';
import { countGrant, indexGrant, receiveGrant, sendGrant, tableGrant } from './grants.ts';
import { lambda } from './lambda.ts';
import { deadLetterQueue, feedingQueue } from './queue.ts';
import { every } from './schedule.ts';
import { secretAsPrinted, secretGrant } from './secret-grant.ts';
import { metricsNamespace, type Settings, secretPrefix } from './settings.ts';
import { SOURCE_ROUTES, sourceApi } from './source-api.ts';

const PULL_TIMEOUT = Duration.minutes(5);

/** What the sources work with. */
export interface SourcesNeeds {
  readonly data: DataStack;
  /** Dead-letter queues that the schedule counts; asked at synthesis, so that they may be made later. */
  readonly putAside: () => readonly Queue[];
}

/**
 * From the sources into ContentTable: a schedule finds listings that are due, a queue feeds the pulls. The schedule
 * also counts what all functions put aside.
 */
export class Sources extends Construct {
  readonly deadLetters: readonly Queue[];
  /** Holds the schedule's own ticks that failed; it cannot be the one that counts them. */
  readonly missedTicks: Queue;
  /** Takes listings that are to be pulled at once. */
  readonly pullQueue: Queue;
  /** The staff's routes that act on sources. */
  readonly routes: ApiRoutes;

  constructor(scope: Construct, id: string, settings: Settings, { data, putAside }: SourcesNeeds) {
    super(scope, id);
    const { queue, deadLetters } = feedingQueue(this, 'PullQueue', {
      functionTimeout: PULL_TIMEOUT,
      tries: 5,
    });
    this.pullQueue = queue;
    this.missedTicks = deadLetterQueue(this, 'MissedTicks');
    const schedule = scheduleFunction(this, settings, {
      data,
      queue,
      putAside,
      missedTicks: this.missedTicks,
    });
    const pull = pullFunction(this, settings, { data, queue });
    new EventSourceMapping(this, 'Pulls', {
      target: pull,
      eventSourceArn: queue.queueArn,
      batchSize: 1,
      reportBatchItemFailures: true,
      maxConcurrency: settings.pullsAtOnce,
    });
    every(this, 'Tick', {
      minutes: settings.pullTickMinutes,
      invoke: schedule,
      deadLetters: this.missedTicks,
      description: 'Looks for listings that are due',
    });
    const api = sourceApi(this, settings, data, queue);
    this.routes = { keys: SOURCE_ROUTES, runs: api };
    this.deadLetters = [deadLetters];
  }
}

/** What the functions that feed the pulls share. */
interface Feeding {
  readonly data: DataStack;
  readonly queue: Queue;
}

function scheduleFunction(
  scope: Construct,
  settings: Settings,
  { data, queue, putAside, missedTicks }: Feeding & SourcesNeeds & { readonly missedTicks: Queue },
): LambdaFunction {
  return lambda<ScheduleConfig>(scope, 'Schedule', {
    settings,
    entry: 'sources/schedule',
    description: 'Finds listings that are due and queues their pulls; counts what needs a person',
    environment: {
      LEDGER_TABLE: data.ledger.tableName,
      PULL_QUEUE_URL: queue.queueUrl,
      TICK_MINUTES: String(settings.pullTickMinutes),
      DEAD_LETTER_URLS: Lazy.string({
        produce: () =>
          putAside()
            .map(({ queueUrl }) => queueUrl)
            .join(','),
      }),
      ...rates(settings),
    },
    timeout: Duration.minutes(1),
    // A whole processor: 10,000 listings due at once take 14 seconds of one.
    memoryMb: 1769,
    grants: [
      tableGrant(data.ledger, 'GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'),
      indexGrant(data.ledger, BY_DUE),
      indexGrant(data.ledger, BY_STATUS),
      sendGrant(queue),
      countGrant(putAside),
    ],
    deadLetters: missedTicks,
  });
}

function pullFunction(scope: Construct, settings: Settings, { data, queue }: Feeding): LambdaFunction {
  return lambda<PullConfig>(scope, 'Pull', {
    settings,
    entry: 'sources/pull',
    description: 'Reads one listing from its source',
    environment: {
      CONTENT_TABLE: data.content.tableName,
      LEDGER_TABLE: data.ledger.tableName,
      PULL_QUEUE_URL: queue.queueUrl,
      SECRET_PREFIX: secretPrefix(settings.environment),
      GOOGLE_OAUTH_URL: settings.sourceUrls.googleOauth,
      GOOGLE_REVIEWS_URL: settings.sourceUrls.googleReviews,
      YELP_URL: settings.sourceUrls.yelp,
      ...rates(settings),
    },
    timeout: PULL_TIMEOUT,
    grants: [
      tableGrant(data.content, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem'),
      tableGrant(data.ledger, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'),
      receiveGrant(queue),
      secretGrant(scope, settings, ['ssm:GetParameter'], '*'),
    ],
    wildcards: {
      [secretAsPrinted(settings, '*')]: 'Each clinic’s grant is a parameter of its own below this prefix.',
    },
  });
}

function rates({ callsAMinute, environment }: Settings) {
  return {
    GOOGLE_CALLS_A_MINUTE: String(callsAMinute.google),
    YELP_CALLS_A_MINUTE: String(callsAMinute.yelp),
    METRICS_NAMESPACE: metricsNamespace(environment),
  };
}
