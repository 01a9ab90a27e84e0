import { createHash, randomBytes } from 'node:crypto';
import type { Runtime } from '../../infra/local/boot.ts';

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
    ...clientOf(outputs),
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
  const headers = { origin: outputs.Url ?? '' };
  return fetch(`${signInUrl}/oauth2/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ ...clientOf(outputs), ...form }),
  });
}

function clientOf({ SignInClient = '', Url = '' }: Runtime['outputs']) {
  return { client_id: SignInClient, redirect_uri: `${Url}/` };
}
