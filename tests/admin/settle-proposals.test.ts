import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProposalsView, SettledView, SettlementRequest } from '../../functions/domain/retag-view.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { plantProposal } from './plant-retag.ts';
import { memberOf, problemOf, reviewIdOf, type StaffApi, seedClinic, startStaffApi } from './staff-api.ts';

let api: StaffApi;
beforeAll(async () => {
  api = await startStaffApi();
});
afterAll(() => api.tables.stop());

const ROUTE = '/api/clinics/{clinicId}/proposals';

async function list(clinicId: string, condition?: string): Promise<ProposalsView> {
  const asked = { clinicId, ...(condition && { query: { condition } }) };
  return (await api.ask(memberOf(clinicId, 'viewer'), `GET ${ROUTE}`, asked)).body;
}

const settle = (clinicId: string, body: SettlementRequest) =>
  api.ask(memberOf(clinicId, 'staff'), `POST ${ROUTE}`, { clinicId, body });

/** What settles everything that a list shows. */
function allOf({ proposals, conditionId = '' }: ProposalsView, action: SettlementRequest['action']) {
  const reviews = proposals.map(({ reviewId, version, contentHash, start, end }) => ({
    reviewId,
    seenVersion: version,
    seenContentHash: contentHash,
    start,
    end,
  }));
  return { conditionId, action, reviews };
}

describe('listProposals', () => {
  it('is empty where nothing waits', async () => {
    await seedClinic(api, 'nothing');

    expect(await list('nothing')).toEqual({ groups: [], proposals: [] });
  });

  it('lists by condition what waits, newest review first, with the words', async () => {
    await seedClinic(api, 'lists');
    await plantProposal(api, 'lists', 1, { review: { writtenOn: '2026-10-01' } });
    await plantProposal(api, 'lists', 2, { review: { writtenOn: '2026-11-01' } });
    await plantProposal(api, 'lists', 3, { conditionId: 'sciatica', words: 'sciatica' });

    const all = await list('lists');
    const knee = await list('lists', 'knee-pain');

    expect(all.groups).toEqual([
      { conditionId: 'sciatica', count: 1 },
      { conditionId: 'knee-pain', count: 2 },
    ]);
    expect(all.conditionId).toBe('sciatica');
    const marked = knee.proposals.map(({ reviewId, excerpt: { text, spans } }) => [
      reviewId,
      ...spans.map(([start, end]) => text.slice(start, end)),
    ]);
    expect(marked).toEqual([
      [reviewIdOf(2), 'knee'],
      [reviewIdOf(1), 'knee'],
    ]);
    expect(all.proposals.map(({ reviewId }) => reviewId)).toEqual([reviewIdOf(3)]);
  });

  it('lists nothing of reviews that are on no page', async () => {
    await seedClinic(api, 'hidden');
    await plantProposal(api, 'hidden', 1, { status: 'waiting' });

    expect((await list('hidden')).groups).toEqual([]);
  });

  it('gives 25 at a time', async () => {
    await seedClinic(api, 'many');
    for (let n = 1; n <= 27; n += 1) await plantProposal(api, 'many', n);

    const before = await list('many');
    await settle('many', allOf(before, 'confirmed'));
    const after = await list('many');

    expect([before.groups, before.proposals.length]).toEqual([[{ conditionId: 'knee-pain', count: 27 }], 25]);
    expect([after.groups, after.proposals.length]).toEqual([[{ conditionId: 'knee-pain', count: 2 }], 2]);
  });
});

describe('settleProposals', () => {
  it.each([
    ['confirmed', { action: 'added', conditionId: 'knee-pain', start: 19, end: 23 }, 'condition-added'],
    ['refused', { action: 'removed', conditionId: 'knee-pain' }, 'condition-removed'],
  ] as const)(
    'records what is %s as a correction of the person, and the tagging stays',
    async (action, correction, line) => {
      const clinicId = `settle-${action}`;
      await seedClinic(api, clinicId);
      const review = await plantProposal(api, clinicId, 1);
      const taggings = await api.needs.taggings.findMany([review]);

      const { body } = await settle(clinicId, allOf(await list(clinicId), action));

      expect(body).toEqual({ settled: [review.reviewId], changed: [] });
      const moderation = await api.needs.moderations.find(clinicId, review.reviewId);
      expect(moderation).toMatchObject({ status: 'shown', version: 2, corrections: [correction] });
      expect(await api.needs.taggings.findMany([review])).toEqual(taggings);
      expect((await list(clinicId)).groups).toEqual([]);
      const lines = await listAudits(api.tables.ledger, clinicId, `moderation/${review.reviewId}`);
      expect(lines.at(-1)).toMatchObject({
        action: line,
        by: memberOf(clinicId, 'staff'),
        conditionId: 'knee-pain',
      });
    },
  );

  it('is answered the same when it is sent again, and writes nothing more', async () => {
    await seedClinic(api, 'again');
    await plantProposal(api, 'again', 1);
    const request = allOf(await list('again'), 'confirmed');

    const [first, second] = [await settle('again', request), await settle('again', request)];

    expect(second).toEqual(first);
    expect((await api.needs.moderations.find('again', reviewIdOf(1)))?.version).toBe(2);
  });

  it('leaves alone what somebody changed meanwhile, and settles the others', async () => {
    await seedClinic(api, 'meanwhile');
    await plantProposal(api, 'meanwhile', 1);
    const other = await plantProposal(api, 'meanwhile', 2);
    const request = allOf(await list('meanwhile'), 'confirmed');
    await api.ask(
      memberOf('meanwhile', 'owner'),
      'POST /api/clinics/{clinicId}/reviews/{reviewId}/decision',
      {
        clinicId: 'meanwhile',
        reviewId: other.reviewId,
        body: { seenVersion: 1, seenContentHash: other.contentHash, status: 'waiting' },
      },
    );

    const { body }: { body: SettledView } = await settle('meanwhile', request);

    expect(body).toEqual({ settled: [reviewIdOf(1)], changed: [other.reviewId] });
    expect((await api.needs.moderations.find('meanwhile', other.reviewId))?.corrections).toEqual([]);
  });

  it('takes no review of another clinic and no condition that there is not', async () => {
    await seedClinic(api, 'mine');
    await seedClinic(api, 'theirs');
    await plantProposal(api, 'theirs', 1);
    const request = allOf(await list('theirs'), 'confirmed');

    const { body } = await settle('mine', request);
    const unknown = await settle('theirs', { ...request, conditionId: 'dragon-pox' });

    expect(body).toEqual({ settled: [], changed: [reviewIdOf(1)] });
    expect(problemOf(unknown).status).toBe(400);
    expect((await api.needs.moderations.find('theirs', reviewIdOf(1)))?.version).toBe(1);
  });
});
