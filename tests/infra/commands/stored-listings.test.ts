import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listing } from '../../../functions/domain/clinic.ts';
import { openClinics } from '../../../functions/store/clinics.ts';
import { openLeases } from '../../../functions/store/leases.ts';
import { openPulls } from '../../../functions/store/pulls.ts';
import { readStoredListings, resumeListings } from '../../../infra/commands/stored-listings.ts';
import { aListing, NOW } from '../../support/builders.ts';
import { startTables, type TestTables } from '../../support/tables.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const target = () => ({
  aws: {
    endpoint: tables.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  },
  outputs: { LedgerTable: tables.ledger.name },
});

/** Stores a listing that waits for consent: it has been pulled, and has no next run. */
async function aWaitingListing(differs: Partial<Listing>): Promise<Listing> {
  const listing = aListing(differs);
  const audit = { subject: `listing/${listing.listingId}`, action: 'created', by: 'setup', at: NOW } as const;
  await openClinics(tables.ledger).saveListing({ after: listing, audit });
  const lease = await openLeases(tables.ledger).take(listing, NOW, NOW);
  if (!lease) throw new Error('There is no lease.');
  const { clinicId, listingId } = listing;
  await openPulls(tables.ledger).finish({ clinicId, listingId, failuresInARow: 1, runs: [] }, lease);
  return listing;
}

describe('resumeListings', () => {
  it('has the listings of a connection read again, of every clinic, and no others', async () => {
    const resumed = [
      await aWaitingListing({ clinicId: 'first' }),
      await aWaitingListing({ clinicId: 'second' }),
    ];
    const left = [
      await aWaitingListing({ clinicId: 'other', connectionId: 'other-main' }),
      await aWaitingListing({ clinicId: 'paused', isPaused: true }),
      await aWaitingListing({ clinicId: 'ended', disconnectedAt: NOW }),
    ];

    expect(await resumeListings('main', target())).toBe(2);

    const due = async (listing: Listing) => (await openPulls(tables.ledger).find(listing))?.dueAt;
    expect(await Promise.all(left.map(due))).toEqual([undefined, undefined, undefined]);
    for (const at of await Promise.all(resumed.map(due))) expect(at).toMatch(/^\d{4}-/u);
  });
});

describe('readStoredListings', () => {
  it('reads listings whether they are due or not, those of Yelp too', async () => {
    const id = { clinicId: 'yelp', listingId: 'mill-lane-yelp' };
    const { accountId: _, connectionId: __, ...yelp } = aListing({ ...id, source: 'yelp' });
    const audit = { subject: 'listing/mill-lane-yelp', action: 'created', by: 'setup', at: NOW } as const;
    await openClinics(tables.ledger).saveListing({ after: yelp, audit });

    expect(await readStoredListings(target())).toContainEqual({
      ...id,
      isPaused: false,
      isDisconnected: false,
    });
  });
});
