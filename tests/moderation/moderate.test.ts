import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toContentHash } from '../../functions/domain/content-hash.ts';
import { decide } from '../../functions/domain/moderation.ts';
import type { Review } from '../../functions/domain/review.ts';
import { readLexicon } from '../../functions/moderation/lexicon.ts';
import { type ModerateNeeds, moderateChanges } from '../../functions/moderation/moderate.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { reviewKey } from '../../functions/store/keys.ts';
import { openModerations } from '../../functions/store/moderations.ts';
import { openReviews, type Reviews } from '../../functions/store/reviews.ts';
import { openTaggings } from '../../functions/store/taggings.ts';
import { aReview, aTagging, NOW } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';

let tables: TestTables;
let reviews: Reviews;
let needs: ModerateNeeds;
beforeAll(async () => {
  tables = await startTables();
  const now = () => NOW;
  reviews = openReviews(tables.content, tables.ledger, now);
  const taggings = openTaggings(tables.content, now);
  needs = { reviews, taggings, moderations: openModerations(tables.ledger), lexicon: readLexicon(), now };
});
afterAll(() => tables.stop());

const told = (...changed: readonly Review[]) =>
  changed.map((review, at) => ({ eventId: `e${at}`, sequenceNumber: `s${at}`, key: reviewKey(review) }));

async function stateOf(review: Review) {
  const { clinicId, reviewId } = review;
  return {
    moderation: await openModerations(tables.ledger).find(clinicId, reviewId),
    taggings: await needs.taggings.findMany([review]),
    audits: await listAudits(tables.ledger, clinicId, `moderation/${reviewId}`),
  };
}

describe('moderateChanges', () => {
  it('tags a new review and lets it wait', async () => {
    const review = aReview({ clinicId: 'new' });
    await reviews.write([review]);

    const reply = await moderateChanges(told(review), needs);

    const { moderation, taggings, audits } = await stateOf(review);
    expect(reply).toEqual({ batchItemFailures: [] });
    expect(moderation).toMatchObject({ status: 'waiting', version: 1, contentHash: review.contentHash });
    expect(taggings).toMatchObject([{ tags: [{ conditionId: 'sciatica', start: 3, end: 11 }] }]);
    expect(audits).toMatchObject([{ action: 'opened', version: 1, by: 'source' }]);
  });

  it('ends in the same state however often and in whatever order it is told', async () => {
    const some = [1, 2, 3].map((id) => aReview({ clinicId: 'often', reviewId: `r${id}` }));
    await reviews.write(some);
    await moderateChanges(told(...some), needs);
    const before = await Promise.all(some.map(stateOf));

    await Promise.all([
      moderateChanges(told(...some, ...some.toReversed()), needs),
      moderateChanges(told(...some.toReversed()), needs),
    ]);

    expect(await Promise.all(some.map(stateOf))).toEqual(before);
  });

  it('keeps beside the tags what a person should look at', async () => {
    const text = 'My sciatica is gone, write to ana.b@mail.example.';
    const review = aReview({ clinicId: 'flagged', text });
    await reviews.write([review]);

    await moderateChanges(told(review), needs);

    const { moderation, taggings } = await stateOf(review);
    expect(taggings).toMatchObject([{ flags: [{ kind: 'email', start: 30, end: 48 }] }]);
    expect(moderation).toMatchObject({ status: 'waiting' });
  });

  it('never queues a rating without words', async () => {
    const { text: _, ...wordless } = aReview({ clinicId: 'wordless' });
    await reviews.write([wordless]);

    await moderateChanges(told(wordless), needs);

    expect(await stateOf(wordless)).toEqual({ moderation: undefined, taggings: [], audits: [] });
  });

  it('opens edited words again, and brings the decision back with the words', async () => {
    const review = aReview({ clinicId: 'edited' });
    await reviews.write([review]);
    await moderateChanges(told(review), needs);
    await show(review);
    const edit = { text: 'Knee pain, sorry.', contentHash: toContentHash({ words: 'w2', author: 'a1' }) };

    await reviews.write([{ ...review, ...edit }]);
    await moderateChanges(told(review), needs);
    const reopened = await stateOf(review);
    await reviews.write([review]);
    await moderateChanges(told(review), needs);
    const restored = await stateOf(review);

    expect(reopened.moderation).toMatchObject({ status: 'waiting', contentHash: edit.contentHash });
    expect(reopened.taggings).toMatchObject([{ tags: [{ conditionId: 'knee-pain' }] }]);
    expect(restored.moderation).toMatchObject({ status: 'shown', decidedBy: 'ana' });
    expect(restored.audits.map(({ action }) => action)).toEqual(['opened', 'shown', 'reopened', 'restored']);
  });

  it('drops the tags of a review that is gone and keeps the decision', async () => {
    const review = aReview({ clinicId: 'gone' });
    await reviews.write([review]);
    await moderateChanges(told(review), needs);
    await reviews.remove(review);

    await moderateChanges(told(review), needs);

    const { moderation, taggings } = await stateOf(review);
    expect(taggings).toEqual([]);
    expect(moderation).toMatchObject({ status: 'waiting', version: 1 });
  });

  it.each([
    ['its clock was renewed', { expiresAt: '2026-12-22T10:00:00.000Z' }],
    ['its author became anonymous', { contentHash: toContentHash({ words: 'w1' }) }],
  ])('keeps the tags of words it has read, whatever lexicon read them, when %s', async (_, change) => {
    const review = aReview({ clinicId: `kept-${Object.keys(change)}` });
    await reviews.write([review]);
    const earlier = aTagging(review, { lexiconVersion: 'earlier', tags: [] });
    await needs.taggings.save(earlier);

    await reviews.write([{ ...review, ...change }]);
    await moderateChanges(told(review), needs);

    expect((await stateOf(review)).taggings).toEqual([{ ...earlier, ...change }]);
  });

  it('reports only the changes of the review that failed', async () => {
    const [good, bad] = [1, 2].map((id) => aReview({ clinicId: 'poison', reviewId: `r${id}` }));
    if (!good || !bad) throw new Error('two reviews');
    await reviews.write([good, bad]);
    const save: ModerateNeeds['taggings']['save'] = async (tagging) => {
      if (tagging.reviewId === bad.reviewId) throw new Error('no');
      await needs.taggings.save(tagging);
    };

    const reply = await moderateChanges(told(good, bad, bad), {
      ...needs,
      taggings: { ...needs.taggings, save },
    });

    expect(reply.batchItemFailures).toEqual([{ itemIdentifier: 's1' }, { itemIdentifier: 's2' }]);
    expect((await stateOf(good)).moderation).toBeDefined();
  });
});

async function show(review: Review): Promise<void> {
  const before = await openModerations(tables.ledger).find(review.clinicId, review.reviewId);
  if (!before) throw new Error('not opened');
  const seen = { seenVersion: before.version, seenContentHash: before.contentHash };
  const after = decide(before, { status: 'shown', staffId: 'ana', ...seen }, NOW);
  const audit = { subject: `moderation/${review.reviewId}`, action: 'shown', by: 'ana', at: NOW } as const;
  await openModerations(tables.ledger).save({ before, after, audit });
}
