import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCorrections } from '../../functions/admin/list-corrections.ts';
import type { Correction } from '../../functions/domain/moderation.ts';
import { memberOf, reviewIdOf, type StaffApi, seedClinic, seedReview, startStaffApi } from './staff-api.ts';

let api: StaffApi;
beforeAll(async () => {
  api = await startStaffApi();
});
afterAll(() => api.tables.stop());

const added: Correction = { action: 'added', conditionId: 'insomnia', start: 23, end: 29 };
const removed: Correction = { action: 'removed', conditionId: 'sciatica' };

async function seeded(clinicId: string, n: number, corrections: readonly Correction[], lexicon?: string) {
  return await seedReview(api, clinicId, {
    review: { reviewId: reviewIdOf(n) },
    moderation: { corrections },
    ...(lexicon !== undefined && { tagging: { lexiconVersion: lexicon } }),
  });
}

describe('listCorrections', () => {
  it('gives ids, spans, slugs and the words’ hash, and no word', async () => {
    await seedClinic(api, 'export');
    const review = await seeded('export', 1, [added, removed], 'v7');
    await seeded('export', 2, []);
    const about = {
      reviewId: review.reviewId,
      source: 'google-business',
      contentHash: review.contentHash,
      lexiconVersion: 'v7',
    };

    const { body } = await api.ask(memberOf('export', 'staff'), 'GET /api/clinics/{clinicId}/corrections', {
      clinicId: 'export',
    });

    expect(body).toEqual({
      corrections: [
        { ...added, ...about },
        { ...removed, ...about },
      ],
    });
    expect(JSON.stringify(body)).not.toMatch(/better|Maria/u);
  });

  it('leaves the lexicon out where the words that were corrected are not here any more', async () => {
    await seedClinic(api, 'lapsed');
    const review = await seeded('lapsed', 1, [removed]);
    await api.needs.taggings.remove(review);

    const { corrections } = await listCorrections('lapsed', {}, api.needs);

    expect(corrections).toHaveLength(1);
    expect(corrections[0]).not.toHaveProperty('lexiconVersion');
  });

  it('goes on where a page ended, and gives every correction once', async () => {
    await seedClinic(api, 'pages');
    for (const n of [1, 2, 3]) await seeded('pages', n, [removed]);
    const { moderations } = api.needs;
    const twoAtOnce: typeof moderations.listCorrected = (clinicId, page) =>
      moderations.listCorrected(clinicId, { ...page, limit: 2 });
    const needs = { ...api.needs, moderations: { ...moderations, listCorrected: twoAtOnce } };

    const first = await listCorrections('pages', {}, needs);
    const second = await listCorrections('pages', { after: first.after ?? '' }, needs);

    expect(first.after).toBe(reviewIdOf(2));
    expect([...first.corrections, ...second.corrections].map(({ reviewId }) => reviewId)).toEqual(
      [1, 2, 3].map(reviewIdOf),
    );
    expect(second).not.toHaveProperty('after');
  });

  it('refuses a place that is none', async () => {
    await seedClinic(api, 'bad-place');
    const query = { after: '../x' };

    const { status } = await api.ask(
      memberOf('bad-place', 'staff'),
      'GET /api/clinics/{clinicId}/corrections',
      { clinicId: 'bad-place', query },
    );

    expect(status).toBe(400);
  });
});
