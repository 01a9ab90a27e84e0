import type { Context, APIGatewayProxyEventV2WithJWTAuthorizer as HttpEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../functions/domain/clinic.ts';
import type { Pull } from '../../functions/domain/pull.ts';
import { httpRoutes } from '../../functions/platform/http.ts';
import { openRouteNeeds } from '../../functions/sources/route-needs.ts';
import type { SourceRoute } from '../../functions/sources/source-api.lambda.ts';
import { sourceRoutes } from '../../functions/sources/source-routes.ts';
import { listAudits } from '../../functions/store/audits.ts';
import {
  type Asked,
  anEvent,
  memberOf,
  type StaffApi,
  seedClinic,
  startStaffApi,
} from '../admin/staff-api.ts';
import { NOW } from '../support/builders.ts';

let api: StaffApi;
beforeAll(async () => {
  api = await startStaffApi();
});
afterAll(() => api.tables.stop());

type Person = Role | 'stranger' | 'other-clinic';
type Row = Readonly<Record<Person, number>> & { readonly asked: (clinicId: string) => Asked };

const LISTING = 'mill-lane-google';
const SINCE = '2026-11-20T10:00:00.000Z';
const owners = { owner: 200, staff: 403, viewer: 403, stranger: 404, 'other-clinic': 404 };

/** Every route with what it answers to whom; a route without a row does not compile, and fails below. */
const ROWS: Readonly<Record<SourceRoute, Row>> = {
  'POST /api/clinics/{clinicId}/listings/{listingId}/absence': {
    ...owners,
    asked: (clinicId) => ({ clinicId, listingId: LISTING, body: { seenSince: SINCE } }),
  },
  'POST /api/clinics/{clinicId}/listings/{listingId}/takeout': {
    ...owners,
    asked: (clinicId) => ({
      clinicId,
      listingId: LISTING,
      body: { exportedAt: SINCE, total: 1, isLast: false, reviews: [] },
    }),
  },
  'POST /api/clinics/{clinicId}/listings/{listingId}/place': {
    ...owners,
    asked: (clinicId) => ({
      clinicId,
      listingId: LISTING,
      body: { placeId: 'ChIJmadeupmadeupmadeup01' },
    }),
  },
  'POST /api/clinics/{clinicId}/google-listings': {
    ...owners,
    asked: (clinicId) => ({
      clinicId,
      body: { sourceListingId: '7', accountId: '1', locationId: 'mill-lane', title: 'Mill Lane' },
    }),
  },
  'POST /api/clinics/{clinicId}/google/application': {
    ...owners,
    staff: 200,
    asked: (clinicId) => ({ clinicId, body: { seenVersion: 0, appliedOn: '2026-11-20', done: [] } }),
  },
};
const routes = Object.keys(ROWS) as SourceRoute[];
const people: readonly Person[] = [...ROLES, 'stranger', 'other-clinic'];

function needsOf() {
  return openRouteNeeds(api.tables.content, api.tables.ledger, () => NOW);
}

async function ask(staffId: string, route: SourceRoute, asked: Asked) {
  const handler = httpRoutes(sourceRoutes(needsOf()), { findMember: api.needs.members.find });
  const event = anEvent(staffId, route, asked) as HttpEvent;
  const { statusCode, body } = await handler(event, { awsRequestId: 'request-1' } as Context);
  return { status: statusCode, body: JSON.parse(body) };
}

/** A clinic whose listing is frozen. */
async function aFrozenClinic(clinicId: string, differs: Partial<Pull> = {}): Promise<Pull> {
  await seedClinic(api, clinicId);
  const { pulls, leases } = needsOf();
  const ref = { clinicId, listingId: LISTING };
  const lease = await leases.take(ref, NOW, NOW);
  if (!lease) throw new Error('There is no lease.');
  const freeze = { since: SINCE, vanished: 9, agreedAt: [SINCE] };
  const dueAt = '2026-11-23T10:00:00.000Z';
  const pull: Pull = { ...ref, dueAt, failuresInARow: 0, runs: [], freeze, ...differs };
  await pulls.finish(pull, lease);
  return pull;
}

const pullOf = ({ clinicId }: Pull) => needsOf().pulls.find({ clinicId, listingId: LISTING });

describe('sourceRoutes', () => {
  it('has a row for every route', () => {
    expect(Object.keys(sourceRoutes(needsOf()))).toEqual(routes);
  });

  it.each(people.flatMap((person) => routes.map((route) => [route, person] as const)))(
    'answers %s for %s as its row says',
    async (route, person) => {
      const clinicId = `sources-${routes.indexOf(route)}-${person}`;
      const pull = await aFrozenClinic(clinicId);
      await seedClinic(api, `${clinicId}-b`);
      const role = person === 'other-clinic' ? 'owner' : person;
      const home = person === 'other-clinic' ? `${clinicId}-b` : clinicId;
      const staffId = role === 'stranger' ? 'nobody' : memberOf(home, role);

      const { status } = await ask(staffId, route, ROWS[route].asked(clinicId));

      expect(status).toBe(ROWS[route][person]);
      if (status !== 200) expect(await pullOf(pull)).toEqual(pull);
    },
  );

  it.each(routes)('%s takes nothing that it does not know', async (route) => {
    const clinicId = `smuggled-${routes.indexOf(route)}`;
    const pull = await aFrozenClinic(clinicId);
    const asked = ROWS[route].asked(clinicId);

    const body = { ...(asked.body as object), clinicId: 'other' };
    const { status } = await ask(memberOf(clinicId, 'owner'), route, { ...asked, body });

    expect(status).toBe(400);
    expect(await pullOf(pull)).toEqual(pull);
  });
});

describe('confirmAbsence', () => {
  const route = 'POST /api/clinics/{clinicId}/listings/{listingId}/absence';
  const confirm = ({ clinicId }: Pull, body: unknown = { seenSince: SINCE }) =>
    ask(memberOf(clinicId, 'owner'), route, { clinicId, listingId: LISTING, body });

  it('keeps who said so and when, and has the listing read at once', async () => {
    const pull = await aFrozenClinic('confirmed');

    const { body } = await confirm(pull);

    const freeze = { ...pull.freeze, confirmedAt: NOW };
    expect(body).toEqual(freeze);
    expect(await pullOf(pull)).toEqual({ ...pull, dueAt: NOW, freeze });
    const trail = await listAudits(api.tables.ledger, 'confirmed', `freeze/${LISTING}/${SINCE}`);
    expect(trail).toMatchObject([{ action: 'absence-confirmed', by: memberOf('confirmed', 'owner') }]);
  });

  it('is done once, however often it is said', async () => {
    const pull = await aFrozenClinic('twice');

    const answers = [await confirm(pull), await confirm(pull)];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await listAudits(api.tables.ledger, 'twice', `freeze/${LISTING}/${SINCE}`)).toHaveLength(1);
  });

  it('is refused for a freeze that the person has not seen', async () => {
    const freeze = { since: '2026-11-21T10:00:00.000Z', vanished: 30, agreedAt: [] };
    const pull = await aFrozenClinic('newer', { freeze });

    expect((await confirm(pull)).status).toBe(409);
    expect(await pullOf(pull)).toEqual(pull);
  });

  it('waits for a reading that is under way', async () => {
    const pull = await aFrozenClinic('held');
    await needsOf().leases.take(pull, NOW, '2026-11-22T23:00:00.000Z');

    expect((await confirm(pull)).status).toBe(409);
    expect(await pullOf(pull)).toEqual(pull);
  });

  it('knows no listing that was never pulled', async () => {
    await seedClinic(api, 'unpulled');

    expect((await confirm({ clinicId: 'unpulled' } as Pull)).status).toBe(404);
  });
});
