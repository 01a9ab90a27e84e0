import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Listing } from '../../functions/domain/clinic.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { memberOf, type StaffApi, seedClinic, startStaffApi } from '../admin/staff-api.ts';
import { type ConnectWorld, startConnectWorld } from './connect-world.ts';
import { aGoogleReview, exported } from './takeout-world.ts';

const LOCATION = '777';
const LISTING = `google-${LOCATION}`;
const BASE = '/api/clinics/{clinicId}';

let api: StaffApi;
let world: ConnectWorld;
let made = 0;
beforeAll(async () => {
  api = await startStaffApi();
  world = await startConnectWorld(api);
});
afterEach(() => world.clock.reset());
afterAll(async () => {
  await world.stop();
  await api.tables.stop();
});

/** A clinic with two reviews that came from an export alone. */
async function anImport(): Promise<string> {
  made += 1;
  const clinicId = `removing-${made}`;
  await seedClinic(api, clinicId);
  await importTwo(clinicId);
  return clinicId;
}

async function importTwo(clinicId: string): Promise<void> {
  const owner = memberOf(clinicId, 'owner');
  const place = { sourceListingId: LOCATION, accountId: '1', locationId: 'mill-lane', title: 'Mill Lane' };
  await world.ask(owner, `POST ${BASE}/google-listings`, { clinicId, body: place });
  const reviews = [0, 1].map((n) =>
    exported({ accountId: '1', sourceListingId: LOCATION }, aGoogleReview(n)),
  );
  await world.ask(owner, `POST ${BASE}/listings/{listingId}/takeout`, {
    ...{ clinicId, listingId: LISTING },
    body: { exportedAt: world.clock.now(), total: 2, isLast: true, reviews },
  });
}

const remove = (clinicId: string, listingId = LISTING) =>
  world.ask(memberOf(clinicId, 'owner'), `POST ${BASE}/listings/{listingId}/removal`, {
    ...{ clinicId, listingId },
    body: {},
  });
const reviewsOf = (clinicId: string) => api.needs.reviews.listOfClinic(clinicId);
const listing = (clinicId: string): Promise<Listing | undefined> =>
  api.needs.clinics.findListing(clinicId, LISTING);

describe('removeImport', () => {
  it('takes what an export brought off at once, and has it deleted', async () => {
    const clinicId = await anImport();
    expect(await reviewsOf(clinicId)).toHaveLength(2);

    expect(await remove(clinicId)).toMatchObject({ status: 200 });

    expect(await listing(clinicId)).toMatchObject({ disconnectedAt: world.clock.now() });
    expect(await world.pull(clinicId, LISTING)).toMatchObject({ purged: 2 });
    expect(await reviewsOf(clinicId)).toHaveLength(0);
    const trail = await listAudits(api.tables.ledger, clinicId, `listing/${LISTING}`);
    expect(trail.map(({ action }) => action)).toContain('disconnected');
  });

  it('is done once, however often it is asked', async () => {
    const clinicId = await anImport();
    await remove(clinicId);
    const first = await listing(clinicId);
    world.clock.forward(1);

    expect(await remove(clinicId)).toMatchObject({ status: 200 });
    expect(await listing(clinicId)).toEqual(first);
  });

  it('lets the same reviews come back with another import', async () => {
    const clinicId = await anImport();
    await remove(clinicId);
    await world.pull(clinicId, LISTING);

    await importTwo(clinicId);

    expect(await listing(clinicId)).not.toHaveProperty('disconnectedAt');
    expect(await reviewsOf(clinicId)).toHaveLength(2);
  });

  it('leaves alone what a connection reads, and what there is not', async () => {
    const clinicId = await anImport();

    expect(await remove(clinicId, 'mill-lane-google')).toMatchObject({ status: 409 });
    expect(await remove(clinicId, 'google-1')).toMatchObject({ status: 404 });
  });
});
