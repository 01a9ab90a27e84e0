import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listing, Member } from '../../functions/domain/clinic.ts';
import { searchFor } from '../../functions/domain/google-page.ts';
import { openGoogleListing } from '../../functions/sources/open-google-listing.ts';
import { recordApplication } from '../../functions/sources/record-application.ts';
import { openRouteNeeds } from '../../functions/sources/route-needs.ts';
import { setPlace } from '../../functions/sources/set-place.ts';
import { withPlace } from '../../functions/sources/with-place.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { memberOf, type StaffApi, seedClinic, startStaffApi } from '../admin/staff-api.ts';
import { aListing, aReview, NOW } from '../support/builders.ts';

const MAPS = 'https://maps.google.com/maps?cid=7';
const PLACE = 'ChIJmadeupmadeupmadeup01';
const HARBOUR = { sourceListingId: '7', accountId: '1', locationId: 'mill-lane', title: 'Juniper & Lane' };

let api: StaffApi;
beforeAll(async () => {
  api = await startStaffApi();
});
afterAll(() => api.tables.stop());

const needs = () => openRouteNeeds(api.tables.content, api.tables.ledger, () => NOW);

async function anOwner(clinicId: string): Promise<Member> {
  await seedClinic(api, clinicId);
  return { clinicId, staffId: memberOf(clinicId, 'owner'), name: 'Olga', role: 'owner', version: 1 };
}

const listingOf = ({ clinicId }: Member, listingId: string) =>
  needs().clinics.findListing(clinicId, listingId);

describe('openGoogleListing', () => {
  it('makes a listing with Google’s ids that is not connected, once', async () => {
    const olga = await anOwner('opened');

    const answers = [
      await openGoogleListing(olga, HARBOUR, needs()),
      await openGoogleListing(olga, HARBOUR, needs()),
    ];

    expect(answers).toEqual([{ listingId: 'google-7' }, { listingId: 'google-7' }]);
    expect(await listingOf(olga, 'google-7')).toEqual({
      ...{ clinicId: 'opened', listingId: 'google-7', locationId: 'mill-lane' },
      ...{ source: 'google-business', sourceListingId: '7', accountId: '1' },
      pageUrl: 'https://www.google.com/maps/search/?api=1&query=Juniper%20%26%20Lane',
      ...{ pullEveryHours: 24, isPaused: false, version: 1 },
    });
    expect(await needs().pulls.find({ clinicId: 'opened', listingId: 'google-7' })).toBeUndefined();
    expect(await listAudits(api.tables.ledger, 'opened', 'listing/google-7')).toMatchObject([
      { action: 'created', by: 'opened-owner' },
    ]);
  });

  it('gives the listing that reads the location already, as it is', async () => {
    const olga = await anOwner('known');
    const { sourceListingId } = aListing();

    const answer = await openGoogleListing(olga, { ...HARBOUR, sourceListingId }, needs());

    expect(answer).toEqual({ listingId: 'mill-lane-google' });
    expect(await listingOf(olga, 'mill-lane-google')).toEqual(aListing({ clinicId: 'known' }));
  });

  it('brings a disconnected listing back without its connection, once what was pulled is deleted', async () => {
    const olga = await anOwner('ended');
    const before = aListing({ clinicId: 'ended' });
    const audit = {
      subject: 'listing/mill-lane-google',
      action: 'disconnected',
      by: 'olga',
      at: NOW,
    } as const;
    const after = { ...before, disconnectedAt: NOW, version: 2 };
    await needs().clinics.saveListing({ before, after, audit });
    await needs().reviews.write([aReview({ clinicId: 'ended' })]);
    const again = () =>
      openGoogleListing(olga, { ...HARBOUR, sourceListingId: before.sourceListingId }, needs());

    await expect(again()).rejects.toMatchObject({ kind: 'conflict' });
    const review = aReview({ clinicId: 'ended' });
    await needs().reviews.remove(review);

    expect(await again()).toEqual({ listingId: 'mill-lane-google' });
    const { connectionId: _, ...unconnected } = before;
    expect(await listingOf(olga, 'mill-lane-google')).toEqual({ ...unconnected, version: 3 });
  });

  it('refuses a location that the clinic has not', async () => {
    const olga = await anOwner('nowhere');

    const refusal = openGoogleListing(olga, { ...HARBOUR, locationId: 'old-town' }, needs());

    await expect(refusal).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('setPlace', () => {
  it('keeps the place id, and turns a search into the page of all reviews', async () => {
    const olga = await anOwner('placed');
    const { listingId } = await openGoogleListing(olga, HARBOUR, needs());

    await setPlace(olga, listingId, { placeId: PLACE }, needs());

    expect(await listingOf(olga, listingId)).toMatchObject({
      placeId: PLACE,
      pageUrl: `https://search.google.com/local/reviews?placeid=${PLACE}`,
      version: 2,
    });
  });

  it('leaves a page alone that somebody chose, and can be taken back', async () => {
    const olga = await anOwner('taken-back');
    const before = (await listingOf(olga, 'mill-lane-google')) as Listing;

    await setPlace(olga, 'mill-lane-google', { placeId: PLACE }, needs());
    const placed = await listingOf(olga, 'mill-lane-google');
    await setPlace(olga, 'mill-lane-google', { placeId: null }, needs());
    await setPlace(olga, 'mill-lane-google', { placeId: null }, needs());

    expect(placed).toEqual({ ...before, placeId: PLACE, version: 2 });
    expect(await listingOf(olga, 'mill-lane-google')).toEqual({ ...before, version: 3 });
  });
});

describe('recordApplication', () => {
  it('keeps the day and what is done, with who said so, and lets nobody overwrite unseen', async () => {
    const olga = await anOwner('applied');
    const first = { seenVersion: 0, appliedOn: '2026-11-20', done: ['form-sent'] } as const;

    const told = await recordApplication(olga, first, needs());

    expect(told).toEqual({ appliedOn: '2026-11-20', done: ['form-sent'], version: 1 });
    await expect(recordApplication(olga, first, needs())).rejects.toMatchObject({ kind: 'conflict' });
    const back = await recordApplication(olga, { seenVersion: 1, appliedOn: null, done: [] }, needs());
    expect(back).toEqual({ done: [], version: 2 });
    const trail = await listAudits(api.tables.ledger, 'applied', 'google-application');
    expect(trail.map(({ action, by }) => [action, by])).toEqual([
      ['created', 'applied-owner'],
      ['changed', 'applied-owner'],
    ]);
  });

  it('refuses a day that has begun nowhere yet', async () => {
    const olga = await anOwner('too-early');
    const on = (appliedOn: string) =>
      recordApplication(olga, { seenVersion: 0, appliedOn, done: [] }, needs());

    await expect(on('2026-11-24')).rejects.toMatchObject({ kind: 'invalid' });
    expect(await on('2026-11-23')).toMatchObject({ version: 1 });
  });
});

describe('withPlace', () => {
  const location = { accountId: '1', locationId: '7', title: 'Juniper', placeId: PLACE, mapsUrl: MAPS };

  it('takes Google’s place id and page where nobody has chosen one', () => {
    const listing = aListing({ pageUrl: searchFor('Juniper') });

    expect(withPlace(listing, location)).toEqual({ ...listing, placeId: PLACE, pageUrl: MAPS });
  });

  it('leaves what a person chose, and takes no id that is none', () => {
    const chosen = aListing({ placeId: 'ChIJchosenchosenchosen01' });

    expect(withPlace(chosen, location)).toEqual(chosen);
    expect(withPlace(aListing(), { ...location, placeId: 'here' })).toEqual(aListing());
  });
});
