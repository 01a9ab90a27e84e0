import { generateKeyPair } from 'node:crypto';
import type { Server } from 'node:http';
import { promisify } from 'node:util';
// @ts-expect-error: it brings no types
import { interactionPolicy, Provider } from 'oidc-provider';
// @ts-expect-error: it brings no types
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';
import type { Properties, Template } from '../aws-rules/template.ts';
import type { Accounts } from '../data-folder/accounts.ts';
import type { Kept } from '../data-folder/kept.ts';
import { answerWith, readBody } from './answering.ts';
import { drawSignInPage } from './sign-in-page.ts';

const UNIT_SECONDS: ReadonlyMap<string, number> = new Map([
  ['seconds', 1],
  ['minutes', 60],
  ['hours', 3600],
  ['days', 86_400],
]);
const LAPSED = 'This sign-in has lapsed. Go back to the page you came from and start again.';
const WRONG = 'That e-mail address and password do not belong together.';
const NOT_OURS = 'This address may not sign anybody out.';
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** Where people sign in: its own address, who may, and what it must remember. */
export type SignIn = { readonly url: string; readonly accounts: Accounts; readonly kept: Kept };

/**
 * Answers in place of Cognito's managed login and its issuer: `/oauth2/authorize` (code with PKCE only),
 * `/oauth2/token`, `/oauth2/revoke`, `/logout`, discovery and keys. Access tokens are as Cognito's: no audience, but
 * `client_id`, `username` and `token_use`. The signing key survives a restart, sign-ins do not.
 */
export async function serveSignIn(server: Server, template: Template, { url, accounts, kept }: SignIn) {
  const [pool] = template.ofType('AWS::Cognito::UserPool');
  const [client] = template.ofType('AWS::Cognito::UserPoolClient');
  if (!pool || !client) return;
  const [poolPath, clientId] = [`/${template.nameOf(pool.id)}`, template.nameOf(client.id)];
  const issuer = `${url}${poolPath}`;
  const scope: string = client.properties.AllowedOAuthScopes.join(' ');
  const jwks = { keys: [await signingKey(kept)] };
  const loadExistingGrant = async ({ oidc }: Properties) => {
    const grant = new provider.Grant({ clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope(scope);
    grant.addResourceScope(issuer, scope);
    await grant.save();
    return grant;
  };
  const findAccount = (_: unknown, accountId: string) => {
    const { email, name } = accounts.find(accountId) ?? {};
    const claims = { sub: accountId, 'cognito:username': accountId, token_use: 'id', email, name };
    return email && { accountId, claims: () => ({ ...claims, email_verified: true }) };
  };
  const tokens = tokensFor(client.properties, { issuer, clientId, scope });
  const provider = new Provider(issuer, { ...FIXED, ...tokens, jwks, loadExistingGrant, findAccount });
  provider.use(async (context: Properties, next: () => Promise<void>) => {
    if (context.path.startsWith('/login/')) return login(context, provider, accounts);
    if (context.path !== '/logout') return next();
    const { client_id: asked, logout_uri: back } = context.query;
    if (asked !== clientId || !client.properties.LogoutURLs?.includes(back)) return show(context, NOT_OURS);
    await (await provider.Session.get(context)).destroy();
    context.redirect(back);
  });
  const answer = provider.callback();
  // It would write what it cannot read to the terminal, and it answers that by itself.
  provider.silent = true;
  answerWith(server, async (request, response) => {
    request.url = request.url?.replace(`${poolPath}/`, '/');
    await answer(request, response);
    return undefined;
  });
}

const policy = interactionPolicy.base();
policy.remove('consent');

/** What does not depend on the template. */
const FIXED = {
  // Its own one, given by hand: unasked, it warns of it on the terminal.
  adapter: createMemoryAdapter(15),
  claims: { openid: ['sub', 'cognito:username', 'token_use', 'email', 'email_verified', 'name'] },
  clientBasedCORS: () => true,
  conformIdTokenClaims: false,
  cookies: { keys: ['local'] },
  formats: { customizers: { jwt: asCognitoDoes } },
  interactions: { policy, url: (_: unknown, { uid }: Properties) => `/login/${uid}` },
  issueRefreshToken: () => true,
  pkce: { required: () => true },
  renderError: (context: Properties, out: Properties) => show(context, out.error_description ?? LAPSED),
  responseTypes: ['code'],
  rotateRefreshToken: false,
  routes: {
    ...{ authorization: '/oauth2/authorize', token: '/oauth2/token', revocation: '/oauth2/revoke' },
    jwks: '/.well-known/jwks.json',
  },
};

/** The one client, and the tokens it gets. */
function tokensFor(client: Properties, { issuer, clientId, scope }: Readonly<Record<string, string>>) {
  const unit = (token: string) => UNIT_SECONDS.get(client.TokenValidityUnits[token]) ?? 0;
  const life = (token: string) => [token, client[`${token}Validity`] * unit(token)];
  const lives = Object.fromEntries(['AccessToken', 'IdToken', 'RefreshToken'].map(life));
  const grants = { grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] };
  const isPublic = { client_id: clientId, token_endpoint_auth_method: 'none' };
  const getResourceServerInfo = () => ({ scope, audience: clientId, accessTokenFormat: 'jwt' });
  const [defaultResource, useGrantedResource] = [() => issuer, () => true];
  const off = { enabled: false };
  return {
    clients: [{ ...isPublic, ...grants, scope, redirect_uris: client.CallbackURLs }],
    features: {
      resourceIndicators: { enabled: true, defaultResource, getResourceServerInfo, useGrantedResource },
      revocation: { enabled: true },
      ...{ devInteractions: off, rpInitiatedLogout: off, userinfo: off },
    },
    scopes: scope?.split(' '),
    ttl: { ...lives, AuthorizationCode: 300, Grant: 2_592_000, Interaction: 3600, Session: 3600 },
  };
}

async function login(context: Properties, provider: Properties, accounts: Accounts): Promise<void> {
  const { method, req, res } = context;
  const isOpen = await provider.interactionDetails(req, res).catch(() => undefined);
  if (!isOpen || method !== 'POST') return show(context, isOpen ? undefined : LAPSED, isOpen && accounts);
  const form = new URLSearchParams((await readBody(req)).toString('utf8'));
  const [id = '', email = '', password = ''] = ['account', 'email', 'password'].map(
    (name) => form.get(name) ?? '',
  );
  const account = accounts.find(id)?.isDemo ? accounts.find(id) : await accounts.check(email, password);
  if (!account) return show(context, WRONG, accounts);
  context.redirect(await provider.interactionResult(req, res, { login: { accountId: account.accountId } }));
  context.status = 303;
}

function show(context: Properties, problem?: string, accounts?: Accounts): void {
  context.set({ 'cache-control': 'no-store', 'content-security-policy': POLICY });
  Object.assign(context, { status: problem === undefined ? 200 : 400, type: 'html' });
  context.body = drawSignInPage(accounts?.list(), problem);
}

function asCognitoDoes(_: unknown, token: Properties, { payload }: Properties): void {
  Object.assign(payload, { token_use: 'access', username: payload.sub, version: 2, auth_time: token.iat });
  // The provider insists on an audience, Cognito gives none: it is there, but not written.
  Object.defineProperty(payload, 'aud', { enumerable: false });
}

async function signingKey(kept: Kept): Promise<object> {
  const known = kept.get('key', 'sign-in');
  if (known !== undefined) return JSON.parse(known);
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'local' };
  kept.set('key', 'sign-in', JSON.stringify(key));
  return key;
}
