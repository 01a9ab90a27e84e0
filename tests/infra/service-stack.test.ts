import { copyFileSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Resource, readTemplate, type Template } from '../../infra/aws-rules/template.ts';
import { FUNCTIONS_DIST } from '../../infra/dist.ts';
import { settings } from '../../infra/settings.ts';
import { makeApp } from '../../infra/synthesize.ts';
import { runNode } from '../support/run-node.ts';

const DEPLOYED = ['dev', 'prod'] as const;
/** Every function has them; what else it has is its own `Config`. */
const FOR_ALL = ['NODE_OPTIONS', 'POWERTOOLS_SERVICE_NAME'];

let folder: string;
const templates = new Map<string, Template>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'service-stack-'));
  makeApp(DEPLOYED, folder).synth();
  for (const environment of DEPLOYED) {
    const own = join(folder, environment);
    mkdirSync(own);
    for (const file of readdirSync(folder).filter((name) =>
      name.startsWith(`clinic-reviews-${environment}-`),
    )) {
      copyFileSync(join(folder, file), join(own, file));
    }
    templates.set(
      environment,
      readTemplate(own, (text) => text),
    );
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

function templateOf(environment: string): Template {
  const template = templates.get(environment);
  if (!template) throw new Error(`${environment} was not synthesized.`);
  return template;
}

/** The resources of a kind in both deployed environments. */
function everywhere(type: string): readonly Resource[] {
  return DEPLOYED.flatMap((environment) => templateOf(environment).ofType(type));
}

function variablesOf({ properties }: Resource): Readonly<Record<string, string>> {
  return properties.Environment.Variables;
}

/** The entry a function is made of: `sources/pull`. */
function entryOf(lambda: Resource): string {
  return variablesOf(lambda).POWERTOOLS_SERVICE_NAME ?? '';
}

function assetOf({ properties }: Resource): string {
  return join(folder, `asset.${properties.Code.S3Key.replace('.zip', '')}`);
}

function oneOf(resources: readonly Resource[], id: string): Resource {
  const found = resources.find((resource) => resource.id.startsWith(id));
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
}

describe.each(DEPLOYED)('the functions of %s', (environment) => {
  it('are made of every entry, and there is none besides', () => {
    const entries = globSync('functions/**/*.lambda.ts').map((file) =>
      file.replace('functions/', '').replace('.lambda.ts', ''),
    );

    expect(templateOf(environment).ofType('AWS::Lambda::Function').map(entryOf).sort()).toEqual(
      entries.sort(),
    );
  });

  it('are the bundles that were built', () => {
    for (const lambda of templateOf(environment).ofType('AWS::Lambda::Function')) {
      const built = readFileSync(join(FUNCTIONS_DIST, entryOf(lambda), 'index.mjs'));
      expect(readFileSync(join(assetOf(lambda), 'index.mjs')).equals(built), entryOf(lambda)).toBe(true);
    }
  });

  it('run on Node 24 and arm64, are traced, and write JSON that is kept as long as the settings say', () => {
    const template = templateOf(environment);
    const logs = new Map(template.ofType('AWS::Logs::LogGroup').map((log) => [log.id, log.properties]));

    for (const lambda of template.ofType('AWS::Lambda::Function')) {
      const { LogGroup } = lambda.properties.LoggingConfig;
      expect(lambda.properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
      });
      expect(logs.get(LogGroup)?.RetentionInDays, lambda.id).toBe(settings[environment].logDays);
    }
  });
});

describe('the environment of each function', () => {
  it('satisfies its own config: it loads, and says what is missing when any variable is taken away', async () => {
    const lambdas = everywhere('AWS::Lambda::Function');
    const told = await Promise.all(
      lambdas.map(async (lambda) => {
        const env = variablesOf(lambda);
        const own = Object.keys(env).filter((name) => !FOR_ALL.includes(name));
        const words = ['tests/infra/child-load.ts', join(assetOf(lambda), 'index.mjs'), ...own];
        const { stdout, stderr } = await runNode(words, { env: { ...env, AWS_REGION: 'us-east-1' } });
        return { entry: entryOf(lambda), own, said: JSON.parse(stdout || JSON.stringify(stderr)) };
      }),
    );

    expect(told).toHaveLength(2 * globSync('functions/**/*.lambda.ts').length);
    for (const { entry, own, said } of told) {
      expect(said[''], `${entry} as it is deployed`).toBe('');
      for (const name of own) {
        expect(said[name], `${entry} without ${name}`).toMatch(
          new RegExp(`The environment of this function is not complete\\. ${name}: `, 'u'),
        );
      }
    }
  });

  it('holds no secret, only names and addresses', () => {
    const values = everywhere('AWS::Lambda::Function').flatMap((lambda) =>
      Object.entries(variablesOf(lambda)),
    );
    const suspicious = values.filter(
      ([name, value]) =>
        /secret|token|password|api_?key/iu.test(name) && !/^\/clinic-reviews\/(?:dev|prod)$/u.test(value),
    );

    expect(values.length).toBeGreaterThan(40);
    expect(suspicious).toEqual([]);
  });

  it('leads a deployed pull to the real sources', () => {
    for (const environment of DEPLOYED) {
      const pull = oneOf(templateOf(environment).ofType('AWS::Lambda::Function'), 'SourcesPull');
      expect(variablesOf(pull)).toMatchObject({
        GOOGLE_REVIEWS_URL: 'https://mybusiness.googleapis.com',
        YELP_URL: 'https://api.yelp.com',
        SECRET_PREFIX: `/clinic-reviews/${environment}`,
      });
    }
  });
});

interface Statement {
  readonly role: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

function statements(): readonly Statement[] {
  return everywhere('AWS::IAM::Policy').flatMap(({ properties }) =>
    properties.PolicyDocument.Statement.map(
      ({ Action, Resource, Effect }: Record<string, string | string[]>) => {
        expect(Effect).toBe('Allow');
        return { role: properties.Roles[0], actions: [Action].flat(), resources: [Resource].flat() };
      },
    ),
  );
}

describe('the roles', () => {
  it('allow no action by a wildcard, and no scan', () => {
    const actions = statements().flatMap((statement) => statement.actions);

    expect(actions.length).toBeGreaterThan(50);
    expect(actions.filter((action) => action.includes('*') || /Scan$/u.test(action))).toEqual([]);
  });

  it('name their resources, but for what AWS cannot narrow', () => {
    const open = statements().filter(({ resources }) => resources.includes('*'));

    expect([...new Set(open.flatMap(({ actions }) => actions))].sort()).toEqual([
      'dynamodb:ListStreams',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });

  it('allow more than one named resource only below one prefix each', () => {
    const wide = statements()
      .flatMap(({ resources }) => resources)
      .filter((resource) => resource.includes('*') && resource !== '*');
    const known = [
      /:parameter\/clinic-reviews\/(?:dev|prod)\/(?:google-refresh-token\/)?\*$/u,
      /^arn:aws:s3:::[\w-]+\/feed\/\*$/u,
      /:function:\w+:\*$/u,
      /:log-group:\w+:\*$/u,
    ];

    expect(wide.filter((resource) => !known.some((pattern) => pattern.test(resource)))).toEqual([]);
  });

  it.each([
    ['ssm:GetParameter', ['SourcesPull', 'SourcesSourceApi']],
    ['ssm:PutParameter', ['SourcesSourceApi']],
    ['ssm:DeleteParameter', ['SourcesSourceApi']],
    ['s3:PutObject', ['FeedPublish']],
    [
      'dynamodb:DeleteItem',
      [
        'FeedExpire',
        'ModerationModerate',
        'SourcesPull',
        'TestimonialsPatient',
        'TestimonialsTestimonialApi',
      ],
    ],
    ['dynamodb:ConditionCheckItem', ['ModerationRetag', 'SourcesPull', 'SourcesSourceApi']],
  ])('give %s to %j alone', (action, roles) => {
    const holders = statements().filter(({ actions }) => actions.includes(action));

    expect([...new Set(holders.map(({ role }) => role.replace(/Role[\dA-F]+$/u, '')))].sort()).toEqual(roles);
  });

  it('let no function write a secret but the clinics’ grants', () => {
    const writing = statements().filter(({ actions }) =>
      actions.some((action) => /^ssm:(?:Put|Delete)/u.test(action)),
    );

    expect(writing).toHaveLength(DEPLOYED.length);
    for (const { resources } of writing) {
      expect(resources).toHaveLength(1);
      expect(resources[0]).toMatch(/:parameter\/clinic-reviews\/(?:dev|prod)\/google-refresh-token\/\*$/u);
    }
  });

  it('let every function that a queue feeds show again what failed, and nobody else', () => {
    for (const environment of DEPLOYED) {
      const queues = templateOf(environment)
        .ofType('AWS::Lambda::EventSourceMapping')
        .filter(({ properties }) => properties.EventSourceArn.includes(':sqs:'))
        .map(({ properties }) => properties.EventSourceArn);
      const showing = statements().filter(({ actions }) => actions.includes('sqs:ChangeMessageVisibility'));
      expect(showing.filter(({ resources }) => queues.includes(resources[0] ?? ''))).toHaveLength(
        queues.length,
      );
    }
  });

  it('let the sweep take up what was put aside of the due queue, and of no other', () => {
    const taking = statements().filter(({ role, actions }) => {
      return role.startsWith('FeedExpire') && actions.includes('sqs:ReceiveMessage');
    });

    expect(taking).toHaveLength(DEPLOYED.length);
    for (const { actions, resources } of taking) {
      expect(actions.toSorted()).toEqual(['sqs:DeleteMessage', 'sqs:ReceiveMessage']);
      expect(resources).toEqual([expect.stringMatching(/:sqs:.*FailedDueQueue/u)]);
    }
  });

  it('let the schedule see how many messages the dead-letter queues hold, and nothing else of them', () => {
    const counting = statements().filter(
      ({ role, actions }) => role.startsWith('SourcesSchedule') && actions.includes('sqs:GetQueueAttributes'),
    );

    expect(counting).toHaveLength(DEPLOYED.length);
    for (const { actions, resources } of counting) {
      expect(actions).toEqual(['sqs:GetQueueAttributes']);
      expect(resources.length).toBeGreaterThanOrEqual(5);
      for (const resource of resources) expect(resource).toMatch(/:sqs:.*(?:Failed|Missed)/u);
    }
  });

  it('take AWS’s own ready-made policies nowhere', () => {
    const roles = everywhere('AWS::IAM::Role');

    expect(roles.length).toBeGreaterThan(10);
    expect(roles.filter(({ properties }) => properties.ManagedPolicyArns)).toEqual([]);
  });
});

describe('what fails for good', () => {
  it('goes from every queue that feeds a function to a dead-letter queue kept for 14 days', () => {
    for (const environment of DEPLOYED) {
      const queues = templateOf(environment).ofType('AWS::SQS::Queue');
      const fed = queues.filter(({ properties }) => properties.RedrivePolicy);
      const targets = fed.map(({ properties }) =>
        properties.RedrivePolicy.deadLetterTargetArn.split(':').at(-1),
      );
      expect(fed).toHaveLength(3);
      for (const target of targets) {
        const dead = queues.find(({ id }) => target.includes(id));
        expect(dead?.properties.MessageRetentionPeriod, target).toBe(14 * 86_400);
      }
      expect(fed.length + queues.filter(({ id }) => /Failed|Missed/u.test(id)).length).toBe(queues.length);
    }
  });

  it('goes from every stream to a queue, one record at a time, after a bounded time', () => {
    const streams = everywhere('AWS::Lambda::EventSourceMapping').filter(({ properties }) =>
      properties.EventSourceArn.includes('/stream/'),
    );

    expect(streams).toHaveLength(8);
    for (const { properties } of streams) {
      expect(properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 8,
        MaximumRecordAgeInSeconds: 43_200,
      });
      expect(properties.DestinationConfig.OnFailure.Destination).toMatch(/:sqs:.*FailedChanges/u);
    }
  });

  it('goes from every schedule, and from every function that one calls, to a queue', () => {
    for (const environment of DEPLOYED) {
      const template = templateOf(environment);
      const schedules = template.ofType('AWS::Scheduler::Schedule');
      expect(schedules).toHaveLength(2);
      for (const { properties } of schedules) {
        const { Arn, DeadLetterConfig } = properties.Target;
        const called = oneOf(template.ofType('AWS::Lambda::Function'), Arn.split(':').at(-1));
        expect(DeadLetterConfig.Arn).toMatch(/MissedTicks/u);
        expect(called.properties.DeadLetterConfig.TargetArn).toMatch(/MissedTicks/u);
      }
    }
  });
});

describe('the pulls', () => {
  it('are few at once, one listing each, and a failed one alone comes again', () => {
    for (const environment of DEPLOYED) {
      const pulls = oneOf(templateOf(environment).ofType('AWS::Lambda::EventSourceMapping'), 'SourcesPulls');
      expect(pulls.properties).toMatchObject({
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: settings[environment].pullsAtOnce },
      });
    }
  });

  it('stay out of sight as long as a function may take, as Lambda asks, and hardly longer', () => {
    for (const environment of DEPLOYED) {
      const template = templateOf(environment);
      for (const { properties } of template.ofType('AWS::Lambda::EventSourceMapping')) {
        if (!properties.EventSourceArn.includes(':sqs:')) continue;
        const source = template
          .ofType('AWS::SQS::Queue')
          .find(({ id }) => properties.EventSourceArn.includes(id))?.properties;
        const { Timeout } = oneOf(
          template.ofType('AWS::Lambda::Function'),
          properties.FunctionName,
        ).properties;
        expect(source.VisibilityTimeout).toBeGreaterThanOrEqual(Timeout);
        expect(source.VisibilityTimeout).toBeLessThanOrEqual(Timeout + 30);
      }
    }
  });
});

describe('every alarm', () => {
  it.each(DEPLOYED)('of %s tells the operator when it begins and when it is over', (environment) => {
    const template = templateOf(environment);
    const [topic, another] = template.ofType('AWS::SNS::Topic').map(({ id }) => template.nameOf(id));
    const alarms = template.ofType('AWS::CloudWatch::Alarm');

    expect(another).toBeUndefined();
    expect(alarms.length).toBeGreaterThanOrEqual(19);
    for (const { id, properties } of alarms) {
      expect([id, properties.AlarmActions, properties.OKActions]).toEqual([id, [topic], [topic]]);
      expect(properties.ActionsEnabled).not.toBe(false);
    }
  });
});

describe('the accounts', () => {
  it.each(DEPLOYED)('of %s lie in the data stack, with the address of the sign-in page', (environment) => {
    const stacks = readdirSync(join(folder, environment)).filter((file) => file.endsWith('.template.json'));
    const types = (stack: string) => {
      const text = readFileSync(join(folder, environment, stack), 'utf8');
      const { Resources } = JSON.parse(text) as { Resources: Record<string, { Type: string }> };
      return Object.values(Resources).map(({ Type }) => Type.replace('AWS::Cognito::', ''));
    };
    const own = (part: string) =>
      types(stacks.find((stack) => stack.includes(`-${part}.`)) ?? '').filter((type) =>
        /^(?:User|Managed)/u.test(type),
      );

    expect(own('data').sort()).toEqual(['UserPool', 'UserPoolDomain']);
    expect(own('service').sort()).toEqual(['ManagedLoginBranding', 'UserPoolClient']);
  });
});

describe('the schedules', () => {
  it('look for due listings and for what has lapsed every five minutes', () => {
    const rates = everywhere('AWS::Scheduler::Schedule').map(
      ({ properties }) => properties.ScheduleExpression,
    );

    expect(new Set(rates)).toEqual(new Set(['rate(5 minutes)']));
  });
});

describe('the stacks', () => {
  it('hold no custom resource, no nested stack and nothing whose kind another region would not have', () => {
    const types = new Set(
      DEPLOYED.flatMap((environment) => templateOf(environment).all.map(({ type }) => type)),
    );

    expect([...types].filter((type) => !/^AWS::(?!CloudFormation::)/u.test(type))).toEqual([]);
  });

  it('give no queue, table or bucket a fixed name', () => {
    const named = [
      'AWS::SQS::Queue',
      'AWS::DynamoDB::GlobalTable',
      'AWS::S3::Bucket',
      'AWS::Lambda::Function',
    ]
      .flatMap(everywhere)
      .filter(({ properties }) =>
        ['QueueName', 'TableName', 'BucketName', 'FunctionName'].some((name) => name in properties),
      );

    expect(named).toEqual([]);
  });

  it.each(DEPLOYED)('tell the commands where everything of %s is', (environment) => {
    const { outputs } = templateOf(environment);

    expect(Object.keys(outputs)).toEqual(
      expect.arrayContaining([
        'Url',
        'SiteBucket',
        'DistributionId',
        'SignInUrl',
        'SignInPool',
        'SignInClient',
        'Region',
        'ContentTable',
        'LedgerTable',
      ]),
    );
  });
});
