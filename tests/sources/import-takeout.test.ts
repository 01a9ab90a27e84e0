import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listListings } from '../../functions/admin/list-listings.ts';
import { openNeeds } from '../../functions/admin/needs.ts';
import type { Listing } from '../../functions/domain/clinic.ts';
import { retentionEnd } from '../../functions/domain/retention.ts';
import { toReviewId } from '../../functions/platform/review-id.ts';
import { openRouteNeeds } from '../../functions/sources/route-needs.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { openClinics } from '../../functions/store/clinics.ts';
import { erasureKey } from '../../functions/store/erasures.ts';
import { unasked } from './absence-world.ts';
import { countWrites } from './count-writes.ts';
import { type PullWorld, startPullWorld } from './pull-world.ts';
import { aGoogleReview, bringIn, exported } from './takeout-world.ts';

/** Three days before most things happen. */
const EXPORTED = '2026-11-19T10:11:12.000Z';
const NOTHING = { stored: 0, renewed: 0, unchanged: 0, older: 0, erased: 0, refused: [] };

let world: PullWorld;
beforeAll(async () => {
  world = await startPullWorld();
});
afterAll(() => world.stop());
afterEach(() => world.clock.reset());

/** A listing that is not connected. */
async function anUnconnected(): Promise<Listing> {
  const listing = await world.addListing();
  const { connectionId: _, ...after } = { ...listing, version: 2 };
  const audit = { subject: `listing/${listing.listingId}`, action: 'changed', by: 'setup' } as const;
  await openClinics(world.tables.ledger).saveListing({
    before: listing,
    after,
    audit: { ...audit, at: world.clock.now() },
  });
  return after;
}

const rowsOf = (listing: Listing, many: number) =>
  Array.from({ length: many }, (_, n) => exported(listing, aGoogleReview(n)));

const bring = (listing: Listing, reviews: readonly unknown[], exportedAt = EXPORTED) =>
  bringIn(world, listing, { exportedAt, reviews });

const viewOf = ({ clinicId }: Listing) =>
  listListings(clinicId, openNeeds(world.tables.content, world.tables.ledger, world.clock.now));

describe('importTakeout', () => {
  it('writes what Google would give, with its ids, for 29 days from the export', async () => {
    const listing = await anUnconnected();
    const { profilePhotoUrl: _, ...named } = { displayName: 'Ann Example', profilePhotoUrl: '' };
    const rows = [
      exported(listing, aGoogleReview(1, { reviewer: named, reviewReply: aReply('APPROVED') })),
      exported(listing, aGoogleReview(2, { comment: '', starRating: 'TWO' })),
    ];

    const answer = await bring(listing, rows);

    expect(answer).toEqual({ ...NOTHING, stored: 2 });
    const [first, second] = await world.stored(listing);
    expect(first).toMatchObject({
      reviewId: toReviewId('google-business', listing.sourceListingId, 'r1'),
      sourceReviewId: 'r1',
      stars: 5,
      text: 'Visit 1 helped my back.',
      author: { name: 'Ann Example', isAnonymous: false },
      reply: { text: 'Thank you.' },
      fetchedAt: EXPORTED,
      expiresAt: retentionEnd('google-business', EXPORTED),
    });
    expect(second).toMatchObject({ stars: 2, writtenOn: '2026-10-01' });
    expect(second).not.toHaveProperty('text');
  });

  it('keeps who brought it in and when, and how many Google gave; the same file again writes nothing', async () => {
    const listing = await anUnconnected();
    await bring(listing, rowsOf(listing, 3));
    const writes = countWrites(world.tables.content);

    const again = await bring(listing, rowsOf(listing, 3));

    expect(again).toEqual({ ...NOTHING, unchanged: 3 });
    expect(writes()).toBe(0);
    const { listings } = await viewOf(listing);
    const leavesAt = retentionEnd('google-business', EXPORTED);
    expect(listings[0]).not.toHaveProperty('summary');
    expect(listings[0]?.imported).toMatchObject({ exportedAt: EXPORTED, total: 3, leavesAt });
    expect(listings[0]?.imported?.finishedAt).toBe(world.clock.now());
    const trail = await listAudits(
      world.tables.ledger,
      listing.clinicId,
      `import/${listing.listingId}/${EXPORTED}`,
    );
    expect(trail).toMatchObject([{ action: 'imported', by: 'olga' }]);
  });

  it('goes on after a lost answer, and says until then that it has not come to its end', async () => {
    const listing = await anUnconnected();
    const rows = rowsOf(listing, 4);
    const part = (reviews: readonly unknown[], isLast: boolean) =>
      bringIn(world, listing, { exportedAt: EXPORTED, total: 4, isLast, reviews });

    await part(rows.slice(0, 2), false);
    const halfway = (await viewOf(listing)).listings[0]?.imported;
    const repeated = await part(rows.slice(0, 2), false);
    const last = await part(rows.slice(2), true);

    expect(halfway).not.toHaveProperty('finishedAt');
    expect(repeated).toEqual({ ...NOTHING, unchanged: 2 });
    expect(last).toEqual({ ...NOTHING, stored: 2 });
    expect(await world.stored(listing)).toHaveLength(4);
    expect((await viewOf(listing)).listings[0]?.imported).toHaveProperty('finishedAt');
  });

  it('lets a newer export change and renew, and removes nothing that it misses', async () => {
    const listing = await anUnconnected();
    await bring(listing, rowsOf(listing, 3), '2026-11-10T00:00:00.000Z');
    const changed = exported(listing, aGoogleReview(1, { comment: 'My back is well.' }));

    const answer = await bring(listing, [changed, rowsOf(listing, 1)[0]]);

    expect(answer).toEqual({ ...NOTHING, stored: 1, renewed: 1 });
    const stored = await world.stored(listing);
    expect(stored.map(({ text, fetchedAt }) => [text, fetchedAt.slice(0, 10)])).toEqual([
      ['Visit 0 helped my back.', '2026-11-19'],
      ['My back is well.', '2026-11-19'],
      ['Visit 2 helped my back.', '2026-11-10'],
    ]);
  });

  it('leaves everything alone when an export is older than the last one', async () => {
    const listing = await anUnconnected();
    await bring(listing, rowsOf(listing, 1));
    const before = await world.stored(listing);

    const answer = await bring(listing, rowsOf(listing, 3), '2026-11-18T00:00:00.000Z');

    expect(answer).toEqual({ ...NOTHING, older: 3 });
    expect(await world.stored(listing)).toEqual(before);
    expect((await viewOf(listing)).listings[0]?.imported?.exportedAt).toBe(EXPORTED);
  });

  it('brings nothing back that Google itself no longer had after the export', async () => {
    const listing = await atGoogle(6);
    await world.pull(listing);
    world.google.deleteReview(listing.sourceListingId, 'r1');
    for (let readings = 0; readings < 2; readings += 1) {
      world.clock.forward(2);
      await world.pull(listing);
      const before = await world.stored(listing);

      const answer = await bring(listing, rowsOf(listing, 6), '2026-11-22T10:30:00.000Z');

      expect(before.filter(({ withdrawnAt }) => !withdrawnAt)).toHaveLength(5);
      expect(answer).toEqual({ ...NOTHING, older: 6 });
      expect(await world.stored(listing)).toEqual(before);
    }
    expect(await world.stored(listing)).toHaveLength(5);
    expect((await viewOf(listing)).listings[0]).not.toHaveProperty('imported');
  });

  it('marks what it brings, until a connection brings it too', async () => {
    const listing = await atGoogle(2);
    const unconnected = await disconnect(listing);
    await bring(unconnected, rowsOf(listing, 2));
    const marked = await world.stored(listing);

    await world.pull(await connect(unconnected));

    const until = '2027-01-21T10:00:00.000Z';
    expect(marked.map(({ unconfirmed }) => unconfirmed)).toEqual([
      { exportedOn: '2026-11-19', until },
      { exportedOn: '2026-11-19', until },
    ]);
    expect((await world.stored(listing)).filter(({ unconfirmed }) => unconfirmed)).toEqual([]);
  });

  it('changes nothing that Google itself has confirmed, whatever day the export states', async () => {
    const listing = await atGoogle(3);
    await world.pull(listing);
    const before = await world.stored(listing);
    world.clock.forward(2);
    const invented = exported(listing, aGoogleReview(1, { comment: 'They cured me.' }));

    const answer = await bring(listing, [rowsOf(listing, 1)[0], invented], world.clock.now());

    expect(answer).toEqual({ ...NOTHING, unchanged: 1, older: 1 });
    expect(await world.stored(listing)).toEqual(before);
  });

  it('is taken off by the first reading of a connection that does not have it, however much it is', async () => {
    const listing = await atGoogle(4);
    const unconnected = await disconnect(listing);
    await bring(unconnected, rowsOf(listing, 40));
    const connected = await connect(unconnected);
    world.google.faults.push(unasked());

    const first = await world.pull(connected);
    world.clock.forward(1);
    await world.pull(connected);

    expect(first).toMatchObject({ run: { counts: { withdrawn: 36 } } });
    expect(await world.health(listing)).not.toHaveProperty('freeze');
    expect(await world.stored(listing)).toHaveLength(4);
    world.google.faults.clear();
  });

  describe('sixty days after the first import of a place', () => {
    const DAY_HOURS = 24;
    const later = (days: number) => world.clock.forward(days * DAY_HOURS);

    it('leaves, whatever was imported again', async () => {
      const listing = await anUnconnected();
      await bring(listing, rowsOf(listing, 2), world.clock.now());
      later(28);
      await bring(listing, rowsOf(listing, 2), world.clock.now());
      later(27);
      await bring(listing, rowsOf(listing, 2), world.clock.now());
      const { imported } = (await viewOf(listing)).listings[0] ?? {};
      later(4);
      const held = await world.stored(listing);
      later(1);

      expect(imported).toMatchObject({
        leavesAt: '2027-01-21T10:00:00.000Z',
        confirmBy: '2027-01-21T10:00:00.000Z',
      });
      expect(held).toHaveLength(2);
      expect(await world.stored(listing)).toEqual([]);
      await expect(bring(listing, rowsOf(listing, 2), world.clock.now())).rejects.toMatchObject({
        kind: 'invalid',
        message: expect.stringContaining('Connect Google'),
      });
    });

    it('does not begin anew with another listing of the same place, nor with other reviews', async () => {
      const listing = await anUnconnected();
      await bring(listing, rowsOf(listing, 2), world.clock.now());
      later(61);
      const { clinicId, sourceListingId } = listing;
      const { connectionId: _, ...twin } = await world.addListing({
        clinicId,
        sourceListingId,
        listingId: 'anew',
      });

      const brought = bring(twin, [exported(twin, aGoogleReview(77))], world.clock.now());

      await expect(brought).rejects.toMatchObject({ kind: 'invalid' });
      expect(await world.stored(twin)).toEqual([]);
    });

    it('counts each place from its own first import', async () => {
      const [one, other] = [await anUnconnected(), await anUnconnected()];
      await bring(one, rowsOf(one, 1), world.clock.now());
      later(61);

      expect(await bring(other, rowsOf(other, 1), world.clock.now())).toMatchObject({ stored: 1 });
    });
  });

  it('never writes what a person asked to erase', async () => {
    const listing = await anUnconnected();
    const reviewId = toReviewId('google-business', listing.sourceListingId, 'r1');
    const { name, client } = world.tables.ledger;
    const tombstone = { ...erasureKey({ ...listing, reviewId }), type: 'erasure' };
    await client.send(new PutCommand({ TableName: name, Item: tombstone }));

    const answer = await bring(listing, rowsOf(listing, 3));

    expect(answer).toEqual({ ...NOTHING, stored: 2, erased: 1 });
    expect(await world.stored(listing)).toHaveLength(2);
  });

  it('keeps a bad row’s hash and reason, says where it stood, and takes the rest', async () => {
    const listing = await anUnconnected();
    const [good, other] = rowsOf(listing, 2);
    const elsewhere = exported({ ...listing, sourceListingId: '5' }, aGoogleReview(3));
    const hostile = [null, 7, { ...other, createTime: 'soon' }, { reviewId: 'r9' }, elsewhere, good, good];

    const { refused, ...counts } = await bring(listing, hostile);

    expect(counts).toEqual({ stored: 1, renewed: 0, unchanged: 0, older: 0, erased: 0 });
    expect(refused.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4]);
    expect(refused[2]?.reason).toMatch(/^createTime: /u);
    expect(refused[4]?.reason).toBe('name: a review of another location');
    expect(JSON.stringify(refused)).not.toContain('Visit');
  });

  it.each([
    ['made tomorrow', '2026-11-23T10:00:00.000Z', 'future'],
    ['older than 29 days', '2026-10-24T09:59:59.000Z', 'older than 29 days'],
  ])('refuses an export %s', async (_, exportedAt, why) => {
    const listing = await anUnconnected();

    const refusal = bring(listing, rowsOf(listing, 1), exportedAt);

    await expect(refusal).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining(why) });
    expect(await world.stored(listing)).toEqual([]);
  });

  it('waits for a reading that is under way, and one of two imports at once for the other', async () => {
    const listing = await anUnconnected();
    const parts = [rowsOf(listing, 40), rowsOf(listing, 40)];

    const both = await Promise.allSettled(parts.map((rows) => bring(listing, rows)));

    const refused = both.filter(({ status }) => status === 'rejected');
    for (const one of refused) expect(one).toMatchObject({ reason: { kind: 'conflict' } });
    expect(refused.length).toBeLessThan(2);
    expect(await world.stored(listing)).toHaveLength(40);
    const { leases } = openRouteNeeds(world.tables.content, world.tables.ledger, world.clock.now);
    await leases.take(listing, world.clock.now(), '2026-11-22T23:00:00.000Z');
    await expect(bring(listing, parts[0] ?? [])).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('takes nothing for a listing that was disconnected', async () => {
    const listing = await world.addListing({ disconnectedAt: EXPORTED });

    await expect(bring(listing, rowsOf(listing, 1))).rejects.toMatchObject({ kind: 'invalid' });
    expect(await world.stored(listing)).toEqual([]);
  });

  it('takes nothing for Yelp', async () => {
    const listing = await world.addListing({ source: 'yelp' });

    await expect(bring(listing, rowsOf(listing, 1))).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('connecting Google after an import', () => {
  it('finds the same reviews with the same words, and adds only what came since', async () => {
    const unconnected = await anUnconnected();
    const { accountId = '', sourceListingId: locationId } = unconnected;
    await bring(unconnected, rowsOf(unconnected, 5));
    const imported = await world.stored(unconnected);
    world.google.addLocation({ accountId, locationId, title: 'Juniper Lane' });
    for (let n = 0; n < 6; n += 1) {
      world.google.addReview(locationId, {
        ...aGoogleReview(n),
        reviewer: { displayName: `Person ${n}`, profilePhotoUrl: 'https://pictures.example/1' },
      });
    }
    const skipped = await world.pull(unconnected);

    const connected = await connect(unconnected);
    await world.pull(connected);

    expect(skipped).toEqual({ skipped: 'unconnected' });
    const judged = (reviews: typeof imported) =>
      reviews.map(({ reviewId, contentHash }) => [reviewId, contentHash]);
    const stored = await world.stored(connected);
    expect(judged(stored).slice(0, 5)).toEqual(judged(imported));
    expect(stored).toHaveLength(6);
    expect((await viewOf(connected)).listings[0]).not.toHaveProperty('imported');
    expect((await viewOf(connected)).google.state).toBe('open');
  });
});

/** The listing without its connection, as before Google's approval. */
async function disconnect(before: Listing): Promise<Listing> {
  const { connectionId: _, ...rest } = before;
  const after = { ...rest, version: before.version + 1 };
  const audit = { subject: `listing/${before.listingId}`, action: 'changed', by: 'olga' } as const;
  await openClinics(world.tables.ledger).saveListing({
    before,
    after,
    audit: { ...audit, at: world.clock.now() },
  });
  return after;
}

async function connect(listing: Listing): Promise<Listing> {
  const after = { ...listing, connectionId: 'main', version: listing.version + 1 };
  const audit = { subject: `listing/${listing.listingId}`, action: 'changed', by: 'olga' } as const;
  await openClinics(world.tables.ledger).saveListing({
    before: listing,
    after,
    audit: { ...audit, at: world.clock.now() },
  });
  return after;
}

/** A connected listing with so many reviews at Google. */
async function atGoogle(many: number): Promise<Listing> {
  const listing = await world.addListing();
  const { accountId = '', sourceListingId: locationId } = listing;
  world.google.addLocation({ accountId, locationId, title: 'Juniper Lane' });
  for (let n = 0; n < many; n += 1) world.google.addReview(locationId, aGoogleReview(n));
  return listing;
}

function aReply(reviewReplyState: 'APPROVED') {
  return { comment: 'Thank you.', updateTime: '2026-10-02T00:00:00.000Z', reviewReplyState };
}
