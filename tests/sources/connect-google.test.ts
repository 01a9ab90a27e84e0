import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../functions/domain/connection.ts';
import { log } from '../../functions/platform/log.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { queryAll } from '../../functions/store/table.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import { googleFaults } from '../../infra/sample/fake-google-faults.ts';
import { memberOf, type StaffApi, seedClinic, startStaffApi } from '../admin/staff-api.ts';
import { aListing, NOW } from '../support/builders.ts';
import { type ConnectWorld, PAGE, startConnectWorld } from './connect-world.ts';

const CONNECT = 'POST /api/clinics/{clinicId}/google/connection';
const CHOOSE = 'POST /api/clinics/{clinicId}/google/listings';
const RELIST = 'POST /api/clinics/{clinicId}/google/locations';
const CONSENT = 'POST /api/clinics/{clinicId}/google/consent';

let api: StaffApi;
let world: ConnectWorld;
let made = 0;
let clinicId: string;
beforeAll(async () => {
  api = await startStaffApi();
  world = await startConnectWorld(api);
  world.google.addLocation({ accountId: '11', locationId: '21', title: 'Mill Lane' });
  world.google.addLocation({ accountId: '11', locationId: '22', title: 'Harbour' });
  world.google.addReview('21', { reviewer: { displayName: 'Ana' }, starRating: 'FIVE', comment: 'Kind.' });
  world.google.addReview('21', { reviewer: { displayName: 'Ben' }, starRating: 'FOUR' });
});
beforeEach(async () => {
  made += 1;
  clinicId = `clinic-${made}`;
  await seedClinic(api, clinicId);
});
afterEach(() => {
  world.google.faults.clear();
  world.clock.reset();
});
afterAll(async () => {
  await world.stop();
  await api.tables.stop();
});

const owner = () => memberOf(clinicId, 'owner');
const grantOf = (connectionId = `${clinicId}-main`) =>
  world.secrets.get(`google-refresh-token/${connectionId}`);
const bring = (body: unknown, staffId = owner()) => world.ask(staffId, CONNECT, { clinicId, body });
const at = (locationId: string, accountId = '11') => ({
  accountId,
  sourceListingId: locationId,
  locationId: 'mill-lane',
});
const choose = (...choices: readonly unknown[]) =>
  world.ask(owner(), CHOOSE, { clinicId, body: { connectionId: `${clinicId}-main`, choices } });
const listingOf = (listingId: string) => api.needs.clinics.findListing(clinicId, listingId);
const healthOf = (listingId: string) => api.needs.pulls.find({ clinicId, listingId });

describe('connecting Google', () => {
  it('keeps the grant as a secret, the connection with its locations, and who connected', async () => {
    const view = await world.connect(clinicId);

    expect(view).toEqual({ outcome: 'connected', connectionId: `${clinicId}-main` });
    expect(grantOf()).toMatch(/^1\/\/fake-/u);
    expect(await world.connection(clinicId)).toEqual({
      clinicId,
      connectionId: `${clinicId}-main`,
      source: 'google-business',
      state: 'connected',
      consentedAt: NOW,
      consentedBy: owner(),
      locations: (
        [
          ['21', 'Mill Lane'],
          ['22', 'Harbour'],
        ] as const
      ).map(([locationId, title]) => ({
        accountId: '11',
        locationId,
        title,
        mapsUrl: `https://maps.google.com/maps?cid=${locationId}`,
        placeId: `ChIJpretend${locationId}`,
        newReviewUrl: `https://search.google.com/local/writereview?placeid=ChIJpretend${locationId}`,
      })),
      listedAt: NOW,
      version: 1,
    } satisfies Connection);
    const trail = await listAudits(api.tables.ledger, clinicId, `connection/${clinicId}-main`);
    expect(trail).toMatchObject([{ action: 'connected', by: owner(), at: NOW }]);
  });

  it('asks Google for lasting access, with a state and a challenge of its own each time', async () => {
    const ask = () => world.ask(owner(), CONSENT, { clinicId, body: { returnTo: PAGE } });

    const [first, second] = [await ask(), await ask()].map(({ body }) => new URL(body.address).searchParams);

    expect(Object.fromEntries(first ?? [])).toMatchObject({
      response_type: 'code',
      client_id: 'fake-client',
      redirect_uri: PAGE,
      scope: 'https://www.googleapis.com/auth/business.manage',
      access_type: 'offline',
      prompt: 'consent',
      code_challenge_method: 'S256',
      state: expect.stringMatching(`^google\\.${clinicId}\\.[\\w-]{43}$`),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/u),
    });
    expect(second?.get('state')).not.toBe(first?.get('state'));
    expect(second?.get('code_challenge')).not.toBe(first?.get('code_challenge'));
  });

  it('says nothing of a token, a code or a verifier in answers, items or the log', async () => {
    const said: string[] = [];
    for (const level of ['info', 'warn', 'error'] as const) {
      vi.spyOn(log, level).mockImplementation((...line: unknown[]) => {
        const causes = line.map((part) =>
          part instanceof Error ? `${part.stack} ${String(part.cause)}` : part,
        );
        said.push(JSON.stringify(causes));
      });
    }
    const answer = await world.consent(clinicId);
    const verifier = (await stored()).find(({ type }) => type === 'grant-request')?.verifier;
    const connected = await bring(answer);
    const disconnected = await world.ask(owner(), 'POST /api/clinics/{clinicId}/google/disconnection', {
      clinicId,
      body: { connectionId: `${clinicId}-main` },
    });

    const told = JSON.stringify([said, connected, disconnected, await stored()]);
    expect(said.join('')).toContain('google.disconnected');
    expect(told).not.toMatch(/1\/\/fake|ya29|4\/fake/u);
    for (const secret of [answer.code, answer.state, String(verifier)]) expect(told).not.toContain(secret);
  });

  it('keeps the connection although Google has not approved the project, and lists its locations later', async () => {
    world.google.faults.push({ ...googleFaults.notApproved(), route: 'accounts' });

    expect(await world.connect(clinicId)).toMatchObject({ outcome: 'connected' });
    expect(await world.connection(clinicId)).toMatchObject({ locations: [], listFailure: 'not-approved' });
    const { body } = await world.ask(owner(), RELIST, {
      clinicId,
      body: { connectionId: `${clinicId}-main` },
    });

    expect(body).toEqual({ connectionId: `${clinicId}-main` });
    const now = await world.connection(clinicId);
    expect([now?.locations.length, now?.listedAt, now?.listFailure]).toEqual([2, NOW, undefined]);
  });

  it('says why locations are not listed, and keeps those it knew', async () => {
    await world.connect(clinicId);
    world.google.faults.push({ ...googleFaults.notApproved(), route: 'locations' });

    const { body } = await world.ask(owner(), RELIST, {
      clinicId,
      body: { connectionId: `${clinicId}-main` },
    });

    expect(body.listFailure).toBe('not-approved');
    expect((await world.connection(clinicId))?.locations).toHaveLength(2);
  });

  it('names a second connection otherwise, and passes over a name that has a grant already', async () => {
    await world.connect(clinicId);
    world.secrets.set(`google-refresh-token/${clinicId}-2`, 'the operator’s');

    expect(await world.connect(clinicId)).toMatchObject({ connectionId: `${clinicId}-3` });
    expect(grantOf(`${clinicId}-2`)).toBe('the operator’s');
  });

  it('names connections of long clinic ids so that the clinic’s file would take them', async () => {
    const long = 'a-clinic-with-a-name-that-is-quite-long1';
    await seedClinic(api, long);

    const { body } = await world.ask(memberOf(long, 'owner'), CONNECT, {
      clinicId: long,
      body: await world.consent(long),
    });

    expect(body.connectionId).toMatch(/^a-clinic-with-a-name-tha-[\da-f]{10}-main$/u);
    expect(body.connectionId.length).toBeLessThanOrEqual(40);
  });
});

describe('an answer of Google', () => {
  it('is refused from another person of the clinic', async () => {
    const { members } = api.needs;
    const other = { clinicId, staffId: 'second-owner', name: 'Otto', role: 'owner', version: 1 } as const;
    const audit = { subject: 'member/second-owner', action: 'created', by: 'setup', at: NOW } as const;
    await members.save({ after: other, audit });
    const answer = await world.consent(clinicId);

    const { status } = await bring(answer, 'second-owner');

    await nothingStored(status, 409);
    expect((await bring(answer)).status).toBe(200);
  });

  it('is refused at another clinic of the same person', async () => {
    await seedClinic(api, `${clinicId}-b`);
    const member = {
      clinicId,
      staffId: memberOf(`${clinicId}-b`, 'owner'),
      name: 'Olga',
      role: 'owner',
    } as const;
    const audit = { subject: 'member/b', action: 'created', by: 'setup', at: NOW } as const;
    await api.needs.members.save({ after: { ...member, version: 1 }, audit });
    const answer = await world.consent(`${clinicId}-b`);

    const { status } = await bring(answer, member.staffId);

    await nothingStored(status, 409);
  });

  it('is taken once', async () => {
    const answer = await world.consent(clinicId);
    await bring(answer);
    const before = [await world.connection(clinicId), grantOf()];

    const { status } = await bring(answer);

    expect(status).toBe(409);
    expect([await world.connection(clinicId), grantOf()]).toEqual(before);
  });

  it('is taken once although it comes twice at the same time', async () => {
    const answer = await world.consent(clinicId);

    const answers = await Promise.all([bring(answer), bring(answer)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is refused after ten minutes', async () => {
    const answer = await world.consent(clinicId);
    world.clock.forward(10 / 60);

    await nothingStored((await bring(answer)).status, 409);
  });

  it('is refused when a later question has replaced the one it answers', async () => {
    const answer = await world.consent(clinicId);
    await world.consent(clinicId);

    await nothingStored((await bring(answer)).status, 409);
  });

  it('is refused with a state that nobody was given', async () => {
    const { code } = await world.consent(clinicId);

    await nothingStored((await bring({ code, state: `google.${clinicId}.made-up` })).status, 409);
  });

  it('comes to nothing with a code of somebody else’s question', async () => {
    const { state } = await world.consent(clinicId);
    await seedClinic(api, `${clinicId}-b`);
    const { code } = await world.consent(`${clinicId}-b`);

    const { status, body } = await bring({ state, code });

    expect(body).toEqual({ outcome: 'refused' });
    await nothingStored(status, 200);
  });

  it.each([
    ['no-lasting-grant', () => faults.changes(({ refresh_token: _, ...body }) => body)],
    ['scope-missing', () => faults.changes((body) => ({ ...body, scope: 'openid email' }))],
    ['not-set-up', googleFaults.invalidClient],
    ['unreachable', () => ({ ...faults.html(503), times: 9 })],
    ['unreachable', () => faults.says({ token: 'in another form' })],
  ])('comes to nothing and says why: %s', async (outcome, fault) => {
    const answer = await world.consent(clinicId);
    world.google.faults.push({ ...fault(), route: 'token' });

    const { status, body } = await bring(answer);

    expect(body).toEqual({ outcome });
    await nothingStored(status, 200);
  });

  it('is not asked for while the operator has no client at Google', async () => {
    const id = world.secrets.get('google-client-id') ?? '';
    world.secrets.delete('google-client-id');

    const { body } = await world.ask(owner(), CONSENT, { clinicId, body: { returnTo: PAGE } });
    world.secrets.set('google-client-id', id);

    expect(body).toEqual({});
  });

  it.each([
    'https://reviews.example',
    'https://reviews.example/other',
    'http://reviews.example/',
    'https://user@reviews.example/',
    'javascript:alert(1)//',
  ])('does not come back to %s', async (returnTo) => {
    expect((await world.ask(owner(), CONSENT, { clinicId, body: { returnTo } })).status).toBe(400);
  });
});

describe('choosing locations', () => {
  beforeEach(() => world.connect(clinicId));

  it('makes listings with both of Google’s ids, and has them read at once', async () => {
    const { body } = await choose(at('21'));

    expect(body).toEqual({ listingIds: ['google-21'] });
    expect(await listingOf('google-21')).toEqual({
      clinicId,
      listingId: 'google-21',
      locationId: 'mill-lane',
      source: 'google-business',
      sourceListingId: '21',
      accountId: '11',
      connectionId: `${clinicId}-main`,
      pageUrl: 'https://maps.google.com/maps?cid=21',
      pullEveryHours: 24,
      isPaused: false,
      version: 1,
    });
    expect(await healthOf('google-21')).toMatchObject({ dueAt: NOW, runs: [] });
    const trail = await listAudits(api.tables.ledger, clinicId, 'listing/google-21');
    expect(trail).toMatchObject([{ action: 'created', by: owner() }]);
    await world.pull(clinicId, 'google-21');
    expect(await api.needs.reviews.listOfClinic(clinicId)).toHaveLength(2);
    expect((await healthOf('google-21'))?.held).toEqual({ withWords: 1, withoutWords: 1 });
  });

  it('writes nothing when it is repeated', async () => {
    await choose(at('21'), at('22'));
    const before = await api.needs.clinics.listListings(clinicId);

    expect((await choose(at('21'), at('22'))).status).toBe(200);
    expect(await api.needs.clinics.listListings(clinicId)).toEqual(before);
  });

  it('takes over a listing that the clinic has of a location, with its id and its decisions', async () => {
    const listing = { ...(await listingOf('mill-lane-google')), version: 2, sourceListingId: '22' };
    const before = await listingOf('mill-lane-google');
    if (!before) throw new Error('There is no listing.');
    const audit = { subject: 'listing/mill-lane-google', action: 'changed', by: 'setup', at: NOW } as const;
    await api.needs.clinics.saveListing({ before, after: { ...before, ...listing }, audit });

    const { body } = await choose(at('22'));

    expect(body).toEqual({ listingIds: ['mill-lane-google'] });
    expect(await listingOf('mill-lane-google')).toMatchObject({
      connectionId: `${clinicId}-main`,
      accountId: '11',
    });
  });

  it('has a listing read that was opened for an export, as soon as its account is connected', async () => {
    const { accountId: _, connectionId: __, ...unconnected } = aListing({ clinicId, listingId: 'exported' });
    const after = { ...unconnected, sourceListingId: '22' };
    const audit = { subject: 'listing/exported', action: 'created', by: owner(), at: NOW } as const;
    await api.needs.clinics.saveListing({ after, audit });

    await world.connect(clinicId, { body: { connectionId: `${clinicId}-main` } });

    expect(await listingOf('exported')).toMatchObject({ connectionId: `${clinicId}-main`, accountId: '11' });
    expect(await healthOf('exported')).toMatchObject({ dueAt: NOW });
  });

  it('has a listing read that was chosen while a run found it unconnected', async () => {
    const { connectionId: _, ...unconnected } = aListing({ clinicId, listingId: 'exported' });
    const after = { ...unconnected, sourceListingId: '21' };
    const audit = { subject: 'listing/exported', action: 'created', by: owner(), at: NOW } as const;
    await api.needs.clinics.saveListing({ after, audit });
    await api.needs.pulls.open({ clinicId, listingId: 'exported' }, NOW);
    let isFirst = true;
    const pulls = {
      ...api.needs.pulls,
      async finish(...ended: Parameters<typeof api.needs.pulls.finish>) {
        if (isFirst) await choose(at('21'));
        isFirst = false;
        return await api.needs.pulls.finish(...ended);
      },
    };

    expect(await world.pull(clinicId, 'exported', { pulls })).toEqual({ skipped: 'unconnected' });

    expect(await healthOf('exported')).toMatchObject({ dueAt: NOW });
  });

  it.each([
    ['the account does not have', [at('99')], 'choices.0.sourceListingId'],
    ['belongs to another account', [at('21', '12')], 'choices.0.sourceListingId'],
    ['is chosen twice', [at('21'), at('21')], 'choices.1.sourceListingId'],
    ['is at a place the clinic has not', [{ ...at('21'), locationId: 'elsewhere' }], 'choices.0.locationId'],
  ])('refuses a location that %s', async (_, choices, path) => {
    const { status, body } = await choose(...choices);

    expect([status, body.issues?.[0]?.path]).toEqual([400, path]);
    expect(await listingOf('google-21')).toBeUndefined();
  });

  it('is only for a connection of the clinic itself', async () => {
    await seedClinic(api, `${clinicId}-b`);
    await world.connect(`${clinicId}-b`);
    const body = { connectionId: `${clinicId}-b-main`, choices: [at('21')] };

    expect((await world.ask(owner(), CHOOSE, { clinicId, body })).status).toBe(404);
  });
});

async function nothingStored(status: number, expected: number): Promise<void> {
  expect(status).toBe(expected);
  expect([await world.connection(clinicId), grantOf()]).toEqual([undefined, undefined]);
}

/** Every item of the clinic in the ledger. */
async function stored(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const items: Record<string, unknown>[] = [];
  for await (const item of queryAll(api.tables.ledger, { pk: `CLINIC#${clinicId}` })) items.push(item);
  return items;
}
