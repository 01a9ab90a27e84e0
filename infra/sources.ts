import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config as PullConfig } from '../functions/sources/pull.lambda.ts';
import type { Config as ScheduleConfig } from '../functions/sources/schedule.lambda.ts';
import type { Config as SourceApiConfig, SourceRoute } from '../functions/sources/source-api.lambda.ts';
import { BY_DUE } from '../functions/store/keys.ts';
import type { ApiRoutes } from './admin.ts';
import type { DataStack } from './data-stack.ts';
import { indexGrant, receiveGrant, sendGrant, tableGrant } from './grants.ts';
import { lambda } from './lambda.ts';
import { deadLetterQueue, feedingQueue } from './queue.ts';
import { every } from './schedule.ts';
import { type Settings, secretPrefix } from './settings.ts';

const ROUTES: Readonly<Record<SourceRoute, true>> = {
  'POST /api/clinics/{clinicId}/listings/{listingId}/absence': true,
};

const PULL_TIMEOUT = Duration.minutes(5);

/** From the sources into ContentTable: a schedule finds listings that are due, a queue feeds the pulls. */
export class Sources extends Construct {
  readonly functions: readonly LambdaFunction[];
  readonly deadLetters: readonly Queue[];
  /** Takes listings that are to be pulled at once. */
  readonly pullQueue: Queue;
  /** The staff's routes that act on sources. */
  readonly routes: ApiRoutes;

  constructor(scope: Construct, id: string, settings: Settings, data: DataStack) {
    super(scope, id);
    const { queue, deadLetters } = feedingQueue(this, 'PullQueue', {
      functionTimeout: PULL_TIMEOUT,
      tries: 3,
    });
    this.pullQueue = queue;
    const missedTicks = deadLetterQueue(this, 'MissedTicks');
    const schedule = lambda<ScheduleConfig>(this, 'Schedule', {
      settings,
      entry: 'sources/schedule',
      description: 'Finds listings that are due and queues their pulls',
      environment: { LEDGER_TABLE: data.ledger.tableName, PULL_QUEUE_URL: queue.queueUrl },
      timeout: Duration.minutes(1),
      grants: [tableGrant(data.ledger, 'UpdateItem'), indexGrant(data.ledger, BY_DUE), sendGrant(queue)],
      deadLetters: missedTicks,
    });
    const pull = lambda<PullConfig>(this, 'Pull', {
      settings,
      entry: 'sources/pull',
      description: 'Reads one listing from its source',
      environment: {
        CONTENT_TABLE: data.content.tableName,
        LEDGER_TABLE: data.ledger.tableName,
        SECRET_PREFIX: secretPrefix(settings.environment),
        GOOGLE_OAUTH_URL: settings.sourceUrls.googleOauth,
        GOOGLE_REVIEWS_URL: settings.sourceUrls.googleReviews,
        YELP_URL: settings.sourceUrls.yelp,
      },
      timeout: PULL_TIMEOUT,
      grants: [
        tableGrant(data.content, 'GetItem', 'Query', 'PutItem', 'DeleteItem'),
        tableGrant(data.ledger, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'),
        receiveGrant(queue),
        secretGrant(this, settings),
      ],
      wildcards: {
        [`arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter${secretPrefix(settings.environment)}/*`]:
          'Each clinic’s grant is a parameter of its own below this prefix.',
      },
    });
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
      deadLetters: missedTicks,
      description: 'Looks for listings that are due',
    });
    const api = lambda<SourceApiConfig>(this, 'SourceApi', {
      settings,
      entry: 'sources/source-api',
      description: 'Does what staff ask of listings and their sources',
      environment: { LEDGER_TABLE: data.ledger.tableName },
      timeout: Duration.seconds(15),
      grants: [tableGrant(data.ledger, 'GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem')],
    });
    this.routes = { keys: Object.keys(ROUTES), runs: api };
    this.functions = [schedule, pull, api];
    this.deadLetters = [deadLetters, missedTicks];
  }
}

function secretGrant(scope: Construct, settings: Settings): PolicyStatement {
  const { partition, region, account } = Stack.of(scope);
  return new PolicyStatement({
    actions: ['ssm:GetParameter'],
    resources: [`arn:${partition}:ssm:${region}:${account}:parameter${secretPrefix(settings.environment)}/*`],
  });
}
