import type { Template } from '../aws-rules/template.ts';

/** Resources that this runtime stands in for, by service. */
const RUNNING: Readonly<Record<string, readonly string[]>> = {
  ApiGatewayV2: ['Api', 'Authorizer', 'Integration', 'Route'],
  CloudFront: ['CachePolicy', 'Distribution', 'ResponseHeadersPolicy'],
  Cognito: ['UserPool', 'UserPoolClient', 'UserPoolDomain'],
  DynamoDB: ['GlobalTable'],
  IAM: ['Policy', 'Role'],
  Lambda: ['EventSourceMapping', 'Function'],
  S3: ['Bucket', 'BucketPolicy'],
  SNS: ['TopicPolicy'],
  SQS: ['Queue', 'QueuePolicy'],
  Scheduler: ['Schedule'],
};

/** Resources that change nothing a person or a test could see on one machine. */
const WITHOUT_LOCAL_EFFECT: Readonly<Record<string, readonly string[]>> = {
  // The rate limit and the access log; `$default` adds nothing to the address.
  ApiGatewayV2: ['Stage'],
  CDK: ['Metadata'],
  CloudFront: ['OriginAccessControl'],
  CloudWatch: ['Alarm'],
  Cognito: ['ManagedLoginBranding'],
  // Who may invoke a function: here only the API that names it does.
  Lambda: ['Permission'],
  Logs: ['LogGroup', 'MetricFilter'],
  // Alarms speak to a topic, and there are none here.
  SNS: ['Subscription', 'Topic'],
  WAFv2: ['WebACL'],
};

/** @throws Error that names every resource on neither list: what does not run here must not seem to */
export function checkResources({ all }: Template): void {
  const isKnown = (type: string) => {
    const [, service = '', kind = ''] = type.split('::');
    return [RUNNING, WITHOUT_LOCAL_EFFECT].some((list) => list[service]?.includes(kind));
  };
  const unknown = all.filter(({ type }) => !isKnown(type)).map(({ id, type }) => `${id} (${type})`);
  if (unknown.length === 0) return;
  throw new Error(`The local runtime cannot run ${unknown.join(', ')}. See infra/local/resources.ts.`);
}
