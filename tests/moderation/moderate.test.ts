import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clinic } from '../../functions/domain/clinic.ts';
import { toContentHash } from '../../functions/domain/content-hash.ts';
import { AppError } from '../../functions/domain/error.ts';
import { decide } from '../../functions/domain/moderation.ts';
import type { Review } from '../../functions/domain/review.ts';
import type { Flag } from '../../functions/domain/tagging.ts';
import { readLexicon } from '../../functions/moderation/lexicon.ts';
import { type ModerateNeeds, moderateChanges } from '../../functions/moderation/moderate.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { openClinics } from '../../functions/store/clinics.ts';
import { openErasures } from '../../functions/store/erasures.ts';
import { clinicPartition, PREFIX, reviewKey } from '../../functions/store/keys.ts';
import { openModerations } from '../../functions/store/moderations.ts';
import { openReviews, type Reviews } from '../../functions/store/reviews.ts';
import { openStandings } from '../../functions/store/standings.ts';
import { openTaggings } from '../../functions/store/taggings.ts';
import { aClinic, aListing, aReview, aTagging, NOW } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';

let tables: TestTables;
let reviews: Reviews;
let needs: ModerateNeeds;
beforeAll(async () => {
  tables = await startTables();
  const now = () => NOW;
  reviews = openReviews(tables.content, tables.ledger, now);
  const taggings = openTaggings(tables.content, now);
  const [moderations, clinics] = [openModerations(tables.ledger), openClinics(tables.ledger)];
  const erasures = openErasures(tables.ledger);
  const standings = openStandings(tables.content, now);
  needs = { reviews, taggings, moderations, clinics, erasures, standings, lexicon: readLexicon(), now };
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

  it('holds a review whose author’s name cannot be shortened as names are', async () => {
    const review = aReview({
      clinicId: 'odd-name',
      author: { name: 'ana.b@mail.example', isAnonymous: false },
    });
    await reviews.write([review]);

    await moderateChanges(told(review), needs);

    const { taggings } = await stateOf(review);
    expect(taggings).toMatchObject([{ flags: [{ kind: 'author-name', start: 0, end: 0 }] }]);
  });

  it('keeps where a review stands, and follows a decision about it', async () => {
    const review = aReview({ clinicId: 'stands', stars: 2 });
    await reviews.write([review]);
    await moderateChanges(told(review), needs);
    const standings = openStandings(tables.content, () => NOW);
    const stand = { listingId: review.listingId, reviewId: review.reviewId, stars: 2 };
    const opened = await standings.listOf('stands');

    await show(review);
    const sk = `${PREFIX.moderation}${review.reviewId}`;
    const decided = { eventId: 'e9', sequenceNumber: 's9', key: { pk: clinicPartition('stands'), sk } };
    const reply = await moderateChanges([decided], needs);

    expect(reply).toEqual({ batchItemFailures: [] });
    expect(opened.standings).toMatchObject([{ ...stand, status: 'waiting', waitingSince: NOW }]);
    expect((await standings.listOf('stands')).standings).toEqual([
      { ...stand, status: 'shown', expiresAt: review.expiresAt },
    ]);
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

describe('moderateChanges, where a clinic shows what carries no flag', () => {
  const phone: Flag = { kind: 'phone', start: 0, end: 2 };

  /** A review at a clinic with the policy, moderated. */
  async function arrive(
    clinicId: string,
    differs: Partial<Clinic> = {},
    text = aReview().text ?? '',
    more: Partial<Review> = {},
  ) {
    const opening = { 'google-business': 'show-unflagged' } as const;
    await openClinics(tables.ledger).save({
      after: aClinic({ clinicId, opening, ...differs }),
      audit: { subject: 'clinic', action: 'created', by: 'setup', at: NOW },
    });
    const review = aReview({ clinicId, stars: 1, text, ...more });
    await reviews.write([review]);
    await moderateChanges(told(review), needs);
    return review;
  }

  async function lookThrough(review: Review, flags: readonly Flag[]) {
    const { version: lexiconVersion } = needs.lexicon;
    await needs.taggings.save(aTagging(review, { lexiconVersion, flags }));
  }

  it('shows it, and says in the audit that the policy did', async () => {
    const review = await arrive('by-policy');

    const { moderation, audits } = await stateOf(review);
    expect(moderation).toMatchObject({ status: 'shown', decidedBy: 'policy', version: 1 });
    expect(audits).toMatchObject([{ action: 'shown', by: 'policy', version: 1 }]);
  });

  it('lets it wait when its words carry a flag', async () => {
    const review = await arrive('flagged', {}, 'Lovely people, call me on 503-555-0134.');

    const { moderation, audits } = await stateOf(review);
    expect(moderation?.status).toBe('waiting');
    expect(audits).toMatchObject([{ action: 'opened', by: 'source' }]);
  });

  it('looks through words that were read before there were flags', async () => {
    const review = await arrive('read-before', { opening: {} });
    const { flags: _, ...before } = aTagging(review, { lexiconVersion: needs.lexicon.version });
    await needs.taggings.save(before);

    await moderateChanges(told(review), needs);

    expect((await stateOf(review)).taggings).toMatchObject([{ flags: [] }]);
  });

  it('lets it wait while only an export says that there is such a review, also once that is confirmed', async () => {
    const unconfirmed = { exportedOn: '2026-11-19', until: '2027-01-21T10:00:00.000Z' };
    const review = await arrive('from-export', {}, undefined, { unconfirmed });
    const first = await stateOf(review);
    const { unconfirmed: _, ...confirmed } = review;
    await reviews.write([confirmed]);

    await moderateChanges(told(confirmed), needs);

    expect(first.moderation?.status).toBe('waiting');
    expect((await stateOf(review)).moderation).toEqual(first.moderation);
  });

  it('lets it wait at a clinic that has the policy for another source only', async () => {
    const review = await arrive('other-source', { opening: { yelp: 'show-unflagged' } });

    expect((await stateOf(review)).moderation?.status).toBe('waiting');
  });

  it('puts it back, by the policy, when a later look finds a flag', async () => {
    const review = await arrive('found-later');
    await lookThrough(review, [phone]);

    await moderateChanges(told(review), needs);

    const { moderation, audits } = await stateOf(review);
    expect(moderation).toMatchObject({ status: 'waiting', version: 2 });
    expect(audits.at(-1)).toMatchObject({ action: 'put-back', by: 'policy' });
  });

  it('never shows words by what was found in other words', async () => {
    const review = await arrive('stale');
    const edited = {
      ...review,
      text: 'Call me on 503-555-0134.',
      contentHash: toContentHash({ words: 'w9', author: 'a1' }),
    };
    await reviews.write([edited]);

    await moderateChanges(told(edited), needs);

    const { moderation } = await stateOf(review);
    expect(moderation).toMatchObject({ status: 'waiting', contentHash: edited.contentHash });
  });

  it('nor when the words change while it is being opened', async () => {
    const review = await arrive('raced');
    const again = { ...review, contentHash: toContentHash({ words: 'w8', author: 'a1' }) };
    const latest = { ...review, contentHash: toContentHash({ words: 'w9', author: 'a1' }) };
    await reviews.write([again]);
    await lookThrough(again, []);
    const { save } = needs.moderations;
    let saves = 0;
    const raced: ModerateNeeds['moderations'] = {
      ...needs.moderations,
      async save(change) {
        saves += 1;
        if (saves > 1) return await save(change);
        await reviews.write([latest]);
        throw new AppError('conflict', 'Somebody was faster.');
      },
    };

    await moderateChanges(told(again), { ...needs, moderations: raced });

    const { moderation } = await stateOf(review);
    expect(moderation).toMatchObject({ status: 'waiting', contentHash: latest.contentHash });
  });
});

describe('moderateChanges, of Yelp’s excerpts', () => {
  const consent = { recordedOn: '2026-05-03', document: 'Letter in the office' };

  it.each([
    ['asks nobody about one of those that are shown all or none, and reads it all the same', {}, undefined],
    ['lets it wait where Yelp has agreed that each is chosen', { excerptConsent: consent }, 'waiting'],
  ] as const)('%s', async (_, differs, status) => {
    const clinicId = status ?? 'together';
    const place = { clinicId, listingId: 'mill-lane-yelp', source: 'yelp' } as const;
    const audit = { subject: 'listing/mill-lane-yelp', action: 'created', by: 'setup', at: NOW } as const;
    await openClinics(tables.ledger).saveListing({ after: aListing({ ...place, ...differs }), audit });
    const review = aReview({ ...place, isExcerpt: true, position: 0 });
    await reviews.write([review]);

    const reply = await moderateChanges(told(review), needs);

    const { moderation, taggings } = await stateOf(review);
    expect([reply.batchItemFailures, moderation?.status, taggings.length]).toEqual([[], status, 1]);
  });
});
