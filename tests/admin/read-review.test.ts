import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toContentHash } from '../../functions/domain/content-hash.ts';
import type { Moderation } from '../../functions/domain/moderation.ts';
import type { Review } from '../../functions/domain/review.ts';
import { clinicPartition, staffPartition } from '../../functions/store/keys.ts';
import { aClinic, aListing, NOW } from '../support/builders.ts';
import {
  memberOf,
  type Seed,
  type StaffApi,
  seedClinic,
  seedReview,
  seedYelp,
  startStaffApi,
} from './staff-api.ts';

let api: StaffApi;
beforeAll(async () => {
  api = await startStaffApi();
});
afterAll(() => api.tables.stop());

const OTHER_WORDS = toContentHash({ words: 'w2', author: 'a1' });

async function read({ clinicId, reviewId }: Review) {
  const asked = { clinicId, reviewId };
  const answer = await api.ask(
    memberOf(clinicId, 'viewer'),
    'GET /api/clinics/{clinicId}/reviews/{reviewId}',
    asked,
  );
  return answer.body;
}

async function seeded(clinicId: string, seed?: Seed): Promise<Review> {
  await seedClinic(api, clinicId);
  return await seedReview(api, clinicId, seed);
}

const shownBy = (staffId: string): Partial<Moderation> => ({
  status: 'shown',
  decidedBy: staffId,
  decidedAt: NOW,
});

describe('readReview', () => {
  it('gives the whole words, translation and reply that staff judge', async () => {
    const reply = { text: 'Thank you.', updatedAt: NOW };
    const review = await seeded('whole', {
      review: {
        translation: 'Mi ciática está mejor.',
        reply,
        url: 'https://maps.google.com/?cid=1',
        isExcerpt: true,
      },
    });

    expect((await read(review)).words).toEqual({
      author: 'Maria Lopez',
      stars: 5,
      text: review.text,
      translation: 'Mi ciática está mejor.',
      isExcerpt: true,
      reply,
      url: 'https://maps.google.com/?cid=1',
      expiresAt: review.expiresAt,
    });
  });

  it('names no anonymous author', async () => {
    const review = await seeded('anonymous', {
      review: { author: { name: 'A Google user', isAnonymous: true } },
    });

    expect((await read(review)).words).not.toHaveProperty('author');
  });

  it('names the people of the history, newest line first, and calls those who left former members', async () => {
    const clinicId = 'names';
    const gone = memberOf(clinicId, 'staff');
    const review = await seeded(clinicId);
    const before = await api.needs.moderations.find(clinicId, review.reviewId);
    if (!before) throw new Error('It was seeded.');
    await api.needs.moderations.save({
      before,
      after: { ...before, ...shownBy(gone), version: 2 },
      audit: { subject: `moderation/${review.reviewId}`, action: 'shown', by: gone, at: NOW },
    });
    const named = await read(review);
    const Key = { pk: staffPartition(gone), sk: clinicPartition(clinicId) };
    await api.tables.ledger.client.send(new DeleteCommand({ TableName: api.tables.ledger.name, Key }));

    const afterwards = await read(review);

    expect([named.decidedBy, afterwards.decidedBy]).toEqual(['Sam', 'A former member']);
    expect(afterwards.history).toEqual([
      { action: 'shown', by: 'A former member', at: NOW },
      { action: 'opened', at: NOW },
    ]);
  });

  it('names a member of another clinic in no history', async () => {
    await seedClinic(api, 'next-door');
    const review = await seeded('own-names', { moderation: shownBy(memberOf('next-door', 'owner')) });

    expect((await read(review)).decidedBy).toBe('A former member');
  });

  it('tells the decision before the words changed, while the changed words wait', async () => {
    const judged = {
      status: 'not-shown',
      contentHash: toContentHash({ words: 'w0' }),
      reason: 'abuse',
      decidedBy: memberOf('earlier', 'owner'),
      decidedAt: NOW,
      corrections: [],
    } as const;
    const review = await seeded('earlier', { moderation: { judged } });

    expect((await read(review)).earlier).toEqual({
      status: 'not-shown',
      reason: 'abuse',
      decidedBy: 'Olga',
      decidedAt: NOW,
    });
  });

  it('gives the hash of the present words while the moderation has not followed, and no correction of the old', async () => {
    const corrections = [{ action: 'removed', conditionId: 'sciatica' }] as const;
    const review = await seeded('behind', { moderation: { corrections } });
    const changed = { ...review, contentHash: OTHER_WORDS, text: 'My sciatica came back.' };
    await api.needs.reviews.write([changed]);

    const untagged = await read(review);
    await api.needs.taggings.save({
      clinicId: 'behind',
      listingId: review.listingId,
      reviewId: review.reviewId,
      contentHash: OTHER_WORDS,
      lexiconVersion: 'test',
      tags: [{ conditionId: 'sciatica', start: 3, end: 11, rule: 'synonym', confidence: 'sure' }],
      flags: [],
      expiresAt: review.expiresAt,
    });
    const tagged = await read(review);

    expect(untagged).toMatchObject({ contentHash: OTHER_WORDS, tags: [], removedConditions: [] });
    expect(tagged.tags).toMatchObject([{ conditionId: 'sciatica' }]);
  });

  it('has no words, tags or removed conditions of a review whose retention has ended', async () => {
    const corrections = [{ action: 'removed', conditionId: 'back-pain' }] as const;
    const review = await seeded('lapsed', {
      review: { expiresAt: NOW },
      moderation: { ...shownBy(memberOf('lapsed', 'staff')), corrections },
    });

    const view = await read(review);

    expect(view).not.toHaveProperty('words');
    expect(view).toMatchObject({ tags: [], removedConditions: [], hold: 'retention-over' });
    expect(JSON.stringify(view)).not.toContain('sciatica');
  });
});

describe('hold', () => {
  it('is absent while visitors read what staff show, and while staff do not show it', async () => {
    const shown = await seeded('no-hold', { moderation: shownBy(memberOf('no-hold', 'staff')) });
    const waiting = await seeded('no-hold-waiting');

    expect(await read(shown)).not.toHaveProperty('hold');
    expect(await read(waiting)).not.toHaveProperty('hold');
  });

  it('tells that the words changed since', async () => {
    const review = await seeded('hold-words', { moderation: shownBy('x') });
    await api.needs.reviews.write([{ ...review, contentHash: OTHER_WORDS }]);

    expect((await read(review)).hold).toBe('words-changed');
  });

  it('tells that the clinic has not stated where it practises', async () => {
    const review = await seeded('hold-profile', { moderation: shownBy('x') });
    const before = aClinic({ clinicId: 'hold-profile' });
    const { country: _, ...after } = { ...before, version: 2 };
    const audit = { subject: 'clinic', action: 'changed', by: 'setup', at: NOW } as const;
    await api.needs.clinics.save({ before, after, audit });

    expect((await read(review)).hold).toBe('clinic-profile-incomplete');
  });

  it('tells that Yelp’s consent is not on file', async () => {
    const clinicId = 'hold-yelp';
    await seedClinic(api, clinicId);
    const {
      accountId: _a,
      connectionId: _c,
      ...listing
    } = aListing({
      clinicId,
      listingId: 'yelp',
      source: 'yelp',
    });
    const audit = { subject: 'listing/yelp', action: 'created', by: 'setup', at: NOW } as const;
    await api.needs.clinics.saveListing({ after: listing, audit });
    const review = await seedReview(api, clinicId, {
      review: { listingId: 'yelp', source: 'yelp' },
      moderation: shownBy('x'),
    });

    expect((await read(review)).hold).toBe('source-stopped');
    await seedYelp(api, clinicId);
    expect((await read(review)).hold).toBe('excerpts-not-shown');
  });

  it('tells that the source has taken it back', async () => {
    const review = await seeded('hold-withdrawn', {
      review: { withdrawnAt: NOW },
      moderation: { ...shownBy('x'), removedAt: NOW },
    });

    const view = await read(review);
    await api.needs.reviews.remove(review);

    expect(view.hold).toBe('withdrawn-at-source');
    expect((await read(review)).hold).toBe('withdrawn-at-source');
  });

  it('gives the words that ask for a careful look, of these words only', async () => {
    const flag = { kind: 'phone', start: 3, end: 11 } as const;
    const beyond = { kind: 'spam', start: 3, end: 4000 } as const;
    const review = await seeded('flags', { tagging: { flags: [flag, beyond] } });
    const other = await seeded('flags-b', { tagging: { flags: [flag], contentHash: OTHER_WORDS } });

    expect((await read(review)).flags).toEqual([{ kind: 'phone', start: 3, end: 11 }]);
    expect((await read(other)).flags).toEqual([]);
  });

  it('says that a policy shows it, and why visitors do not read it any more', async () => {
    const review = await seeded('by-policy', { moderation: shownBy('policy') });

    expect(await read(review)).toMatchObject({ isShownByPolicy: true, hold: 'policy-ended' });
  });
});
