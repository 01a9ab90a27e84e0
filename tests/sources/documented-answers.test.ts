import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listing } from '../../functions/domain/clinic.ts';
import { covers } from '../../functions/domain/content-hash.ts';
import type { PullRun, SourceFailure } from '../../functions/domain/pull.ts';
import type { Review } from '../../functions/domain/review.ts';
import { googleRows } from '../../functions/sources/google-row.ts';
import { readRows } from '../../functions/sources/read-rows.ts';
import type { FakeAnswer } from '../../infra/sample/fake-exchange.ts';
import { type PullWorld, startPullWorld } from './pull-world.ts';
import { callOf, type Replay, startReplay } from './replay.ts';

/** Collected answers in the sources' documented formats; they lie beside the project, if at all. */
const FOLDER = resolve(
  process.env.SHARED_DIR ?? resolve(import.meta.dirname, '../../../shared'),
  'fixtures/sources',
);
const isThere = existsSync(resolve(FOLDER, 'manifest.json'));

interface Documented {
  readonly file: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** What each answer that is no page of reviews must come to. */
const FAILURES: Readonly<Record<string, SourceFailure>> = {
  'google-gbp/oauth-token.error-401-invalid-client.json': 'config',
  'google-gbp/error-401-unauthenticated.json': 'grant-expired',
  'google-gbp/error-403-permission-denied.json': 'forbidden',
  'google-gbp/error-403-insufficient-scopes.json': 'grant-expired',
  'google-gbp/error-403-service-disabled.json': 'config',
  'google-gbp/error-404-not-found.json': 'not-found',
  'google-gbp/error-429-rate.json': 'throttled',
  'google-gbp/error-400-bad-page-token.json': 'bad-request',
  'google-gbp/error-500.json': 'unreachable',
  'google-gbp/error-503.json': 'unreachable',
  'yelp/error-400-validation.json': 'bad-request',
  'yelp/error-400-invalid-locale.json': 'bad-request',
  'yelp/error-400-invalid-auth-method.json': 'config',
  'yelp/error-401-token-invalid.json': 'config',
  'yelp/error-401-unauthorized-access-token.json': 'config',
  'yelp/error-404-business-not-found.json': 'not-found',
  'yelp/error-429-qps.json': 'throttled',
  'yelp/error-500-internal.json': 'unreachable',
};

/** Answers that tests below read one by one. */
const READ = [
  'google-gbp/oauth-token.ok.json',
  'google-gbp/reviews.list.page1.json',
  'google-gbp/reviews.list.page2.json',
  'google-gbp/reviews.list.page3.json',
  'google-gbp/reviews.list.page2.shifted.json',
  'google-gbp/reviews.list.second-sync.json',
  'google-gbp/reviews.list.empty.json',
  'google-gbp/reviews.get.json',
  'google-gbp/batchGetReviews.json',
  'google-gbp/accounts.list.json',
  'google-gbp/locations.list.json',
  'yelp/business.ok.json',
  'yelp/reviews.ok.json',
  'yelp/reviews.next-day.json',
  'yelp/reviews.empty.json',
];

/** Calls that a pull never makes: replying and notifications. */
const NEVER_ASKED = /^google-gbp\/(?:updateReply|deleteReply|pubsub|notificationSetting)/u;

function documented(): readonly Documented[] {
  const { fixtures } = JSON.parse(readFileSync(resolve(FOLDER, 'manifest.json'), 'utf8')) as {
    readonly fixtures: readonly Documented[];
  };
  return fixtures.filter(({ file }) => !file.startsWith('google-places/'));
}

function answer(name: string): FakeAnswer {
  const found = documented().find(({ file }) => file === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return { ...found, body: JSON.parse(readFileSync(resolve(FOLDER, name), 'utf8')) as unknown };
}

let world: PullWorld;
let replay: Replay;
beforeAll(async () => {
  if (!isThere) return;
  world = await startPullWorld();
  replay = await startReplay(world);
});
afterAll(async () => {
  if (isThere) await Promise.all([world.stop(), replay.stop()]);
});

/** Pulls a listing whose source says these answers, one per request for reviews. */
function pullSaying(listing: Listing, answers: readonly FakeAnswer[]): Promise<PullRun> {
  const left = [...answers];
  replay.saying((request) => {
    const call = callOf(request);
    if (call === 'token') return answer('google-gbp/oauth-token.ok.json');
    if (call === 'business') return answer('yelp/business.ok.json');
    return (left.length > 1 ? left.shift() : left[0]) as FakeAnswer;
  });
  return replay.pull(listing);
}

const pages = (...names: readonly string[]) =>
  names.map((name) => answer(`google-gbp/reviews.list.${name}.json`));

async function storedByNumber(listing: Listing): Promise<ReadonlyMap<number, Review>> {
  const stored = await world.stored(listing);
  return new Map(
    stored.map((review) => [Number(/FIXTURE(\d{4})/u.exec(review.sourceReviewId)?.[1]), review]),
  );
}

describe.skipIf(!isThere)('the documented answers (read where they lie beside the project)', () => {
  it('are all accounted for', () => {
    const known = [...READ, ...Object.keys(FAILURES)];

    const rest = documented().filter(({ file }) => !known.includes(file) && !NEVER_ASKED.test(file));

    expect(rest).toEqual([]);
    expect(documented().length).toBeGreaterThan(30);
  });

  it.each(Object.entries(FAILURES))('%s comes to %s', async (name, reason) => {
    const said = answer(name);
    const isToken = name.includes('oauth-token');
    const listing = await world.addListing(name.startsWith('yelp/') ? { source: 'yelp' } : {});
    const isAboutBusiness = name.includes('business-not-found');
    replay.saying((request) => {
      const call = callOf(request);
      if (call === 'token') return isToken ? said : answer('google-gbp/oauth-token.ok.json');
      return call === 'business' && !isAboutBusiness ? answer('yelp/business.ok.json') : said;
    });

    expect(await replay.pull(listing)).toMatchObject({ outcome: reason, isCoherent: false });
  });

  it('three pages give thirteen reviews', async () => {
    const listing = await world.addListing();

    const run = await pullSaying(listing, pages('page1', 'page2', 'page3'));

    expect(run).toMatchObject({ isCoherent: true, counts: { served: 13, stored: 13, refused: 0 } });
    expect(await world.summary(listing)).toMatchObject({ rating: 4.1, count: 13 });
    const reviews = await storedByNumber(listing);
    expect(reviews.get(10)).toMatchObject({
      text: 'Muy buen tratamiento para la zona lumbar, las agujas no duelen.',
      translation: expect.stringContaining('lower back'),
    });
    expect(reviews.get(9)).toMatchObject({
      text: expect.stringMatching(/^Seit Jahren.*besser\.$/u),
      translation: expect.stringContaining('Neck'),
    });
    expect(reviews.get(7)?.author).toEqual({ isAnonymous: true });
    expect(reviews.get(7)?.text).toContain("<script>alert('x')</script>");
    expect(reviews.get(2)).toMatchObject({
      author: { name: 'Gwen  ' },
      text: expect.stringMatching(/team\. {3}$/u),
    });
    expect([reviews.get(4)?.text, reviews.get(11)?.text]).toEqual([undefined, undefined]);
    expect(reviews.get(8)?.reply?.text).toBe('Thank you for your kind words.');
    expect([reviews.get(1)?.reply, reviews.get(12)?.reply]).toEqual([undefined, undefined]);
  });

  it('a shifted page removes nothing', async () => {
    const listing = await world.addListing();
    await pullSaying(listing, pages('page1', 'page2', 'page3'));
    world.clock.forward(24);

    const run = await pullSaying(listing, pages('page1', 'page2.shifted', 'page3'));

    expect(run).toMatchObject({ isCoherent: false, counts: { withdrawn: 0, deleted: 0 } });
    expect(await world.stored(listing)).toHaveLength(13);
    world.clock.reset();
  });

  it('the next day’s list opens one review again, brings one, hides one, and overwrites a name', async () => {
    const listing = await world.addListing();
    await pullSaying(listing, pages('page1', 'page2', 'page3'));
    const before = await storedByNumber(listing);
    world.clock.forward(24);

    const run = await pullSaying(listing, pages('second-sync'));

    const after = await storedByNumber(listing);
    expect(run).toMatchObject({ isCoherent: true, counts: { served: 13, stored: 3, withdrawn: 1 } });
    expect(after.get(12)).toMatchObject({ stars: 5, reply: { text: expect.stringContaining('front desk') } });
    expect(covers(before.get(12)?.contentHash ?? '', after.get(12)?.contentHash ?? '')).toBe(false);
    expect(after.get(14)).toBeDefined();
    expect(after.get(7)?.withdrawnAt).toBe(world.clock.now());
    expect(after.get(6)?.author.name).toBe('Michael M.');
    expect(after.get(1)).not.toHaveProperty('reply');
    world.clock.forward(24);
    expect((await pullSaying(listing, pages('second-sync'))).counts.deleted).toBe(1);
    world.clock.reset();
  });

  it('an empty object is a listing without reviews', async () => {
    const listing = await world.addListing();

    expect(await pullSaying(listing, pages('empty'))).toMatchObject({
      outcome: 'done',
      isCoherent: true,
      counts: { served: 0 },
    });
    expect(await world.summary(listing)).toMatchObject({ count: 0 });
  });

  it('rows are the same however they are asked for', () => {
    const rows = googleRows(world.clock.now);
    const single = answer('google-gbp/reviews.get.json').body;
    const { locationReviews } = answer('google-gbp/batchGetReviews.json').body as {
      readonly locationReviews: readonly { readonly review: unknown }[];
    };
    const batched = locationReviews.map(({ review }) => review);

    expect(readRows([single, ...batched], rows).refused).toEqual([]);
    expect(readRows([single], rows).reviews[0]).toEqual(readRows(batched, rows).reviews[0]);
  });

  it('accounts and locations have the form in which the fake Google gives them', async () => {
    world.google.addLocation({ accountId: 'a1', locationId: 'l1', title: 'Juniper Lane' });
    const token = await fetchJson(`${world.google.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: 'fake-client',
        client_secret: 'fake-client-secret',
        refresh_token: world.google.addGrant(),
        grant_type: 'refresh_token',
      }),
    });
    const headers = { authorization: `Bearer ${String(token.access_token)}` };
    const accounts = await fetchJson(`${world.google.url}/v1/accounts`, { headers });
    const locations = await fetchJson(`${world.google.url}/v1/accounts/a1/locations`, { headers });

    expect(Object.keys(token)).toEqual(Object.keys(answer('google-gbp/oauth-token.ok.json').body as object));
    expect(shapeOf(answer('google-gbp/accounts.list.json').body)).toMatchObject(shapeOf(accounts) as object);
    expect(shapeOf(answer('google-gbp/locations.list.json').body)).toEqual(shapeOf(locations));
  });

  it('excerpts of Yelp keep order, address and Californian day', async () => {
    const listing = await world.addListing({ source: 'yelp', pullEveryHours: 8 });

    const run = await pullSaying(listing, [answer('yelp/reviews.ok.json')]);

    expect(run).toMatchObject({ outcome: 'done', isCoherent: false, counts: { served: 3, stored: 3 } });
    expect(await world.summary(listing)).toMatchObject({ rating: 4.5, count: 87 });
    const byPosition = (await world.stored(listing)).toSorted(
      (a, b) => (a.position ?? 0) - (b.position ?? 0),
    );
    expect(byPosition.map(({ writtenAt, writtenOn }) => [writtenAt, writtenOn])).toEqual([
      ['2026-10-29T04:14:03.000Z', '2026-10-28'],
      ['2026-03-08T10:30:00.000Z', '2026-03-08'],
      ['2025-11-02T08:30:00.000Z', '2025-11-02'],
    ]);
    const { reviews } = answer('yelp/reviews.ok.json').body as {
      readonly reviews: readonly { readonly url: string }[];
    };
    expect(byPosition.map(({ url }) => url)).toEqual(reviews.map(({ url }) => url));
  });

  it('another sample of Yelp’s removes nothing', async () => {
    const listing = await world.addListing({ source: 'yelp', pullEveryHours: 8 });
    await pullSaying(listing, [answer('yelp/reviews.ok.json')]);
    world.clock.forward(8);

    const run = await pullSaying(listing, [answer('yelp/reviews.next-day.json')]);

    expect(run.counts).toMatchObject({ withdrawn: 0, deleted: 0 });
    expect(await world.stored(listing)).toHaveLength(5);
    world.clock.forward(15);
    expect(await world.stored(listing)).toHaveLength(3);
    world.clock.reset();
  });

  it('no excerpt in the language is no failure', async () => {
    const listing = await world.addListing({ source: 'yelp', pullEveryHours: 8 });

    const run = await pullSaying(listing, [answer('yelp/reviews.empty.json')]);

    expect(run).toMatchObject({ outcome: 'done', counts: { served: 0 } });
  });
});

async function fetchJson(url: string, init: RequestInit): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(url, init);
  return (await response.json()) as Readonly<Record<string, unknown>>;
}

/** The same with `string`, `number` … instead of the values, and one row of each list. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shapeOf(field)]));
}
