import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toContentHash } from '../../functions/domain/content-hash.ts';
import { mayShow } from '../../functions/domain/may-show.ts';
import type { Review } from '../../functions/domain/review.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { aClinic, aListing, aTagging, NOW } from '../support/builders.ts';
import {
  memberOf,
  problemOf,
  type Seed,
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

const CORRECT = 'POST /api/clinics/{clinicId}/reviews/{reviewId}/conditions';
/** “better” in the text of `aReview`. */
const mark = { action: 'added', conditionId: 'insomnia', start: 23, end: 29 } as const;
const remove = { action: 'removed', conditionId: 'sciatica' } as const;

async function seeded(clinicId: string, seed?: Seed): Promise<Review> {
  await seedClinic(api, clinicId);
  return await seedReview(api, clinicId, seed);
}

function correct(review: Review, correction: object, by: 'staff' | 'owner' = 'staff') {
  const { clinicId, reviewId, contentHash } = review;
  const body = { seenVersion: 1, seenContentHash: contentHash, ...correction };
  return api.ask(memberOf(clinicId, by), CORRECT, { clinicId, reviewId, body });
}

const auditsOf = ({ clinicId, reviewId }: Review) =>
  listAudits(api.tables.ledger, clinicId, `moderation/${reviewId}`);
const moderationOf = ({ clinicId, reviewId }: Review) => api.needs.moderations.find(clinicId, reviewId);

describe('correctConditions', () => {
  it('adds a condition by the words that say it, audited without them', async () => {
    const review = await seeded('adds');

    const { body } = await correct(review, mark);

    expect(body).toMatchObject({ status: 'waiting', version: 2 });
    expect(body.tags).toEqual([
      { conditionId: 'sciatica', start: 3, end: 11, confidence: 'sure', rule: 'synonym' },
      { conditionId: 'insomnia', start: 23, end: 29, confidence: 'sure' },
    ]);
    expect(body.history[0]).toEqual({
      action: 'condition-added',
      by: 'Sam',
      at: NOW,
      conditionId: 'insomnia',
    });
    expect((await auditsOf(review)).at(-1)).toEqual({
      clinicId: 'adds',
      subject: `moderation/${review.reviewId}`,
      version: 2,
      action: 'condition-added',
      by: memberOf('adds', 'staff'),
      at: NOW,
      conditionId: 'insomnia',
    });
  });

  it('removes a condition that the machine found, and keeps a decision in force', async () => {
    const decided = { status: 'shown', decidedBy: memberOf('removes', 'owner'), decidedAt: NOW } as const;
    const review = await seeded('removes', { moderation: decided });

    const { body } = await correct(review, remove);

    expect(body).toMatchObject({
      status: 'shown',
      decidedBy: 'Olga',
      tags: [],
      removedConditions: ['sciatica'],
    });
    expect(body.history[0]).toMatchObject({ action: 'condition-removed', conditionId: 'sciatica' });
  });

  it('removes a parent that only its child implies, as the gate sees it', async () => {
    const text = 'My lower back is fine now.';
    const tags = [
      { conditionId: 'low-back-pain', start: 3, end: 13, rule: 'synonym', confidence: 'sure' },
    ] as const;
    const decided = { status: 'shown', decidedBy: 'x', decidedAt: NOW } as const;
    const review = await seeded('parents', { review: { text }, moderation: decided, tagging: { tags } });

    const { body } = await correct(review, { action: 'removed', conditionId: 'back-pain' });

    expect(body.removedConditions).toEqual(['back-pain']);
    const moderation = await moderationOf(review);
    if (!moderation) throw new Error('It was seeded.');
    const tagging = aTagging(review, { tags });
    const where = { clinic: aClinic(), listing: aListing(), closedSources: new Set<never>() };
    const verdict = mayShow({ review, tagging, moderation, ...where }, NOW);
    expect(verdict.outcome === 'allow' && [...verdict.allowed.conditions.keys()]).toEqual(['low-back-pain']);
  });

  it('removes a suggested condition, and one that a person had added', async () => {
    const tags = [
      { conditionId: 'migraine', start: 3, end: 11, rule: 'weak', confidence: 'suggested' },
    ] as const;
    const review = await seeded('suggested', { tagging: { tags } });

    const first = await correct(review, { action: 'removed', conditionId: 'migraine' });
    await correct(review, { ...mark, seenVersion: 2 });
    const last = await correct(review, { action: 'removed', conditionId: 'insomnia', seenVersion: 3 });

    expect(first.body).toMatchObject({ tags: [], removedConditions: ['migraine'] });
    expect(last.body).toMatchObject({ tags: [], removedConditions: ['migraine'], version: 4 });
  });

  it('brings a removed condition back where its words are marked', async () => {
    const review = await seeded('brings-back');
    await correct(review, remove);

    const { body } = await correct(review, { ...remove, action: 'added', start: 3, end: 11, seenVersion: 2 });

    expect(body).toMatchObject({
      removedConditions: [],
      tags: [{ conditionId: 'sciatica', start: 3, end: 11 }],
    });
  });

  it.each([
    ['a condition that does not exist', { ...mark, conditionId: 'happiness' }, 'conditionId'],
    ['the removal of one that does not exist', { ...remove, conditionId: 'happiness' }, 'conditionId'],
    ['words beyond the text', { ...mark, end: 4000 }, 'end'],
    ['words that end before they begin', { ...mark, end: 23 }, 'start'],
    ['blanks', { ...mark, start: 22, end: 23 }, 'start'],
    ['half a number', { ...mark, start: 22.5 }, 'start'],
    ['a negative start', { ...mark, start: -1 }, 'start'],
    ['no words', { action: 'added', conditionId: 'insomnia' }, 'start'],
    ['a removal with words', { ...remove, start: 3, end: 11 }, ''],
    ['another action', { ...remove, action: 'renamed' }, 'action'],
  ])('refuses %s', async (name, correction, path) => {
    const review = await seeded(name.replaceAll(' ', '-'));

    const answer = await correct(review, correction);

    expect(problemOf(answer)).toMatchObject({ status: 400, type: '/problems/invalid' });
    expect(answer.body.issues[0].path).toBe(path);
    expect(await auditsOf(review)).toHaveLength(1);
  });

  it.each([
    ['lapsed', { expiresAt: NOW }],
    ['withdrawn', { withdrawnAt: NOW }],
  ])('refuses to mark words that are %s, but lets a condition be removed', async (name, differs) => {
    const review = await seeded(`words-${name}`, { review: differs });

    expect(problemOf(await correct(review, mark)).status).toBe(400);
    expect((await correct(review, remove)).status).toBe(200);
  });

  it('tells who was faster, and what that person corrected', async () => {
    const review = await seeded('faster-correction');
    await correct(review, remove, 'owner');

    const answer = await correct(review, mark);

    expect(problemOf(answer)).toMatchObject({ status: 409, detail: 'Olga removed “Sciatica”.' });
  });

  it('refuses to mark words that changed meanwhile', async () => {
    const review = await seeded('changed-meanwhile');
    const contentHash = toContentHash({ words: 'w2', author: 'a1' });
    await api.needs.reviews.write([{ ...review, contentHash, text: `${review.text} Or so.` }]);

    expect(problemOf(await correct(review, mark)).status).toBe(409);
    expect((await moderationOf(review))?.corrections).toEqual([]);
  });

  it('answers a repetition like the first, and other words for it with a conflict', async () => {
    const review = await seeded('repeats');
    const first = await correct(review, mark);

    const again = await correct(review, mark);
    const other = await correct(review, { ...mark, start: 15 });

    expect(again).toEqual(first);
    expect(problemOf(other)).toMatchObject({
      status: 409,
      detail: 'You marked words for “Insomnia & sleep problems”.',
    });
    expect(await auditsOf(review)).toHaveLength(2);
  });

  it('writes nothing when a condition is removed already', async () => {
    const review = await seeded('removed-already');
    await correct(review, remove);

    const answer = await correct(review, { ...remove, seenVersion: 2 }, 'owner');

    expect(answer.body.version).toBe(2);
    expect(await auditsOf(review)).toHaveLength(2);
  });

  it('takes a removal back exactly, so that the machine’s own tag is there again', async () => {
    const review = await seeded('clears');
    const before = (await correct(review, { action: 'cleared', conditionId: 'sciatica' })).body;
    const { body: removed } = await correct(review, remove);

    const { body } = await correct(review, {
      action: 'cleared',
      conditionId: 'sciatica',
      seenVersion: removed.version,
    });

    expect(before).toMatchObject({ version: 1, corrections: [] });
    expect(removed).toMatchObject({ tags: [], removedConditions: ['sciatica'], corrections: [remove] });
    expect(body).toMatchObject({ tags: before.tags, removedConditions: [], corrections: [] });
    expect(body.history[0]).toMatchObject({
      action: 'condition-cleared',
      conditionId: 'sciatica',
      by: 'Sam',
    });
  });
});
