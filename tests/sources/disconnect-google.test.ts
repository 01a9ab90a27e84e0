import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Listing } from '../../functions/domain/clinic.ts';
import { mayShow } from '../../functions/domain/may-show.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import { googleFaults } from '../../infra/sample/fake-google-faults.ts';
import { memberOf, type StaffApi, seedClinic, startStaffApi } from '../admin/staff-api.ts';
import { aClinic, aModeration, NOW } from '../support/builders.ts';
import { type ConnectWorld, startConnectWorld } from './connect-world.ts';

const LISTING = 'google-21';

let api: StaffApi;
let world: ConnectWorld;
let made = 0;
let clinicId: string;
beforeAll(async () => {
  api = await startStaffApi();
  world = await startConnectWorld(api);
  world.google.addLocation({ accountId: '11', locationId: '21', title: 'Mill Lane' });
  for (const comment of ['Kind.', 'Calm.', 'Warm.']) {
    world.google.addReview('21', { reviewer: { displayName: 'Ana' }, starRating: 'FIVE', comment });
  }
});
beforeEach(async () => {
  made += 1;
  clinicId = `ending-${made}`;
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
const own = () => `${clinicId}-main`;
const grantName = () => `google-refresh-token/${own()}`;
const grant = () => world.secrets.get(grantName());
const health = () => api.needs.pulls.find({ clinicId, listingId: LISTING });
const reviews = () => api.needs.reviews.listOfClinic(clinicId);
const summaries = () => api.needs.summaries.listOf(clinicId);
const pull = () => world.pull(clinicId, LISTING);
const disconnect = (connectionId = own()) =>
  world.ask(owner(), 'POST /api/clinics/{clinicId}/google/disconnection', {
    clinicId,
    body: { connectionId },
  });

async function choose(): Promise<void> {
  const choices = [{ accountId: '11', sourceListingId: '21', locationId: 'mill-lane' }];
  const body = { connectionId: own(), choices };
  await world.ask(owner(), 'POST /api/clinics/{clinicId}/google/listings', { clinicId, body });
}

/** Connects, chooses the one location, and reads it. */
async function aReadListing(): Promise<Listing> {
  await world.connect(clinicId);
  await choose();
  await pull();
  return await listing();
}

async function listing(): Promise<Listing> {
  const found = await api.needs.clinics.findListing(clinicId, LISTING);
  if (!found) throw new Error('There is no listing.');
  return found;
}

describe('a consent that has ended', () => {
  it('stops the pulls until somebody connects anew, and then goes on at once', async () => {
    await aReadListing();
    world.google.revokeGrant(grant() ?? '');
    world.clock.forward(24);

    expect(await pull()).toMatchObject({ run: { outcome: 'grant-expired' } });
    expect((await health())?.dueAt).toBeUndefined();
    expect(await reviews()).toHaveLength(3);
    await world.connect(clinicId, { body: { connectionId: own() } });

    expect((await health())?.dueAt).toBe(world.clock.now());
    expect(await pull()).toMatchObject({ run: { outcome: 'done' } });
    const trail = await listAudits(api.tables.ledger, clinicId, `connection/${own()}`);
    expect(trail.map(({ action }) => action)).toEqual(['connected', 'reconnected']);
  });

  it('does not stop the pulls when somebody has connected anew while the run was ending', async () => {
    await aReadListing();
    world.google.revokeGrant(grant() ?? '');
    world.clock.forward(24);
    let isFirst = true;
    const pulls = {
      ...api.needs.pulls,
      async finish(...ended: Parameters<typeof api.needs.pulls.finish>) {
        // Between what the run found and what it writes.
        if (isFirst) await world.connect(clinicId, { body: { connectionId: own() } });
        isFirst = false;
        return await api.needs.pulls.finish(...ended);
      },
    };

    expect(await world.pull(clinicId, LISTING, { pulls })).toMatchObject({
      run: { outcome: 'grant-expired' },
    });

    expect((await health())?.dueAt).toBe(world.clock.now());
  });

  it('is not read with a token of the consent before, once another was given', async () => {
    await aReadListing();
    const before = grant() ?? '';
    await world.connect(clinicId, { body: { connectionId: own() } });
    world.google.revokeGrant(before);
    const asked = world.google.calls.length;

    expect(await pull()).toMatchObject({ run: { outcome: 'done' } });

    expect(world.google.calls.slice(asked).map(({ route, status }) => [route, status])).toEqual([
      ['token', 200],
      ['reviews', 200],
    ]);
  });

  it('moves listings of the operator’s grant over to the person who connects anew', async () => {
    await aReadListing();
    const before = await listing();
    const audit = { subject: `listing/${LISTING}`, action: 'changed', by: 'setup', at: NOW } as const;
    const after = { ...before, connectionId: 'main', version: before.version + 1 };
    await api.needs.clinics.saveListing({ before, after, audit });
    expect(await pull()).toMatchObject({ run: { outcome: 'grant-expired' } });

    await world.connect(clinicId);

    expect((await listing()).connectionId).toBe(`${clinicId}-2`);
    expect(await pull()).toMatchObject({ run: { outcome: 'done' } });
  });
});

describe('disconnecting Google', () => {
  it('takes everything off the pages at once, tells Google, and deletes the grant', async () => {
    await aReadListing();
    const given = grant() ?? '';

    const { body } = await disconnect();

    expect(body).toEqual({ isRevoked: true });
    expect(grant()).toBeUndefined();
    expect((await world.connection(clinicId))?.state).toBe('disconnected');
    const { disconnectedAt } = await listing();
    expect(disconnectedAt).toBe(NOW);
    const [review] = await reviews();
    if (!review) throw new Error('There is no review.');
    const moderation = aModeration(review, { status: 'shown' });
    const where = {
      clinic: aClinic({ clinicId }),
      listing: await listing(),
      closedSources: new Set<never>(),
    };
    const candidate = { review, moderation, ...where };
    expect(mayShow(candidate, NOW)).toEqual({ outcome: 'block', rule: 'listing-disconnected' });
    const refresh = { client_id: 'fake-client', client_secret: 'fake-client-secret', refresh_token: given };
    const form = new URLSearchParams({ ...refresh, grant_type: 'refresh_token' });
    expect((await fetch(`${world.google.url}/token`, { method: 'POST', body: form })).status).toBe(400);
    const trail = await listAudits(api.tables.ledger, clinicId, `listing/${LISTING}`);
    expect(trail.at(-1)).toMatchObject({ action: 'disconnected', by: owner() });
  });

  it('has the next pull delete what was pulled, and no other', async () => {
    await aReadListing();
    await disconnect();
    const asked = world.google.calls.length;

    expect(await pull()).toEqual({ purged: 3 });

    expect([await reviews(), await summaries()]).toEqual([[], []]);
    expect(await health()).toMatchObject({ failuresInARow: 0, runs: [{ outcome: 'done' }] });
    expect((await health())?.dueAt).toBeUndefined();
    expect(world.google.calls.length).toBe(asked);
    expect(await pull()).toEqual({ purged: 0 });
  });

  it('goes on deleting in the next pull when one is cut short', async () => {
    await aReadListing();
    await disconnect();

    expect(await world.pull(clinicId, LISTING, { remainingMs: () => 10_000 })).toEqual({ purged: 0 });

    expect((await health())?.dueAt).toBe(NOW);
    expect(await pull()).toEqual({ purged: 3 });
  });

  it('deletes what a run has read that was under way', async () => {
    await aReadListing();
    world.clock.forward(24);
    world.google.faults.push({ route: 'reviews', before: () => void disconnecting.push(disconnect()) });
    const disconnecting: ReturnType<typeof disconnect>[] = [];
    const findListing = async (...ref: [string, string]) => {
      await Promise.all(disconnecting);
      return await api.needs.clinics.findListing(...ref);
    };

    expect(await world.pull(clinicId, LISTING, { clinics: { findListing } })).toEqual({ purged: 3 });

    expect(disconnecting).toHaveLength(1);
    expect(await reviews()).toEqual([]);
  });

  it('keeps decisions, which return when the location is connected and chosen again', async () => {
    await aReadListing();
    const ids = (await reviews()).map(({ reviewId }) => reviewId).sort();
    await disconnect();
    await pull();

    await world.connect(clinicId);
    expect((await listing()).disconnectedAt).toBeDefined();
    await choose();
    await pull();

    expect((await listing()).disconnectedAt).toBeUndefined();
    expect((await reviews()).map(({ reviewId }) => reviewId).sort()).toEqual(ids);
    expect((await world.connection(clinicId))?.state).toBe('connected');
  });

  it('reads a listing that was chosen again while its reviews were being deleted', async () => {
    await aReadListing();
    await disconnect();
    const remove = async (...ref: Parameters<typeof api.needs.summaries.remove>) => {
      await api.needs.summaries.remove(...ref);
      await world.connect(clinicId);
      await choose();
    };

    await world.pull(clinicId, LISTING, { summaries: { ...api.needs.summaries, remove } });

    expect((await health())?.dueAt).toBe(NOW);
  });

  it('counts a grant that Google does not know any more as taken back', async () => {
    await aReadListing();
    world.google.revokeGrant(grant() ?? '');

    expect((await disconnect()).body).toEqual({ isRevoked: true });
  });

  it.each([
    ['cannot be reached', () => ({ ...faults.reset(), times: 9 })],
    ['answers otherwise', () => ({ ...faults.html(404), times: 9 })],
    ['has no time', () => ({ ...googleFaults.rateLimited(), times: 9 })],
  ])('deletes the grant although Google %s, and says that it must be told', async (_, fault) => {
    await aReadListing();
    world.google.faults.push({ ...fault(), route: 'revoke' });

    const { body } = await disconnect();

    expect(body).toEqual({ isRevoked: false });
    expect(grant()).toBeUndefined();
    expect(await world.connection(clinicId)).toMatchObject({ state: 'disconnected', isLeftAtSource: true });
    expect((await disconnect()).body).toEqual({ isRevoked: false });
  });

  it('is finished by asking again when it broke off', async () => {
    await aReadListing();
    const { secrets } = world.needs;
    const remove = secrets.remove;
    Object.assign(secrets, { remove: () => Promise.reject(new Error('The function ended.')) });
    expect((await disconnect()).status).toBe(500);
    Object.assign(secrets, { remove });
    expect((await world.connection(clinicId))?.state).toBe('disconnecting');
    expect((await listing()).disconnectedAt).toBe(NOW);

    expect((await disconnect()).body).toEqual({ isRevoked: true });

    expect([grant(), (await world.connection(clinicId))?.state]).toEqual([undefined, 'disconnected']);
  });

  it('takes no export in until the location is chosen again', async () => {
    await aReadListing();
    await disconnect();
    const route = 'POST /api/clinics/{clinicId}/listings/{listingId}/takeout';
    const body = { exportedAt: NOW, total: 1, isLast: true, reviews: [] };

    const { status } = await world.ask(owner(), route, { clinicId, listingId: LISTING, body });

    expect(status).toBe(400);
  });

  it('leaves a grant of the operator’s, as other clinics may use it, and ends only this clinic’s listings', async () => {
    world.secrets.set('google-refresh-token/main', world.google.addGrant());
    await seedClinic(api, `${clinicId}-b`);

    const { body } = await disconnect('main');

    expect(body).toEqual({ isRevoked: false });
    expect(world.secrets.has('google-refresh-token/main')).toBe(true);
    const find = (id: string) => api.needs.clinics.findListing(id, 'mill-lane-google');
    expect((await find(clinicId))?.disconnectedAt).toBe(NOW);
    expect((await find(`${clinicId}-b`))?.disconnectedAt).toBeUndefined();
  });

  it('knows no connection of another clinic', async () => {
    await aReadListing();
    const first = clinicId;
    clinicId = `${clinicId}-other`;
    await seedClinic(api, clinicId);

    expect((await disconnect(`${first}-main`)).status).toBe(404);
  });
});
