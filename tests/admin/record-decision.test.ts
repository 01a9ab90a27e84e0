import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toContentHash } from '../../functions/domain/content-hash.ts';
import { followReview } from '../../functions/domain/follow-review.ts';
import { NOT_SHOWN_REASONS } from '../../functions/domain/moderation.ts';
import type { Review } from '../../functions/domain/review.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { aReview, NOW } from '../support/builders.ts';
import {
  type Answer,
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

const DECIDE = 'POST /api/clinics/{clinicId}/reviews/{reviewId}/decision';
const OTHER_WORDS = toContentHash({ words: 'w2', author: 'a1' });

interface Decided {
  readonly status: string;
  readonly reason?: string;
  readonly withdrawal?: unknown;
  readonly seenVersion?: number;
  readonly seenContentHash?: string;
}

function decide(
  { clinicId, reviewId, contentHash }: Review,
  decided: Decided,
  by = 'staff',
): Promise<Answer> {
  const staffId = by === 'staff' || by === 'owner' ? memberOf(clinicId, by) : by;
  const body = { seenVersion: 1, seenContentHash: contentHash, ...decided };
  return api.ask(staffId, DECIDE, { clinicId, reviewId, body });
}

async function aWaiting(clinicId: string, seed?: Seed): Promise<Review> {
  await seedClinic(api, clinicId);
  return await seedReview(api, clinicId, seed);
}

const moderationOf = ({ clinicId, reviewId }: Review) => api.needs.moderations.find(clinicId, reviewId);
const auditsOf = ({ clinicId, reviewId }: Review) =>
  listAudits(api.tables.ledger, clinicId, `moderation/${reviewId}`);

describe('recordDecision', () => {
  it('shows a review, with its audit line, and answers with the review as it is now', async () => {
    const review = await aWaiting('shows');

    const answer = await decide(review, { status: 'shown' });

    expect(answer.body).toMatchObject({
      queue: 'shown',
      status: 'shown',
      version: 2,
      decidedBy: 'Sam',
      decidedAt: NOW,
      words: { text: review.text },
      history: [
        { action: 'shown', by: 'Sam', at: NOW },
        { action: 'opened', at: NOW },
      ],
    });
    expect(answer.body).not.toHaveProperty('hold');
    expect((await auditsOf(review)).at(-1)).toEqual({
      clinicId: 'shows',
      subject: `moderation/${review.reviewId}`,
      version: 2,
      action: 'shown',
      by: memberOf('shows', 'staff'),
      at: NOW,
    });
  });

  it.each(NOT_SHOWN_REASONS)('does not show a review, because: %s', async (reason) => {
    const review = await aWaiting(`because-${reason}`);

    const withdrawal = reason === 'consent-withdrawn' && { askedBy: 'patient', askedOn: '2026-11-20' };
    const why = { reason, ...(withdrawal && { withdrawal }) };

    const answer = await decide(review, { status: 'not-shown', ...why });

    expect(answer.body).toMatchObject({ queue: 'not-shown', status: 'not-shown', ...why });
    expect(answer.body.history[0]).toMatchObject(why);
    expect((await auditsOf(review)).at(-1)).toMatchObject({ action: 'not-shown', ...why });
  });

  it.each([
    { status: 'not-shown' },
    { status: 'not-shown', reason: 'too-few-stars' },
    { status: 'not-shown', reason: 'consent-withdrawn' },
    { status: 'not-shown', reason: 'abuse', withdrawal: { askedBy: 'patient', askedOn: '2026-11-20' } },
    { status: 'not-shown', reason: 'consent-withdrawn', withdrawal: { askedBy: 'patient' } },
    {
      status: 'not-shown',
      reason: 'consent-withdrawn',
      withdrawal: { askedBy: 'Maria', askedOn: '2026-11-20' },
    },
    {
      status: 'not-shown',
      reason: 'consent-withdrawn',
      withdrawal: { askedBy: 'patient', askedOn: '2026-02-30' },
    },
    { status: 'shown', reason: 'abuse' },
    { status: 'removed' },
    { status: 'shown', seenVersion: 1.5 },
    { status: 'shown', seenContentHash: '' },
  ])('refuses %j', async (decided) => {
    await seedClinic(api, 'refuses').catch(() => undefined);

    const answer = await decide(aReview({ clinicId: 'refuses' }), decided);

    expect(problemOf(answer)).toMatchObject({ status: 400, type: '/problems/invalid' });
  });

  it('takes a decision back', async () => {
    const review = await aWaiting('takes-back');
    await decide(review, { status: 'not-shown', reason: 'abuse' });

    const answer = await decide(review, { status: 'waiting', seenVersion: 2 }, 'owner');

    expect(answer.body).toMatchObject({ queue: 'waiting', status: 'waiting', version: 3 });
    expect(answer.body).not.toHaveProperty('reason');
    expect(answer.body).not.toHaveProperty('decidedBy');
    expect(answer.body.history[0]).toEqual({ action: 'put-back', by: 'Olga', at: NOW });
  });

  it('lets one of fifty people win and tells the other forty-nine who did', async () => {
    const review = await aWaiting('fifty-people');
    const staff = Array.from({ length: 50 }, (_, at) => `fifty-people-${at}`);
    for (const staffId of staff) {
      await api.needs.members.save({
        after: { clinicId: 'fifty-people', staffId, name: `Person ${staffId}`, role: 'staff', version: 1 },
        audit: { subject: `member/${staffId}`, action: 'created', by: 'setup', at: NOW },
      });
    }

    const answers = await Promise.all(
      staff.map((staffId, at) =>
        decide(
          review,
          at % 2 === 0 ? { status: 'shown' } : { status: 'not-shown', reason: 'legal' },
          staffId,
        ),
      ),
    );

    const won = answers.filter(({ status }) => status === 200);
    const lost = answers.filter(({ status }) => status === 409);
    expect([won.length, lost.length]).toEqual([1, 49]);
    const winner = won[0]?.body.decidedBy;
    expect(new Set(lost.map((answer) => problemOf(answer).detail))).toEqual(
      new Set([
        `${winner} decided this: ${won[0]?.body.status === 'shown' ? 'shown' : 'not shown (legal reason)'}.`,
      ]),
    );
    expect(await auditsOf(review)).toHaveLength(2);
    expect((await moderationOf(review))?.version).toBe(2);
  });

  it('says who was faster and what that person decided', async () => {
    const review = await aWaiting('faster');
    await decide(review, { status: 'not-shown', reason: 'duplicate' }, 'owner');

    const answer = await decide(review, { status: 'shown' });

    expect(problemOf(answer)).toMatchObject({
      status: 409,
      type: '/problems/conflict',
      detail: 'Olga decided this: not shown (posted twice).',
    });
    expect(await moderationOf(review)).toMatchObject({ status: 'not-shown', version: 2 });
  });

  it('says “you” to a person who decided otherwise in another window', async () => {
    const review = await aWaiting('two-windows');
    await decide(review, { status: 'shown' });

    const answer = await decide(review, { status: 'not-shown', reason: 'abuse' });

    expect(problemOf(answer)).toMatchObject({ status: 409, detail: 'You decided this: shown.' });
  });

  it.each([{ status: 'shown' }, { status: 'not-shown', reason: 'off-topic' }])(
    'answers the repetition of %j after a lost reply like the first, with one audit line',
    async (decided) => {
      const review = await aWaiting(`again-${decided.status}`);
      const first = await decide(review, decided);
      api.setNow('2026-11-22T10:00:30.000Z');

      const second = await decide(review, decided);
      api.setNow(NOW);

      expect(second).toEqual(first);
      expect(await auditsOf(review)).toHaveLength(2);
      expect(await moderationOf(review)).toMatchObject({ version: 2, decidedAt: NOW });
    },
  );

  it('answers the repetition of a take-back like the first', async () => {
    const review = await aWaiting('again-back');
    await decide(review, { status: 'shown' });
    const first = await decide(review, { status: 'waiting', seenVersion: 2 });

    const second = await decide(review, { status: 'waiting', seenVersion: 2 });

    expect(second).toEqual(first);
    expect(await auditsOf(review)).toHaveLength(3);
  });

  it('takes fifty repetitions by one person at once for one decision', async () => {
    const review = await aWaiting('fifty-clicks');

    const answers = await Promise.all(Array.from({ length: 50 }, () => decide(review, { status: 'shown' })));

    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(await auditsOf(review)).toHaveLength(2);
  });

  it('takes the same decision by another person for a conflict, not for a repetition', async () => {
    const review = await aWaiting('same-by-two');
    await decide(review, { status: 'shown' }, 'owner');

    expect(problemOf(await decide(review, { status: 'shown' })).detail).toBe('Olga decided this: shown.');
  });

  it('does not take an older decision for a repetition once somebody changed it', async () => {
    const review = await aWaiting('changed-since');
    await decide(review, { status: 'shown' });
    await decide(review, { status: 'waiting', seenVersion: 2 }, 'owner');

    const answer = await decide(review, { status: 'shown' });

    expect(problemOf(answer)).toMatchObject({ status: 409, detail: 'Olga took the decision back.' });
    expect((await moderationOf(review))?.status).toBe('waiting');
  });

  it('does not take an older decision for a repetition of the same one, made again since', async () => {
    const review = await aWaiting('made-again');
    await decide(review, { status: 'shown' });
    await decide(review, { status: 'waiting', seenVersion: 2 });
    await decide(review, { status: 'shown', seenVersion: 3 });

    const answer = await decide(review, { status: 'shown' });

    expect(problemOf(answer)).toMatchObject({ status: 409, detail: 'You decided this: shown.' });
  });

  it('writes nothing when the review is already as decided', async () => {
    const review = await aWaiting('already');
    await decide(review, { status: 'shown' });

    const answer = await decide(review, { status: 'shown', seenVersion: 2 }, 'owner');

    expect(answer.body).toMatchObject({ version: 2, decidedBy: 'Sam' });
    expect(await auditsOf(review)).toHaveLength(2);
  });

  it('refuses a decision on words that changed, even before the moderation has followed', async () => {
    const review = await aWaiting('changed-words');
    await api.needs.reviews.write([{ ...review, contentHash: OTHER_WORDS, text: 'It did not help me.' }]);

    const onOld = await decide(review, { status: 'shown' });
    const onNew = await decide(review, { status: 'shown', seenContentHash: OTHER_WORDS });

    for (const answer of [onOld, onNew]) expect(problemOf(answer).status).toBe(409);
    expect(problemOf(onOld).detail).toBe('The words changed at the source. Read them again, then decide.');
    expect((await moderationOf(review))?.status).toBe('waiting');
  });

  it('tells a person whose words have changed and wait again', async () => {
    const review = await aWaiting('followed');
    const changed = { ...review, contentHash: OTHER_WORDS, text: 'It did not help me.' };
    await api.needs.reviews.write([changed]);
    const before = await moderationOf(review);
    const followed = before && followReview(before, { review: changed, opening: 'waiting' }, NOW);
    if (!followed) throw new Error('It had to follow.');
    const subject = `moderation/${review.reviewId}`;
    await api.needs.moderations.save({
      before,
      after: followed.moderation,
      audit: { subject, action: 'reopened', by: 'source', at: NOW },
    });

    const stale = await decide(review, { status: 'shown' });
    const fresh = await decide(review, { status: 'shown', seenVersion: 2, seenContentHash: OTHER_WORDS });

    expect(problemOf(stale).detail).toBe('The words changed at the source. Read them again, then decide.');
    expect(fresh.body).toMatchObject({ status: 'shown', version: 3, contentHash: OTHER_WORDS });
  });

  it('takes a decision on words whose author became anonymous since', async () => {
    const review = await aWaiting('anonymous-since');
    const contentHash = toContentHash({ words: 'w1' });
    await api.needs.reviews.write([{ ...review, contentHash, author: { isAnonymous: true } }]);
    const { body } = await api.ask(
      memberOf('anonymous-since', 'staff'),
      'GET /api/clinics/{clinicId}/reviews/{reviewId}',
      { clinicId: review.clinicId, reviewId: review.reviewId },
    );

    const answer = await decide(review, { status: 'shown', seenContentHash: body.contentHash });

    expect(answer.body.status).toBe('shown');
    expect(answer.body).not.toHaveProperty('hold');
    expect(answer.body.words).not.toHaveProperty('author');
  });

  it.each([
    ['lapsed', { expiresAt: NOW }, 'Its words are no longer here'],
    ['taken back', { withdrawnAt: NOW }, 'The source no longer has this review'],
    ['a rating only', { text: '' }, 'This review is a rating without words'],
  ] as const)(
    'refuses to show a review that is %s, but not to keep it off',
    async (name, review, sentence) => {
      const clinicId = `no-words-${name.replaceAll(' ', '-')}`;
      const seeded = await aWaiting(clinicId, { review });

      const shown = await decide(seeded, { status: 'shown' });
      const notShown = await decide(seeded, { status: 'not-shown', reason: 'legal' });

      expect(problemOf(shown)).toMatchObject({ status: 400, type: '/problems/invalid' });
      expect(problemOf(shown).detail).toContain(sentence);
      expect(notShown.body).toMatchObject({ status: 'not-shown' });
    },
  );

  it('keeps words, authors and stars out of the ledger', async () => {
    const review = await aWaiting('no-words-kept');
    await decide(review, { status: 'shown' });

    const kept = JSON.stringify([await moderationOf(review), await auditsOf(review)]);

    expect(kept).not.toMatch(/sciatica is|Maria|stars/u);
  });

  it('refuses a day of withdrawal that is still to come', async () => {
    const review = await aWaiting('to-come');
    const withdrawal = { askedBy: 'patient', askedOn: '2026-11-24' };

    const answer = await decide(review, { status: 'not-shown', reason: 'consent-withdrawn', withdrawal });

    expect(answer.body).toMatchObject({ status: 400, issues: [{ path: 'withdrawal.askedOn' }] });
    expect((await moderationOf(review))?.status).toBe('waiting');
  });

  it('writes another day of withdrawal, and the same one only once', async () => {
    const review = await aWaiting('another-day');
    const withdrawn = (askedOn: string, seenVersion: number) =>
      decide(review, {
        status: 'not-shown',
        reason: 'consent-withdrawn',
        withdrawal: { askedBy: 'guardian', askedOn },
        seenVersion,
      });
    await withdrawn('2026-11-20', 1);

    expect((await withdrawn('2026-11-20', 1)).body.version).toBe(2);
    expect((await withdrawn('2026-11-19', 1)).status).toBe(409);
    expect((await withdrawn('2026-11-19', 2)).body).toMatchObject({
      version: 3,
      withdrawal: { askedBy: 'guardian', askedOn: '2026-11-19' },
    });
  });

  it('lets a person take over what the policy shows', async () => {
    const review = await aWaiting('takes-over', {
      moderation: { status: 'shown', decidedBy: 'policy', decidedAt: NOW },
    });

    const { body } = await decide(review, { status: 'shown' });

    expect(body).toMatchObject({ status: 'shown', version: 2, decidedBy: 'Sam', isShownByPolicy: false });
  });
});
