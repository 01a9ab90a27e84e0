import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BootOptions, boot, type Runtime } from '../../../infra/local/boot.ts';
import type { Invocation } from '../../../infra/local/lambda.ts';

/** A resource of a template, or a function to be written out as several. */
interface TinyResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** A function of a tiny app. */
interface TinyFunction {
  /** Body of a module; `require` finds the project's packages. */
  readonly code: string;
  readonly grants?: readonly object[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** A tiny app: one stack with hand-written functions. */
export interface TinyApp {
  readonly resources?: Readonly<Record<string, TinyResource>>;
  readonly functions?: Readonly<Record<string, TinyFunction>>;
  readonly outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

const READ_SOURCES = {
  Effect: 'Allow',
  Action: ['DescribeStream', 'GetRecords', 'GetShardIterator']
    .map((action) => `dynamodb:${action}`)
    .concat(
      ['DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage', 'SendMessage'].map(
        (action) => `sqs:${action}`,
      ),
    ),
  Resource: '*',
};

/** Whether a mapping feeds a function. */
function isFed(id: string, resources: NonNullable<TinyApp['resources']>): boolean {
  return Object.values(resources).some(
    ({ Properties = {} }) => (Properties.FunctionName as { Ref?: string } | undefined)?.Ref === id,
  );
}

/** Writes a tiny app as synthesis would, and gives its folder. */
export function writeTinyApp({ resources = {}, functions = {}, outputs = {} }: TinyApp): string {
  const assembly = mkdtempSync(join(tmpdir(), 'tiny-app-'));
  const all: Record<string, TinyResource> = { ...resources };
  for (const [id, { code, grants = [], properties = {} }] of Object.entries(functions)) {
    mkdirSync(join(assembly, `asset.${id}`));
    const start = `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(import.meta.url)});`;
    writeFileSync(join(assembly, `asset.${id}`, 'index.mjs'), `${start}\n${code}`);
    all[`${id}Role`] = { Type: 'AWS::IAM::Role' };
    const PolicyDocument = { Statement: [...grants, ...(isFed(id, resources) ? [READ_SOURCES] : [])] };
    all[`${id}Policy`] = {
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyDocument, Roles: [{ Ref: `${id}Role` }] },
    };
    const Role = { 'Fn::GetAtt': [`${id}Role`, 'Arn'] };
    const Code = { S3Bucket: 'assets', S3Key: `${id}.zip` };
    const Properties = { Code, Handler: 'index.handler', Role, MemorySize: 256, Timeout: 10, ...properties };
    all[id] = { Type: 'AWS::Lambda::Function', Properties };
  }
  writeFileSync(join(assembly, 'tiny.template.json'), JSON.stringify({ Resources: all, Outputs: outputs }));
  return assembly;
}

/** A booted tiny app, and every call of its functions so far. */
export interface RunningTinyApp {
  readonly runtime: Runtime;
  readonly calls: Invocation[];
  readonly stop: () => Promise<void>;
}

/** Boots a tiny app on free ports. */
export async function startTinyApp(
  app: TinyApp,
  options: Partial<BootOptions> = {},
): Promise<RunningTinyApp> {
  const assembly = writeTinyApp(app);
  const remove = () => rmSync(assembly, { recursive: true });
  try {
    const runtime = await boot({ assembly, port: 0, ...options });
    const calls: Invocation[] = [];
    runtime.observers.add((call) => calls.push(call));
    return { runtime, calls, stop: () => runtime.stop().then(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A table with `pk` and `sk`, a KEYS_ONLY stream, and `ttl` as its time to live. */
export const TABLE: TinyResource = {
  Type: 'AWS::DynamoDB::GlobalTable',
  Properties: {
    AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
  },
};

/** A mapping of the stream of `Table` to a function. */
export function streamMapping(
  FunctionName: string,
  properties: Readonly<Record<string, unknown>> = {},
): TinyResource {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
      FunctionName: { Ref: FunctionName },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      StartingPosition: 'TRIM_HORIZON',
      ...properties,
    },
  };
}

/** A mapping of a queue to a function. */
export function queueMapping(
  queue: string,
  FunctionName: string,
  properties: Readonly<Record<string, unknown>> = {},
): TinyResource {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': [queue, 'Arn'] },
      FunctionName: { Ref: FunctionName },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ...properties,
    },
  };
}

/** A queue whose messages go to another one after some deliveries. */
export function queue(
  deadLetters?: string,
  properties: Readonly<Record<string, unknown>> = {},
  maxReceiveCount = 3,
): TinyResource {
  const RedrivePolicy = deadLetters && {
    deadLetterTargetArn: { 'Fn::GetAtt': [deadLetters, 'Arn'] },
    maxReceiveCount,
  };
  return {
    Type: 'AWS::SQS::Queue',
    Properties: { VisibilityTimeout: 60, ...(RedrivePolicy && { RedrivePolicy }), ...properties },
  };
}
