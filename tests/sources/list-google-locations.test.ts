import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectedLocation } from '../../functions/domain/connection.ts';
import { openHttp } from '../../functions/sources/http.ts';
import { listGoogleLocations } from '../../functions/sources/list-google-locations.ts';
import type { FakeRequest } from '../../infra/sample/fake-exchange.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import { type FakeGoogle, startFakeGoogle } from '../../infra/sample/fake-google.ts';
import { googleFaults } from '../../infra/sample/fake-google-faults.ts';
import type { Fault } from '../../infra/sample/fake-trouble.ts';
import { NOW } from '../support/builders.ts';
import { QUICK } from './pull-world.ts';

const now = () => NOW;
const http = openHttp(now, QUICK);

let google: FakeGoogle;
let token: string;
beforeAll(async () => {
  google = await startFakeGoogle({ now });
  google.addLocation({ accountId: '11', locationId: '21', title: 'Mill Lane' });
  google.addLocation({ accountId: '11', locationId: '22', title: 'Old Town' });
  google.addLocation({ accountId: '12', locationId: '23', title: 'Harbour' });
  const form = {
    client_id: 'fake-client',
    client_secret: 'fake-client-secret',
    refresh_token: google.addGrant(),
  };
  const response = await fetch(`${google.url}/token`, { method: 'POST', body: new URLSearchParams(form) });
  token = ((await response.json()) as { access_token: string }).access_token;
});
beforeEach(() => google.faults.clear());
afterAll(async () => {
  http.close();
  await google.stop();
});

function list(accessToken = token): Promise<readonly ConnectedLocation[]> {
  const { url } = google;
  const needs = { http, accountsUrl: url, locationsUrl: url, now, remainingMs: () => 60_000 };
  return listGoogleLocations(accessToken, needs);
}

/** Cuts a route's list into pages of one. */
function inPages(route: 'accounts' | 'locations'): Fault {
  return {
    route,
    times: Number.POSITIVE_INFINITY,
    answer({ status, body }, { url }: FakeRequest) {
      const all = (body as Record<string, unknown[]>)[route] ?? [];
      const at = Number((url.searchParams.get('pageToken') ?? 'page 0 of=it').split(' ')[1]);
      const next = at + 1 < all.length && { nextPageToken: `page ${at + 1} of=it` };
      return { status, body: { [route]: all.slice(at, at + 1), ...next } };
    },
  };
}

describe('listGoogleLocations', () => {
  it('gives the locations of every account, with what a clinic’s file needs of them', async () => {
    const locations = await list();

    expect(locations.map(({ accountId, locationId }) => `${accountId}/${locationId}`)).toEqual([
      '11/21',
      '11/22',
      '12/23',
    ]);
    expect(locations[0]).toEqual({
      accountId: '11',
      locationId: '21',
      title: 'Mill Lane',
      mapsUrl: 'https://maps.google.com/maps?cid=21',
      placeId: 'ChIJpretend21',
      newReviewUrl: 'https://search.google.com/local/writereview?placeid=ChIJpretend21',
    });
  });

  it('reads every page of both lists', async () => {
    google.faults.push(inPages('accounts'), inPages('locations'));

    const locations = await list();

    expect(locations.map(({ title }) => title)).toEqual(['Mill Lane', 'Old Town', 'Harbour']);
  });

  it('is empty for a person who manages nothing, and for an account without locations', async () => {
    google.faults.push({ route: 'accounts', answer: () => ({ status: 200, body: {} }) });
    const nothing = await list();
    google.faults.push({ route: 'locations', times: 2, answer: () => ({ status: 200, body: {} }) });
    const withoutLocations = await list();

    expect([nothing, withoutLocations]).toEqual([[], []]);
  });

  it('leaves out the address of a profile that has none', async () => {
    const row = { name: 'locations/24', title: 'New' };
    google.faults.push({
      route: 'locations',
      times: 2,
      answer: () => ({ status: 200, body: { locations: [row] } }),
    });

    const [location] = await list();

    expect(location).toEqual({ accountId: '11', locationId: '24', title: 'New' });
  });

  it('says that Google has not approved the project while the quota is 0', async () => {
    google.faults.push({ ...googleFaults.notApproved(), route: 'accounts' });

    await expect(list()).rejects.toMatchObject({ kind: 'source-failed', reason: 'not-approved' });
  });

  it('says that the grant has ended when the token is not taken', async () => {
    await expect(list('ya29.other')).rejects.toMatchObject({
      kind: 'source-failed',
      reason: 'grant-expired',
    });
  });

  const MILL = { name: 'locations/21', title: 'Mill Lane' };
  it.each<[string, unknown, Readonly<Record<string, unknown>>]>([
    [
      'an unsafe page',
      { ...MILL, metadata: { mapsUri: 'http://maps.google.com/?cid=21', placeId: 'ChIJ21' } },
      { placeId: 'ChIJ21' },
    ],
    ['a page that is no address', { ...MILL, metadata: { mapsUri: 'maps.google.com', newReviewUri: 7 } }, {}],
    [
      'a page that is too long',
      { ...MILL, metadata: { mapsUri: `https://maps.google.com/?q=${'x'.repeat(600)}` } },
      {},
    ],
    ['a place id that is none', { ...MILL, metadata: { placeId: { id: 1 } } }, {}],
    ['metadata in another form', { ...MILL, metadata: 'none' }, {}],
    ['no metadata, in so many words', { ...MILL, metadata: null }, {}],
    ['a title that is an object', { name: 'locations/21', title: {} }, { title: '' }],
    ['half a letter for a title', { name: 'locations/21', title: 'Mill \ud83c' }, { title: 'Mill \ufffd' }],
  ])('leaves out what a location says wrongly: %s', async (_, row, expected) => {
    google.faults.push({ route: 'locations', answer: () => ({ status: 200, body: { locations: [row] } }) });

    const [location] = await list();

    expect(location).toEqual({ accountId: '11', locationId: '21', title: 'Mill Lane', ...expected });
  });

  it.each([
    ['without a name', { title: 'Nameless' }],
    ['with a name in another form', { name: 'locations/../../accounts/12' }],
    ['with another account’s name', { name: 'accounts/12/locations/23' }],
    ['that is a word', 'locations/22'],
    ['that is nothing', null],
  ])('keeps out a location %s, and keeps the rest', async (_, row) => {
    google.faults.push({
      route: 'locations',
      answer: () => ({ status: 200, body: { locations: [row, MILL] } }),
    });

    const locations = await list();

    expect(locations.map(({ locationId }) => locationId)).toEqual(['21', '23']);
  });

  it('keeps out an account that cannot be read, and keeps the rest', async () => {
    const body = { accounts: [{ name: 'accounts/me' }, null, { name: 'accounts/12', type: 7 }] };
    google.faults.push({ route: 'accounts', answer: () => ({ status: 200, body }) });

    expect((await list()).map(({ title }) => title)).toEqual(['Harbour']);
  });

  it.each<[string, Fault]>([
    ['may not be read', googleFaults.permissionDenied()],
    ['is not known', googleFaults.notFound()],
    ['answers in another form', { answer: () => ({ status: 200, body: { locations: 'none' } }) }],
  ])('keeps the places of the others where one account %s', async (_, fault) => {
    google.faults.push({ ...fault, route: 'locations' });

    expect((await list()).map(({ title }) => title)).toEqual(['Harbour']);
  });

  it('says what is wrong where no account gives its list', async () => {
    google.faults.push({ ...googleFaults.permissionDenied(), route: 'locations', times: 2 });

    await expect(list()).rejects.toMatchObject({ reason: 'forbidden' });
  });

  it('ends with an empty token', async () => {
    google.faults.push({ route: 'accounts', ...faults.changes((body) => ({ ...body, nextPageToken: '' })) });

    expect(await list()).toHaveLength(3);
  });

  it.each([
    ['names in another form', { accounts: [{ name: 'accounts/../v1/other' }] }],
    ['something that is no list', { accounts: 'none' }],
    ['no object', null],
  ])('refuses %s', async (_, body) => {
    google.faults.push({ route: 'accounts', answer: () => ({ status: 200, body }) });

    await expect(list()).rejects.toMatchObject({ kind: 'source-failed', reason: 'bad-response' });
  });

  it('does not follow a page that leads to itself', async () => {
    const answer = () => ({ status: 200, body: { nextPageToken: 'again' } });
    google.faults.push({ route: 'accounts', times: Number.POSITIVE_INFINITY, answer });

    await expect(list()).rejects.toMatchObject({ reason: 'bad-response' });
  });

  it('sends the token in a header, and nowhere else', async () => {
    await list();

    expect(google.calls.filter(({ path }) => path.includes(token))).toEqual([]);
  });
});
