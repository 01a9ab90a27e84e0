import { Duration, Stack } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge.ts';

/** What to invoke, and how often. */
export interface EveryOptions {
  readonly minutes: number;
  readonly invoke: LambdaFunction;
  /** Where an event goes that could not be handed to the function. */
  readonly deadLetters: IQueue;
  readonly description: string;
}

/** Invokes a function every so many minutes. A missed tick is not repeated: the next one finds the same work. */
export function every(scope: Construct, id: string, options: EveryOptions): Schedule {
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
  const { logicalId } = options.invoke.node.defaultChild as CfnFunction;
  acknowledgeWildcard(
    role,
    `<${Stack.of(scope).resolve(logicalId)}.Arn>:*`,
    'Any version of this one function.',
  );
  return new Schedule(scope, id, {
    schedule: ScheduleExpression.rate(Duration.minutes(options.minutes)),
    target: new LambdaInvoke(options.invoke, {
      role: role as IRole,
      deadLetterQueue: options.deadLetters,
      retryAttempts: 2,
      maxEventAge: Duration.minutes(options.minutes),
    }),
    description: options.description,
  });
}
