import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Listing } from '../../functions/domain/clinic.ts';
import { AppError } from '../../functions/domain/error.ts';
import type { SourceFailure } from '../../functions/domain/pull.ts';
import { googleBusiness } from '../../functions/sources/google-business.ts';
import { openHttp } from '../../functions/sources/http.ts';
import type { SourcePage } from '../../functions/sources/source.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import { type FakeGoogle, startFakeGoogle } from '../../infra/sample/fake-google.ts';
import { googleFaults } from '../../infra/sample/fake-google-faults.ts';
import { type FakeGoogleReview, googleError } from '../../infra/sample/fake-google-reviews.ts';
import type { Fault } from '../../infra/sample/fake-trouble.ts';
import { aListing } from '../support/builders.ts';
import { aClock, QUICK } from './pull-world.ts';

const clock = aClock();
const secrets = new Map([
  ['google-client-id', 'fake-client'],
  ['google-client-secret', 'fake-client-secret'],
]);

/** Secrets as a function has them in memory, where they have been replaced since. */
const inMemoryOnly = new Map<string, string>();

let google: FakeGoogle;
beforeAll(async () => {
  google = await startFakeGoogle({ now: clock.now });
});
afterAll(() => google.stop());
afterEach(() => {
  google.faults.clear();
  clock.reset();
});

/** A listing at the fake Google with these reviews, and a way to read it. */
function aConnected(reviews: readonly FakeGoogleReview[] = [], differs: Partial<Listing> = {}) {
  const locationId = `8000${google.served.length}${reviews.length}${google.calls.length}`;
  const listing = aListing({ sourceListingId: locationId, ...differs });
  google.addLocation({ accountId: '111111111111111111111', locationId, title: 'Juniper Lane', reviews });
  secrets.set('google-refresh-token/main', google.addGrant());
  const http = openHttp(clock.now, QUICK);
  const readSecret = async (name: string, { isFresh = false } = {}) =>
    (isFresh ? undefined : inMemoryOnly.get(name)) ?? secrets.get(name);
  const source = googleBusiness({
    http,
    oauthUrl: google.url,
    reviewsUrl: google.url,
    readSecret,
    now: clock.now,
  });
  const calls = google.calls.length;
  return {
    listing,
    source,
    callsTo: (route: string) => google.calls.slice(calls).filter((call) => call.route === route),
    async scan(from?: string): Promise<SourcePage[]> {
      const pages: SourcePage[] = [];
      const limits = { remainingMs: () => 60_000, ...(from !== undefined && { from }) };
      for await (const page of source.scan(listing, limits)) pages.push(page);
      return pages;
    },
  };
}

let made = 0;
function aRow(differs: Partial<FakeGoogleReview> = {}): FakeGoogleReview {
  made += 1;
  const time = new Date(Date.UTC(2026, 10, 1) - made * 3_600_000).toISOString();
  return {
    reviewId: `AbF-${made}`,
    reviewer: { displayName: 'Maria Lopez', profilePhotoUrl: 'https://photos.example/m.jpg' },
    starRating: 'FIVE',
    comment: 'My sciatica is gone.',
    createTime: time,
    updateTime: time,
    ...differs,
  };
}

async function readOne(differs: Partial<FakeGoogleReview>) {
  const [page] = await aConnected([aRow(differs)]).scan();
  return page?.reviews[0];
}

function says(
  code: number,
  status: string,
  message: string,
  info?: Readonly<Record<string, unknown>>,
): Fault {
  return { route: 'reviews', ...faults.answers(googleError(code, status, message, info && [info])) };
}

function refusesToken(error: string, status = 400): Fault {
  return { route: 'token', ...faults.answers({ status, body: { error } }) };
}

async function failureOf(scanning: Promise<unknown>): Promise<AppError> {
  const error = await scanning.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

describe('googleBusiness', () => {
  it('reads every page, fifty at a time, last changed first, in English, with the token in the header only', async () => {
    const rows = Array.from({ length: 120 }, () => aRow());
    const { scan, callsTo } = aConnected(rows);
    const languages: unknown[] = [];
    google.faults.push({
      route: 'reviews',
      when({ headers }) {
        languages.push(headers['accept-language']);
        return false;
      },
    });

    const pages = await scan();

    expect(pages.map(({ reviews }) => reviews.length)).toEqual([50, 50, 20]);
    expect(pages.flatMap(({ reviews }) => reviews.map(({ sourceReviewId }) => sourceReviewId))).toEqual(
      rows.map(({ reviewId }) => reviewId),
    );
    expect(pages.map(({ next }) => next !== undefined)).toEqual([true, true, false]);
    expect(callsTo('reviews')[0]?.path).toMatch(
      /\/v4\/accounts\/111111111111111111111\/locations\/\d+\/reviews\?pageSize=50&orderBy=updateTime%20desc$/u,
    );
    expect(languages).toEqual(['en', 'en', 'en']);
    expect(JSON.stringify(google.calls)).not.toContain('ya29');
  });

  it('tells the rating and count that Google states', async () => {
    const [page] = await aConnected([aRow(), aRow({ starRating: 'TWO' })]).scan();

    expect(page?.stated).toEqual({ rating: 3.5, count: 2 });
  });

  it('reads a listing without reviews', async () => {
    const pages = await aConnected().scan();

    expect(pages).toEqual([{ reviews: [], refused: [], stated: { count: 0 } }]);
  });

  it('reads a review with everything', async () => {
    const review = await readOne({
      createTime: '2026-11-01T23:30:00.123456789-02:00',
      updateTime: '2026-11-03T08:00:00Z',
      reviewReply: {
        comment: 'Thank you.',
        updateTime: '2026-11-04T09:00:00Z',
        reviewReplyState: 'APPROVED',
      },
    });

    expect(review).toEqual({
      sourceReviewId: expect.stringMatching(/^AbF-/u),
      stars: 5,
      text: 'My sciatica is gone.',
      isExcerpt: false,
      author: { name: 'Maria Lopez', isAnonymous: false, photoUrl: 'https://photos.example/m.jpg' },
      reply: { text: 'Thank you.', updatedAt: '2026-11-04T09:00:00.000Z' },
      writtenAt: '2026-11-02T01:30:00.123Z',
      writtenOn: '2026-11-02',
      updatedAt: '2026-11-03T08:00:00.000Z',
    });
  });

  it.each([
    '(Translated by Google) It helped.\n\n(Original)\nMe ayudó.',
    'Me ayudó.\n\n(Translated by Google)\nIt helped.',
  ])('takes Google’s translation apart: %j', async (comment) => {
    expect(await readOne({ comment })).toMatchObject({ text: 'Me ayudó.', translation: 'It helped.' });
  });

  it.each([
    ['absent', {}],
    ['empty', { comment: '' }],
    ['only space', { comment: ' \n ' }],
  ])('gives no text where the comment is %s', async (_, comment) => {
    const { comment: _c, ...row } = aRow();
    const [page] = await aConnected([{ ...row, ...comment }]).scan();

    expect(page?.reviews[0]).not.toHaveProperty('text');
  });

  it.each([
    [
      'anonymous',
      { displayName: 'A. Person', profilePhotoUrl: 'https://photos.example/a.jpg', isAnonymous: true },
    ],
    [
      'Google’s own nobody',
      { displayName: 'A Google User', profilePhotoUrl: 'https://photos.example/a.jpg' },
    ],
  ])('gives neither name nor picture of a reviewer who is %s', async (_, reviewer) => {
    expect((await readOne({ reviewer }))?.author).toEqual({ isAnonymous: true });
  });

  it('keeps names and words byte for byte', async () => {
    const comment = '  <b>ciática</b> & 🌿 ألم الظهر \u0000\n\n ';
    const review = await readOne({ comment, reviewer: { displayName: 'Gwen  ' } });

    expect(review).toMatchObject({ text: comment, author: { name: 'Gwen  ' } });
  });

  it('makes half characters whole, which no table would keep', async () => {
    expect(await readOne({ comment: 'broken \ud83d here' })).toMatchObject({ text: 'broken \ufffd here' });
  });

  it.each(['STAR_RATING_UNSPECIFIED', 'SIX'])('gives no stars for %s', async (starRating) => {
    const review = await readOne({ starRating });

    expect(review).toBeDefined();
    expect(review).not.toHaveProperty('stars');
  });

  it.each([
    ['PENDING', false],
    ['REJECTED', false],
    ['APPROVED', true],
    [undefined, true],
  ] as const)('keeps the reply that Google shows: state %s', async (state, isKept) => {
    const review = await readOne({
      reviewReply: {
        comment: 'Hi',
        updateTime: '2026-11-04T09:00:00Z',
        ...(state && { reviewReplyState: state }),
      },
    });

    expect(review && 'reply' in review).toBe(isKept);
  });

  it('drops a picture that is not at an https address', async () => {
    const review = await readOne({
      reviewer: { displayName: 'Eve', profilePhotoUrl: 'javascript:alert(1)' },
    });

    expect(review?.author).toEqual({ name: 'Eve', isAnonymous: false });
  });

  it.each<[string, (row: Readonly<Record<string, unknown>>) => unknown, string]>([
    ['without a time', ({ createTime: _, ...row }) => row, 'createTime'],
    ['with an impossible time', (row) => ({ ...row, createTime: '2999-01-01T00:00:00Z' }), 'createTime'],
    ['with an object for a text', (row) => ({ ...row, comment: { secret: 'words' } }), 'comment'],
    ['with a text of a megabyte', (row) => ({ ...row, comment: 'secret'.repeat(175_000) }), 'comment'],
    ['without an id', ({ reviewId: _, ...row }) => row, 'reviewId'],
    ['that is a word', () => 'secret', 'row'],
    ['that is nothing', () => null, 'row'],
  ])('refuses a row %s, with hash and reason, and keeps the rest', async (_, change, field) => {
    const { scan } = aConnected([aRow(), aRow(), aRow()]);
    google.faults.push(googleFaults.badRow(1, change));

    const [page] = await scan();

    expect(page?.reviews).toHaveLength(2);
    expect(page?.refused).toHaveLength(1);
    expect(page?.refused[0]?.rowHash).toMatch(/^[\w-]{22}$/u);
    expect(page?.refused[0]?.reason).toContain(field);
    expect(page?.refused[0]?.reason).not.toContain('secret');
  });

  it.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    ['a time of change without zone', { updateTime: '2026-11-01T10:00:00' }, { updatedAt: undefined }],
    ['a time of change that is a number', { updateTime: 1_764_000_000 }, { updatedAt: undefined }],
    ['a number for stars', { starRating: 5 }, { stars: undefined }],
    ['a reviewer that is a word', { reviewer: 'Maria' }, { author: { isAnonymous: false } }],
    [
      'a name that is too long',
      { reviewer: { displayName: 'M'.repeat(501), profilePhotoUrl: 'https://photos.example/m.jpg' } },
      { author: { isAnonymous: false, photoUrl: 'https://photos.example/m.jpg' } },
    ],
    [
      'a photo that is an object',
      { reviewer: { displayName: 'Maria Lopez', profilePhotoUrl: {} } },
      { author: { name: 'Maria Lopez', isAnonymous: false } },
    ],
    [
      'a wish not to be named in another form',
      { reviewer: { displayName: 'Maria Lopez', isAnonymous: 'yes' } },
      { author: { isAnonymous: true } },
    ],
    ['a reply that is a word', { reviewReply: 'Thank you' }, { reply: undefined }],
    ['a reply that is too long', { reviewReply: { comment: 'x'.repeat(10_001) } }, { reply: undefined }],
    [
      'a reply of no time',
      { reviewReply: { comment: 'Thank you', updateTime: 'today' } },
      { reply: { text: 'Thank you' } },
    ],
    [
      'a state of a reply in another form',
      { reviewReply: { comment: 'Hm', reviewReplyState: 3 } },
      { reply: undefined },
    ],
  ])('leaves out %s, and keeps the row', async (_, bad, expected) => {
    const { scan } = aConnected([aRow(), aRow()]);
    google.faults.push(googleFaults.badRow(0, (row) => ({ ...row, ...bad })));

    const [page] = await scan();

    expect(page?.refused).toEqual([]);
    expect(page?.reviews[0]).toMatchObject({ text: 'My sciatica is gone.' });
    for (const [field, value] of Object.entries(expected)) {
      expect(page?.reviews[0]?.[field as 'author']).toEqual(value);
    }
  });

  it.each<[string, Fault, Readonly<Record<string, unknown>>]>([
    [
      'a total in words',
      faults.changes((page) => ({ ...page, totalReviewCount: '2' })),
      { stated: undefined },
    ],
    [
      'a rating that is none',
      faults.changes((page) => ({ ...page, averageRating: 'good' })),
      { stated: { count: 2 } },
    ],
    ['an empty token', faults.changes((page) => ({ ...page, nextPageToken: '' })), { next: undefined }],
    [
      'no token, in so many words',
      faults.changes((page) => ({ ...page, nextPageToken: null })),
      { next: undefined },
    ],
    ['fields that are new', faults.changes((page) => ({ ...page, kind: { a: 1 } })), {}],
  ])('reads the rows of a page with %s', async (_, fault, expected) => {
    const { scan } = aConnected([aRow(), aRow()]);
    google.faults.push({ route: 'reviews', ...fault });

    const pages = await scan();

    expect(pages).toHaveLength(1);
    expect(pages[0]?.reviews).toHaveLength(2);
    for (const [field, value] of Object.entries(expected)) expect(pages[0]?.[field as 'next']).toEqual(value);
  });

  it('tells which review a refused row is, where that can be read', async () => {
    const row = aRow();
    const { scan } = aConnected([row]);
    google.faults.push(googleFaults.badRow(0, (bad) => ({ ...bad, createTime: 'soon' })));

    const [page] = await scan();

    expect(page?.refused[0]?.sourceReviewId).toBe(row.reviewId);
  });

  it.each<[string, Fault]>([
    ['an error in a 200', faults.says({ error: { code: 503, status: 'UNAVAILABLE' } })],
    ['an error beside reviews', faults.says({ reviews: [], error: { code: 503 } })],
    ['null', faults.says(null)],
    ['a list', faults.says([])],
    ['something else', faults.says({ hello: 'world' })],
    ['reviews that are no list', faults.says({ reviews: {} })],
    ['a total that is no number', faults.says({ reviews: [], totalReviewCount: 'many' })],
    ['a token that is no text', faults.says({ reviews: [], nextPageToken: 7 })],
  ])('rejects a page with a bad envelope: %s', async (_, fault) => {
    const { scan } = aConnected([aRow()]);
    google.faults.push({ route: 'reviews', ...fault });

    expect(await failureOf(scan())).toMatchObject({ kind: 'source-failed', reason: 'bad-response' });
  });

  it.each<[string, Fault, SourceFailure, number]>([
    ['permission denied', googleFaults.permissionDenied(), 'forbidden', 1],
    ['insufficient scopes', googleFaults.insufficientScopes(), 'grant-expired', 1],
    ['service disabled', googleFaults.serviceDisabled(), 'config', 1],
    ['service disabled, in words only', googleFaults.serviceDisabledInWords(), 'config', 1],
    ['not found', googleFaults.notFound(), 'not-found', 1],
    ['bad argument on the first page', googleFaults.badArgument(), 'bad-request', 1],
    ['quota 0', googleFaults.notApproved(), 'not-approved', 1],
    ['day used up', googleFaults.dayUsedUp(), 'quota-day', 1],
    ['rate limited', googleFaults.rateLimited(), 'throttled', 4],
    ['internal', googleFaults.internal(), 'unreachable', 4],
    ['unavailable', googleFaults.unavailable(), 'unreachable', 4],
    [
      'a refusal without words, which is not Google’s',
      { route: 'reviews', ...faults.answers({ status: 403, body: '' }) },
      'bad-response',
      1,
    ],
    ['a web page that refuses', { route: 'reviews', ...faults.html(403) }, 'bad-response', 1],
    ['a web page of no such page', { route: 'reviews', ...faults.html(404) }, 'bad-response', 1],
    ['a web page that slows us down', { route: 'reviews', ...faults.html(429) }, 'throttled', 4],
    ['a web page of a broken gateway', { route: 'reviews', ...faults.html(502) }, 'unreachable', 4],
    ['a time-out on the way', { route: 'reviews', ...faults.html(408) }, 'unreachable', 4],
    ['a call that Google has not', says(404, 'NOT_FOUND', 'Method not found.'), 'bad-request', 1],
    ['a profile that is not verified', says(400, 'FAILED_PRECONDITION', 'Not verified.'), 'forbidden', 1],
    ['a key that is none', says(400, 'INVALID_ARGUMENT', 'API key not valid.'), 'config', 1],
    ['no billing', says(403, 'PERMISSION_DENIED', '', { reason: 'BILLING_DISABLED' }), 'config', 1],
    [
      'a project that was denied',
      says(403, 'PERMISSION_DENIED', '', { reason: 'USER_PROJECT_DENIED' }),
      'config',
      1,
    ],
    [
      'scopes that do not suffice, in words only',
      says(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.'),
      'grant-expired',
      1,
    ],
    ['a slow-down by 403', says(403, '', '', { reason: 'userRateLimitExceeded' }), 'throttled', 4],
    ['a day used up by 403', says(403, '', '', { reason: 'dailyLimitExceeded' }), 'quota-day', 1],
    [
      'quota 0 by 403',
      says(403, '', '', { reason: 'RATE_LIMIT_EXCEEDED', metadata: { quota_limit_value: 0 } }),
      'not-approved',
      1,
    ],
    [
      'a day used up, in words only',
      says(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded for limit ’Requests per day’.'),
      'quota-day',
      1,
    ],
    [
      'a request that was cancelled',
      says(499, 'CANCELLED', 'The operation was cancelled.'),
      'unreachable',
      4,
    ],
    [
      'a code we do not know',
      { route: 'reviews', ...faults.answers({ status: 418, body: {} }) },
      'bad-request',
      1,
    ],
    ['a redirect', { route: 'reviews', ...faults.redirect('https://elsewhere.example/') }, 'bad-response', 1],
    ['gone', { route: 'reviews', ...faults.answers({ status: 410, body: {} }) }, 'not-found', 1],
  ])('fails with the reason of the answer: %s', async (_, fault, reason, calls) => {
    const { scan, callsTo } = aConnected([aRow()]);
    google.faults.push({ ...fault, times: Number.POSITIVE_INFINITY });

    expect(await failureOf(scan())).toMatchObject({ kind: 'source-failed', reason });
    expect(callsTo('reviews')).toHaveLength(calls);
  });

  it('says that a day’s quota comes back at midnight in California', async () => {
    const { scan } = aConnected([aRow()]);
    google.faults.push(googleFaults.dayUsedUp());

    expect((await failureOf(scan())).retryAt).toBe('2026-11-23T08:00:00.000Z');
  });

  it('begins anew, once, when a page token is no longer taken', async () => {
    const { scan, callsTo } = aConnected(Array.from({ length: 60 }, () => aRow()));
    google.faults.push(googleFaults.staleToken());

    const pages = await scan();

    expect(pages.map(({ reviews, isRestart = false }) => [reviews.length, isRestart])).toEqual([
      [50, false],
      [50, true],
      [10, false],
    ]);
    expect(callsTo('reviews')).toHaveLength(4);
  });

  it('begins anew when the cursor of an earlier scan is no longer taken', async () => {
    const pages = await aConnected([aRow()]).scan('an old token');

    expect(pages).toMatchObject([{ isRestart: true, stated: { count: 1 } }]);
  });

  it('fails when a page token is refused twice', async () => {
    const { scan, callsTo } = aConnected(Array.from({ length: 60 }, () => aRow()));
    google.faults.push({ ...googleFaults.staleToken(), times: 2 });

    expect(await failureOf(scan())).toMatchObject({ reason: 'bad-request' });
    expect(callsTo('reviews')).toHaveLength(4);
  });

  it.each(['accountId', 'connectionId'] as const)(
    'asks to connect again when the listing has no %s',
    async (field) => {
      const { [field]: _, ...listing } = aConnected([aRow()]).listing;
      const { source } = aConnected();
      const scan = async () => {
        for await (const page of source.scan(listing, { remainingMs: () => 60_000 }))
          expect(page).toBeUndefined();
      };

      expect(await failureOf(scan())).toMatchObject({ reason: 'config' });
    },
  );
});

describe('access to Google', () => {
  it('fetches one token for several scans at once, and keeps it until two minutes before its end', async () => {
    const { scan, callsTo } = aConnected([aRow()]);

    await Promise.all([scan(), scan(), scan()]);
    clock.forward((3599 - 121) / 3600);
    await scan();
    expect(callsTo('token')).toHaveLength(1);

    clock.forward(2 / 3600);
    await scan();
    expect(callsTo('token')).toHaveLength(2);
  });

  it('fetches one other token when Google refuses one before its time', async () => {
    const { scan, callsTo } = aConnected([aRow()]);
    await scan();
    google.expireTokens();

    const pages = await Promise.all([scan(), scan()]);

    expect(pages.flat()).toHaveLength(2);
    expect(callsTo('token')).toHaveLength(2);
  });

  it('takes the consent for ended when Google refuses the other token too', async () => {
    const { scan, callsTo } = aConnected([aRow()]);
    google.faults.push({ ...googleFaults.unauthenticated(), times: Number.POSITIVE_INFINITY });

    expect(await failureOf(scan())).toMatchObject({ reason: 'grant-expired' });
    expect(callsTo('reviews')).toHaveLength(2);
  });

  it.each<[string, Fault, SourceFailure, number]>([
    ['a consent that has ended', googleFaults.invalidGrant(), 'grant-expired', 1],
    ['an unknown client', googleFaults.invalidClient(), 'config', 1],
    ['a server error', { route: 'token', ...faults.answers({ status: 500, body: {} }) }, 'unreachable', 4],
    ['throttling', { route: 'token', ...faults.answers({ status: 429, body: {} }) }, 'throttled', 4],
    ['a malformed request', refusesToken('invalid_request'), 'bad-request', 1],
    ['a consent that an administrator took away', refusesToken('admin_policy_enforced'), 'grant-expired', 1],
    ['a client that was deleted', refusesToken('deleted_client', 401), 'config', 1],
    ['a bad hour', refusesToken('temporarily_unavailable'), 'unreachable', 4],
    ['a web page', { route: 'token', ...faults.html(403) }, 'bad-response', 1],
    [
      'an address elsewhere',
      { route: 'token', ...faults.redirect('https://elsewhere.example/') },
      'bad-response',
      1,
    ],
    ['an answer without a token', { route: 'token', ...faults.says({}) }, 'bad-response', 1],
    [
      'a token that no header can hold',
      { route: 'token', ...faults.says({ access_token: 'a\r\nb: c' }) },
      'bad-response',
      1,
    ],
  ])('fails with the reason of the token endpoint: %s', async (_, fault, reason, calls) => {
    const { scan, callsTo } = aConnected([aRow()]);
    google.faults.push({ ...fault, times: Number.POSITIVE_INFINITY });

    expect(await failureOf(scan())).toMatchObject({ reason });
    expect(callsTo('token')).toHaveLength(calls);
    expect(callsTo('reviews')).toHaveLength(0);
  });

  it('takes a new consent at once, though the earlier one lies in memory', async () => {
    const { scan, callsTo, source, listing } = aConnected([aRow()]);
    const name = 'google-refresh-token/main';
    const inMemory = secrets.get(name) ?? '';
    google.revokeGrant(inMemory);
    inMemoryOnly.set(name, inMemory);
    secrets.set(name, google.addGrant());

    expect(await scan()).toHaveLength(1);
    inMemoryOnly.clear();

    expect(callsTo('token').map(({ status }) => status)).toEqual([400, 200]);
    expect(await source.isReconnected?.(listing)).toBe(false);
  });

  it('can tell afterwards that somebody has connected anew', async () => {
    const { scan, source, listing } = aConnected([aRow()]);
    google.revokeGrant(secrets.get('google-refresh-token/main') ?? '');
    await failureOf(scan());
    expect(await source.isReconnected?.(listing)).toBe(false);

    secrets.set('google-refresh-token/main', google.addGrant());

    expect(await source.isReconnected?.(listing)).toBe(true);
  });

  it('asks again after a failed refresh', async () => {
    const { scan } = aConnected([aRow()]);
    google.faults.push(googleFaults.invalidGrant());
    await failureOf(scan());

    expect(await scan()).toHaveLength(1);
  });

  it.each([
    ['google-client-secret', 'config'],
    ['google-refresh-token/main', 'grant-expired'],
  ])('says what to do when the secret %s was never set', async (name, reason) => {
    const { scan, callsTo } = aConnected([aRow()]);
    const value = secrets.get(name) ?? '';
    secrets.delete(name);

    const failure = await failureOf(scan());
    secrets.set(name, value);

    expect(failure).toMatchObject({ reason });
    expect(callsTo('token')).toHaveLength(0);
  });

  it('says no secret in any error', async () => {
    const { scan } = aConnected([aRow()]);
    const told: string[] = [];
    for (const fault of [
      googleFaults.invalidGrant(),
      googleFaults.invalidClient(),
      { route: 'token', ...faults.reset() },
    ]) {
      google.faults.push({ ...fault, times: 4 });
      const { message, stack = '', cause } = await failureOf(scan());
      told.push(message, stack, JSON.stringify(cause ?? {}));
      google.faults.clear();
    }

    for (const secret of secrets.values()) expect(told.join('\n')).not.toContain(secret);
  });
});
