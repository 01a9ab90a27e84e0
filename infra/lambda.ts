import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge.ts';
import { FUNCTIONS_DIST } from './dist.ts';
import { metricsNamespace, type Settings } from './settings.ts';

/** What a function is made of; everything not named here is the same for all. */
export interface LambdaOptions<Config extends Readonly<Record<keyof Config, string>>> {
  readonly settings: Settings;
  /** Entry below `functions/`, without `.lambda.ts`: `sources/pull`. */
  readonly entry: string;
  readonly description: string;
  /** The environment, typed by the entry's own `Config`: a missing variable does not compile. */
  readonly environment: Config;
  readonly timeout: Duration;
  /** Default 512 MB. */
  readonly memoryMb?: number;
  /** What it may do, by hand. */
  readonly grants: readonly PolicyStatement[];
  /** Why a grant is wider than one named resource, by the resource as cdk-nag prints it. */
  readonly wildcards?: Readonly<Record<string, string>>;
  /** For functions invoked asynchronously: where events go that failed three times. */
  readonly deadLetters?: IQueue;
}

/** How often functions came upon an item of a table that cannot be read; a metric of our own, over all functions. */
export const UNREADABLE_ITEMS = 'UnreadableItems';

/** A small nursery keeps a pull of 10,000 reviews below 200 MB; see `npm run bench -- pull`. */
const NODE_OPTIONS = '--enable-source-maps --max-semi-space-size=8';

const RETENTION: Readonly<Record<Settings['logDays'], RetentionDays>> = {
  7: RetentionDays.ONE_WEEK,
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
};

/** Makes a function the way all of ours are made: Node 24 on arm64, JSON logs with retention, tracing, own role. */
export function lambda<Config extends Readonly<Record<keyof Config, string>>>(
  scope: Construct,
  id: string,
  options: LambdaOptions<Config>,
): LambdaFunction {
  const { settings, entry, description, environment, timeout, memoryMb = 512, deadLetters } = options;
  const logGroup = new LogGroup(scope, `${id}Log`, {
    retention: RETENTION[settings.logDays],
    removalPolicy: RemovalPolicy.DESTROY,
  });
  // Any function may come upon such an item: counted here, none can be without it.
  logGroup.addMetricFilter('Unreadable', {
    filterPattern: FilterPattern.stringValue('$.message', '=', 'item.unreadable'),
    metricNamespace: metricsNamespace(settings.environment),
    metricName: UNREADABLE_ITEMS,
  });
  const role = functionRole(scope, `${id}Role`, options);
  logGroup.grantWrite(role);
  return new LambdaFunction(scope, id, {
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(`${FUNCTIONS_DIST}/${entry}`),
    handler: 'index.handler',
    description,
    environment: { ...environment, NODE_OPTIONS, POWERTOOLS_SERVICE_NAME: entry },
    timeout,
    memorySize: memoryMb,
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    tracing: Tracing.ACTIVE,
    ...(deadLetters && { deadLetterQueue: deadLetters }),
  });
}

function functionRole<Config extends Readonly<Record<keyof Config, string>>>(
  scope: Construct,
  id: string,
  { grants, wildcards = {} }: LambdaOptions<Config>,
): Role {
  const role = new Role(scope, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  for (const grant of grants) role.addToPrincipalPolicy(grant);
  acknowledgeWildcard(
    role,
    '*',
    'X-Ray segments and the list of streams have no resource that could be named.',
  );
  for (const [resource, reason] of Object.entries(wildcards)) acknowledgeWildcard(role, resource, reason);
  return role;
}
