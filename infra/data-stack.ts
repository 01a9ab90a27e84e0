import { CfnOutput, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { BY_DUE, BY_EXPIRY, BY_STATUS, type Index, TTL_ATTRIBUTE } from '../functions/store/keys.ts';
import { acknowledge } from './acknowledge.ts';
import { alarmTopic } from './alarm-topic.ts';
import type { Settings } from './settings.ts';
import { SignInPool } from './sign-in-pool.ts';

/** What must outlive every deployment: the two tables, the feed, the accounts, and who is told of alarms. */
export class DataStack extends Stack {
  /** What sources lend and what is derived from it; can be pulled again, so it is not backed up. */
  readonly content: TableV2;
  /** What is ours and must never be lost. */
  readonly ledger: TableV2;
  /** The published feed. Unversioned: what is taken down is gone. */
  readonly feed: Bucket;
  /** Name under which the feed bucket's ARN is exported. */
  readonly feedArnExport: string;
  /** The people who may sign in. */
  readonly signIn: SignInPool;
  /** Tells the operator; here, as its reader has to agree to it only once. */
  readonly alarms: Topic;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, { description: `clinic-reviews ${settings.environment}: tables, feed and accounts` });
    const removalPolicy = settings.isDisposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    this.content = new TableV2(this, 'ContentTable', {
      ...tableShape([BY_EXPIRY]),
      timeToLiveAttribute: TTL_ATTRIBUTE,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.ledger = new TableV2(this, 'LedgerTable', {
      ...tableShape([BY_STATUS, BY_DUE]),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: !settings.isDisposable,
      removalPolicy,
    });
    this.feed = feedBucket(this, removalPolicy);
    this.feedArnExport = `${this.stackName}-FeedBucketArn`;
    new CfnOutput(this, 'FeedBucketArn', { value: this.feed.bucketArn, exportName: this.feedArnExport });
    this.signIn = new SignInPool(this, 'SignIn', settings);
    this.alarms = alarmTopic(this, 'Alarms', settings);
    acknowledge(
      this.content,
      'AwsSolutions-DDB3',
      'It holds what sources lend for 23 hours to 29 days; a backup would keep it longer than their terms allow.',
    );
    acknowledge(
      this.feed,
      'AwsSolutions-S1',
      'Access logs would record which pages visitors with an illness read.',
    );
  }

  /** The feed bucket's ARN, for another stack. */
  get feedArn(): string {
    return Fn.importValue(this.feedArnExport);
  }
}

function tableShape(indexes: readonly Index[]) {
  return {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billing: Billing.onDemand(),
    encryption: TableEncryptionV2.dynamoOwnedKey(),
    dynamoStream: StreamViewType.KEYS_ONLY,
    globalSecondaryIndexes: indexes.map(({ name, pk, sk }) => ({
      indexName: name,
      partitionKey: { name: pk, type: AttributeType.STRING },
      sortKey: { name: sk, type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    })),
  };
}

/**
 * The CDN of this account may read it; a distribution's id would tie this stack to the service stack in a circle. The
 * only key that AWS documents for a distribution's requests is `aws:SourceArn`: a condition on one that is absent
 * would refuse every visitor.
 */
function feedBucket(stack: Stack, removalPolicy: RemovalPolicy): Bucket {
  const bucket = new Bucket(stack, 'FeedBucket', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    versioned: false,
    removalPolicy,
  });
  const distributions = `arn:${stack.partition}:cloudfront::${stack.account}:distribution/*`;
  const conditions = { ArnLike: { 'aws:SourceArn': distributions } };
  const principals = [new ServicePrincipal('cloudfront.amazonaws.com')];
  bucket.addToResourcePolicy(
    new PolicyStatement({
      actions: ['s3:GetObject'],
      resources: [bucket.arnForObjects('feed/*')],
      principals,
      conditions,
    }),
  );
  // With the right to list, S3 answers 404 and not 403 for a list that has no reviews.
  bucket.addToResourcePolicy(
    new PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [bucket.bucketArn],
      principals,
      conditions,
    }),
  );
  return bucket;
}
