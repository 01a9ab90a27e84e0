import { existsSync, readFileSync } from 'node:fs';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context, APIGatewayProxyEventV2WithJWTAuthorizer as HttpEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdminRoute } from '../../functions/admin/admin.lambda.ts';
import { adminRoutes } from '../../functions/admin/routes.ts';
import type { Role } from '../../functions/domain/clinic.ts';
import type { Review } from '../../functions/domain/review.ts';
import { httpRoutes } from '../../functions/platform/http.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { NOW } from '../support/builders.ts';
import {
  type Asked,
  anEvent,
  memberOf,
  problemOf,
  reviewIdOf,
  type StaffApi,
  seedClinic,
  seedReview,
  seedYelp,
  startStaffApi,
} from './staff-api.ts';

let api: StaffApi;
beforeAll(async () => {
  api = await startStaffApi();
});
afterAll(() => api.tables.stop());

type Person = Role | 'stranger' | 'other-clinic';
type Row = Readonly<Record<Person, number>> & { readonly asked: (review: Review) => Asked };

const seenOf = ({ contentHash }: Review) => ({ seenVersion: 1, seenContentHash: contentHash });
const everybody = { owner: 200, staff: 200, viewer: 200, stranger: 200, 'other-clinic': 200 };
const members = { ...everybody, stranger: 404, 'other-clinic': 404 };
const deciders = { ...members, viewer: 403 };

/** Every route with what it answers to whom; a route without a row does not compile, and fails below. */
const ROWS: Readonly<Record<AdminRoute, Row>> = {
  'GET /api/me': { ...everybody, asked: () => ({}) },
  'GET /api/conditions': { ...everybody, asked: () => ({}) },
  'GET /api/clinics/{clinicId}': { ...members, asked: ({ clinicId }) => ({ clinicId }) },
  'GET /api/clinics/{clinicId}/listings': { ...members, asked: ({ clinicId }) => ({ clinicId }) },
  'GET /api/clinics/{clinicId}/embeds': { ...members, asked: ({ clinicId }) => ({ clinicId }) },
  'GET /api/clinics/{clinicId}/excerpts': { ...members, asked: ({ clinicId }) => ({ clinicId }) },
  'POST /api/clinics/{clinicId}/listings/{listingId}/excerpts': {
    ...deciders,
    asked: ({ clinicId }) => ({
      clinicId,
      listingId: 'mill-lane-yelp',
      body: { seenVersion: 0, status: 'shown' },
    }),
  },
  'POST /api/clinics/{clinicId}/listings/{listingId}/excerpt-consent': {
    ...deciders,
    staff: 403,
    asked: ({ clinicId }) => ({
      clinicId,
      listingId: 'mill-lane-yelp',
      body: { seenVersion: 1, consent: { recordedOn: '2026-05-03', document: 'Letter in the office' } },
    }),
  },
  'GET /api/clinics/{clinicId}/fair-display': { ...members, asked: ({ clinicId }) => ({ clinicId }) },
  'GET /api/clinics/{clinicId}/corrections': { ...deciders, asked: ({ clinicId }) => ({ clinicId }) },
  'GET /api/clinics/{clinicId}/reviews': {
    ...members,
    asked: ({ clinicId }) => ({ clinicId, query: { queue: 'waiting' } }),
  },
  'GET /api/clinics/{clinicId}/reviews/{reviewId}': {
    ...members,
    asked: ({ clinicId, reviewId }) => ({ clinicId, reviewId }),
  },
  'POST /api/clinics/{clinicId}/reviews/{reviewId}/decision': {
    ...deciders,
    asked: (review) => ({
      clinicId: review.clinicId,
      reviewId: review.reviewId,
      body: { ...seenOf(review), status: 'shown' },
    }),
  },
  'POST /api/clinics/{clinicId}/reviews/{reviewId}/conditions': {
    ...deciders,
    asked: (review) => ({
      clinicId: review.clinicId,
      reviewId: review.reviewId,
      body: { ...seenOf(review), action: 'removed', conditionId: 'sciatica' },
    }),
  },
  'GET /api/clinics/{clinicId}/retag': { ...members, asked: ({ clinicId }) => ({ clinicId }) },
  'POST /api/clinics/{clinicId}/retag-preview': {
    ...deciders,
    asked: ({ clinicId }) => ({ clinicId, body: { seenVersion: 'none' } }),
  },
  // There is no preview that could be applied: what an owner gets is a conflict.
  'POST /api/clinics/{clinicId}/retag': {
    ...deciders,
    owner: 409,
    staff: 403,
    asked: ({ clinicId }) => ({ clinicId, body: { seenVersion: 1 } }),
  },
  'GET /api/clinics/{clinicId}/proposals': { ...members, asked: ({ clinicId }) => ({ clinicId }) },
  'POST /api/clinics/{clinicId}/proposals': {
    ...deciders,
    asked: (review) => ({
      clinicId: review.clinicId,
      body: {
        conditionId: 'sciatica',
        action: 'refused',
        reviews: [{ reviewId: review.reviewId, ...seenOf(review), start: 3, end: 11 }],
      },
    }),
  },
};
const routes = Object.keys(ROWS) as AdminRoute[];
const WRITES = routes.filter((route) => route.startsWith('POST'));
const people: readonly Person[] = ['owner', 'staff', 'viewer', 'stranger', 'other-clinic'];

/** Everything a write could have touched. */
async function stored({ clinicId, reviewId }: Review) {
  const { needs, tables } = api;
  return {
    review: await needs.reviews.findMany([{ clinicId, reviewId, listingId: 'mill-lane-google' }]),
    moderation: await needs.moderations.find(clinicId, reviewId),
    listings: await needs.clinics.listListings(clinicId),
    listingDecisions: await needs.listingDecisions.listOf(clinicId),
    audits: await listAudits(tables.ledger, clinicId, `moderation/${reviewId}`),
    members: await needs.members.listOf(memberOf(clinicId, 'staff')),
  };
}

describe('adminRoutes', () => {
  it('has a row for every route', () => {
    expect(Object.keys(adminRoutes(api.needs)).toSorted()).toEqual(routes.toSorted());
  });

  it.each(people.flatMap((person) => routes.map((route) => [route, person] as const)))(
    'answers %s for %s as its row says',
    async (route, person) => {
      const clinicId = `matrix-${routes.indexOf(route)}-${person}`;
      await seedClinic(api, clinicId);
      await seedClinic(api, `${clinicId}-b`);
      await seedYelp(api, clinicId);
      const review = await seedReview(api, clinicId);
      const staffId = {
        stranger: 'nobody',
        'other-clinic': memberOf(`${clinicId}-b`, 'owner'),
        owner: memberOf(clinicId, 'owner'),
        staff: memberOf(clinicId, 'staff'),
        viewer: memberOf(clinicId, 'viewer'),
      }[person];
      const before = await stored(review);

      const answer = await api.ask(staffId, route, ROWS[route].asked(review));

      expect(answer.status).toBe(ROWS[route][person]);
      if (answer.status !== 200) expect(await stored(review)).toEqual(before);
    },
  );

  it.each(routes)('answers %s to no other token than an access token', async (route) => {
    const review = { clinicId: 'token-clinic', reviewId: reviewIdOf(1), contentHash: 'a.b.c' } as Review;
    await seedClinic(api, 'token-clinic').catch(() => undefined);
    const event = anEvent(memberOf('token-clinic', 'owner'), route, ROWS[route].asked(review));
    const claimsOf = (claims: Record<string, string>) => ({
      ...event,
      requestContext: { authorizer: { jwt: { claims, scopes: [] } } } as never,
    });

    const answers = await Promise.all([
      api.send({ ...event, requestContext: {} as never }),
      api.send(claimsOf({})),
      api.send(claimsOf({ sub: memberOf('token-clinic', 'owner') })),
      api.send(claimsOf({ sub: memberOf('token-clinic', 'owner'), token_use: 'id' })),
      api.send(claimsOf({ sub: '', token_use: 'access' })),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
  });

  it('closes to a person with the request after the membership is gone', async () => {
    await seedClinic(api, 'leaving');
    const staffId = memberOf('leaving', 'staff');
    const before = await api.ask(staffId, 'GET /api/clinics/{clinicId}', { clinicId: 'leaving' });
    const Key = { pk: `STAFF#${staffId}`, sk: 'CLINIC#leaving' };
    await api.tables.ledger.client.send(new DeleteCommand({ TableName: api.tables.ledger.name, Key }));

    const after = await api.ask(staffId, 'GET /api/clinics/{clinicId}', { clinicId: 'leaving' });

    expect([before.status, after.status]).toEqual([200, 404]);
  });

  it('answers the same to another clinic’s review as to one that nobody has', async () => {
    await seedClinic(api, 'mine');
    await seedClinic(api, 'theirs');
    const theirs = await seedReview(api, 'theirs', { review: { reviewId: reviewIdOf(77) } });
    const reviewRoutes = routes.filter((route) => route.includes('{reviewId}'));

    for (const route of reviewRoutes) {
      const asked = ROWS[route].asked({ ...theirs, clinicId: 'mine' });
      const other = await api.ask(memberOf('mine', 'owner'), route, asked);
      const none = await api.ask(memberOf('mine', 'owner'), route, { ...asked, reviewId: reviewIdOf(78) });
      expect(other.status).toBe(404);
      expect(other).toEqual(none);
    }
  });

  it('answers the same to another clinic as to one that does not exist', async () => {
    await seedClinic(api, 'inside');
    await seedClinic(api, 'outside');
    const asked = async (clinicId: string) =>
      await api.ask(memberOf('inside', 'owner'), 'GET /api/clinics/{clinicId}', { clinicId });

    expect(await asked('outside')).toEqual(await asked('no-such-clinic'));
    expect((await asked('outside')).status).toBe(404);
  });
});

describe('ids in addresses', () => {
  const malformed = [
    '',
    'A',
    '..',
    'a b',
    'CLINIC#other',
    'é'.repeat(22),
    'x'.repeat(5000),
    '%00',
    '__proto__',
  ];

  it.each(malformed.map((id) => [id.slice(0, 20), id] as const))(
    'that no clinic and no review can have are not looked up: %j',
    async (_, id) => {
      await seedClinic(api, 'malformed').catch(() => undefined);
      const review = { clinicId: 'malformed', reviewId: reviewIdOf(1), contentHash: 'a.b.c' } as Review;
      const looked: string[] = [];
      const needs = {
        ...api.needs,
        moderations: {
          ...api.needs.moderations,
          find: async (_clinicId: string, reviewId: string) => void looked.push(reviewId),
        },
      };
      const findMember = async (staffId: string, clinicId: string) => {
        if (clinicId !== 'malformed') looked.push(clinicId);
        return await api.needs.members.find(staffId, clinicId);
      };
      const handler = httpRoutes(adminRoutes(needs as unknown as typeof api.needs), { findMember });

      for (const route of routes.filter((one) => one.includes('{clinicId}'))) {
        const asked = ROWS[route].asked(review);
        const wrong = [{ ...asked, clinicId: id }, ...(asked.reviewId ? [{ ...asked, reviewId: id }] : [])];
        for (const one of wrong) {
          const event = anEvent(memberOf('malformed', 'owner'), route, one);
          const answer = await handler(event as HttpEvent, { awsRequestId: 'r' } as Context);
          expect(answer.statusCode).toBe(404);
        }
      }

      expect(looked).toEqual([]);
    },
  );
});

describe('bodies of writes', () => {
  const smuggled = {
    status: 'shown',
    clinicId: 'smuggled-b',
    listingId: 'other',
    reviewId: reviewIdOf(9),
    stars: 5,
    rating: 5,
    text: 'Wonderful',
    version: 9,
    decidedBy: 'somebody-else',
    decidedAt: NOW,
    contentHash: 'x.y.z',
    featured: true,
    role: 'owner',
    pk: 'CLINIC#smuggled-b',
    __proto__x: 1,
  };

  it.each(WRITES.flatMap((route) => Object.keys(smuggled).map((field) => [route, field] as const)))(
    '%s refuses to be sent %s as well',
    async (route, field) => {
      const clinicId = `smuggled-${WRITES.indexOf(route)}-${Object.keys(smuggled).indexOf(field)}`;
      await seedClinic(api, clinicId);
      const review = await seedReview(api, clinicId);
      const asked = ROWS[route].asked(review);
      const isItsOwn = field === 'status' && /(?:decision|excerpts)$/u.test(route);
      const extra = isItsOwn ? { status: 'removed' } : { [field]: smuggled[field as keyof typeof smuggled] };
      const before = await stored(review);

      const answer = await api.ask(memberOf(clinicId, 'owner'), route, {
        ...asked,
        body: { ...(asked.body as object), ...extra },
      });

      expect(problemOf(answer)).toMatchObject({ status: 400, type: '/problems/invalid' });
      expect(await stored(review)).toEqual(before);
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'are refused as %j, which a form of another site could send',
    async (contentType) => {
      const clinicId = 'content-type';
      await seedClinic(api, clinicId).catch(() => undefined);
      const reviewId = reviewIdOf(contentType.length);
      const review = await seedReview(api, clinicId, { review: { reviewId } });

      for (const route of WRITES) {
        const asked = { ...ROWS[route].asked(review), contentType };
        expect((await api.ask(memberOf(clinicId, 'owner'), route, asked)).status).toBe(400);
      }
      expect((await stored(review)).moderation?.version).toBe(1);
    },
  );

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a prototype', '{"__proto__":{"status":"shown","seenVersion":1}}'],
    ['deep nesting', '{"a":'.repeat(2500)],
    ['too much', JSON.stringify({ status: 'shown', pad: 'x'.repeat(20_000) })],
  ])('are refused as %s', async (_, body) => {
    const clinicId = 'broken-bodies';
    await seedClinic(api, clinicId).catch(() => undefined);

    for (const route of WRITES) {
      const asked = { clinicId, reviewId: reviewIdOf(1), listingId: 'mill-lane-yelp', body };
      expect((await api.ask(memberOf(clinicId, 'owner'), route, asked)).status).toBe(400);
    }
  });
});

const CORPORA = new URL('../../../shared/data/corpora/', import.meta.url);
const corpus = (name: string) => JSON.parse(readFileSync(new URL(name, CORPORA), 'utf8'));

describe.skipIf(!existsSync(CORPORA))('the corpora (skipped where ../shared is not there)', () => {
  it('bodies: no write is taken, nothing changes, nothing breaks', async () => {
    const { protoKeys, forbiddenFields, wrongTypes, duplicateKeyJson, deep, wide, contentTypes } =
      corpus('bodies.json');
    await seedClinic(api, 'corpus-bodies');
    const review = await seedReview(api, 'corpus-bodies');
    // Changed since what the rows have seen, so that what is right by its form alone changes nothing either.
    const listing = await seedYelp(api, 'corpus-bodies');
    const excerptConsent = { recordedOn: '2026-05-03', document: 'Letter in the office' };
    const audit = { subject: 'listing/mill-lane-yelp', action: 'changed', by: 'setup', at: NOW } as const;
    await api.needs.clinics.saveListing({
      before: listing,
      after: { ...listing, excerptConsent, version: 2 },
      audit,
    });
    const before = await stored(review);
    const statuses: number[] = [];

    for (const route of WRITES) {
      const asked = ROWS[route].asked(review);
      const right = JSON.stringify(asked.body).slice(1);
      const names = Object.keys(asked.body as object);
      const bodies: readonly string[] = [
        ...protoKeys.map((key: string) => `{${JSON.stringify(key)}:{"x":1},${right}`),
        ...forbiddenFields
          .filter((field: string) => !names.includes(field))
          .map((field: string) => `{${JSON.stringify(field)}:"x",${right}`),
        ...wrongTypes.map((value: unknown) => JSON.stringify(value)),
        ...names.flatMap((name) =>
          wrongTypes.map((value: unknown) => JSON.stringify({ ...(asked.body as object), [name]: value })),
        ),
        ...duplicateKeyJson,
        deep.open.repeat(deep.n),
        JSON.stringify(Object.fromEntries(Array.from({ length: wide.keys }, (_, at) => [`k${at}`, at]))),
      ].filter((body) => body !== JSON.stringify(asked.body));
      for (const body of bodies) {
        const answer = await api.ask(memberOf('corpus-bodies', 'owner'), route, { ...asked, body });
        statuses.push(answer.status);
      }
      for (const contentType of contentTypes) {
        const answer = await api.ask(memberOf('corpus-bodies', 'owner'), route, { ...asked, contentType });
        statuses.push(answer.status);
      }
    }

    expect(statuses.length).toBeGreaterThan(150);
    expect(statuses.filter((status) => status !== 400 && status !== 409)).toEqual([]);
    expect(await stored(review)).toEqual(before);
  });

  it('ids and limits: nothing foreign, nothing breaks', async () => {
    const { ids, limits, duplicateParams } = corpus('cursors-and-ids.json');
    await seedClinic(api, 'corpus-ids');
    const review = await seedReview(api, 'corpus-ids');
    const staffId = memberOf('corpus-ids', 'owner');
    const inQuery = (query: string) =>
      Object.fromEntries(
        [...new Set(new URLSearchParams(query).keys())].map((key) => [
          key,
          new URLSearchParams(query).getAll(key).join(','),
        ]),
      );

    for (const id of ids) {
      for (const route of routes.filter((one) => one.includes('{clinicId}'))) {
        const asked = ROWS[route].asked(review);
        expect((await api.ask(staffId, route, { ...asked, clinicId: id })).status).toBe(404);
        if (!route.includes('{reviewId}')) continue;
        expect((await api.ask(staffId, route, { ...asked, reviewId: id })).status).toBe(404);
      }
      for (const query of [{ queue: id }, { queue: 'waiting', cursor: id }]) {
        const asked = { clinicId: 'corpus-ids', query };
        expect((await api.ask(staffId, 'GET /api/clinics/{clinicId}/reviews', asked)).status).toBe(400);
      }
    }
    for (const query of [
      ...limits.map((limit: string) => ({ queue: 'waiting', limit })),
      ...duplicateParams.map((params: string) => ({ queue: 'waiting', ...inQuery(params) })),
    ]) {
      const asked = { clinicId: 'corpus-ids', query };
      expect((await api.ask(staffId, 'GET /api/clinics/{clinicId}/reviews', asked)).status).toBe(400);
    }
  });
});
