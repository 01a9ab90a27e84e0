import { describe, expect, it } from 'vitest';
import { AppError, type ErrorKind } from '../../functions/domain/error.ts';
import { headCacheControl } from '../../functions/feed/cache-control.ts';
import { toProblem } from '../../functions/platform/problem.ts';
import type { Properties } from '../../infra/aws-rules/template.ts';
import { settings } from '../../infra/settings.ts';
import { readLocalTemplate } from './local-template.ts';

const template = readLocalTemplate();
const { DistributionConfig: config } = template.ofType('AWS::CloudFront::Distribution')[0]?.properties ?? {};

function behaviour(path?: string): Properties {
  if (path === undefined) return config.DefaultCacheBehavior;
  return config.CacheBehaviors.find(({ PathPattern }: Properties) => PathPattern === path);
}

function headersOf(path?: string): Properties {
  const id = behaviour(path).ResponseHeadersPolicyId;
  const policy = template.ofType('AWS::CloudFront::ResponseHeadersPolicy').find((found) => found.id === id);
  return policy?.properties.ResponseHeadersPolicyConfig;
}

function cacheOf(path: string): Properties {
  const id = behaviour(path).CachePolicyId;
  return template.ofType('AWS::CloudFront::CachePolicy').find((found) => found.id === id)?.properties
    .CachePolicyConfig;
}

/** A policy's directives, by name. */
function directives(policy: string): ReadonlyMap<string, string> {
  return new Map(
    policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.replace(/^\S+ /u, '')]),
  );
}

describe('the admin page', () => {
  it('runs scripts of its own alone, and speaks with the API and the sign-in alone', () => {
    const policy = headersOf().SecurityHeadersConfig.ContentSecurityPolicy;
    const found = directives(policy.ContentSecurityPolicy);

    expect(policy.Override).toBe(true);
    expect(Object.fromEntries(found)).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': `'self' ${template.outputs.SignInUrl}`,
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': 'default',
    });
  });

  it('may be framed by nobody, asks for no sensor, and comes over HTTPS for two years', () => {
    const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = headersOf();

    expect(security).toMatchObject({
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ContentTypeOptions: { Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
      StrictTransportSecurity: {
        AccessControlMaxAgeSec: 63_072_000,
        IncludeSubdomains: true,
        Override: true,
      },
    });
    expect(custom.Items.map(({ Header }: Properties) => Header)).toEqual([
      'permissions-policy',
      'cross-origin-opener-policy',
    ]);
  });

  it('is what the bare address gives', () => {
    expect(config.DefaultRootObject).toBe('index.html');
  });
});

describe.each(['/embed/*', '/feed/*'])('%s', (path) => {
  it('may be read by any site, without credentials', () => {
    const { CorsConfig } = headersOf(path);

    expect(CorsConfig).toMatchObject({
      AccessControlAllowOrigins: { Items: ['*'] },
      AccessControlAllowMethods: { Items: ['GET', 'HEAD'] },
      AccessControlAllowCredentials: false,
      OriginOverride: true,
    });
  });

  it('takes no method but reading, and forwards nothing of who asks', () => {
    const { ParametersInCacheKeyAndForwardedToOrigin: forwarded } = cacheOf(path);

    expect(behaviour(path).AllowedMethods).toEqual(['GET', 'HEAD']);
    expect(behaviour(path).ViewerProtocolPolicy).toBe('redirect-to-https');
    expect(forwarded).toMatchObject({
      CookiesConfig: { CookieBehavior: 'none' },
      HeadersConfig: { HeaderBehavior: 'none' },
      QueryStringsConfig: { QueryStringBehavior: 'none' },
    });
  });
});

describe('the feed', () => {
  it('is kept at the edge no longer than a takedown may take, whatever an object says', () => {
    expect(cacheOf('/feed/*')).toMatchObject({ MinTTL: 0, MaxTTL: settings.local.edgeSeconds });
    expect(settings.prod.edgeSeconds).toBe(60);
  });

  it('is shown as it was while its bucket fails, and no longer than an hour', () => {
    expect(headCacheControl(settings.prod.edgeSeconds)).toContain('stale-if-error=3600');
  });
});

describe('an error', () => {
  it('is kept of no path: the next one who asks may be somebody else', () => {
    const lives = config.CustomErrorResponses.map(({ ErrorCode, ErrorCachingMinTTL }: Properties) => [
      ErrorCode,
      ErrorCachingMinTTL,
    ]);

    expect(lives).toEqual([400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504].map((code) => [code, 0]));
    for (const response of config.CustomErrorResponses) expect(response).not.toHaveProperty('ResponseCode');
  });

  it('of the API has no status whose life nobody can choose', () => {
    const kinds: readonly ErrorKind[] = [
      'invalid',
      'unauthenticated',
      'forbidden',
      'not-found',
      'conflict',
      'source-failed',
    ];
    const statuses = kinds.map((kind) => toProblem(new AppError(kind, ''), '').status);

    expect(statuses.filter((status) => [410, 412, 415].includes(status))).toEqual([]);
  });
});

describe('the API behind the CDN', () => {
  it('is never kept, gets everything but the host, and answers over HTTPS only', () => {
    expect(behaviour('/api/*')).toMatchObject({
      // AWS's CachingDisabled and AllViewerExceptHostHeader.
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ViewerProtocolPolicy: 'https-only',
    });
  });
});

describe('the patients’ pages', () => {
  it('are never kept, get everything but the host, and may not be framed or tell where one comes from', () => {
    expect(behaviour('/t/*')).toMatchObject({
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ViewerProtocolPolicy: 'redirect-to-https',
    });
    expect(headersOf('/t/*').SecurityHeadersConfig).toMatchObject({
      ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'none'", Override: false },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
    });
  });
});

describe('the buckets behind the CDN', () => {
  it('are reached with a signature, and are open to nobody else', () => {
    const controls = template.ofType('AWS::CloudFront::OriginAccessControl');

    expect(controls.map(({ properties }) => properties.OriginAccessControlConfig.SigningBehavior)).toEqual([
      'always',
      'always',
    ]);
    for (const { properties } of template.ofType('AWS::S3::Bucket')) {
      expect(Object.values(properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
    }
  });
});

describe('answers of the API', () => {
  it('are data that nothing runs, guesses at or frames', () => {
    const { SecurityHeadersConfig: found } = headersOf('/api/*');

    expect(found.ContentSecurityPolicy.ContentSecurityPolicy).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    );
    expect(found.ContentTypeOptions).toEqual({ Override: true });
    expect(found.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThan(31_536_000);
  });
});
