import { createHash, randomBytes } from 'node:crypto';
import type { Runtime } from '../../../infra/local/boot.ts';
import type { TinyApp } from './tiny-app.ts';

const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
const getAtt = (id: string, attribute: string) => ({ 'Fn::GetAtt': [id, attribute] });
const home = { 'Fn::Join': ['', ['https://', getAtt('Cdn', 'DomainName'), '/']] };
const issuer = { 'Fn::Join': ['', ['https://cognito-idp.us-east-1.amazonaws.com/', { Ref: 'Pool' }]] };
const cdnMay = (Action: string, Resource: unknown) => {
  return { Effect: 'Allow', Action, Resource, Principal: { Service: 'cloudfront.amazonaws.com' } };
};
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
          Statement: [cdnMay('s3:GetObject', { 'Fn::Join': ['', [getAtt('Site', 'Arn'), '/*.html']] })],
        },
      },
    },
    FeedPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Feed' },
        PolicyDocument: {
          Statement: [
            cdnMay('s3:GetObject', { 'Fn::Join': ['', [getAtt('Feed', 'Arn'), '/feed/*']] }),
            cdnMay('s3:ListBucket', getAtt('Feed', 'Arn')),
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
        if (way === 'throws') throw new Error('no');
        if (way === 'plain') return { hello: 'there' };
        if (way === 'senseless') return { statusCode: 200, body: { not: 'text' } };
        if (way === 'teapot') return { statusCode: 418, headers: { 'X-Own': 'a' }, cookies: ['c=1'], body: 'no' };
        return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) };
      };`,
    },
  },
  outputs: {
    Client: { Value: { Ref: 'Client' } },
    Issuer: { Value: issuer },
    Home: { Value: home },
    Site: { Value: { Ref: 'Site' } },
    Feed: { Value: { Ref: 'Feed' } },
  },
};

/** A browser's cookies, as far as one host needs them. */
export interface Visitor {
  /** Fetches without following, sends the cookies there are and keeps those that come. */
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
}

/** A new visitor without cookies. */
export function aVisitor(): Visitor {
  const cookies = new Map<string, string>();
  return {
    async fetch(url, init = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, {
        ...init,
        redirect: 'manual',
        headers: { ...init.headers, cookie },
      });
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        if (value === '' || /expires=Thu, 01 Jan 1970/i.test(set)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    },
  };
}

/** Where a sign-in begins, and what ends it. */
export interface SignInAttempt {
  readonly url: string;
  readonly verifier: string;
}

/** Begins a sign-in with PKCE, as the admin page does. */
export function beginSignIn(
  { signInUrl, outputs }: Runtime,
  more: Readonly<Record<string, string>> = {},
): SignInAttempt {
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL(`${signInUrl}/oauth2/authorize`);
  const parameters = {
    response_type: 'code',
    client_id: outputs.Client ?? '',
    redirect_uri: outputs.Home ?? '',
    scope: 'openid email profile',
    state: 'here',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  };
  for (const [name, value] of Object.entries(parameters)) if (value !== '') url.searchParams.set(name, value);
  return { url: url.href, verifier };
}

/** Follows redirects until a page or another origin is reached. */
export async function follow(
  visitor: Visitor,
  from: Response,
  at: string,
): Promise<{ response: Response; url: string }> {
  let [response, url] = [from, at];
  for (let hops = 0; hops < 10 && [302, 303].includes(response.status); hops += 1) {
    const next = new URL(response.headers.get('location') ?? '', url);
    if (next.origin !== new URL(at).origin) return { response, url: next.href };
    url = next.href;
    response = await visitor.fetch(url);
  }
  return { response, url };
}

/** What the token endpoint gives. */
export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
}

/** Signs somebody in with a form and gives the tokens. */
export async function signIn(
  runtime: Runtime,
  form: Readonly<Record<string, string>>,
  visitor = aVisitor(),
): Promise<Tokens> {
  const { url, verifier } = beginSignIn(runtime);
  const page = await follow(visitor, await visitor.fetch(url), url);
  const sent = await visitor.fetch(page.url, { method: 'POST', body: new URLSearchParams(form) });
  const end = await follow(visitor, sent, page.url);
  const code = new URL(end.url).searchParams.get('code') ?? '';
  const response = await askForTokens(runtime, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json() as Promise<Tokens>;
}

/** Asks the token endpoint. */
export function askForTokens(
  { signInUrl, outputs }: Runtime,
  form: Readonly<Record<string, string>>,
): Promise<Response> {
  const own = { client_id: outputs.Client ?? '', redirect_uri: outputs.Home ?? '' };
  const headers = { origin: new URL(outputs.Home ?? '').origin };
  return fetch(`${signInUrl}/oauth2/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ ...own, ...form }),
  });
}
