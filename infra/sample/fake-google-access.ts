import { createHash, randomBytes } from 'node:crypto';
import type { FakeAnswer, FakeRequest } from './fake-exchange.ts';
import { googleError } from './fake-google-reviews.ts';
import { type Html, html } from './html.ts';

const SCOPE = 'https://www.googleapis.com/auth/business.manage';
const TOKEN_SECONDS = 3599;

/** Whom a fake Google lets in. */
export interface GoogleAccess {
  /** What its owner may do with grants from outside. */
  readonly grants: {
    readonly addGrant: (refreshToken?: string) => string;
    readonly revokeGrant: (refreshToken: string) => void;
    readonly expireTokens: () => void;
  };
  /** Answers the token endpoint: refreshing, and the code of a consent. */
  readonly token: (request: FakeRequest) => FakeAnswer;
  /** The page that asks for consent. */
  readonly consent: (request: FakeRequest) => FakeAnswer;
  /** Its "Allow": back to the asker, with a code. */
  readonly allow: (request: FakeRequest) => FakeAnswer;
  readonly revoke: (request: FakeRequest) => FakeAnswer;
  /** The refusal of a request without a valid access token; `undefined` lets it in. */
  readonly refusal: (request: FakeRequest) => FakeAnswer | undefined;
}

interface Code {
  readonly redirectUri: string;
  /** PKCE challenge, S256; `''` when none was sent. */
  readonly challenge: string;
}

/** Opens the access of a fake Google that knows one OAuth client and no grant yet. */
export function googleAccess(
  client: { readonly id: string; readonly secret: string },
  now: () => string,
): GoogleAccess {
  const grants = new Set<string>();
  const tokens = new Map<string, { readonly grant: string; readonly until: number }>();
  const codes = new Map<string, Code>();
  const nowMs = () => Date.parse(now());
  const addGrant = (refreshToken = `1//fake-${randomBytes(12).toString('hex')}`) => {
    grants.add(refreshToken);
    return refreshToken;
  };
  const revokeGrant = (refreshToken: string) => {
    grants.delete(refreshToken);
    for (const [token, { grant }] of tokens) if (grant === refreshToken) tokens.delete(token);
  };
  const issue = (grant: string, withGrant: boolean): FakeAnswer => {
    const token = `ya29.fake-${randomBytes(12).toString('hex')}`;
    tokens.set(token, { grant, until: nowMs() + TOKEN_SECONDS * 1000 });
    const body = { access_token: token, expires_in: TOKEN_SECONDS, scope: SCOPE, token_type: 'Bearer' };
    return { status: 200, body: withGrant ? { ...body, refresh_token: grant } : body };
  };
  return {
    grants: { addGrant, revokeGrant, expireTokens: () => tokens.clear() },
    token({ body }) {
      const form = new URLSearchParams(body);
      if (form.get('client_id') !== client.id || form.get('client_secret') !== client.secret)
        return INVALID_CLIENT;
      if (form.get('grant_type') === 'authorization_code') {
        const code = codes.get(form.get('code') ?? '');
        codes.delete(form.get('code') ?? '');
        return code && isAnswered(code, form) ? issue(addGrant(), true) : INVALID_GRANT;
      }
      const grant = form.get('refresh_token') ?? '';
      return grants.has(grant) ? issue(grant, false) : INVALID_GRANT;
    },
    consent: ({ url }) => consentPage(url, client.id),
    allow({ url }) {
      const redirectUri = url.searchParams.get('redirect_uri') ?? '';
      const code = `4/fake-${randomBytes(12).toString('hex')}`;
      codes.set(code, { redirectUri, challenge: url.searchParams.get('code_challenge') ?? '' });
      const back = new URL(redirectUri);
      back.searchParams.set('code', code);
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      return { status: 302, headers: { location: back.href }, body: '' };
    },
    revoke({ url, body }) {
      const token = new URLSearchParams(body).get('token') ?? url.searchParams.get('token') ?? '';
      const grant = tokens.get(token)?.grant ?? token;
      if (!grants.has(grant)) return oauthError(400, 'invalid_token', 'Token expired or revoked');
      revokeGrant(grant);
      return { status: 200, body: {} };
    },
    refusal({ headers }) {
      const token = /^Bearer (.+)$/u.exec(headers.authorization ?? '')?.[1] ?? '';
      const known = tokens.get(token);
      return known && known.until > nowMs() ? undefined : UNAUTHENTICATED;
    },
  };
}

function isAnswered({ redirectUri, challenge }: Code, form: URLSearchParams): boolean {
  const answer = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  return form.get('redirect_uri') === redirectUri && (challenge === '' || challenge === answer);
}

function consentPage(url: URL, clientId: string): FakeAnswer {
  const asked = url.searchParams;
  const isLoopback = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?\//u.test(
    asked.get('redirect_uri') ?? '',
  );
  if (asked.get('client_id') !== clientId || asked.get('scope') !== SCOPE || !isLoopback) {
    return { status: 400, headers: HTML, body: page('Access blocked: this request is invalid', []) };
  }
  const refused = new URLSearchParams({ error: 'access_denied', state: asked.get('state') ?? '' });
  const ways = [
    html`<p><a href="/o/oauth2/v2/auth/allow?${asked.toString()}">Allow</a></p>`,
    html`<p><a href="${asked.get('redirect_uri') ?? ''}?${refused.toString()}">Cancel</a></p>`,
  ];
  return { status: 200, headers: HTML, body: page('Share your reviews?', ways) };
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const STYLE =
  ':root{color-scheme:light dark}body{max-width:28rem;margin:15vh auto;padding:0 20px;font:17px/1.5 system-ui,sans-serif}';

function page(title: string, content: readonly Html[]): string {
  const head = html`<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pretend Google</title>`;
  const said = html`<h1>${title}</h1><p>This is not Google: it stands in for it on this machine.</p>`;
  return html`<!doctype html><html lang="en">${head}<style>${STYLE}</style>${said}${content}</html>`.markup;
}

function oauthError(status: number, error: string, description: string): FakeAnswer {
  return { status, body: { error, error_description: description } };
}

/** What the token endpoint says of a grant that has ended. */
export const INVALID_GRANT = oauthError(400, 'invalid_grant', 'Token has been expired or revoked.');

/** What the token endpoint says of a client it does not know. */
export const INVALID_CLIENT = oauthError(401, 'invalid_client', 'The OAuth client was not found.');

/** What the APIs say of an access token they do not take. */
export const UNAUTHENTICATED = googleError(
  401,
  'UNAUTHENTICATED',
  'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
);
