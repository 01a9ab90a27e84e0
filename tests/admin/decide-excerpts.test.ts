import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExcerptGroupView } from '../../functions/domain/excerpts-view.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { aTagging, NOW } from '../support/builders.ts';
import {
  type Answer,
  memberOf,
  problemOf,
  reviewIdOf,
  type StaffApi,
  seedClinic,
  seedExcerpt,
  seedYelp,
  startStaffApi,
} from './staff-api.ts';

let api: StaffApi;
beforeAll(async () => {
  api = await startStaffApi();
});
afterAll(() => api.tables.stop());

const DECIDE = 'POST /api/clinics/{clinicId}/listings/{listingId}/excerpts';
const CONSENT = 'POST /api/clinics/{clinicId}/listings/{listingId}/excerpt-consent';
const listingId = 'mill-lane-yelp';

/** A clinic with so many excerpts from Yelp. */
async function seeded(clinicId: string, excerpts = 3): Promise<string> {
  await seedClinic(api, clinicId);
  await seedYelp(api, clinicId);
  for (let position = 0; position < excerpts; position += 1) await seedExcerpt(api, clinicId, position);
  return clinicId;
}

const decide = (clinicId: string, body: object, role: 'staff' | 'owner' = 'staff') =>
  api.ask(memberOf(clinicId, role), DECIDE, { clinicId, listingId, body });

const consent = (clinicId: string, body: object) =>
  api.ask(memberOf(clinicId, 'owner'), CONSENT, { clinicId, listingId, body });

async function groups(clinicId: string): Promise<readonly ExcerptGroupView[]> {
  const { body } = await api.ask(memberOf(clinicId, 'viewer'), 'GET /api/clinics/{clinicId}/excerpts', {
    clinicId,
  });
  return body.groups;
}

const statusOf = ({ status }: Answer) => status;
const auditsOf = (clinicId: string) =>
  listAudits(api.tables.ledger, clinicId, `listing-decision/${listingId}`);

describe('listExcerpts', () => {
  it('gives what Yelp gives now, in its order, before anybody has decided', async () => {
    const clinicId = await seeded('list', 2);
    const { position: _, ...left } = await seedExcerpt(api, clinicId, 7);
    await api.needs.reviews.write([left]);
    await seedExcerpt(api, clinicId, 5, { expiresAt: NOW });
    const text = 'My anxiety is calmer, call...';
    const review = await seedExcerpt(api, clinicId, 2, { text });
    const tag = { conditionId: 'anxiety', start: 3, end: 10, rule: 'r', confidence: 'sure' } as const;
    const flags = [{ kind: 'phone', start: 22, end: 26 }] as const;
    await api.needs.taggings.save(aTagging(review, { tags: [tag], flags }));

    const [group, ...more] = await groups(clinicId);

    expect(more).toEqual([]);
    expect(group).toMatchObject({ listingId, place: 'Mill Lane', status: 'waiting', version: 0 });
    expect(
      group?.excerpts.map(({ reviewId, isPrivate, flags: found }) => [reviewId, isPrivate, found.length]),
    ).toEqual([
      [reviewIdOf(900), false, 0],
      [reviewIdOf(901), false, 0],
      [reviewIdOf(902), true, 1],
    ]);
    expect(group?.excerpts[2]?.words).toMatchObject({ text, author: 'Maria Lopez', isExcerpt: true });
  });

  it('is empty for a clinic without Yelp', async () => {
    await seedClinic(api, 'no-yelp');

    expect(await groups('no-yelp')).toEqual([]);
  });

  it('says that the source is closed, and gives no word of it then', async () => {
    const clinicId = await seeded('closed');
    const set = await api.needs.sourceSwitches.find('yelp');
    if (!set) throw new Error('It was seeded.');
    await api.needs.sourceSwitches.save({ ...set, isOff: true, version: set.version + 1 });

    const [group] = await groups(clinicId);
    await api.needs.sourceSwitches.save({ ...set, isOff: false, version: set.version + 2 });

    expect(group).toMatchObject({ closed: 'stopped', excerpts: [] });
  });
});

describe('decideExcerpts', () => {
  it('records one decision about all of them, with who and when, and its line in the record', async () => {
    const clinicId = await seeded('decide');

    const { status, body } = await decide(clinicId, { seenVersion: 0, status: 'shown' });

    expect([status, body.excerpts.length]).toEqual([200, 3]);
    expect(body).toMatchObject({ status: 'shown', version: 1, decidedBy: 'Sam', decidedAt: NOW });
    expect(await auditsOf(clinicId)).toEqual([
      {
        clinicId,
        subject: `listing-decision/${listingId}`,
        version: 1,
        action: 'excerpts-shown',
        by: memberOf(clinicId, 'staff'),
        at: NOW,
      },
    ]);
  });

  it('stands for the next sample without another decision', async () => {
    const clinicId = await seeded('rotation', 1);
    await decide(clinicId, { seenVersion: 0, status: 'shown' });
    await seedExcerpt(api, clinicId, 4, { reviewId: reviewIdOf(950) });

    expect(await groups(clinicId)).toMatchObject([{ status: 'shown', version: 1, excerpts: [{}, {}] }]);
  });

  it('answers a repetition after a lost reply like the first time, and writes nothing', async () => {
    const clinicId = await seeded('again');
    const first = await decide(clinicId, { seenVersion: 0, status: 'not-shown' });
    const down = { seenVersion: 1, takeDown: reviewIdOf(900), reason: 'legal' };
    await decide(clinicId, down);

    const answers = [
      await decide(clinicId, down),
      await decide(clinicId, { ...down, seenVersion: 2 }),
      await decide(clinicId, { seenVersion: 2, status: 'not-shown' }),
    ];

    expect([first, ...answers].map(statusOf)).toEqual([200, 200, 200, 200]);
    expect(await auditsOf(clinicId)).toHaveLength(2);
  });

  it('refuses what somebody decided meanwhile', async () => {
    const clinicId = await seeded('conflict');
    await decide(clinicId, { seenVersion: 0, status: 'shown' }, 'owner');

    const late = [
      await decide(clinicId, { seenVersion: 0, status: 'not-shown' }),
      await decide(clinicId, { seenVersion: 0, takeDown: reviewIdOf(900), reason: 'legal' }),
    ];

    expect(late.map((answer) => problemOf(answer).type)).toEqual([
      '/problems/conflict',
      '/problems/conflict',
    ]);
    expect(await groups(clinicId)).toMatchObject([{ status: 'shown', version: 1 }]);
  });

  it('lets one of two at the same moment win', async () => {
    const clinicId = await seeded('race');

    const answers = await Promise.all([
      decide(clinicId, { seenVersion: 0, status: 'shown' }, 'owner'),
      decide(clinicId, { seenVersion: 0, status: 'not-shown' }, 'staff'),
    ]);

    expect(answers.map(statusOf).toSorted()).toEqual([200, 409]);
    expect(await auditsOf(clinicId)).toHaveLength(1);
  });

  it('takes one down for a legal reason, and puts it up again when Yelp gives it no more', async () => {
    const clinicId = await seeded('legal');
    const reviewId = reviewIdOf(901);

    const down = await decide(clinicId, { seenVersion: 0, takeDown: reviewId, reason: 'legal' });
    const { fetchedAt } = (await api.needs.reviews.find({ clinicId, listingId, reviewId })) ?? {
      fetchedAt: '',
    };
    await api.needs.reviews.remove({ clinicId, listingId, reviewId, fetchedAt });
    const up = await decide(clinicId, { seenVersion: 1, putUp: reviewId });

    expect(down.body.excerpts.map(({ takenDown }: { takenDown?: object }) => takenDown)).toEqual([
      undefined,
      { by: 'Sam', at: NOW },
      undefined,
    ]);
    expect(up.status).toBe(200);
    expect(
      (await auditsOf(clinicId)).map(({ action, reason, reviewId: id }) => [action, reason, id]),
    ).toEqual([
      ['excerpt-taken-down', 'legal', reviewId],
      ['excerpt-put-up', undefined, reviewId],
    ]);
  });

  it.each([
    ['for any other reason', { takeDown: reviewIdOf(900), reason: 'abuse' }, 400],
    ['for none', { takeDown: reviewIdOf(900) }, 400],
    ['that nobody has', { takeDown: reviewIdOf(999), reason: 'legal' }, 404],
    ['and decides at once', { takeDown: reviewIdOf(900), reason: 'legal', status: 'shown' }, 400],
  ])('takes none down %s', async (name, body, status) => {
    const clinicId = await seeded(`refused-${name.length}`);

    expect((await decide(clinicId, { seenVersion: 0, ...body })).status).toBe(status);
    expect(await auditsOf(clinicId)).toEqual([]);
  });

  it('knows no listing of Google, and none of another clinic', async () => {
    const clinicId = await seeded('mine');
    await seeded('theirs');
    const body = { seenVersion: 0, status: 'shown' };
    const ask = (id: string) =>
      api.ask(memberOf(clinicId, 'staff'), DECIDE, { clinicId, listingId: id, body });

    expect([await ask('mill-lane-google'), await ask('nowhere'), await ask('..')].map(statusOf)).toEqual([
      404, 404, 404,
    ]);
  });
});

describe('recordExcerptConsent', () => {
  const letter = { recordedOn: '2026-05-03', document: 'Letter in the office' };

  it('records the document; from then on each is decided by itself, until it is taken off', async () => {
    const clinicId = await seeded('consent');
    await decide(clinicId, { seenVersion: 0, status: 'shown' });

    const given = await consent(clinicId, { seenVersion: 1, consent: letter });
    const decided = await decide(clinicId, { seenVersion: 1, status: 'not-shown' });
    const off = await consent(clinicId, { seenVersion: 2, consent: null });

    expect(given.body).toMatchObject({ consent: letter, listingVersion: 2, excerpts: [] });
    expect(problemOf(decided)).toMatchObject({ type: '/problems/invalid' });
    expect(off.body).toMatchObject({ status: 'shown', listingVersion: 3, excerpts: [{}, {}, {}] });
    expect(off.body).not.toHaveProperty('consent');
    const audits = await listAudits(api.tables.ledger, clinicId, `listing/${listingId}`);
    expect(audits.map(({ version, by }) => [version, by])).toEqual([
      [1, 'setup'],
      [2, memberOf(clinicId, 'owner')],
      [3, memberOf(clinicId, 'owner')],
    ]);
  });

  it('answers a repetition, and refuses an outdated screen and a day to come', async () => {
    const clinicId = await seeded('consent-again');
    await consent(clinicId, { seenVersion: 1, consent: letter });

    const answers = [
      await consent(clinicId, { seenVersion: 1, consent: letter }),
      await consent(clinicId, { seenVersion: 1, consent: null }),
      await consent(clinicId, { seenVersion: 2, consent: { ...letter, recordedOn: '2026-11-24' } }),
      await consent(clinicId, { seenVersion: 2, consent: { ...letter, document: ' ' } }),
    ];

    expect(answers.map(statusOf)).toEqual([200, 409, 400, 400]);
  });
});
