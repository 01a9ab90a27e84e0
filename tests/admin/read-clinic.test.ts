import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conditions } from '../../functions/domain/condition.ts';
import type { Connection } from '../../functions/domain/connection.ts';
import { openConnections } from '../../functions/store/connections.ts';
import { aClinic, aListing, anEmbed, NOW } from '../support/builders.ts';
import { aRun, plantPull } from '../web-admin/support/plant-pull.ts';
import { memberOf, reviewIdOf, type StaffApi, seedClinic, seedReview, startStaffApi } from './staff-api.ts';

let api: StaffApi;
beforeAll(async () => {
  api = await startStaffApi();
});
afterAll(() => api.tables.stop());

const created = (subject: string) => ({ subject, action: 'created', by: 'setup', at: NOW }) as const;

describe('readMe', () => {
  it('gives every clinic of the person, by name, with role and own name', async () => {
    await seedClinic(api, 'me-b');
    await seedClinic(api, 'me-a');
    for (const [clinicId, role] of [
      ['me-a', 'viewer'],
      ['me-b', 'owner'],
      ['me-gone', 'owner'],
    ] as const) {
      const after = { clinicId, staffId: 'many', name: 'Mina', role, version: 1 };
      await api.needs.members.save({ after, audit: created('member/many') });
    }
    const before = aClinic({ clinicId: 'me-a' });
    const after = { ...before, name: 'Birch Clinic', version: 2 };
    await api.needs.clinics.save({ before, after, audit: { ...created('clinic'), action: 'changed' } });

    const { body } = await api.ask('many', 'GET /api/me');

    expect(body).toEqual({
      staffId: 'many',
      clinics: [
        { clinicId: 'me-a', name: 'Birch Clinic', role: 'viewer', memberName: 'Mina' },
        { clinicId: 'me-b', name: 'Juniper Lane Acupuncture', role: 'owner', memberName: 'Mina' },
      ],
    });
  });

  it('gives no clinic to somebody nobody has admitted', async () => {
    expect((await api.ask('nobody', 'GET /api/me')).body).toEqual({ staffId: 'nobody', clinics: [] });
  });
});

describe('readClinic', () => {
  it('gives clinic, locations and the length of each queue', async () => {
    await seedClinic(api, 'counted');
    for (let n = 1; n <= 6; n += 1) {
      await seedReview(api, 'counted', {
        review: { reviewId: reviewIdOf(n) },
        moderation: { status: n > 3 ? 'shown' : 'waiting', ...(n === 6 && { removedAt: NOW }) },
      });
    }

    const { body } = await api.ask(memberOf('counted', 'viewer'), 'GET /api/clinics/{clinicId}', {
      clinicId: 'counted',
    });

    expect(body).toEqual({
      clinic: aClinic({ clinicId: 'counted' }),
      locations: [{ clinicId: 'counted', locationId: 'mill-lane', name: 'Mill Lane', version: 1 }],
      counts: { waiting: 3, shown: 2, 'not-shown': 0, removed: 1 },
    });
  });

  it('says that nothing can be published while the clinic has not stated its profession', async () => {
    await seedClinic(api, 'incomplete');
    const before = aClinic({ clinicId: 'incomplete' });
    const { profession: _, ...after } = { ...before, version: 2 };
    await api.needs.clinics.save({ before, after, audit: { ...created('clinic'), action: 'changed' } });

    const asked = { clinicId: 'incomplete' };
    const { body } = await api.ask(memberOf('incomplete', 'viewer'), 'GET /api/clinics/{clinicId}', asked);

    expect(body.hold).toBe('clinic-profile-incomplete');
  });
});

describe('listListings', () => {
  it('gives each listing with its place, its own rating and how pulling goes', async () => {
    const clinicId = 'listed';
    await seedClinic(api, clinicId);
    const paused = aListing({ clinicId, listingId: 'old-town-google', isPaused: true });
    await api.needs.clinics.saveListing({ after: paused, audit: created('listing/old-town-google') });
    const summary = {
      clinicId,
      listingId: 'mill-lane-google',
      source: 'google-business',
      rating: 4.7,
      count: 43,
      asOf: '2026-11-22',
      expiresAt: '2026-12-21T10:00:00.000Z',
    } as const;
    await api.needs.summaries.save(summary);
    await api.needs.pulls.open({ clinicId, listingId: 'mill-lane-google' }, NOW);

    const { body } = await api.ask(memberOf(clinicId, 'viewer'), 'GET /api/clinics/{clinicId}/listings', {
      clinicId,
    });

    expect(body).toEqual({
      listings: [
        { listing: aListing({ clinicId }), place: 'Mill Lane', summary, dueAt: NOW, failuresInARow: 0 },
        { listing: paused, place: 'Mill Lane', failuresInARow: 0 },
      ],
      google: { state: 'open', application: { done: [], version: 0 } },
    });
  });
});

describe('a listing that hangs on a connection of the clinic', () => {
  it.each([
    ['within eight days of consent', '2026-11-14T10:00:00.000Z', 'grant-expired', true],
    ['later', '2026-11-14T09:59:59.000Z', 'grant-expired', false],
    ['never', '2026-11-20T10:00:00.000Z', 'done', false],
  ] as const)('says whether consent ended as in testing: %s', async (_, consentedAt, outcome, expected) => {
    const clinicId = `hanging-${consentedAt.slice(8, 19).replaceAll(/[T:]/gu, '-')}-${outcome}`;
    await seedClinic(api, clinicId);
    const connections = openConnections(api.tables.ledger);
    const connection: Connection = {
      clinicId,
      connectionId: 'main',
      source: 'google-business',
      state: 'connected',
      consentedAt,
      consentedBy: memberOf(clinicId, 'owner'),
      locations: [],
      version: 1,
    };
    const audit = { subject: 'connection/main', action: 'connected', by: 'somebody', at: NOW } as const;
    await connections.save({ after: connection, audit });
    const held = { withWords: 34, withoutWords: 9 };
    const run = { ...{ clinicId, listingId: 'mill-lane-google', failuresInARow: 0 }, held };
    await plantPull(api, { ...run, runs: [aRun(outcome, NOW)] });

    const route = 'GET /api/clinics/{clinicId}/listings';
    const { body } = await api.ask(memberOf(clinicId, 'viewer'), route, { clinicId });

    expect(body.listings[0]).toMatchObject({
      connection: { connectionId: 'main', state: 'connected', isEndedAsInTesting: expected },
      held,
    });
    expect(JSON.stringify(body)).not.toContain('consentedBy');
  });
});

describe('listEmbeds', () => {
  it('gives the clinic’s embeds and nobody else’s', async () => {
    await seedClinic(api, 'embeds-a');
    await seedClinic(api, 'embeds-b');
    const own = anEmbed({ clinicId: 'embeds-a', embedId: 'a-site' });
    await api.needs.clinics.saveEmbed({ after: own, audit: created('embed/a-site') });
    const other = anEmbed({ clinicId: 'embeds-b', embedId: 'b-site' });
    await api.needs.clinics.saveEmbed({ after: other, audit: created('embed/b-site') });

    const asked = { clinicId: 'embeds-a' };
    const { body } = await api.ask(
      memberOf('embeds-a', 'viewer'),
      'GET /api/clinics/{clinicId}/embeds',
      asked,
    );

    expect(body).toEqual({ embeds: [own] });
  });
});

describe('GET /api/conditions', () => {
  it('gives the lexicon’s conditions with both labels, and not its synonyms', async () => {
    const { body } = await api.ask('anybody', 'GET /api/conditions');

    expect(body).toEqual({ conditions });
    expect(body.conditions[0]).toHaveProperty('staffLabel');
    expect(JSON.stringify(body)).not.toContain('synonyms');
  });
});
