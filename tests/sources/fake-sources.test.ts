import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../../infra/sample/fake-faults.ts';
import { type FakeGoogle, type FakeGoogleChange, startFakeGoogle } from '../../infra/sample/fake-google.ts';
import { googleFaults } from '../../infra/sample/fake-google-faults.ts';
import { seededRandom } from '../../infra/sample/fake-trouble.ts';
import { type FakeYelp, startFakeYelp } from '../../infra/sample/fake-yelp.ts';
import { NOW } from '../support/builders.ts';

const SCOPE = 'https://www.googleapis.com/auth/business.manage';
const RETURN = 'http://127.0.0.1:4000/api/google/callback';

let google: FakeGoogle;
let yelp: FakeYelp;
beforeAll(async () => {
  [google, yelp] = await Promise.all([
    startFakeGoogle({ now: () => NOW }),
    startFakeYelp({ now: () => NOW, dailyLimit: 3 }),
  ]);
  google.addLocation({ accountId: 'a1', locationId: 'l1', title: 'Juniper Lane' });
});
afterAll(() => Promise.all([google.stop(), yelp.stop()]));

async function post(path: string, form: Readonly<Record<string, string>>) {
  const response = await fetch(`${google.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, string>> };
}

const client = { client_id: 'fake-client', client_secret: 'fake-client-secret' };

async function read(token: string, query = '') {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${google.url}/v4/accounts/a1/locations/l1/reviews${query}`, { headers });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

async function aToken(): Promise<string> {
  const { body } = await post('/token', {
    ...client,
    refresh_token: google.addGrant(),
    grant_type: 'refresh_token',
  });
  return body.access_token ?? '';
}

describe('the fake Google', () => {
  it('gives a grant by consent, with PKCE, and takes it back', async () => {
    const verifier = 'a verifier that only the asker knows';
    const asked = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: RETURN,
      response_type: 'code',
      scope: SCOPE,
      access_type: 'offline',
      prompt: 'consent',
      state: 's1',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });

    const page = await (await fetch(`${google.url}/o/oauth2/v2/auth?${asked}`)).text();
    const [, link = ''] = /href="([^"]+)"/u.exec(page) ?? [];
    const back = await fetch(`${google.url}${link.replaceAll('&#38;', '&')}`, { redirect: 'manual' });
    const to = new URL(back.headers.get('location') ?? '');
    const answer = {
      grant_type: 'authorization_code',
      code: to.searchParams.get('code') ?? '',
      redirect_uri: RETURN,
    };
    const granted = await post('/token', { ...client, ...answer, code_verifier: verifier });
    const again = await post('/token', { ...client, ...answer, code_verifier: verifier });

    expect([back.status, to.origin + to.pathname, to.searchParams.get('state')]).toEqual([302, RETURN, 's1']);
    expect(granted).toMatchObject({
      status: 200,
      body: { expires_in: 3599, scope: SCOPE, token_type: 'Bearer' },
    });
    expect(again).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await read(granted.body.access_token ?? '')).status).toBe(200);
    expect((await post('/revoke', { token: granted.body.refresh_token ?? '' })).status).toBe(200);
    expect((await read(granted.body.access_token ?? '')).status).toBe(401);
    const refreshed = await post('/token', {
      ...client,
      refresh_token: granted.body.refresh_token ?? '',
      grant_type: 'refresh_token',
    });
    expect(refreshed).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('sends nobody to an address outside this machine', async () => {
    const asked = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: 'https://evil.example/',
      scope: SCOPE,
    });

    expect((await fetch(`${google.url}/o/oauth2/v2/auth?${asked}`)).status).toBe(400);
  });

  it('lets nobody in without a token, and knows no strange page tokens, orders and places', async () => {
    const token = await aToken();
    const statuses = await Promise.all([
      read('made up'),
      read(token, '?pageToken=made-up'),
      read(token, '?orderBy=updateTime%20asc'),
      fetch(`${google.url}/v4/accounts/a2/locations/l1/reviews`, {
        headers: { authorization: `Bearer ${token}` },
      }),
    ]);

    expect(statuses.map(({ status }) => status)).toEqual([401, 400, 400, 404]);
  });

  it('tells whoever listens of every change, and keeps what it served', async () => {
    const changes: FakeGoogleChange[] = [];
    const stop = google.onChange((change) => changes.push(change));

    const review = google.addReview('l1', { reviewer: { displayName: 'Maria Lopez' }, starRating: 'FIVE' });
    google.editReview('l1', review.reviewId, { starRating: 'ONE', comment: 'No.' });
    await read(await aToken());
    google.deleteReview('l1', review.reviewId);
    stop();
    google.addReview('l1', { reviewer: {}, starRating: 'TWO' });

    expect(changes.map(({ action }) => action)).toEqual(['added', 'changed', 'deleted']);
    expect(google.served).toMatchObject([
      { locationId: 'l1', row: { reviewId: review.reviewId, starRating: 'ONE', comment: 'No.' } },
    ]);
  });

  it('does not take for served what broke on its way', async () => {
    const token = await aToken();
    const before = google.served.length;
    google.faults.push({ route: 'reviews', ...faults.cut(0.5) });

    await expect(read(token)).rejects.toThrow();

    expect(google.served).toHaveLength(before);
  });

  it('misbehaves by chance in the same way for the same seed', async () => {
    const token = await aToken();
    const round = async () => {
      google.faults.atRandom({ seed: 7, rate: 0.5, faults: [googleFaults.internal, googleFaults.notFound] });
      const statuses: number[] = [];
      for (let at = 0; at < 20; at += 1) statuses.push((await read(token)).status);
      google.faults.clear();
      return statuses;
    };

    const [first, second] = [await round(), await round()];

    expect(first).toEqual(second);
    expect(new Set(first)).toEqual(new Set([200, 404, 500]));
  });
});

describe('the fake Yelp', () => {
  it('counts the calls of a day and tells when they come back', async () => {
    yelp.addBusiness({ id: 'b1', rating: 4.5, review_count: 3 });
    const ask = () =>
      fetch(`${yelp.url}/v3/businesses/b1`, { headers: { authorization: 'Bearer fake-yelp-key' } });

    const answers = [await ask(), await ask(), await ask(), await ask()];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers.map(({ headers }) => headers.get('ratelimit-remaining'))).toEqual(['2', '1', '0', '0']);
    expect(answers[3]?.headers.get('ratelimit-resettime')).toBe('2026-11-23T00:00:00+00:00');
  });
});

describe('seededRandom', () => {
  it('gives evenly spread numbers', () => {
    const random = seededRandom(1);
    const numbers = Array.from({ length: 10_000 }, random);

    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(numbers.reduce((sum, one) => sum + one, 0) / numbers.length).toBeCloseTo(0.5, 1);
  });
});
