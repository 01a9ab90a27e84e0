import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

const security = {
  contentTypeOptions: { override: true },
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
  strictTransportSecurity: {
    accessControlMaxAge: Duration.days(730),
    includeSubdomains: true,
    preload: true,
    override: true,
  },
};

/** A page of ours uses no device, and no window that it opens or was opened by reaches into it. */
const pageAlone = {
  customHeaders: [
    { header: 'permissions-policy', value: 'camera=(), geolocation=(), microphone=()', override: true },
    { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
  ],
};

/**
 * Mantine sets inline styles; scripts come from here alone, and no text becomes markup or script: the page's one policy
 * for that takes style text alone. Nothing frames it: the sample world's demonstration asks the local runtime to let it.
 */
export function adminPageOnly(scope: Construct, signInUrl: string): ResponseHeadersPolicy {
  const contentSecurityPolicy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${signInUrl}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
  return new ResponseHeadersPolicy(scope, 'AdminPageHeaders', {
    securityHeadersBehavior: {
      ...security,
      contentSecurityPolicy: { contentSecurityPolicy, override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
    },
    customHeadersBehavior: pageAlone,
  });
}

/** Answers of the API are data: nothing in them is ever run or framed. Who may read them is the API's own CORS. */
export function apiAnswersOnly(scope: Construct): ResponseHeadersPolicy {
  const contentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
  return new ResponseHeadersPolicy(scope, 'ApiHeaders', {
    securityHeadersBehavior: {
      ...security,
      contentSecurityPolicy: { contentSecurityPolicy, override: true },
    },
  });
}

/** The patients' pages say themselves what may run in them, as their policy names the hash of their style sheet. */
export function patientPages(scope: Construct): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, 'PatientPageHeaders', {
    securityHeadersBehavior: {
      ...security,
      contentSecurityPolicy: { contentSecurityPolicy: "default-src 'none'", override: false },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
    },
    customHeadersBehavior: pageAlone,
  });
}

/** Any site may load the script and the feed: they hold nothing that is not public. */
export function openToOtherSites(scope: Construct): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, 'OpenHeaders', {
    securityHeadersBehavior: security,
    corsBehavior: {
      accessControlAllowOrigins: ['*'],
      accessControlAllowMethods: ['GET', 'HEAD'],
      accessControlAllowHeaders: ['*'],
      accessControlAllowCredentials: false,
      accessControlMaxAge: Duration.days(1),
      originOverride: true,
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'cross-origin-resource-policy', value: 'cross-origin', override: true },
        { header: 'timing-allow-origin', value: '*', override: true },
      ],
    },
  });
}
