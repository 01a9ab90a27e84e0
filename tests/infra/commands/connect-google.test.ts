import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type ConsentOptions,
  connectGoogle,
  type GoogleGrant,
} from '../../../infra/commands/connect-google.ts';
import { type FakeGoogle, startFakeGoogle } from '../../../infra/sample/fake-google.ts';

const CLIENT = { id: 'fake-client', secret: 'fake-client-secret' };

let google: FakeGoogle;
beforeAll(async () => {
  google = await startFakeGoogle();
});
beforeEach(() => google.faults.clear());
afterAll(() => google.stop());

/** A person's way through Google's page: from the address to where the browser is sent back. */
type Person = (address: URL) => Promise<URL | string>;

/** What came of it, and what the listener said to the browser. */
interface Connected {
  readonly outcome: GoogleGrant | Error;
  readonly page: string;
  readonly redirectUri: string;
}

/** Connects while a person follows the address that is told. */
async function connect(person: Person, client: ConsentOptions['client'] = CLIENT): Promise<Connected> {
  const urls = { authorize: `${google.url}/o/oauth2/v2/auth`, token: `${google.url}/token` };
  const told = Promise.withResolvers<URL>();
  const outcome = connectGoogle({
    client,
    urls,
    onAddress: (address) => told.resolve(new URL(address)),
  }).catch((error: Error) => error);
  const address = await told.promise;
  const response = await fetch(await person(address));
  const page = await response.text();
  return { outcome: await outcome, page, redirectUri: address.searchParams.get('redirect_uri') ?? '' };
}

/** Presses "Allow". @returns where the browser is sent then */
async function allow(address: URL): Promise<URL> {
  const consent = await (await fetch(address)).text();
  const [, link = ''] = /href="([^"]+)"/u.exec(consent) ?? [];
  const allowed = await fetch(new URL(link.replaceAll('&#38;', '&'), address), { redirect: 'manual' });
  return new URL(allowed.headers.get('location') ?? '');
}

/** Sent back to the listener, with these parameters in place of Google's. */
function sentBack(parameters: Readonly<Record<string, string>>): Person {
  return async (address) => {
    const back = new URL(address.searchParams.get('redirect_uri') ?? '');
    const state = address.searchParams.get('state') ?? '';
    back.search = new URLSearchParams({ state, ...parameters }).toString();
    return back;
  };
}

describe('connectGoogle', () => {
  it('comes back with a grant that lasts and one to use at once', async () => {
    const { outcome, page } = await connect(allow);

    expect(outcome).toEqual({
      refreshToken: expect.stringMatching(/^1\/\/fake-/u),
      accessToken: expect.stringMatching(/^ya29\.fake-/u),
    });
    expect(page).toBe('You can close this page and go back to the terminal.');
  });

  it('asks for a lasting grant of the one scope, with a fresh state and a challenge each time', async () => {
    const asked: URLSearchParams[] = [];
    const person: Person = (address) => {
      asked.push(address.searchParams);
      return allow(address);
    };
    await connect(person);
    await connect(person);

    const [first, second] = asked;
    expect(Object.fromEntries(first ?? [])).toMatchObject({
      response_type: 'code',
      access_type: 'offline',
      prompt: 'consent',
      scope: 'https://www.googleapis.com/auth/business.manage',
      code_challenge_method: 'S256',
    });
    expect(first?.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/u);
    for (const name of ['state', 'code_challenge']) expect(first?.get(name)).not.toBe(second?.get(name));
    expect(first?.has('client_secret')).toBe(false);
  });

  it('stops listening once the person is back, whatever came of it', async () => {
    for (const person of [allow, sentBack({ error: 'access_denied' })]) {
      const { redirectUri } = await connect(person);

      await expect(fetch(redirectUri)).rejects.toThrow('fetch failed');
    }
  });

  it('waits on when a browser asks for something else first', async () => {
    const { outcome } = await connect(async (address) => {
      const icon = new URL('/favicon.ico', address.searchParams.get('redirect_uri') ?? '');
      const [first, second] = await Promise.all([fetch(icon), fetch(icon)]);
      expect([first.status, second.status]).toEqual([404, 404]);
      return await allow(address);
    });

    expect(outcome).not.toBeInstanceOf(Error);
  });

  it.each([
    ['the person refuses', sentBack({ error: 'access_denied' }), 'access_denied'],
    [
      'the answer belongs to another question',
      sentBack({ state: 'other', code: 'x' }),
      'the answer does not belong to this question; run the command again',
    ],
    [
      'there is no code in the answer',
      sentBack({}),
      'the answer does not belong to this question; run the command again',
    ],
    ['the code is not Google’s', sentBack({ code: 'made-up' }), 'invalid_grant'],
  ] as const)('says in a sentence that nothing was stored when %s', async (_, person, reason) => {
    const { outcome } = await connect(person);

    expect(outcome).toMatchObject({
      kind: 'invalid',
      message: `Google did not connect: ${reason}. Nothing was stored.`,
    });
  });

  it('asks the token endpoint for nothing when the answer belongs to another question', async () => {
    const before = google.calls.length;

    await connect(sentBack({ state: 'other', code: 'x' }));

    expect(google.calls.slice(before).filter(({ route }) => route === 'token')).toEqual([]);
  });

  it('names a wrong client secret', async () => {
    const { outcome } = await connect(allow, { ...CLIENT, secret: 'wrong' });

    expect(outcome).toMatchObject({ message: 'Google did not connect: invalid_client. Nothing was stored.' });
  });

  it('says how to get a lasting grant when Google gives none', async () => {
    google.faults.push({
      route: 'token',
      answer: ({ body }) => ({ status: 200, body: { ...(body as object), refresh_token: undefined } }),
    });

    const { outcome } = await connect(allow);

    expect(outcome).toMatchObject({
      kind: 'invalid',
      message:
        'Google gave no lasting grant. Remove the app at myaccount.google.com/permissions and connect again.',
    });
  });

  it('says so when Google cannot be reached', async () => {
    google.faults.push({ route: 'token', transport: { kind: 'reset' } });

    const { outcome } = await connect(allow);

    expect(outcome).toMatchObject({
      message: 'Google did not connect: it could not be reached. Nothing was stored.',
    });
  });
});
