import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Listening, listen, readText } from './listen.ts';

/** Stands in for the page where people sign in: authorization code with PKCE, refresh tokens, leaving. */
export interface SignInServer extends Listening {
  /** Who signs in next. */
  readonly expect: (staffId: string) => void;
  /** Tokens as if the person had just signed in. */
  readonly issue: (staffId: string) => Tokens;
  /** Whose token it is; `undefined` for one that was never given or has ended. */
  readonly personOf: (accessToken: string) => string | undefined;
  /** Ends every access token given so far; refresh tokens go on working. */
  readonly endAccessTokens: () => void;
  /** Ends every token given so far, refresh tokens too. */
  readonly endSessions: () => void;
  /** How often tokens were renewed. */
  readonly renewals: () => number;
}

/** What the token endpoint gives, without its frame. */
interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
}

interface State {
  next: string;
  renewals: number;
  readonly codes: Map<string, { readonly staffId: string; readonly challenge: string }>;
  readonly access: Map<string, string>;
  readonly refresh: Map<string, string>;
}

/** Starts it; the first to sign in is nobody until {@link SignInServer.expect} was called. */
export async function startSignIn(): Promise<SignInServer> {
  const state: State = { next: '', renewals: 0, codes: new Map(), access: new Map(), refresh: new Map() };
  const server = await listen((request, response) => void answer(request, response, state));
  return {
    ...server,
    expect: (staffId) => {
      state.next = staffId;
    },
    issue: (staffId) => issue(staffId, state),
    personOf: (token) => state.access.get(token),
    endAccessTokens: () => state.access.clear(),
    endSessions: () => {
      state.access.clear();
      state.refresh.clear();
    },
    renewals: () => state.renewals,
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === '/oauth2/authorize') return authorize(url.searchParams, response, state);
  if (url.pathname === '/oauth2/token') return token(request, response, state);
  if (url.pathname === '/logout') return redirect(response, url.searchParams.get('logout_uri') ?? '');
  response.writeHead(404).end();
}

function authorize(query: URLSearchParams, response: ServerResponse, state: State): void {
  const back = new URL(query.get('redirect_uri') ?? '');
  back.searchParams.set('state', query.get('state') ?? '');
  if (state.next === '') back.searchParams.set('error', 'access_denied');
  else {
    const code = randomUUID();
    state.codes.set(code, { staffId: state.next, challenge: query.get('code_challenge') ?? '' });
    back.searchParams.set('code', code);
  }
  redirect(response, back.href);
}

async function token(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const form = new URLSearchParams(await readText(request));
  const staffId = form.get('grant_type') === 'refresh_token' ? renew(form, state) : redeem(form, state);
  const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
  if (staffId === undefined) {
    response.writeHead(400, headers).end(JSON.stringify({ error: 'invalid_grant' }));
    return;
  }
  const tokens = issue(staffId, state);
  response.writeHead(200, headers).end(JSON.stringify({ ...tokens, token_type: 'Bearer', expires_in: 3600 }));
}

function issue(staffId: string, { access, refresh }: State): Tokens {
  const tokens = { access_token: randomUUID(), refresh_token: randomUUID(), id_token: idToken(staffId) };
  access.set(tokens.access_token, staffId);
  refresh.set(tokens.refresh_token, staffId);
  return tokens;
}

function redeem(form: URLSearchParams, { codes }: State): string | undefined {
  const code = form.get('code') ?? '';
  const given = codes.get(code);
  codes.delete(code);
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  return given?.challenge === challenge ? given.staffId : undefined;
}

function renew(form: URLSearchParams, state: State): string | undefined {
  state.renewals += 1;
  return state.refresh.get(form.get('refresh_token') ?? '');
}

/** Signed by nobody: the page reads it, and only the API believes tokens. */
function idToken(staffId: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sub: staffId,
    email: `${staffId}@juniper.example`,
    iss: 'test',
    aud: 'page',
    iat: now,
    exp: now + 3600,
  };
  return `${part({ alg: 'none' })}.${part(claims)}.none`;
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(302, { location: to }).end();
}
