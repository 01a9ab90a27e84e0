import { importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openKept } from '../../../infra/data-folder/kept.ts';
import { signIn } from '../../support/sign-in.ts';
import { type RunningTinyApp, startTinyApp } from './tiny-app.ts';
import { WEB_APP } from './web-app.ts';

const ORIGIN = 'http://127.0.0.1:5173';
const CLOSED = '/api/closed/juniper/reviews/r%2F1';

let app: RunningTinyApp;

beforeAll(async () => {
  app = await startTinyApp(WEB_APP);
  await app.runtime.accounts.add({
    email: 'ana@clinic.example',
    name: 'Ana',
    accountId: 'staff-ana',
    isDemo: true,
  });
});

afterAll(() => app.stop());

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${app.runtime.url}${path}`, init);
}

/** Signs a token with the provider's own key. */
async function forge(claims: Readonly<Record<string, unknown>>, alg = 'RS256'): Promise<string> {
  const kept = openKept(app.runtime.folder);
  const key = JSON.parse(kept.get('key', 'sign-in') ?? '');
  kept.close();
  const seconds = Math.floor(Date.now() / 1000);
  const all = {
    iss: app.runtime.outputs.Issuer,
    client_id: app.runtime.outputs.SignInClient,
    sub: 's',
    iat: seconds,
    exp: seconds + 60,
    ...claims,
  };
  const known = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new SignJWT(known)
    .setProtectedHeader({ alg, kid: 'local' })
    .sign(await importJWK({ ...key, alg }, alg));
}

function askWith(token: string): Promise<Response> {
  return ask(CLOSED, { headers: { authorization: `Bearer ${token}` } });
}

describe('openHttpApi', () => {
  it('gives a signed-in request to the function in format 2.0, claims as texts', async () => {
    const { access_token } = await signIn(app.runtime, { account: 'staff-ana' });

    const response = await ask(`${CLOSED}?a=1&a=2&b=%20x`, {
      headers: { authorization: `Bearer ${access_token}`, cookie: 'c=1; d=2' },
    });

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      version: '2.0',
      routeKey: 'GET /api/closed/{clinicId}/reviews/{reviewId}',
      rawPath: CLOSED,
      rawQueryString: 'a=1&a=2&b=%20x',
      queryStringParameters: { a: '1,2', b: ' x' },
      pathParameters: { clinicId: 'juniper', reviewId: 'r/1' },
      cookies: ['c=1', 'd=2'],
      isBase64Encoded: false,
      requestContext: {
        http: { method: 'GET', path: CLOSED },
        authorizer: {
          jwt: { claims: { sub: 'staff-ana', token_use: 'access', exp: expect.stringMatching(/^\d+$/) } },
        },
      },
    });
  });

  it('takes an id token too, as AWS does: its audience is the client', async () => {
    const { id_token } = await signIn(app.runtime, { account: 'staff-ana' });

    expect((await askWith(id_token)).status).toBe(200);
  });

  it('writes a list of claims in square brackets', async () => {
    const response = await askWith(await forge({ 'cognito:groups': ['staff', 'x'], flag: true }));

    const { requestContext } = (await response.json()) as {
      requestContext: { authorizer: { jwt: { claims: object } } };
    };
    expect(requestContext.authorizer.jwt.claims).toMatchObject({
      'cognito:groups': '[staff x]',
      flag: 'true',
    });
  });

  it.each<[string, () => Promise<string>]>([
    ['none', async () => ''],
    ['nonsense', async () => 'a.b.c'],
    ['of another issuer', () => forge({ iss: 'https://evil.example' })],
    ['for another client', () => forge({ client_id: 'other' })],
    ['whose audience is another, though its client is right', () => forge({ aud: 'other' })],
    ['that has expired', () => forge({ exp: Math.floor(Date.now() / 1000) - 1 })],
    ['that never expires', () => forge({ exp: undefined })],
    ['that is not valid yet', () => forge({ nbf: Math.floor(Date.now() / 1000) + 60 })],
    ['issued in the future', () => forge({ iat: Math.floor(Date.now() / 1000) + 60 })],
    ['signed with another algorithm', () => forge({}, 'PS256')],
    [
      'whose words were changed',
      async () =>
        (await forge({})).replace(/\.[^.]+\./, `.${Buffer.from('{"sub":"x"}').toString('base64url')}.`),
    ],
    [
      'without a signature',
      async () =>
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await forge({})).split('.')[1]}.`,
    ],
  ])('refuses a token %s', async (_, token) => {
    const response = await askWith(await token());

    expect([response.status, await response.text()]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer scope="" error="invalid_token" error_description=".+"$/,
    );
    expect(app.calls.filter(({ error }) => error)).toEqual([]);
  });

  it('refuses a token when the clock has passed its hour', async () => {
    const other = await startTinyApp(WEB_APP);
    await other.runtime.accounts.add({
      email: 'ana@clinic.example',
      name: 'Ana',
      accountId: 'staff-ana',
      isDemo: true,
    });
    const { access_token } = await signIn(other.runtime, { account: 'staff-ana' });
    const headers = { authorization: `Bearer ${access_token}` };
    const statuses: number[] = [];

    for (const seconds of [0, 3590, 20]) {
      other.runtime.clock.forward({ seconds });
      statuses.push((await fetch(`${other.runtime.url}${CLOSED}`, { headers })).status);
    }

    expect(statuses).toEqual([200, 200, 401]);
    await other.stop();
  });

  it('prefers the route with fewer variables', async () => {
    const { routeKey } = (await (await ask('/api/open/fixed')).json()) as { routeKey: string };

    expect(routeKey).toBe('GET /api/open/fixed');
  });

  it.each([
    ['/api/nothing', 404, '{"message":"Not Found"}'],
    ['/api/open/throws', 500, '{"message":"Internal Server Error"}'],
    ['/api/open/senseless', 500, '{"message":"Internal Server Error"}'],
    ['/api/open/plain', 200, '{"hello":"there"}'],
    ['/api/open/teapot', 418, 'no'],
  ])('answers %s with %i', async (path, status, body) => {
    const response = await ask(path);

    expect([response.status, await response.text()]).toEqual([status, body]);
  });

  it('passes on headers and cookies of a reply', async () => {
    const { headers } = await ask('/api/open/teapot');

    expect([headers.get('x-own'), headers.get('set-cookie'), headers.get('content-type')]).toEqual([
      'a',
      'c=1',
      'text/plain;charset=UTF-8',
    ]);
  });

  it('hands over a text as it is and other bytes in base64', async () => {
    const send = async (type: string) => {
      const response = await ask('/api/open/x', {
        method: 'POST',
        body: '{"é":1}',
        headers: { 'content-type': type },
      });
      const { body, isBase64Encoded } = (await response.json()) as { body: string; isBase64Encoded: boolean };
      return [body, isBase64Encoded];
    };

    expect(await send('application/json')).toEqual(['{"é":1}', false]);
    expect(await send('image/png')).toEqual([Buffer.from('{"é":1}').toString('base64'), true]);
  });

  it('refuses a body that a function could not take', async () => {
    const response = await ask('/api/open/x', { method: 'POST', body: 'x'.repeat(6 * 1024 * 1024 + 1) });

    expect([response.status, await response.text()]).toEqual([413, '{"message":"Request Entity Too Large"}']);
  });

  it('answers a preflight for a known origin only, and marks every answer for it', async () => {
    const asks = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    };
    const known = await ask('/api/closed', { method: 'OPTIONS', headers: { origin: ORIGIN, ...asks } });
    const stranger = await ask('/api/closed', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', ...asks },
    });
    const refused = await ask(CLOSED, { headers: { origin: ORIGIN } });

    expect([known.status, stranger.status, refused.status]).toEqual([204, 204, 401]);
    expect(Object.fromEntries(known.headers)).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-max-age': '3600',
    });
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
    expect(refused.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  });
});
