import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Says why a rule of cdk-nag does not hold for a construct and what is below it.
 *
 * @param id the rule, such as `AwsSolutions-IAM5`
 * @param reason one a reviewer would accept
 */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}

/**
 * Says why a role may do something to more than one named resource.
 *
 * @param resource the resource as cdk-nag prints it, such as `*` or `<LogGroup.Arn>:*`
 */
export function acknowledgeWildcard(construct: IConstruct, resource: string, reason: string): void {
  acknowledge(construct, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
}
