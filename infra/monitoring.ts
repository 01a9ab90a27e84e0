import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { WatchState } from '../functions/domain/listing-watch.ts';

/** What is watched. */
export interface Watched {
  readonly deadLetters: readonly Queue[];
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

/** CloudWatch takes no more in one expression of an alarm, https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-limits.html */
const MOST_METRICS = 10;

/**
 * Alarms; the description of each names its heading in `docs/runbook.md`. Each metric of an alarm is paid for, so
 * functions are watched by the one that Lambda sums over all of an account and region.
 */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, { deadLetters, api, metricsNamespace: namespace }: Watched) {
    super(scope, id);
    const period = Duration.minutes(5);
    this.alarmOverAll('WorkPutAside', {
      metrics: deadLetters.map((queue) => queue.metricApproximateNumberOfMessagesVisible({ period })),
      over: 0,
    });
    this.alarm('FunctionsFailing', { metric: LambdaFunction.metricAllErrors({ period }), over: 5 });
    this.alarm('FunctionsHeldBack', { metric: LambdaFunction.metricAllThrottles({ period }), over: 5 });
    this.alarm('AdminPageFailing', { metric: api.metricServerError({ period, statistic: 'Sum' }), over: 3 });
    for (const [State, heading] of Object.entries(LISTING_ALARMS)) {
      const dimensionsMap = { State };
      const metric = new Metric({ namespace, metricName: 'Listings', dimensionsMap, statistic: 'Maximum' });
      this.alarm(heading, { metric: metric.with({ period: Duration.minutes(15) }), over: 0 });
    }
  }

  /** One alarm over the sum, or several where there are more metrics than an alarm may sum. */
  private alarmOverAll(
    heading: string,
    { metrics, over }: { readonly metrics: readonly IMetric[]; readonly over: number },
  ): void {
    for (let from = 0; from < metrics.length; from += MOST_METRICS) {
      const id = from === 0 ? heading : `${heading}${from / MOST_METRICS + 1}`;
      this.alarm(heading, { metric: sum(metrics.slice(from, from + MOST_METRICS)), over }, id);
    }
  }

  private alarm(
    heading: string,
    { metric, over }: { readonly metric: IMetric; readonly over: number },
    id = heading,
  ): void {
    new Alarm(this, id, {
      alarmDescription: `See docs/runbook.md, heading "${heading}".`,
      metric,
      threshold: over,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}

function sum(metrics: readonly IMetric[]): MathExpression {
  const usingMetrics = Object.fromEntries(metrics.map((metric, at) => [`m${at}`, metric]));
  return new MathExpression({
    expression: `SUM([${Object.keys(usingMetrics).join(',')}])`,
    usingMetrics,
    period: Duration.minutes(5),
  });
}
