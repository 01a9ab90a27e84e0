import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { WatchState } from '../functions/domain/listing-watch.ts';

/** What is watched. */
export interface Watched {
  /** Where the ticks of the schedule go that failed, which counts all other queues. */
  readonly missedTicks: Queue;
  readonly api: HttpApi;
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
 * Alarms; the description of each names its heading in `docs/runbook.md`. Each metric of an alarm is paid for, so
 * functions are watched by the one that Lambda sums over all of an account and region, and dead-letter queues by the
 * one that the schedule puts over all of them. A schedule that is dead puts nothing, and a tick that fails is three
 * errors at most, too few for the alarm over all functions: the queue of its own missed ticks is watched by itself.
 */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, { missedTicks, api, metricsNamespace: namespace }: Watched) {
    super(scope, id);
    const period = Duration.minutes(5);
    // Ours are put every five minutes, and not to the second: in three times as long there is always one.
    const ours = { namespace, statistic: 'Maximum', period: Duration.minutes(15) };
    this.alarm('WorkPutAside', { metric: new Metric({ ...ours, metricName: 'DeadLetters' }), over: 0 });
    this.alarm('TicksMissed', {
      metric: missedTicks.metricApproximateNumberOfMessagesVisible({ period }),
      over: 0,
    });
    this.alarm('FunctionsFailing', { metric: LambdaFunction.metricAllErrors({ period }), over: 5 });
    this.alarm('FunctionsHeldBack', { metric: LambdaFunction.metricAllThrottles({ period }), over: 5 });
    this.alarm('AdminPageFailing', { metric: api.metricServerError({ period, statistic: 'Sum' }), over: 3 });
    for (const [State, heading] of Object.entries(LISTING_ALARMS)) {
      const metric = new Metric({ ...ours, metricName: 'Listings', dimensionsMap: { State } });
      this.alarm(heading, { metric, over: 0 });
    }
  }

  private alarm(
    heading: string,
    { metric, over }: { readonly metric: IMetric; readonly over: number },
  ): void {
    new Alarm(this, heading, {
      alarmDescription: `See docs/runbook.md, heading "${heading}".`,
      metric,
      threshold: over,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
