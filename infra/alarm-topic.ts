import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';

/**
 * Makes the topic that every alarm speaks to, and its one reader by mail.
 *
 * It is not encrypted: what it carries are names of alarms, and alarms cannot speak to a topic under AWS's own key, while
 * a key of ours would cost as much a month as a clinic does. A topic with a policy of its own loses the one that lets the
 * account's alarms in, so that has to be said.
 */
export function alarmTopic(scope: Construct, id: string, { environment, alarmEmail }: Settings): Topic {
  const topic = new Topic(scope, id, {
    displayName: `clinic-reviews ${environment}`,
    enforceSSL: true,
  });
  const { partition, region, account } = Stack.of(scope);
  topic.addToResourcePolicy(
    new PolicyStatement({
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      conditions: {
        ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
      },
    }),
  );
  if (alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(alarmEmail));
  return topic;
}
