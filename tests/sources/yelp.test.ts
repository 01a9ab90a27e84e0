import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../functions/domain/error.ts';
import type { SourceFailure } from '../../functions/domain/pull.ts';
import { openHttp } from '../../functions/sources/http.ts';
import type { SourcePage } from '../../functions/sources/source.ts';
import { yelp } from '../../functions/sources/yelp.ts';
import type { FakeAnswer } from '../../infra/sample/fake-exchange.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import {
  BUSINESS_UNAVAILABLE,
  businessMigrated,
  type FakeYelp,
  type FakeYelpReview,
  startFakeYelp,
  UNKNOWN_PATH,
  yelpError,
} from '../../infra/sample/fake-yelp.ts';
import { aListing } from '../support/builders.ts';
import { aClock, QUICK } from './pull-world.ts';

const clock = aClock();
const BUSINESS = 'jL-business-0000000001';

let localesOf: () => Promise<readonly string[]> = async () => ['en_US'];

let server: FakeYelp;
beforeAll(async () => {
  server = await startFakeYelp({ now: clock.now, dailyLimit: 1000 });
  server.addBusiness(
    { id: BUSINESS, rating: 4.5, review_count: 87 },
    [1, 2, 3, 4, 5, 6, 7, 8].map((at) => anExcerpt(at)),
  );
});
afterAll(() => server.stop());
afterEach(() => {
  server.faults.clear();
  server.setPlan('enhanced');
  localesOf = async () => ['en_US'];
});

function anExcerpt(at: number, differs: Partial<FakeYelpReview> = {}): FakeYelpReview {
  return {
    id: `yRv-${at}`,
    url: `https://www.yelp.com/biz/juniper?adjust_creative=x&hrid=yRv-${at}&utm_source=x`,
    text: `My neck pain is gone.\nVisit ${at} was...`,
    rating: 5,
    time_created: '2026-10-28 21:14:03',
    user: { id: 'u1', profile_url: 'https://yelp.example/u1', image_url: null, name: 'Nicola P.' },
    ...differs,
  };
}

async function scan(key: string | undefined = 'fake-yelp-key', id = BUSINESS): Promise<SourcePage[]> {
  const http = openHttp(clock.now, QUICK);
  const source = yelp({ http, yelpUrl: server.url, readSecret: async () => key, now: clock.now, localesOf });
  const pages: SourcePage[] = [];
  const listing = aListing({ source: 'yelp', sourceListingId: id });
  for await (const page of source.scan(listing, { remainingMs: () => 60_000 })) pages.push(page);
  return pages;
}

async function failureOf(scanning: Promise<unknown>): Promise<AppError> {
  const error = await scanning.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

async function readWith(differs: Partial<FakeYelpReview>) {
  server.faults.push({
    route: 'reviews',
    ...faults.says({ reviews: [anExcerpt(1, differs), anExcerpt(2)] }),
  });
  const [, page] = await scan();
  return page;
}

function mayPass(reason: SourceFailure): boolean {
  return reason === 'throttled' || reason === 'unreachable';
}

describe('yelp', () => {
  it('reads the business’s own rating and count, then the excerpts of the plan in Yelp’s order', async () => {
    const [rating, excerpts] = await scan();

    expect(rating).toMatchObject({ reviews: [], stated: { rating: 4.5, count: 87 } });
    expect(excerpts?.reviews.map(({ sourceReviewId, position }) => [sourceReviewId, position])).toEqual([
      ['yRv-1', 0],
      ['yRv-2', 1],
      ['yRv-3', 2],
    ]);
  });

  it('reads seven excerpts with the larger plan', async () => {
    server.setPlan('premium');

    const [, excerpts] = await scan();

    expect(excerpts?.reviews).toHaveLength(7);
  });

  it('reads an excerpt with its address exactly, its line breaks and its Californian day', async () => {
    const [, excerpts] = await scan();

    expect(excerpts?.reviews[0]).toEqual({
      sourceReviewId: 'yRv-1',
      stars: 5,
      text: 'My neck pain is gone.\nVisit 1 was...',
      isExcerpt: true,
      author: { name: 'Nicola P.', isAnonymous: false },
      writtenAt: '2026-10-29T04:14:03.000Z',
      writtenOn: '2026-10-28',
      url: 'https://www.yelp.com/biz/juniper?adjust_creative=x&hrid=yRv-1&utm_source=x',
      position: 0,
    });
  });

  describe('in another language', () => {
    const FRENCH = 'jL-business-0000000002';
    const asked = (from: number) =>
      server.calls
        .slice(from)
        .filter(({ route }) => route === 'reviews')
        .map(({ path }) => /locale=(\w+)/u.exec(path)?.[1]);
    const offered = (languages: readonly string[]) =>
      server.addBusiness({ id: FRENCH, rating: 4, review_count: 9 }, [anExcerpt(1)], languages);

    it('reads a business whose reviews are all in another language, and says which locale had them', async () => {
      offered(['fr']);
      localesOf = async () => ['en_CA', 'fr_CA', 'en_US'];
      const before = server.calls.length;

      const [, excerpts] = await scan('fake-yelp-key', FRENCH);

      expect(excerpts?.reviews).toHaveLength(1);
      expect(excerpts?.stated).toEqual({ rating: 4, count: 9, locale: 'fr_CA' });
      expect(asked(before)).toEqual(['en_CA', 'fr_CA']);
    });

    it('goes on with the languages that Yelp names', async () => {
      offered(['pt']);
      localesOf = async () => ['en_US', 'es_ES', 'fr_FR'];
      const named = { reviews: [], total: 9, possible_languages: ['pt'] };
      server.faults.push({ route: 'reviews', ...faults.says(named) });
      const before = server.calls.length;

      const [, excerpts] = await scan('fake-yelp-key', FRENCH);

      expect(excerpts).toMatchObject({ reviews: [{}], stated: { locale: 'pt_BR' } });
      expect(asked(before)).toEqual(['en_US', 'pt_BR']);
    });

    it('asks four times at most, and then says that there are none', async () => {
      offered(['ja']);
      localesOf = async () => ['en_US', 'es_ES', 'fr_FR', 'de_DE', 'it_IT'];
      const before = server.calls.length;

      expect(await failureOf(scan('fake-yelp-key', FRENCH))).toMatchObject({ reason: 'no-reviews' });
      expect(asked(before)).toHaveLength(4);
    });

    it('gives up at once on anything else', async () => {
      offered(['fr']);
      server.setPlan('base');
      localesOf = async () => ['en_CA', 'fr_CA'];
      const before = server.calls.length;

      expect(await failureOf(scan('fake-yelp-key', FRENCH))).toMatchObject({ reason: 'plan-lacks-reviews' });
      expect(asked(before)).toEqual(['en_CA']);
    });
  });

  it('says when the place has closed for good, and is not put off by a word it does not know', async () => {
    for (const [is_closed, isClosed] of [
      [true, true],
      [false, undefined],
      ['maybe', undefined],
    ]) {
      server.addBusiness({ id: 'jL-business-0000000003', rating: 4, review_count: 9, is_closed }, [
        anExcerpt(1),
      ]);

      const [rating] = await scan('fake-yelp-key', 'jL-business-0000000003');

      expect(rating?.stated?.isClosed).toBe(isClosed);
    }
  });

  it.each([
    ['in the hour that happens twice', '2026-11-01 01:30:00', '2026-11-01'],
    ['in the hour that never happens', '2026-03-08 02:30:00', '2026-03-08'],
    ['late in the day', '2026-10-28 23:59:59', '2026-10-28'],
    ['early in the day', '2026-10-28 00:00:00', '2026-10-28'],
  ])('tells the Californian day of what was written %s', async (_, time_created, day) => {
    const page = await readWith({ time_created });

    expect(page?.reviews[0]?.writtenOn).toBe(day);
  });

  it('sends key and locale, the key in the header only', async () => {
    const before = server.calls.length;

    await scan();

    expect(server.calls.slice(before).map(({ path }) => path)).toEqual([
      `/v3/businesses/${BUSINESS}?locale=en_US`,
      `/v3/businesses/${BUSINESS}/reviews?locale=en_US&limit=20&sort_by=yelp_sort`,
    ]);
  });

  it.each<[string, Partial<Record<keyof FakeYelpReview, unknown>>]>([
    ['with six stars', { rating: 6 }],
    ['with no stars', { rating: 0 }],
    ['with half a star', { rating: 4.5 }],
    ['with stars in words', { rating: 'FIVE' }],
    ['without an address', { url: '' }],
    ['with an address that runs', { url: 'javascript:alert(1)' }],
    ['with an unsafe address', { url: 'http://www.yelp.com/biz/juniper' }],
    ['with an address elsewhere', { url: 'https://clinic.example/biz/juniper' }],
    ['with an address that hides another', { url: 'https://www.yelp.com@clinic.example/biz/juniper' }],
    [
      'with the address of a redirect',
      { url: 'https://www.yelp.com/biz/../biz_redir?url=https://clinic.example' },
    ],
    ['without an id', { id: '' }],
    ['of no time', { time_created: '2026-02-30 10:00:00' }],
    ['of the future', { time_created: '2999-01-01 10:00:00' }],
  ])('refuses an excerpt %s and keeps the rest', async (_, differs) => {
    const page = await readWith(differs as Partial<FakeYelpReview>);

    expect(page?.reviews).toHaveLength(1);
    expect(page?.refused).toHaveLength(1);
  });

  it.each<[string, Partial<Record<keyof FakeYelpReview, unknown>>, object]>([
    ['an author that is a word', { user: 'Nicola' }, { isAnonymous: false }],
    ['a name that is a number', { user: { name: 7, image_url: null } }, { isAnonymous: false }],
    [
      'a picture that is no address',
      { user: { name: 'Nicola P.', image_url: { small: 1 } } },
      { name: 'Nicola P.', isAnonymous: false },
    ],
  ])('leaves out %s, and keeps the excerpt', async (_, differs, author) => {
    const page = await readWith(differs as Partial<FakeYelpReview>);

    expect(page?.refused).toEqual([]);
    expect(page?.reviews[0]?.author).toEqual(author);
  });

  it.each<[string, object]>([
    ['a count in words', { review_count: '87' }],
    ['no count', { review_count: undefined }],
    ['a negative count', { review_count: -1 }],
  ])('reads the excerpts of a business with %s', async (_, differs) => {
    server.faults.push({ route: 'business', ...faults.changes((body) => ({ ...body, ...differs })) });

    const [rating, excerpts] = await scan();

    expect(rating?.stated).toBeUndefined();
    expect(excerpts?.reviews).toHaveLength(3);
  });

  it('goes on with the languages that can be read, past one that cannot', async () => {
    server.addBusiness({ id: 'jL-business-0000000004', rating: 4, review_count: 9 }, [anExcerpt(1)], ['fr']);
    const named = { reviews: [], total: 9, possible_languages: [7, null, 'fr'] };
    server.faults.push({ route: 'reviews', ...faults.says(named) });

    const [, excerpts] = await scan('fake-yelp-key', 'jL-business-0000000004');

    expect(excerpts?.stated?.locale).toBe('fr_FR');
  });

  describe('of a business that Yelp has moved', () => {
    const NEW = 'jL-business-moved-0001';
    const migrated = businessMigrated(NEW);
    const pointing = {
      status: 308,
      headers: { location: `https://api.yelp.com/v3/businesses/${NEW}?locale=en_US` },
      body: '',
    };

    it.each<[string, FakeAnswer, string | undefined]>([
      ['in the body and the address', migrated, NEW],
      ['in the body alone', { status: 301, body: migrated.body }, NEW],
      ['in the address alone', pointing, NEW],
      ['under another status', { status: 404, body: migrated.body }, NEW],
      ['without the new id', yelpError(301, 'BUSINESS_MIGRATED', ''), undefined],
      [
        'with something that is no id',
        {
          status: 301,
          body: { error: { code: 'BUSINESS_MIGRATED', new_business_id: '../../v3/autocomplete?' } },
        },
        undefined,
      ],
    ])('says so, with the new id %s', async (_, answer, movedTo) => {
      server.faults.push({ route: 'business', ...faults.answers(answer) });
      const before = server.calls.length;

      expect(await failureOf(scan())).toMatchObject({ reason: 'moved', movedTo });
      expect(server.calls).toHaveLength(before + 1);
    });

    it('does not take a pointer back to the same id for a move', async () => {
      const location = `https://api.yelp.com/v3/businesses/${BUSINESS}?again=1`;
      server.faults.push({ route: 'business', ...faults.redirect(location, 301) });

      expect(await failureOf(scan())).toMatchObject({ reason: 'bad-response', movedTo: undefined });
    });

    it('does not take another address for a move', async () => {
      server.faults.push({ route: 'business', ...faults.redirect('https://www.yelp.com/login', 302) });

      const failure = await failureOf(scan());

      expect(failure).toMatchObject({ reason: 'bad-response', movedTo: undefined });
      expect(failure.message).toContain('another address');
    });
  });

  it.each<[string, FakeAnswer, 'business' | 'reviews', SourceFailure]>([
    ['no such business', yelpError(404, 'BUSINESS_NOT_FOUND', ''), 'business', 'not-found'],
    ['an unknown path for the business', UNKNOWN_PATH, 'business', 'not-found'],
    ['an unknown path for reviews: not in the plan', UNKNOWN_PATH, 'reviews', 'plan-lacks-reviews'],
    ['nothing recommended', BUSINESS_UNAVAILABLE, 'reviews', 'no-reviews'],
    ['nothing recommended at all', BUSINESS_UNAVAILABLE, 'business', 'no-reviews'],
    ['another 403', yelpError(403, 'FORBIDDEN_BY_PLAN', ''), 'reviews', 'config'],
    ['a bad value', yelpError(400, 'VALIDATION_ERROR', ''), 'reviews', 'bad-request'],
    ['a bad locale', yelpError(400, 'INVALID_LOCALE', ''), 'reviews', 'bad-request'],
    ['a malformed key header', yelpError(400, 'INVALID_AUTHORIZATION_METHOD', ''), 'business', 'config'],
    ['an invalid key', yelpError(401, 'TOKEN_INVALID', ''), 'business', 'config'],
    ['an unauthorized key', yelpError(401, 'UNAUTHORIZED_ACCESS_TOKEN', ''), 'business', 'config'],
    ['an unauthorized key, as of late', yelpError(401, 'UNAUTHORIZED_API_KEY', ''), 'business', 'config'],
    ['a long request', yelpError(413, 'REQUEST_ENTITY_TOO_LARGE', ''), 'business', 'bad-request'],
    ['too many a second', yelpError(429, 'TOO_MANY_REQUESTS_PER_SECOND', ''), 'reviews', 'throttled'],
    ['too many a day', yelpError(429, 'ACCESS_LIMIT_REACHED', ''), 'business', 'quota-day'],
    ['an internal error', yelpError(500, 'INTERNAL_ERROR', ''), 'reviews', 'unreachable'],
    ['a gateway', { status: 504, body: '' }, 'business', 'unreachable'],
    [
      'a web page that refuses',
      { status: 403, body: '<!doctype html><title>Blocked</title>' },
      'business',
      'bad-response',
    ],
    ['nothing, and that not found', { status: 404, body: '' }, 'reviews', 'bad-response'],
    ['an unpaid bill', yelpError(402, 'PAYMENT_REQUIRED', ''), 'business', 'config'],
    ['a business that is gone', yelpError(410, 'GONE', ''), 'business', 'not-found'],
    [
      'a malformed id',
      { status: 400, body: { error: { code: 'VALIDATION_ERROR', field: 'business_id' } } },
      'business',
      'not-found',
    ],
    [
      'the shape of the other APIs',
      { status: 401, body: { errors: [{ code: 'TOKEN_INVALID' }] } },
      'business',
      'config',
    ],
    ['a code in small letters', yelpError(404, 'business_not_found', ''), 'business', 'not-found'],
    [
      'a day used up, by its headers',
      { status: 429, headers: { 'RateLimit-Remaining': '0' }, body: {} },
      'reviews',
      'quota-day',
    ],
    ['a code we do not know', yelpError(400, 'toString', ''), 'business', 'bad-request'],
  ])('fails with the reason of the answer: %s', async (_, answer, route, reason) => {
    server.faults.push({ route, times: Number.POSITIVE_INFINITY, ...faults.answers(answer) });
    const before = server.calls.length;

    expect(await failureOf(scan())).toMatchObject({ kind: 'source-failed', reason });
    expect(server.calls.slice(before).filter((call) => call.route === route)).toHaveLength(
      mayPass(reason) ? 4 : 1,
    );
  });

  it('says when the day’s calls come back', async () => {
    const used = await startFakeYelp({ now: clock.now, dailyLimit: 0 });
    const source = yelp({
      http: openHttp(clock.now, QUICK),
      yelpUrl: used.url,
      readSecret: async () => 'fake-yelp-key',
      now: clock.now,
      localesOf,
    });
    const read = async () => {
      for await (const page of source.scan(aListing(), { remainingMs: () => 60_000 }))
        expect(page).toBeUndefined();
    };

    const failure = await failureOf(read());

    expect(failure).toMatchObject({ reason: 'quota-day', retryAt: '2026-11-23T00:00:00.000Z' });
    await used.stop();
  });

  it.each([undefined, '', ' \n', 'two\nlines'])(
    'asks for the key when there is no usable one: %j',
    async (key) => {
      const http = openHttp(clock.now, QUICK);
      const before = server.calls.length;
      const source = yelp({
        http,
        yelpUrl: server.url,
        readSecret: async () => key,
        now: clock.now,
        localesOf,
      });
      const read = async () => {
        for await (const page of source.scan(aListing(), { remainingMs: () => 60_000 }))
          expect(page).toBeUndefined();
      };

      const failure = await failureOf(read());

      expect(failure).toMatchObject({ reason: 'no-key', message: expect.stringContaining('yelp-api-key') });
      expect(server.calls).toHaveLength(before);
    },
  );

  it('says no key in an error', async () => {
    const { message, stack = '' } = await failureOf(scan('my-secret-key'));

    expect(message + stack).not.toContain('my-secret-key');
  });

  it.each(['business', 'reviews'])('rejects a bad envelope of the %s', async (route) => {
    for (const body of [null, [], {}, { reviews: 'none', review_count: 'many' }]) {
      server.faults.push({ route, ...faults.says(body) });

      expect(await failureOf(scan())).toMatchObject({ reason: 'bad-response' });
    }
  });
});
