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

/** What an alarm looks at. */
interface Watch {
  readonly metric: IMetric;
  readonly over: number;
  /** Which of several alarms under one heading; default 0. */
  readonly part?: number;
}

/** CloudWatch takes this many metrics into one alarm. */
const MOST_METRICS = 10;

/** Alarms; the description of each names its heading in `docs/runbook.md`. */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, { functions, deadLetters, api }: Watched) {
    super(scope, id);
    const period = Duration.minutes(5);
    this.alarm('WorkPutAside', {
      metric: sum(deadLetters.map((queue) => queue.metricApproximateNumberOfMessagesVisible({ period }))),
      over: 0,
    });
    for (const [at, some] of inGroups(functions).entries()) {
      const failing = sum(some.map((lambda) => lambda.metricErrors({ period })));
      const heldBack = sum(some.map((lambda) => lambda.metricThrottles({ period })));
      this.alarm('FunctionsFailing', { metric: failing, over: 5, part: at });
      this.alarm('FunctionsHeldBack', { metric: heldBack, over: 5, part: at });
    }
    this.alarm('AdminPageFailing', { metric: api.metricServerError({ period, statistic: 'Sum' }), over: 3 });
  }

  private alarm(heading: string, { metric, over, part = 0 }: Watch): void {
    new Alarm(this, part === 0 ? heading : `${heading}${part + 1}`, {
      alarmDescription: `See docs/runbook.md, heading "${heading}".`,
      metric,
      threshold: over,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}

function inGroups<Thing>(things: readonly Thing[]): readonly (readonly Thing[])[] {
  return Array.from({ length: Math.ceil(things.length / MOST_METRICS) }, (_, at) =>
    things.slice(at * MOST_METRICS, (at + 1) * MOST_METRICS),
  );
}

function sum(metrics: readonly IMetric[]): MathExpression {
  const usingMetrics = Object.fromEntries(metrics.map((metric, at) => [`m${at}`, metric]));
  return new MathExpression({
    expression: `SUM([${Object.keys(usingMetrics).join(',')}])`,
    usingMetrics,
    period: Duration.minutes(5),
  });
}
