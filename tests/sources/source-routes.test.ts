import type { Context, APIGatewayProxyEventV2WithJWTAuthorizer as HttpEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../functions/domain/clinic.ts';
import type { Pull } from '../../functions/domain/pull.ts';
import { httpRoutes } from '../../functions/platform/http.ts';
import type { Message, Queue } from '../../functions/platform/queue.ts';
import type { SourceRoute } from '../../functions/sources/source-api.lambda.ts';
import { type SourceRouteNeeds, sourceRoutes } from '../../functions/sources/source-routes.ts';
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
import { type ConnectWorld, PAGE, startConnectWorld } from './connect-world.ts';

let api: StaffApi;
let world: ConnectWorld;
beforeAll(async () => {
  api = await startStaffApi();
  world = await startConnectWorld(api);
  world.google.addLocation({ accountId: '11', locationId: '21', title: 'Mill Lane' });
});
afterAll(async () => {
  await world.stop();
  await api.tables.stop();
});

type Person = Role | 'stranger' | 'other-clinic';
type Row = Readonly<Record<Person, number>> & {
  /** What is asked of a clinic; made ready by its owner where that is needed. */
  readonly asked: (clinicId: string) => Asked | Promise<Asked>;
};

const LISTING = 'mill-lane-google';
const SINCE = '2026-11-20T10:00:00.000Z';
const owners = { owner: 200, staff: 403, viewer: 403, stranger: 404, 'other-clinic': 404 };

/** A request about the connection that the clinic has. */
async function ofConnection(clinicId: string, body: object = {}): Promise<Asked> {
  await world.connect(clinicId);
  return { clinicId, body: { connectionId: `${clinicId}-main`, ...body } };
}

/** Every route with what it answers to whom; a route without a row does not compile, and fails below. */
const ROWS: Readonly<Record<SourceRoute, Row>> = {
  'POST /api/clinics/{clinicId}/listings/{listingId}/absence': {
    ...owners,
    asked: (clinicId) => ({ clinicId, listingId: LISTING, body: { seenSince: SINCE } }),
  },
  'POST /api/clinics/{clinicId}/listings/{listingId}/pull': {
    ...owners,
    staff: 200,
    asked: (clinicId) => ({ clinicId, listingId: LISTING, body: {} }),
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
  'POST /api/clinics/{clinicId}/listings/{listingId}/move': {
    ...owners,
    owner: 409,
    asked: (clinicId) => ({ clinicId, listingId: LISTING, body: { movedTo: 'jL-business-moved-0001' } }),
  },
  'POST /api/clinics/{clinicId}/listings/{listingId}/removal': {
    ...owners,
    owner: 409,
    asked: (clinicId) => ({ clinicId, listingId: LISTING, body: {} }),
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
  'GET /api/clinics/{clinicId}/google': { ...owners, asked: (clinicId) => ({ clinicId }) },
  'POST /api/clinics/{clinicId}/google/consent': {
    ...owners,
    asked: (clinicId) => ({ clinicId, body: { returnTo: PAGE } }),
  },
  'POST /api/clinics/{clinicId}/google/connection': {
    ...owners,
    asked: async (clinicId) => ({ clinicId, body: await world.consent(clinicId) }),
  },
  'POST /api/clinics/{clinicId}/google/locations': { ...owners, asked: (clinicId) => ofConnection(clinicId) },
  'POST /api/clinics/{clinicId}/google/listings': {
    ...owners,
    asked: (clinicId) =>
      ofConnection(clinicId, {
        choices: [{ accountId: '11', sourceListingId: '21', locationId: 'mill-lane' }],
      }),
  },
  'POST /api/clinics/{clinicId}/google/disconnection': {
    ...owners,
    asked: (clinicId) => ofConnection(clinicId),
  },
};
const routes = Object.keys(ROWS) as SourceRoute[];
const people: readonly Person[] = [...ROLES, 'stranger', 'other-clinic'];

const sent: Message[] = [];
const pullQueue: Queue = {
  send: async (messages) => {
    sent.push(...messages);
  },
};

function needsOf(now = NOW) {
  return { ...world.needs, pulls: api.needs.pulls, pullQueue, now: () => now };
}

async function ask(staffId: string, route: SourceRoute, asked: Asked) {
  const { status, body } = await world.ask(staffId, route, asked);
  return { status, body };
}

/** Everything of a clinic that these routes can change. */
async function stateOf(clinicId: string) {
  const { clinics, connections, pulls } = needsOf();
  return await Promise.all([
    clinics.listListings(clinicId),
    connections.listOf(clinicId),
    pulls.listOf(clinicId),
    [...world.secrets].filter(([name]) => name.includes(clinicId)),
  ]);
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
      const asked = await ROWS[route].asked(clinicId);
      const before = await stateOf(clinicId);

      const { status } = await ask(staffId, route, asked);

      expect(status).toBe(ROWS[route][person]);
      if (status !== 200) expect([await pullOf(pull), await stateOf(clinicId)]).toEqual([pull, before]);
    },
  );

  it.each(routes.filter((route) => route.startsWith('POST')))(
    '%s takes nothing that it does not know',
    async (route) => {
      const clinicId = `smuggled-${routes.indexOf(route)}`;
      const pull = await aFrozenClinic(clinicId);
      const asked = await ROWS[route].asked(clinicId);
      const before = await stateOf(clinicId);

      const body = { ...(asked.body as object), clinicId: 'other' };
      const { status } = await ask(memberOf(clinicId, 'owner'), route, { ...asked, body });

      expect(status).toBe(400);
      expect([await pullOf(pull), await stateOf(clinicId)]).toEqual([pull, before]);
    },
  );
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

describe('askPull', () => {
  const route = 'POST /api/clinics/{clinicId}/listings/{listingId}/pull';
  const press = (clinicId: string, now = NOW, differs: object = {}) => {
    const asked = { clinicId, listingId: LISTING, body: {} };
    return askWith({ ...needsOf(now), ...differs }, clinicId, asked);
  };
  const askWith = async (needs: SourceRouteNeeds, clinicId: string, asked: Asked) => {
    const handler = httpRoutes(sourceRoutes(needs), { findMember: api.needs.members.find });
    const event = anEvent(memberOf(clinicId, 'staff'), route, asked) as HttpEvent;
    const { statusCode, body } = await handler(event, { awsRequestId: 'request-1' } as Context);
    return { status: statusCode, body: JSON.parse(body) };
  };
  const sentFor = (clinicId: string) => sent.filter(({ body }) => body.clinicId === clinicId);

  it('makes the listing due, queues it without a delay, and says from when on it may be asked again', async () => {
    const pull = await aFrozenClinic('asks');

    const { body } = await press('asks');

    const times = { askedAt: NOW, againAt: '2026-11-22T10:10:00.000Z' };
    expect(body).toEqual({ ...times, isNew: true });
    expect(sentFor('asks')).toEqual([{ body: { clinicId: 'asks', listingId: LISTING, sentAt: NOW } }]);
    expect(await pullOf(pull)).toEqual({ ...pull, dueAt: NOW });
    const trail = await listAudits(api.tables.ledger, 'asks', `pull/${LISTING}/${NOW}`);
    expect(trail).toMatchObject([{ action: 'pull-asked', by: memberOf('asks', 'staff'), at: NOW }]);
    const view = await api.ask(memberOf('asks', 'viewer'), 'GET /api/clinics/{clinicId}/listings', {
      clinicId: 'asks',
    });
    expect(view.body.listings).toMatchObject([{ asked: times }]);
  });

  it('is done once in ten minutes, whoever asks how often', async () => {
    await aFrozenClinic('often');

    const answers = await Promise.all(Array.from({ length: 5 }, () => press('often')));
    const early = await press('often', '2026-11-22T10:09:59.999Z');
    const again = await press('often', '2026-11-22T10:10:00.000Z');

    expect(answers.filter(({ body }) => body.isNew)).toHaveLength(1);
    expect(answers.every(({ body }) => body.askedAt === NOW)).toBe(true);
    expect(early.body).toMatchObject({ askedAt: NOW, isNew: false });
    expect(again.body).toMatchObject({ isNew: true });
    expect(sentFor('often')).toHaveLength(2);
  });

  it('leaves the listing due when the queue takes nothing', async () => {
    const pull = await aFrozenClinic('queueless');
    const send = () => Promise.reject(new Error('no queue'));

    expect((await press('queueless', NOW, { pullQueue: { send } })).body).toMatchObject({ isNew: true });
    expect(await pullOf(pull)).toMatchObject({ dueAt: NOW });
  });

  it('is refused for a listing that is not looked at, and for another clinic’s', async () => {
    await seedClinic(api, 'unopened');

    expect((await press('unopened')).status).toBe(409);
    const asked = { clinicId: 'unopened', listingId: 'another', body: {} };
    expect((await ask(memberOf('unopened', 'staff'), route, asked)).status).toBe(404);
    expect(sentFor('unopened')).toEqual([]);
  });
});
