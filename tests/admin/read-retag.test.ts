import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RetagView } from '../../functions/domain/retag-view.ts';
import { NOW } from '../support/builders.ts';
import { aJob, plantJob } from './plant-retag.ts';
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

async function read(clinicId: string): Promise<RetagView> {
  return (await api.ask(memberOf(clinicId, 'viewer'), 'GET /api/clinics/{clinicId}/retag', { clinicId }))
    .body;
}

const ask = (clinicId: string, route: 'retag' | 'retag-preview', seenVersion: number | 'none') =>
  api.ask(memberOf(clinicId, 'owner'), `POST /api/clinics/{clinicId}/${route}`, {
    clinicId,
    body: { seenVersion },
  });

describe('readRetag', () => {
  it('says nothing before a first preview', async () => {
    await seedClinic(api, 'none');

    expect(await read('none')).toEqual({});
  });

  it('says what a preview found, with the words of its examples as they are now', async () => {
    await seedClinic(api, 'found');
    const review = await seedReview(api, 'found');
    const edited = await seedReview(api, 'found', { review: { reviewId: reviewIdOf(2) } });
    const example = { effect: 'removed', listingId: review.listingId, start: 3, end: 11 } as const;
    const { reviewId, contentHash } = review;
    const conditions = [
      { conditionId: 'knee-pain', counts: { added: 1, proposed: 0, removed: 0 }, examples: [] },
      {
        conditionId: 'sciatica',
        counts: { added: 0, proposed: 2, removed: 3 },
        examples: [
          { ...example, reviewId, contentHash },
          { ...example, reviewId: edited.reviewId, contentHash: 'of.other.words' },
          { ...example, reviewId: reviewIdOf(99), contentHash },
        ],
      },
    ];
    await plantJob(
      api,
      aJob({ clinicId: 'found', counts: { read: 9, changed: 6, rewritten: 7, conditions } }),
    );

    const { job } = await read('found');

    expect(job).toMatchObject({ phase: 'ready', version: 1, askedBy: 'Sam', read: 9, changed: 6 });
    expect(job?.conditions.map(({ conditionId }) => conditionId)).toEqual(['sciatica', 'knee-pain']);
    expect(job?.conditions[0]?.examples).toEqual([
      {
        effect: 'removed',
        reviewId,
        source: 'google-business',
        writtenOn: '2026-11-03',
        excerpt: { text: review.text, spans: [[3, 11]], isCutBefore: false, isCutAfter: false },
      },
    ]);
  });

  it.each([
    ['a moment ago', '2026-11-22T09:58:00.000Z', false],
    ['longer ago than a page takes', '2026-11-22T09:56:00.000Z', true],
  ])('tells whether work that last went on %s has stopped', async (name, updatedAt, isStalled) => {
    const clinicId = `stalled-${name.length}`;
    await seedClinic(api, clinicId);
    await plantJob(api, aJob({ clinicId, phase: 'applying', total: 9, updatedAt }));

    expect((await read(clinicId)).job).toMatchObject({ phase: 'applying', total: 9, isStalled });
  });
});

describe('askPreview', () => {
  it('asks the queue, in the clinic’s own group', async () => {
    await seedClinic(api, 'asks');

    const { body } = await ask('asks', 'retag-preview', 'none');

    expect(body).toEqual({ askedAt: NOW });
    expect(api.retags.splice(0)).toEqual([
      {
        body: { action: 'preview', clinicId: 'asks', by: 'asks-owner', at: NOW },
        group: 'asks',
        cause: `preview/asks/asks-owner/${NOW}`,
      },
    ]);
  });

  it('does not replace a preview that the person has not seen', async () => {
    await seedClinic(api, 'unseen');
    await plantJob(api, aJob({ clinicId: 'unseen' }));

    expect(problemOf(await ask('unseen', 'retag-preview', 'none')).status).toBe(409);
    expect(api.retags).toEqual([]);
  });

  it('lets work go on that has stopped', async () => {
    await seedClinic(api, 'go-on');
    await plantJob(api, aJob({ clinicId: 'go-on', phase: 'applying', version: 7 }));

    expect((await ask('go-on', 'retag-preview', 6)).status).toBe(200);
    expect(api.retags.splice(0)).toHaveLength(1);
  });
});

describe('askRetag', () => {
  it('asks for the preview that the person saw, once however often it is sent', async () => {
    await seedClinic(api, 'applies');
    await plantJob(api, aJob({ clinicId: 'applies' }));

    await ask('applies', 'retag', 1);
    await ask('applies', 'retag', 1);

    const [first, second] = api.retags.splice(0);
    expect(first?.body).toMatchObject({ action: 'apply', by: 'applies-owner', seenVersion: '1' });
    expect(second?.cause).toBe(first?.cause);
  });

  it.each(['previewing', 'applying', 'done'] as const)('refuses while the job is %s', async (phase) => {
    await seedClinic(api, phase);
    await plantJob(api, aJob({ clinicId: phase, phase }));

    expect(problemOf(await ask(phase, 'retag', 1)).type).toBe('/problems/conflict');
    expect(api.retags).toEqual([]);
  });

  it('refuses what speaks of an earlier preview', async () => {
    await seedClinic(api, 'earlier');
    await plantJob(api, aJob({ clinicId: 'earlier', version: 4 }));

    expect((await ask('earlier', 'retag', 3)).status).toBe(409);
    expect(api.retags).toEqual([]);
  });
});
