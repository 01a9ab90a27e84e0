import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideExcerpts } from '../../functions/admin/decide-excerpts.ts';
import { readFairDisplay } from '../../functions/admin/read-fair-display.ts';
import type { Moderation } from '../../functions/domain/moderation.ts';
import type { Stars } from '../../functions/domain/review.ts';
import type { FairDisplayView } from '../../functions/domain/staff-view.ts';
import { clinicPartition, PREFIX } from '../../functions/store/keys.ts';
import { putRaw } from '../support/break-items.ts';
import { aReview, NOW } from '../support/builders.ts';
import {
  memberOf,
  reviewIdOf,
  type StaffApi,
  seedClinic,
  seedExcerpt,
  seedReview,
  seedYelp,
  startStaffApi,
} from './staff-api.ts';

let api: StaffApi;
beforeAll(async () => {
  api = await startStaffApi();
});
afterAll(() => api.tables.stop());

const shown: Partial<Moderation> = { status: 'shown', decidedBy: 'ana', decidedAt: NOW };
const notShown: Partial<Moderation> = { ...shown, status: 'not-shown', reason: 'off-topic' };

async function read(clinicId: string): Promise<FairDisplayView> {
  const route = 'GET /api/clinics/{clinicId}/fair-display';
  return (await api.ask(memberOf(clinicId, 'viewer'), route, { clinicId })).body;
}

async function seeded(clinicId: string, n: number, stars: Stars, moderation: Partial<Moderation>) {
  return await seedReview(api, clinicId, { review: { reviewId: reviewIdOf(n), stars }, moderation });
}

const counts = (differs: object) => ({
  shown: 0,
  'not-shown': 0,
  waiting: 0,
  'without-words': 0,
  ...differs,
});

describe('readFairDisplay', () => {
  it('counts by listing and stars, with the listing’s name', async () => {
    await seedClinic(api, 'counts');
    await seeded('counts', 1, 5, shown);
    await seeded('counts', 2, 5, { removedAt: NOW });
    await seeded('counts', 3, 2, notShown);
    await seeded('counts', 4, 2, { openedAt: '2026-11-07T10:00:00.000Z' });

    expect(await read('counts')).toEqual({
      listings: [
        {
          listingId: 'mill-lane-google',
          source: 'google-business',
          place: 'Mill Lane',
          isDecidedTogether: false,
          ratings: [
            { stars: 5, counts: counts({ shown: 1, 'without-words': 1 }) },
            { stars: 2, counts: counts({ 'not-shown': 1, waiting: 1 }) },
          ],
        },
      ],
      overdue: 1,
    });
  });

  it('counts Yelp’s excerpts as they stand together: those given now, one taken down by itself', async () => {
    const clinicId = 'together';
    await seedClinic(api, clinicId);
    await seedYelp(api, clinicId);
    for (const position of [0, 1, 2]) await seedExcerpt(api, clinicId, position);
    const { position: _, ...left } = await seedExcerpt(api, clinicId, 3);
    await api.needs.reviews.write([left]);
    await api.settle([left]);
    const member = await api.needs.members.find(memberOf(clinicId, 'staff'), clinicId);
    if (!member) throw new Error('Sam was seeded.');
    await decideExcerpts(member, 'mill-lane-yelp', { seenVersion: 0, status: 'shown' }, api.needs);
    const down = { seenVersion: 1, takeDown: reviewIdOf(901), reason: 'legal' } as const;
    await decideExcerpts(member, 'mill-lane-yelp', down, api.needs);

    expect((await read(clinicId)).listings).toEqual([
      {
        listingId: 'mill-lane-yelp',
        source: 'yelp',
        place: 'Mill Lane',
        isDecidedTogether: true,
        ratings: [{ stars: 5, counts: counts({ shown: 2, 'not-shown': 1 }) }],
      },
    ]);
  });

  it('counts stars without words, and leaves out what the source has withdrawn', async () => {
    await seedClinic(api, 'wordless');
    const { text: _, ...wordless } = aReview({ clinicId: 'wordless', stars: 4 });
    await api.needs.reviews.write([wordless]);
    await api.settle([wordless]);
    await seedReview(api, 'wordless', { review: { reviewId: reviewIdOf(2), withdrawnAt: NOW } });

    const [listing] = (await read('wordless')).listings;

    expect(listing?.ratings).toEqual([{ stars: 4, counts: counts({ 'without-words': 1 }) }]);
  });

  it('counts the days since a review waits again, not since it came', async () => {
    await seedClinic(api, 'again');
    const openedAt = '2026-06-01T10:00:00.000Z';
    await seeded('again', 1, 5, { openedAt, waitingSince: '2026-11-20T10:00:00.000Z' });
    await seeded('again', 2, 5, { openedAt, waitingSince: '2026-11-01T10:00:00.000Z' });

    expect((await read('again')).overdue).toBe(1);
  });

  it('counts as waiting what a policy showed that the clinic has no more', async () => {
    await seedClinic(api, 'policy-over');
    await seeded('policy-over', 1, 5, { ...shown, decidedBy: 'policy' });

    const [listing] = (await read('policy-over')).listings;

    expect(listing?.ratings).toEqual([{ stars: 5, counts: counts({ waiting: 1 }) }]);
  });

  it('tells of a wall that holds back the low ratings', async () => {
    await seedClinic(api, 'wall');
    for (let n = 1; n <= 8; n += 1) await seeded('wall', n, 5, shown);
    for (let n = 9; n <= 14; n += 1) await seeded('wall', n, n % 2 ? 1 : 3, notShown);

    expect((await read('wall')).heldBack).toEqual({ low: { shown: 0, of: 6 }, high: { shown: 8, of: 8 } });
  });

  it('counts a listing anew of which not all is kept, or what is kept cannot be read', async () => {
    await seedClinic(api, 'untold');
    const kept = await seeded('untold', 1, 5, shown);
    const untold = aReview({ clinicId: 'untold', reviewId: 'a-review-nobody-was-told', stars: 1 });
    await api.needs.reviews.write([untold]);
    const sk = `${PREFIX.standings}${kept.listingId}#${kept.reviewId.slice(0, 1)}`;
    await putRaw(api.tables.content, { pk: clinicPartition('untold'), sk, type: 'standing', version: 'x' });

    const [listing] = (await read('untold')).listings;

    expect(listing?.ratings).toEqual([
      { stars: 5, counts: counts({ shown: 1 }) },
      { stars: 1, counts: counts({ 'without-words': 1 }) },
    ]);
  });

  it('names a large listing of which not all is kept, and tells nothing of it', async () => {
    await seedClinic(api, 'large');
    for (let n = 1; n <= 8; n += 1) await seeded('large', n, 5, shown);
    for (let n = 9; n <= 14; n += 1) await seeded('large', n, 1, notShown);
    const listOfListing = async () => undefined;

    const view = await readFairDisplay('large', {
      ...api.needs,
      reviews: { ...api.needs.reviews, listOfListing },
    });

    expect(view).toEqual({
      listings: [],
      overdue: 0,
      uncounted: [{ source: 'google-business', place: 'Mill Lane' }],
    });
  });

  it('counts a listing of which all is kept without a look at its reviews', async () => {
    await seedClinic(api, 'kept');
    await seeded('kept', 1, 5, shown);
    const first = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    await api.settle(
      first.map((id) => ({ clinicId: 'kept', listingId: 'mill-lane-google', reviewId: `${id}-none` })),
    );
    const refuse = () => Promise.reject(new Error('Nobody has to read reviews.'));
    const reviews = { ...api.needs.reviews, listOfListing: refuse };

    const view = await readFairDisplay('kept', { ...api.needs, reviews });

    expect(view.listings).toMatchObject([{ ratings: [{ stars: 5, counts: { shown: 1 } }] }]);
    expect(view.uncounted).toBeUndefined();
  });
});
