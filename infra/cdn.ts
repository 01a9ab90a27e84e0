import { Annotations, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { adminPageOnly, apiAnswersOnly, openToOtherSites, patientPages } from './cdn-headers.ts';
import type { DataStack } from './data-stack.ts';
import type { Settings } from './settings.ts';

/** What stands behind the CDN. */
export interface CdnOrigins {
  readonly data: DataStack;
  readonly api: HttpApi;
  /** Where people sign in; the admin page may call it. */
  readonly signInUrl: string;
}

/** Every status whose life at the edge CloudFront lets one choose. */
const ERROR_CODES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

/**
 * The one public address: `/` the admin page, `/embed/` the script, `/feed/` the published reviews, `/api/` the
 * staff's API, `/t/` the patients' form. Visitors reach nothing but files.
 */
export class Cdn extends Construct {
  /** Files of the admin page and the embed; uploaded by `npm run deploy`. */
  readonly site: Bucket;
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, settings: Settings, origins: CdnOrigins) {
    super(scope, id);
    this.site = siteBucket(this);
    const site = S3BucketOrigin.withOriginAccessControl(this.site as IBucket);
    const open = openToOtherSites(this);
    const passedOn = {
      origin: new HttpOrigin(Fn.select(2, Fn.split('/', origins.api.apiEndpoint))),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    };
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `clinic-reviews ${settings.environment}`,
      defaultRootObject: 'index.html',
      defaultBehavior: {
        ...filesFrom(site),
        cachePolicy: siteCache(this),
        responseHeadersPolicy: adminPageOnly(this, origins.signInUrl),
      },
      additionalBehaviors: {
        '/embed/*': { ...filesFrom(site), cachePolicy: siteCache(this), responseHeadersPolicy: open },
        '/feed/*': {
          ...filesFrom(
            S3BucketOrigin.withOriginAccessControl(policedElsewhere(this, origins.data.feed as IBucket)),
          ),
          cachePolicy: feedCache(this, settings),
          responseHeadersPolicy: open,
        },
        '/api/*': { ...passedOn, responseHeadersPolicy: apiAnswersOnly(this) },
        '/t/*': {
          ...passedOn,
          viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
          responseHeadersPolicy: patientPages(this),
        },
      },
      // For the whole distribution at once, and of a path alone: whoever asked next would be given the answer that
      // somebody else got from the API. Without a word CloudFront keeps errors for ten seconds, uncached paths included.
      // A missing list asks its bucket each time; while that fails, `stale-if-error` of the list itself helps.
      errorResponses: ERROR_CODES.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
    });
    acknowledgeRules(this.distribution, this.site);
  }

  /** Address of the whole, without a slash at the end. */
  get url(): string {
    return `https://${this.distribution.distributionDomainName}`;
  }
}

function filesFrom(origin: BehaviorOptions['origin']): BehaviorOptions {
  return {
    origin,
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    compress: true,
  };
}

function siteBucket(scope: Construct): Bucket {
  return new Bucket(scope, 'Site', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

/** The feed bucket's policy stands in its own stack; here it is only named, so that no circle of stacks arises. */
function policedElsewhere(
  scope: Construct,
  { bucketName, bucketArn, bucketRegionalDomainName }: IBucket,
): IBucket {
  return Bucket.fromBucketAttributes(scope, 'FeedBucket', {
    bucketName,
    bucketArn,
    bucketRegionalDomainName,
  });
}

/** Objects say themselves how long they may be kept; a day at most, and `deploy` clears what it replaced. */
function siteCache(scope: Construct): CachePolicy {
  const known = scope.node.tryFindChild('SiteCache');
  if (known) return known as CachePolicy;
  return new CachePolicy(scope, 'SiteCache', {
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.minutes(5),
    maxTtl: Duration.days(1),
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  });
}

/** Whatever an object says, the edge never keeps it longer than a takedown may take. */
function feedCache(scope: Construct, { edgeSeconds }: Settings): CachePolicy {
  return new CachePolicy(scope, 'FeedCache', {
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(edgeSeconds),
    maxTtl: Duration.seconds(edgeSeconds),
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  });
}

function acknowledgeRules(distribution: Distribution, site: Bucket): void {
  Annotations.of(distribution).acknowledgeWarning(
    '@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac',
    'The data stack writes that policy.',
  );
  const noLogs = 'Access logs would record which pages visitors with an illness read.';
  acknowledge(site, 'AwsSolutions-S1', noLogs);
  acknowledge(distribution, 'AwsSolutions-CFR1', 'Patients read their clinic’s page from anywhere.');
  acknowledge(
    distribution,
    'AwsSolutions-CFR2',
    'A firewall costs more a month than the service; behind the edge lie files, and the API has its own rate limit.',
  );
  acknowledge(distribution, 'AwsSolutions-CFR3', noLogs);
  acknowledge(
    distribution,
    'AwsSolutions-CFR4',
    `CloudFront sets the TLS version of its own domain, ${Stack.of(distribution).stackName} has no other; viewers are redirected to HTTPS.`,
  );
}
