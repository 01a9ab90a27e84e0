import type { TinyApp } from './tiny-app.ts';

const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
const getAtt = (id: string, attribute: string) => ({ 'Fn::GetAtt': [id, attribute] });
const url = { 'Fn::Join': ['', ['https://', getAtt('Cdn', 'DomainName')]] };
const home = { 'Fn::Join': ['', [url, '/']] };
const issuer = { 'Fn::Join': ['', ['https://cognito-idp.us-east-1.amazonaws.com/', { Ref: 'Pool' }]] };
const ofDistribution = (id: unknown) => ({
  'Fn::Join': ['', ['arn:aws:cloudfront::', { Ref: 'AWS::AccountId' }, ':distribution/', id]],
});
const cdnMay = (Action: string, Resource: unknown, Condition: object) => {
  return { Effect: 'Allow', Action, Resource, Condition, Principal: { Service: 'cloudfront.amazonaws.com' } };
};
/** What everybody is refused under a condition. */
const refused = (Resource: unknown, Condition: object) => {
  return { Effect: 'Deny', Action: 's3:*', Resource, Condition, Principal: { AWS: '*' } };
};
const inSite = (path: string) => ({ 'Fn::Join': ['', [getAtt('Site', 'Arn'), path]] });
const anyOfOurs = { ArnLike: { 'aws:SourceArn': ofDistribution('*') } };
const route = (RouteKey: string, isOpen = false) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: { Ref: 'Api' },
    RouteKey,
    Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Lambda' }]] },
    ...(!isOpen && { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Token' } }),
  },
});
const behaviour = (target: string, more: object) => ({
  TargetOriginId: target,
  ViewerProtocolPolicy: 'redirect-to-https',
  Compress: true,
  ...more,
});

const headers = {
  Type: 'AWS::CloudFront::ResponseHeadersPolicy',
  Properties: {
    ResponseHeadersPolicyConfig: {
      CorsConfig: {
        AccessControlAllowCredentials: false,
        AccessControlAllowOrigins: { Items: ['*'] },
        OriginOverride: true,
      },
      CustomHeadersConfig: {
        Items: [
          { Header: 'X-Ours', Value: 'yes', Override: true },
          { Header: 'Cache-Control', Value: 'only if absent', Override: false },
        ],
      },
      SecurityHeadersConfig: {
        ContentSecurityPolicy: {
          ContentSecurityPolicy: {
            'Fn::Join': [
              '',
              ['connect-src https://', { Ref: 'Domain' }, '.auth.us-east-1.amazoncognito.com'],
            ],
          },
          Override: true,
        },
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: 'SAMEORIGIN', Override: true },
        StrictTransportSecurity: {
          AccessControlMaxAgeSec: 60,
          IncludeSubdomains: true,
          Preload: true,
          Override: true,
        },
      },
    },
  },
};

/** A CDN before two buckets and an API with a function that gives back what it got, and somebody to sign in. */
export const WEB_APP: TinyApp = {
  resources: {
    Site: { Type: 'AWS::S3::Bucket' },
    Feed: { Type: 'AWS::S3::Bucket' },
    SitePolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Site' },
        PolicyDocument: {
          Statement: [
            cdnMay('s3:GetObject', inSite('/*.html'), {
              StringEquals: { 'AWS:SourceArn': ofDistribution({ Ref: 'Cdn' }) },
            }),
            cdnMay('s3:GetObject', inSite('/*.pdf'), {
              StringEquals: { 'AWS:SourceArn': ofDistribution('ANOTHER') },
            }),
            refused(inSite('/*'), { Bool: { 'aws:SecureTransport': 'false' } }),
            refused(inSite('/shut*'), { Bool: { 'aws:SecureTransport': 'true' } }),
          ],
        },
      },
    },
    FeedPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Feed' },
        PolicyDocument: {
          Statement: [
            cdnMay('s3:GetObject', { 'Fn::Join': ['', [getAtt('Feed', 'Arn'), '/feed/*']] }, anyOfOurs),
            cdnMay('s3:ListBucket', getAtt('Feed', 'Arn'), anyOfOurs),
          ],
        },
      },
    },
    Cached: {
      Type: 'AWS::CloudFront::CachePolicy',
      Properties: { CachePolicyConfig: { MinTTL: 0, DefaultTTL: 300, MaxTTL: 3600 } },
    },
    Headers: headers,
    Cdn: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          DefaultRootObject: 'index.html',
          CustomErrorResponses: [404, 403].map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 5 })),
          DefaultCacheBehavior: behaviour('site', {
            CachePolicyId: { Ref: 'Cached' },
            ResponseHeadersPolicyId: { Ref: 'Headers' },
          }),
          CacheBehaviors: [
            behaviour('feed', { PathPattern: '/feed/*', CachePolicyId: { Ref: 'Cached' } }),
            behaviour('api', {
              PathPattern: '/api/*',
              AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
              CachePolicyId: CACHING_DISABLED,
              OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
            }),
          ],
          Origins: [
            { Id: 'site', DomainName: getAtt('Site', 'RegionalDomainName') },
            { Id: 'feed', DomainName: getAtt('Feed', 'RegionalDomainName') },
            {
              Id: 'api',
              DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', getAtt('Api', 'ApiEndpoint')] }] },
            },
          ],
        },
      },
    },
    Api: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        CorsConfiguration: {
          AllowOrigins: ['http://127.0.0.1:5173'],
          AllowMethods: ['GET', 'POST'],
          AllowHeaders: ['authorization', 'content-type'],
          MaxAge: 3600,
        },
      },
    },
    Lambda: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationUri: getAtt('Echo', 'Arn') } },
    Token: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Audience: [{ Ref: 'Client' }], Issuer: issuer },
      },
    },
    Closed: route('GET /api/closed/{clinicId}/reviews/{reviewId}'),
    ClosedPost: route('POST /api/closed'),
    Fixed: route('GET /api/open/fixed', true),
    Open: route('ANY /api/open/{way}', true),
    Pool: { Type: 'AWS::Cognito::UserPool' },
    Domain: {
      Type: 'AWS::Cognito::UserPoolDomain',
      Properties: { Domain: 'tiny-1', UserPoolId: { Ref: 'Pool' } },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        AccessTokenValidity: 60,
        AllowedOAuthScopes: ['openid', 'email', 'profile'],
        CallbackURLs: [home],
        IdTokenValidity: 60,
        LogoutURLs: [home],
        RefreshTokenValidity: 1440,
        TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
      },
    },
  },
  functions: {
    Echo: {
      code: `export const handler = async (event) => {
        const way = event.pathParameters?.way;
        if (way === 'mine') return { statusCode: Number(event.headers.authorization), body: 'as asked' };
        if (way === 'throws') throw new Error('no');
        if (way === 'plain') return { hello: 'there' };
        if (way === 'senseless') return { statusCode: 200, body: { not: 'text' } };
        if (way === 'teapot') return { statusCode: 418, headers: { 'X-Own': 'a' }, cookies: ['c=1'], body: 'no' };
        return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) };
      };`,
    },
  },
  outputs: {
    SignInClient: { Value: { Ref: 'Client' } },
    Issuer: { Value: issuer },
    Url: { Value: url },
    Site: { Value: { Ref: 'Site' } },
    Feed: { Value: { Ref: 'Feed' } },
  },
};
