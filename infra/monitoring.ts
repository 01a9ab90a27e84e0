import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { WatchState } from '../functions/domain/listing-watch.ts';
import { UNREADABLE_ITEMS } from './lambda.ts';

/** What is watched. */
export interface Watched {
  /** Where the ticks of the schedule go that failed, which counts all other queues. */
  readonly missedTicks: Queue;
  /** Queues that feed a function, by the beginning of their alarms' names. */
  readonly queues: Readonly<Record<string, Queue>>;
  /** Functions that are fed from streams, likewise. */
  readonly streams: Readonly<Record<string, LambdaFunction>>;
  readonly api: HttpApi;
  /** Tells the operator. */
  readonly topic: ITopic;
  /** Where our own functions put their metrics. */
  readonly metricsNamespace: string;
}

/** An alarm for each state of a listing that needs a person; a state without one does not compile. */
const LISTING_ALARMS: Readonly<Record<WatchState, string>> = {
  'needs-reconnect': 'ListingsNeedReconnect',
  'not-approved': 'ListingsNotApproved',
  config: 'ListingsMisconfigured',
  forbidden: 'ListingsForbidden',
  'not-found': 'ListingsNotFound',
  frozen: 'ListingsFrozen',
  format: 'ListingsChangedFormat',
  'copy-ending': 'ListingsCopyEnding',
  stale: 'ListingsStale',
};

/**
 * How long something may wait before a person is told. All of it is quick, or paced: a pull waits at most one tick for its
 * turn. With the minute or two that AWS takes to measure and to look, the first mail goes out within ten minutes.
 */
const LONGEST_WAIT = Duration.minutes(8);

/**
 * Alarms; the description of each names its heading in `docs/runbook.md`. Each metric of an alarm is paid for, so
 * functions are watched by the one that Lambda sums over all of an account and region, and dead-letter queues by the
 * one that the schedule puts over all of them. A schedule that is dead puts nothing: the queue of its own missed ticks is
 * watched by itself.
 */
export class Monitoring extends Construct {
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    const { missedTicks, queues, streams, api, metricsNamespace: namespace } = watched;
    this.action = new SnsAction(watched.topic);
    const period = Duration.minutes(5);
    // Ours are put every five minutes, and not to the second: in three times as long there is always one.
    const ours = { namespace, statistic: 'Maximum', period: Duration.minutes(15) };
    this.alarm('WorkPutAside', { metric: new Metric({ ...ours, metricName: 'DeadLetters' }), over: 0 });
    this.alarm('TicksMissed', {
      metric: missedTicks.metricApproximateNumberOfMessagesVisible({ period }),
      over: 0,
    });
    // A function that dies of a message gets it again when its time is over, which for a pull is five minutes.
    const errors = LambdaFunction.metricAllErrors({ period: Duration.minutes(10) });
    this.alarm('FunctionsFailing', { metric: errors, over: 1 });
    this.alarm('FunctionsHeldBack', { metric: LambdaFunction.metricAllThrottles({ period }), over: 5 });
    // A handler that reports what failed ends without an error: its work comes again, or goes nowhere, and waits.
    const minute = Duration.minutes(1);
    for (const [work, queue] of Object.entries(queues)) {
      const metric = queue.metricApproximateAgeOfOldestMessage({ period: minute, statistic: 'Maximum' });
      this.alarm(`${work}Wait`, { metric, over: LONGEST_WAIT.toSeconds() });
    }
    for (const [work, fed] of Object.entries(streams)) {
      const metric = fed.metric('IteratorAge', { period: minute, statistic: 'Maximum' });
      this.alarm(`${work}Wait`, { metric, over: LONGEST_WAIT.toMilliseconds() });
    }
    this.alarm('AdminPageFailing', { metric: api.metricServerError({ period, statistic: 'Sum' }), over: 3 });
    const unreadable = { namespace, metricName: UNREADABLE_ITEMS, statistic: 'Sum', period };
    this.alarm('ItemsUnreadable', { metric: new Metric(unreadable), over: 0 });
    for (const [State, heading] of Object.entries(LISTING_ALARMS)) {
      const metric = new Metric({ ...ours, metricName: 'Listings', dimensionsMap: { State } });
      this.alarm(heading, { metric, over: 0 });
    }
  }

  private alarm(
    heading: string,
    { metric, over }: { readonly metric: IMetric; readonly over: number },
  ): void {
    const alarm = new Alarm(this, heading, {
      alarmDescription: `See docs/runbook.md, heading "${heading}".`,
      metric,
      threshold: over,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.action);
    alarm.addOkAction(this.action);
  }
}
