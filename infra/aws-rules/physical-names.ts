/** A resource that another one refers to: its stack's name, and its properties, resolved when asked for. */
export type Target = {
  readonly id: string;
  readonly type: string;
  readonly stack: string;
  readonly property: (name: string) => unknown;
};

/** An ARN in the one region and account there is. */
export function arnOf(service: string, resource: string): string {
  return `arn:aws:${service}:us-east-1:000000000000:${resource}`;
}

/** `Ref` and the attributes of what has a name outside of its template, as on AWS. */
const PHYSICAL = new Map(
  Object.entries<(target: Target) => { Ref: string; [attribute: string]: string }>({
    'AWS::ApiGatewayV2::Api': ({ id }) => {
      const api = id.toLowerCase();
      return { Ref: api, ApiEndpoint: `https://${api}.execute-api.us-east-1.amazonaws.com` };
    },
    'AWS::CloudFront::Distribution': ({ id }) => ({
      Ref: id,
      DomainName: `${id.toLowerCase()}.cloudfront.net`,
    }),
    'AWS::Cognito::UserPool': ({ id }) => ({
      Ref: `us-east-1_${id}`,
      Arn: arnOf('cognito-idp', `userpool/${id}`),
    }),
    'AWS::Cognito::UserPoolClient': ({ id }) => ({ Ref: id.toLowerCase() }),
    'AWS::Cognito::UserPoolDomain': ({ property }) => ({ Ref: String(property('Domain')) }),
    'AWS::DynamoDB::GlobalTable': ({ stack, id }) => {
      const Arn = arnOf('dynamodb', `table/${stack}-${id}`);
      return { Ref: `${stack}-${id}`, Arn, StreamArn: `${Arn}/stream/local` };
    },
    'AWS::IAM::Role': ({ id }) => ({ Ref: id, Arn: `arn:aws:iam::000000000000:role/${id}` }),
    'AWS::Lambda::Function': ({ id }) => ({ Ref: id, Arn: arnOf('lambda', `function:${id}`) }),
    'AWS::Logs::LogGroup': ({ id }) => ({ Ref: id, Arn: arnOf('logs', `log-group:${id}:*`) }),
    'AWS::S3::Bucket': ({ stack, id }) => {
      const Ref = `${stack}-${id}`.toLowerCase();
      return { Ref, Arn: `arn:aws:s3:::${Ref}`, RegionalDomainName: `${Ref}.s3.us-east-1.amazonaws.com` };
    },
    'AWS::SNS::Topic': ({ stack, id }) => ({
      Ref: arnOf('sns', `${stack}-${id}`),
      TopicName: `${stack}-${id}`,
    }),
    'AWS::SQS::Queue': ({ stack, id, property }) => {
      const QueueName = `${stack}-${id}${property('FifoQueue') === true ? '.fifo' : ''}`;
      const Ref = `https://sqs.us-east-1.amazonaws.com/000000000000/${QueueName}`;
      return { Ref, Arn: arnOf('sqs', QueueName), QueueName };
    },
  }),
);

/** What `Ref` gives; the logical id for what nobody calls by a name. */
export function referenceTo(target: Target): string {
  return PHYSICAL.get(target.type)?.(target).Ref ?? target.id;
}

/** What `Fn::GetAtt` gives. @throws Error when the runtime does not know the attribute */
export function attributeOf(target: Target, attribute: string): string {
  const physical = PHYSICAL.get(target.type);
  const value = physical ? physical(target)[attribute] : `${target.id}.${attribute}`;
  if (value === undefined)
    throw new Error(`${target.id} (${target.type}) has no attribute ${attribute} here.`);
  return value;
}

/** The name at the end of an ARN or of a URL: of a table, a queue, a function, a role. */
export function nameIn(arn: string): string {
  return arn.slice(arn.search(/[^:/]+$/u));
}

/** Gives what turns AWS's public addresses in a text into those of this machine. */
export function localiser(cdn: string, signIn: string, door: string): (text: string) => string {
  const hosts: readonly (readonly [RegExp, string])[] = [
    [/(https:\/\/)?\b[\w-]+\.cloudfront\.net/gu, cdn],
    [/(https:\/\/)?\b[\w-]+\.auth\.us-east-1\.amazoncognito\.com/gu, signIn],
    [/(https:\/\/)?\bcognito-idp\.us-east-1\.amazonaws\.com/gu, signIn],
    [/(https:\/\/)?\bsqs\.us-east-1\.amazonaws\.com/gu, door],
  ];
  const local = (url: string) => (_: string, scheme?: string) => (scheme ? url : url.replace('http://', ''));
  return (text) => hosts.reduce((done, [host, url]) => done.replaceAll(host, local(url)), text);
}
