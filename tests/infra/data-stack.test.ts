import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { BY_DUE, BY_EXPIRY, BY_STATUS, TTL_ATTRIBUTE } from '../../functions/store/keys.ts';
import { DataStack } from '../../infra/data-stack.ts';
import { type EnvironmentName, settings } from '../../infra/settings.ts';

const templates = new Map<EnvironmentName, Template>();
beforeAll(() => {
  const app = new App();
  const stacks = (['dev', 'prod'] as const).map(
    (name) => [name, new DataStack(app, name, settings[name])] as const,
  );
  for (const [name, stack] of stacks) templates.set(name, Template.fromStack(stack));
});

function only(name: EnvironmentName, type: string, id: string) {
  const found = Object.entries(templates.get(name)?.findResources(type) ?? {}).filter(([key]) =>
    key.startsWith(id),
  );
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? {};
}

const tableOf = (name: EnvironmentName, id: string) => only(name, 'AWS::DynamoDB::GlobalTable', id);

describe.each(['dev', 'prod'] as const)('the data stack of %s', (name) => {
  it('keeps what sources lend without a backup, and lets it lapse', () => {
    const { Properties, DeletionPolicy } = tableOf(name, 'ContentTable');
    const [replica] = Properties.Replicas;

    expect(Properties.TimeToLiveSpecification).toEqual({ AttributeName: TTL_ATTRIBUTE, Enabled: true });
    expect(replica.PointInTimeRecoverySpecification).toBeUndefined();
    expect(DeletionPolicy).toBe('Delete');
  });

  it('keeps what is ours so that any second of it can be had back, and lets nothing of it lapse', () => {
    const { Properties } = tableOf(name, 'LedgerTable');
    const [replica] = Properties.Replicas;

    expect(replica.PointInTimeRecoverySpecification).toMatchObject({ PointInTimeRecoveryEnabled: true });
    expect(Properties.TimeToLiveSpecification).toBeUndefined();
  });

  it.each([
    ['ContentTable', [BY_EXPIRY]],
    ['LedgerTable', [BY_STATUS, BY_DUE]],
  ])('tells of changes in %s by keys alone, and has the indexes the store asks', (id, indexes) => {
    const { Properties } = tableOf(name, id);

    expect(Properties.StreamSpecification).toEqual({ StreamViewType: 'KEYS_ONLY' });
    expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
    expect(Properties.GlobalSecondaryIndexes).toEqual(
      indexes.map(({ name: IndexName, pk, sk }) => ({
        IndexName,
        KeySchema: [
          { AttributeName: pk, KeyType: 'HASH' },
          { AttributeName: sk, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    );
  });

  it('keeps no version of what is taken out of the feed, and opens the bucket to nobody', () => {
    const { Properties } = only(name, 'AWS::S3::Bucket', 'FeedBucket');

    expect(Properties.VersioningConfiguration).toBeUndefined();
    expect(Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  it('lets CloudFront alone read the feed, only below feed/, and only for this account', () => {
    const { Properties } = only(name, 'AWS::S3::BucketPolicy', 'FeedBucket');
    const [closed, ...open] = Properties.PolicyDocument.Statement;

    expect(closed).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    expect(open.map(({ Action }: { Action: string }) => Action)).toEqual(['s3:GetObject', 's3:ListBucket']);
    for (const { Principal, Condition } of open) {
      expect(Principal).toEqual({ Service: 'cloudfront.amazonaws.com' });
      // The one key that AWS documents for what a distribution asks of a bucket.
      expect(Object.keys(Condition)).toEqual(['ArnLike']);
      expect(Object.keys(Condition.ArnLike)).toEqual(['aws:SourceArn']);
      expect(JSON.stringify(Condition.ArnLike)).toMatch(/:cloudfront::.*AWS::AccountId.*:distribution\/\*/u);
    }
    expect(JSON.stringify(open[0].Resource)).toContain('/feed/*');
  });

  it('keeps the accounts: whoever signs in is the same person in whatever case the address is written', () => {
    const { Properties, DeletionPolicy } = only(name, 'AWS::Cognito::UserPool', 'SignInPool');

    expect(Properties.UsernameConfiguration).toEqual({ CaseSensitive: false });
    expect(Properties.UsernameAttributes).toEqual(['email']);
    expect([Properties.DeletionProtection, DeletionPolicy]).toEqual(
      name === 'prod' ? ['ACTIVE', 'Retain'] : ['INACTIVE', 'Delete'],
    );
  });

  it('lets alarms of this account speak to their topic, and nothing over plain HTTP', () => {
    const { Properties } = only(name, 'AWS::SNS::TopicPolicy', 'Alarms');
    const [closed, open] = Properties.PolicyDocument.Statement.toSorted(
      (a: { Effect: string }, b: { Effect: string }) => (a.Effect < b.Effect ? 1 : -1),
    );

    expect(closed).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    expect(open).toMatchObject({ Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } });
    expect(Object.keys(open.Condition)).toEqual(['ArnLike']);
    expect(JSON.stringify(open.Condition)).toMatch(/:cloudwatch:.*:alarm:\*/u);
  });

  it('tells the address of the settings, and nobody when there is none', () => {
    const told = new App();
    const stack = new DataStack(told, 'told', { ...settings[name], alarmEmail: 'oncall@clinic.example' });

    Template.fromStack(stack).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'oncall@clinic.example',
    });
    expect(templates.get(name)?.findResources('AWS::SNS::Subscription')).toEqual({});
  });

  it('consists of tables, the feed, the accounts and the topic of alarms, nothing else', () => {
    const types = Object.values(templates.get(name)?.toJSON().Resources ?? {}).map(
      (resource) => (resource as { Type: string }).Type,
    );

    expect(types.sort()).toEqual([
      'AWS::Cognito::UserPool',
      'AWS::Cognito::UserPoolDomain',
      'AWS::DynamoDB::GlobalTable',
      'AWS::DynamoDB::GlobalTable',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::Topic',
      'AWS::SNS::TopicPolicy',
    ]);
  });
});

describe('deleting the stacks', () => {
  it('leaves the ledger and the feed of prod, and is refused for the ledger', () => {
    const { Properties, DeletionPolicy } = tableOf('prod', 'LedgerTable');

    expect([DeletionPolicy, only('prod', 'AWS::S3::Bucket', 'FeedBucket').DeletionPolicy]).toEqual([
      'Retain',
      'Retain',
    ]);
    expect(Properties.Replicas[0].DeletionProtectionEnabled).toBe(true);
  });

  it('takes everything of dev with it', () => {
    templates.get('dev')?.hasResource('AWS::DynamoDB::GlobalTable', Match.not({ DeletionPolicy: 'Retain' }));

    expect(tableOf('dev', 'LedgerTable').DeletionPolicy).toBe('Delete');
  });
});
