import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** What is watched. */
export interface Watched {
  readonly functions: readonly LambdaFunction[];
  readonly deadLetters: readonly Queue[];
  readonly api: HttpApi;
}

/** Alarms; the description of each names its heading in `docs/runbook.md`. */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, { functions, deadLetters, api }: Watched) {
    super(scope, id);
    const period = Duration.minutes(5);
    this.alarm('WorkPutAside', {
      metric: sum(deadLetters.map((queue) => queue.metricApproximateNumberOfMessagesVisible({ period }))),
      over: 0,
    });
    this.alarm('FunctionsFailing', {
      metric: sum(functions.map((lambda) => lambda.metricErrors({ period }))),
      over: 5,
    });
    this.alarm('FunctionsHeldBack', {
      metric: sum(functions.map((lambda) => lambda.metricThrottles({ period }))),
      over: 5,
    });
    this.alarm('AdminPageFailing', { metric: api.metricServerError({ period, statistic: 'Sum' }), over: 3 });
  }

  private alarm(id: string, { metric, over }: { readonly metric: IMetric; readonly over: number }): void {
    new Alarm(this, id, {
      alarmDescription: `See docs/runbook.md, heading "${id}".`,
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
