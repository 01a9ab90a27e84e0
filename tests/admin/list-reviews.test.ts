import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clinicPartition } from '../../functions/store/keys.ts';
import { putRaw } from '../support/break-items.ts';
import { NOW } from '../support/builders.ts';
import {
  memberOf,
  problemOf,
  reviewIdOf,
  type StaffApi,
  seedClinic,
  seedReview,
  startStaffApi,
} from './staff-api.ts';

let api: StaffApi;
beforeAll(async () => {
  api = await startStaffApi();
});
afterAll(() => api.tables.stop());

const QUEUE = 'GET /api/clinics/{clinicId}/reviews';
const list = (clinicId: string, query: Readonly<Record<string, string>>) =>
  api.ask(memberOf(clinicId, 'viewer'), QUEUE, { clinicId, query });
const ids = (reviews: readonly { readonly reviewId: string }[]) => reviews.map(({ reviewId }) => reviewId);

/** Reviews of November, one a day from the first on, all waiting. */
async function seedMonth(clinicId: string, days: number): Promise<readonly string[]> {
  await seedClinic(api, clinicId);
  for (let day = 1; day <= days; day += 1) {
    const writtenOn = `2026-10-${String(day).padStart(2, '0')}`;
    await seedReview(api, clinicId, { review: { reviewId: reviewIdOf(day), writtenOn } });
  }
  return Array.from({ length: days }, (_, at) => reviewIdOf(days - at));
}

describe('listReviews', () => {
  it('gives the rest where the listing of some cannot be read, and no view of those', async () => {
    const clinicId = 'listing-gone';
    await seedMonth(clinicId, 2);
    const lost = { reviewId: reviewIdOf(3), listingId: 'lost-google' };
    await seedReview(api, clinicId, { review: { ...lost, writtenOn: '2026-10-03' }, moderation: lost });
    await putRaw(api.tables.ledger, { pk: clinicPartition(clinicId), sk: 'LISTING#lost-google', source: 7 });

    const { status, body } = await list(clinicId, { queue: 'waiting' });
    const one = await api.ask(
      memberOf(clinicId, 'viewer'),
      'GET /api/clinics/{clinicId}/reviews/{reviewId}',
      {
        clinicId,
        reviewId: lost.reviewId,
      },
    );

    expect([status, ids(body.reviews)]).toEqual([200, [reviewIdOf(2), reviewIdOf(1)]]);
    expect(one.status).toBe(404);
  });

  it('gives a queue page by page, newest first, each review once', async () => {
    const newestFirst = await seedMonth('pages', 29);

    const first = await list('pages', { queue: 'waiting' });
    const second = await list('pages', { queue: 'waiting', cursor: first.body.cursor });

    expect(first.body.reviews).toHaveLength(25);
    expect(ids([...first.body.reviews, ...second.body.reviews])).toEqual(newestFirst);
    expect(second.body.cursor).toBeUndefined();
    expect((await list('pages', { queue: 'shown' })).body).toEqual({ reviews: [] });
  });

  it('goes on from a place whose review was decided meanwhile', async () => {
    const newestFirst = await seedMonth('moving', 6);
    const first = await list('moving', { queue: 'waiting', limit: '3' });
    const last = first.body.reviews[2];
    await api.ask(memberOf('moving', 'staff'), 'POST /api/clinics/{clinicId}/reviews/{reviewId}/decision', {
      clinicId: 'moving',
      reviewId: last.reviewId,
      body: { seenVersion: last.version, seenContentHash: last.contentHash, status: 'shown' },
    });

    const second = await list('moving', { queue: 'waiting', limit: '3', cursor: first.body.cursor });

    expect(ids(second.body.reviews)).toEqual(newestFirst.slice(3));
    expect(ids((await list('moving', { queue: 'shown' })).body.reviews)).toEqual([last.reviewId]);
  });

  it('gives each review with its words, tags, place and what must be sent back', async () => {
    await seedClinic(api, 'one-row');
    const review = await seedReview(api, 'one-row');

    const { body } = await list('one-row', { queue: 'waiting', limit: '1' });

    expect(body.reviews).toEqual([
      {
        reviewId: review.reviewId,
        listingId: 'mill-lane-google',
        source: 'google-business',
        place: 'Mill Lane',
        queue: 'waiting',
        status: 'waiting',
        version: 1,
        contentHash: review.contentHash,
        writtenOn: '2026-11-03',
        words: {
          author: 'Maria Lopez',
          stars: 5,
          text: review.text,
          isExcerpt: false,
          url: 'https://maps.google.com/maps?cid=2222222222222222222',
          expiresAt: review.expiresAt,
        },
        tags: [{ conditionId: 'sciatica', start: 3, end: 11, rule: 'synonym', confidence: 'sure' }],
        removedConditions: [],
        corrections: [],
        flags: [],
        isShownByPolicy: false,
      },
    ]);
  });

  it('keeps what the source took back in a queue of its own, whatever was decided, without its words', async () => {
    await seedClinic(api, 'taken-back');
    await seedReview(api, 'taken-back', {
      review: { withdrawnAt: NOW },
      moderation: {
        status: 'shown',
        decidedBy: memberOf('taken-back', 'staff'),
        decidedAt: NOW,
        removedAt: NOW,
      },
    });

    const { body } = await list('taken-back', { queue: 'removed' });

    expect(body.reviews).toHaveLength(1);
    expect(body.reviews[0]).toMatchObject({
      queue: 'removed',
      status: 'shown',
      decidedBy: 'Sam',
      hold: 'withdrawn-at-source',
      tags: [],
    });
    expect(body.reviews[0]).not.toHaveProperty('words');
    expect((await list('taken-back', { queue: 'shown' })).body.reviews).toEqual([]);
  });

  it.each([
    {},
    { queue: 'deleted' },
    { queue: 'waiting', limit: '0' },
    { queue: 'waiting', limit: '51' },
    { queue: 'waiting', limit: '025' },
    { queue: 'waiting', limit: '2.5' },
    { queue: 'waiting', limit: '' },
    { queue: 'waiting,shown' },
    { queue: 'waiting', clinicId: 'other' },
    { queue: 'waiting', cursor: '' },
  ])('refuses the query %j', async (query) => {
    await seedClinic(api, 'queries').catch(() => undefined);

    expect(problemOf(await list('queries', query as unknown as Record<string, string>))).toMatchObject({
      status: 400,
      type: '/problems/invalid',
    });
  });

  it('takes every limit from 1 to 50', async () => {
    await seedClinic(api, 'limits');

    for (const limit of ['1', '9', '10', '49', '50']) {
      expect((await list('limits', { queue: 'waiting', limit })).status).toBe(200);
    }
  });

  it('answers cursors that were tampered with, or are another clinic’s, by refusing them', async () => {
    await seedMonth('cursor-a', 3);
    await seedMonth('cursor-b', 3);
    const cursorOf = async (clinicId: string) =>
      (await list(clinicId, { queue: 'waiting', limit: '1' })).body.cursor as string;
    const [own, foreign] = [await cursorOf('cursor-a'), await cursorOf('cursor-b')];
    const statusOf = async (cursor: string) =>
      (await list('cursor-a', { queue: 'waiting', limit: '1', cursor })).status;

    expect(await statusOf(own)).toBe(200);
    expect(await statusOf(foreign)).toBe(400);
    await fc.assert(
      fc.asyncProperty(fc.nat(own.length * 8 - 1), async (bit) => {
        const bytes = Buffer.from(own, 'latin1');
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await statusOf(bytes.toString('latin1'))).toBe(400);
      }),
      { numRuns: 60 },
    );
  });
});
