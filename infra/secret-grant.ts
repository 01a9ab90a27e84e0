import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { type Settings, secretPrefix } from './settings.ts';

/** Lets a function use secrets by the last part of their names; `*` stands for any. */
export function secretGrant(
  scope: Construct,
  settings: Settings,
  actions: readonly `ssm:${'Get' | 'Put' | 'Delete'}Parameter`[],
  ...names: readonly string[]
): PolicyStatement {
  const { partition, region, account } = Stack.of(scope);
  const prefix = `arn:${partition}:ssm:${region}:${account}:parameter${secretPrefix(settings.environment)}`;
  return new PolicyStatement({
    actions: [...actions],
    resources: names.map((name) => `${prefix}/${name}`),
  });
}

/** The resource of such a grant as cdk-nag prints it. */
export function secretAsPrinted(settings: Settings, name: string): string {
  const prefix = secretPrefix(settings.environment);
  return `arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter${prefix}/${name}`;
}
