import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApplyNeeds, applyClinic } from '../../functions/admin/apply-clinic.ts';
import type { ClinicFile, ListingEntry } from '../../functions/admin/clinic-file.ts';
import { AppError } from '../../functions/domain/error.ts';
import { openModeration } from '../../functions/domain/follow-review.ts';
import type { Moderation } from '../../functions/domain/moderation.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { openClinics } from '../../functions/store/clinics.ts';
import { openEmbedClaims } from '../../functions/store/embed-claims.ts';
import { openLeases } from '../../functions/store/leases.ts';
import { openMembers } from '../../functions/store/members.ts';
import { openModerations } from '../../functions/store/moderations.ts';
import { openPulls } from '../../functions/store/pulls.ts';
import { aReview, NOW } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';
import { aClinicFile } from './a-clinic-file.ts';

const LATER = '2026-11-23T10:00:00.000Z';

let tables: TestTables;
let needs: ApplyNeeds & { invited: string[] };
beforeAll(async () => {
  tables = await startTables();
  const invited: string[] = [];
  const findOrInvite = async (email: string) => {
    if (!invited.includes(email)) invited.push(email);
    return `staff-of-${email}`;
  };
  const { ledger } = tables;
  needs = {
    clinics: openClinics(ledger),
    members: openMembers(ledger),
    moderations: openModerations(ledger),
    pulls: openPulls(ledger),
    embedClaims: openEmbedClaims(ledger),
    accounts: { findOrInvite },
    invited,
    now: () => NOW,
  };
});
afterAll(() => tables.stop());

const later = () => ({ ...needs, now: () => LATER });

/** Everything in the ledger, by key. */
async function ledger() {
  const { Items = [] } = await tables.ledger.client.send(
    new ScanCommand({ TableName: tables.ledger.name, ConsistentRead: true }),
  );
  return Object.fromEntries(Items.map((item) => [`${item.pk} ${item.sk}`, item]));
}

async function issuesOf(file: ClinicFile): Promise<readonly string[]> {
  const before = await ledger();
  const error = await applyClinic(file, needs).catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error('It was not refused.');
  expect(error.kind).toBe('invalid');
  expect(await ledger()).toEqual(before);
  return error.issues.map(({ path, message }) => `${path}: ${message}`);
}

const outcomes = (applied: Awaited<ReturnType<typeof applyClinic>>) =>
  applied.map(({ kind, id, outcome, fields }) => [outcome, kind, id, ...fields].join(' '));

const withListing = (file: ClinicFile, at: number, differs: object): ClinicFile => ({
  ...file,
  listings: (file.listings ?? []).map((one, index) =>
    index === at ? ({ ...one, ...differs } as ListingEntry) : one,
  ),
});

describe('applyClinic', () => {
  it('creates what a file names, with defaults, audit lines by setup, and listings due at once', async () => {
    const applied = await applyClinic(aClinicFile('created'), needs);

    expect(outcomes(applied)).toEqual([
      'created clinic created',
      'created location mill-lane',
      'created location old-town',
      'created listing mill-lane-google',
      'created listing mill-lane-yelp',
      'created embed created-site',
      'created embed created-yoga',
      'created member olga@created.example',
    ]);
    expect(await needs.clinics.find('created')).toMatchObject({ authorStyle: 'first-name', version: 1 });
    expect(await needs.clinics.listListings('created')).toMatchObject([
      { pullEveryHours: 24, isPaused: false },
      { pullEveryHours: 8, isPaused: false, excerptConsent: { recordedOn: '2026-05-03' } },
    ]);
    expect(await needs.clinics.listEmbeds('created')).toMatchObject([
      { embedId: 'created-site', language: 'en' },
      { embedId: 'created-yoga', locationIds: ['mill-lane'] },
    ]);
    const staffId = 'staff-of-olga@created.example';
    expect(await needs.members.find(staffId, 'created')).toMatchObject({ name: 'Olga Reyes', role: 'owner' });
    const pulls = await needs.pulls.listOf('created');
    expect(pulls.map(({ listingId, dueAt }) => [listingId, dueAt])).toEqual([
      ['mill-lane-google', NOW],
      ['mill-lane-yelp', NOW],
    ]);
    for (const subject of [
      'clinic',
      'location/mill-lane',
      'listing/mill-lane-yelp',
      'embed/created-site',
      `member/${staffId}`,
    ]) {
      const line = { clinicId: 'created', subject, version: 1, action: 'created', by: 'setup', at: NOW };
      expect(await listAudits(tables.ledger, 'created', subject)).toEqual([line]);
    }
  });

  it('writes nothing the second time, and invites nobody again', async () => {
    await applyClinic(aClinicFile('twice'), needs);
    const before = await ledger();

    const applied = await applyClinic(aClinicFile('twice'), later());

    expect(new Set(applied.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    expect(await ledger()).toEqual(before);
    expect(needs.invited.filter((email) => email.endsWith('@twice.example'))).toHaveLength(1);
  });

  it('changes what differs and names the fields, each with one audit line', async () => {
    const file = aClinicFile('changes');
    await applyClinic(file, needs);
    const pageUrl = 'https://maps.google.com/maps?cid=9';
    const next: ClinicFile = {
      ...withListing(file, 0, { pageUrl, pullEveryHours: 12, locationId: 'old-town' }),
      clinic: { ...file.clinic, name: 'Juniper Lane', authorStyle: 'initials' },
      members: [{ email: 'olga@changes.example', name: 'Olga Reyes', role: 'staff' }],
    };

    const applied = await applyClinic(next, later());

    expect(outcomes(applied).filter((line) => !line.startsWith('unchanged'))).toEqual([
      'changed clinic changes name authorStyle',
      'changed listing mill-lane-google locationId pageUrl pullEveryHours',
      'changed member olga@changes.example role',
    ]);
    expect(await needs.clinics.findListing('changes', 'mill-lane-google')).toMatchObject({
      pageUrl,
      version: 2,
    });
    const lines = await listAudits(tables.ledger, 'changes', 'listing/mill-lane-google');
    expect(lines.map(({ action, by, at }) => [action, by, at])).toEqual([
      ['created', 'setup', NOW],
      ['changed', 'setup', LATER],
    ]);
  });

  it('keeps the address of a page as visitors get it, and refuses one that they would never get', async () => {
    const file = aClinicFile('addresses');
    const [listing] = file.listings ?? [];
    const at = (pageUrl: string) => applyClinic(withListing(file, 0, { pageUrl }), needs);

    await at('https://www.google.com/maps/place/Clínica+Azul');

    const stored = await needs.clinics.findListing('addresses', listing?.listingId ?? '');
    expect(stored?.pageUrl).toBe('https://www.google.com/maps/place/Cl%C3%ADnica+Azul');
    await expect(at('https://addresses.example/reviews')).rejects.toMatchObject({
      issues: [
        {
          path: 'listings.0.pageUrl',
          message: expect.stringContaining('https://www.google.com/maps/place/'),
        },
      ],
    });
  });

  it('leaves alone what the file does not name, things and fields, and says so', async () => {
    await applyClinic(aClinicFile('left-alone'), needs);
    const before = await ledger();

    const applied = await applyClinic(
      { clinic: { clinicId: 'left-alone', name: 'Juniper Lane Acupuncture' } },
      needs,
    );

    expect(outcomes(applied)).toEqual([
      'unchanged clinic left-alone',
      'not-in-file location mill-lane',
      'not-in-file location old-town',
      'not-in-file listing mill-lane-google',
      'not-in-file listing mill-lane-yelp',
      'not-in-file embed left-alone-site',
      'not-in-file embed left-alone-yoga',
    ]);
    expect(await ledger()).toEqual(before);
  });

  it('takes away what the file sets to null', async () => {
    const file = aClinicFile('takes-away');
    await applyClinic(file, needs);

    const applied = await applyClinic(
      {
        ...withListing(file, 1, { excerptConsent: null }),
        clinic: { ...file.clinic, country: null, region: null },
        embeds: [{ embedId: 'takes-away-yoga', name: 'Yoga studio', audience: 'partner', locationIds: null }],
      },
      needs,
    );

    expect(outcomes(applied)).toEqual(
      expect.arrayContaining([
        'changed clinic takes-away country region',
        'changed listing mill-lane-yelp excerptConsent',
        'changed embed takes-away-yoga locationIds',
      ]),
    );
    expect(await needs.clinics.find('takes-away')).not.toHaveProperty('country');
    expect(await needs.clinics.findListing('takes-away', 'mill-lane-yelp')).not.toHaveProperty(
      'excerptConsent',
    );
  });

  it('adds to a clinic that exists, at a location that only the ledger has', async () => {
    const { clinic, listings = [] } = aClinicFile('adds-to');
    await applyClinic({ ...aClinicFile('adds-to'), listings: [] }, needs);

    const applied = await applyClinic({ clinic, listings }, needs);

    expect(outcomes(applied)).toContain('created listing mill-lane-google');
  });

  it('finishes what a crash has left: a listing without its pull, a claim without its embed', async () => {
    const file = aClinicFile('crashed');
    await needs.embedClaims.claim('crashed-site', 'crashed');
    const dying = {
      ...needs,
      pulls: { ...needs.pulls, open: () => Promise.reject(new Error('the process died')) },
    };
    await expect(applyClinic(file, dying)).rejects.toThrow('the process died');

    await applyClinic(file, needs);

    expect((await needs.pulls.listOf('crashed')).map(({ dueAt }) => dueAt)).toEqual([NOW, NOW]);
    expect(await needs.clinics.listEmbeds('crashed')).toHaveLength(2);
  });

  it('makes no paused listing due, and makes it due when the pause ends', async () => {
    const clinicId = 'paused';
    const ref = { clinicId, listingId: 'mill-lane-google' };
    await applyClinic(withListing(aClinicFile(clinicId), 0, { isPaused: true }), needs);
    expect(await needs.pulls.find(ref)).toBeUndefined();
    await applyClinic(withListing(aClinicFile(clinicId), 0, { isPaused: false }), needs);
    const lease = await openLeases(tables.ledger).take(ref, NOW, LATER);
    if (!lease) throw new Error('It was free.');
    await needs.pulls.finish({ ...ref, lastGoodAt: NOW, failuresInARow: 0, runs: [] }, lease);

    await applyClinic(withListing(aClinicFile(clinicId), 0, { isPaused: false }), later());

    expect(await needs.pulls.find(ref)).toMatchObject({ dueAt: LATER, lastGoodAt: NOW });
    const due = [];
    for await (const one of needs.pulls.listDue(LATER)) due.push(one);
    expect(due).toContainEqual(ref);
  });

  it('makes no Google listing due before it is connected', async () => {
    const file = withListing(aClinicFile('unconnected'), 0, { placeId: 'ChIJmadeupmadeupmadeup01' });
    const [{ connectionId: _, ...unconnected }] = file.listings as [ListingEntry];
    await applyClinic({ ...file, listings: [unconnected] }, needs);
    const [listing] = await needs.clinics.listListings('unconnected');
    const before = await needs.pulls.listOf('unconnected');

    await applyClinic(file, later());

    const ref = { clinicId: 'unconnected', listingId: 'mill-lane-google' };
    expect(listing).toMatchObject({ placeId: 'ChIJmadeupmadeupmadeup01' });
    expect(before).toEqual([]);
    expect(await needs.pulls.find(ref)).toMatchObject({ dueAt: LATER });
  });

  it('lets an embed’s id be used by one clinic only, also when two ask at once', async () => {
    const withEmbed = (clinicId: string): ClinicFile => ({
      clinic: { clinicId, name: 'Juniper' },
      embeds: [{ embedId: 'wanted-by-many', name: 'Site', audience: 'own-site' }],
    });
    const clinicIds = Array.from({ length: 8 }, (_, at) => `claimant-${at}`);

    const applied = await Promise.allSettled(clinicIds.map((id) => applyClinic(withEmbed(id), needs)));

    const embeds = await Promise.all(clinicIds.map((id) => needs.clinics.listEmbeds(id)));
    expect(applied.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(embeds.flat()).toHaveLength(1);
    expect(await issuesOf(withEmbed('claimant-late'))).toEqual([
      'embeds.0.embedId: Another clinic uses it; choose another.',
    ]);
  });
});

describe('mistakes over more than one field', () => {
  const file = aClinicFile('mistaken');
  const embeds = file.embeds ?? [];
  const again = 'It stands in this list already; take one out or give it another.';

  it.each<readonly [string, ClinicFile, readonly string[]]>([
    [
      'an interval in which a source’s reviews would lapse',
      withListing(aClinicFile('refused'), 1, { pullEveryHours: 23 }),
      ['listings.1.pullEveryHours: What this source lends is gone by then; give at most 22 hours.'],
    ],
    [
      'a listing at no location of the clinic',
      withListing(file, 0, { locationId: 'nowhere' }),
      ['listings.0.locationId: The clinic has no location nowhere; add it to locations.'],
    ],
    [
      'a connected Google listing without its account',
      {
        ...file,
        listings: [
          {
            listingId: 'mill-lane-google',
            locationId: 'mill-lane',
            source: 'google-business',
            sourceListingId: '2',
            connectionId: 'main',
            pageUrl: 'https://maps.google.com/',
          },
        ],
      },
      ['listings.0.accountId: It is missing; give the digits after Google’s accounts/.'],
    ],
    [
      'a Yelp listing with account and connection',
      withListing(file, 1, { accountId: '1', connectionId: 'main', placeId: 'ChIJmadeupmadeupmadeup01' }),
      [
        'listings.1.accountId: Only Google listings have it; take it out.',
        'listings.1.connectionId: Only Google listings have it; take it out.',
        'listings.1.placeId: Only Google listings have it; take it out.',
      ],
    ],
    [
      'consent to excerpts of Google',
      withListing(file, 0, { excerptConsent: { recordedOn: '2026-05-03', document: 'Mail' } }),
      ['listings.0.excerptConsent: Only Yelp listings have it; take it out.'],
    ],
    [
      'an id that is not Google’s, and one that is not Yelp’s',
      withListing(withListing(file, 0, { sourceListingId: 'abc' }), 1, { sourceListingId: 'juniper-lane' }),
      [
        'listings.0.sourceListingId: Google’s is made of digits: those after locations/.',
        'listings.1.sourceListingId: Yelp’s business id has 22 characters; the alias will not do.',
      ],
    ],
    [
      'two listings that read the same',
      {
        ...file,
        listings: (file.listings ?? []).flatMap((one) => [one, { ...one, listingId: `${one.listingId}-2` }]),
      },
      [
        'listings.0.sourceListingId: mill-lane-google-2 reads it already; take one of the two out.',
        'listings.1.sourceListingId: mill-lane-google reads it already; take one of the two out.',
        'listings.2.sourceListingId: mill-lane-yelp-2 reads it already; take one of the two out.',
        'listings.3.sourceListingId: mill-lane-yelp reads it already; take one of the two out.',
      ],
    ],
    [
      'an embed of a location that is not there, and one of a location named twice',
      {
        ...file,
        embeds: [
          { embedId: 'one', name: 'One', audience: 'own-site', locationIds: ['old-town', 'nowhere'] },
          { embedId: 'two', name: 'Two', audience: 'own-site', locationIds: ['old-town', 'old-town'] },
        ],
      },
      [
        'embeds.0.locationIds: The clinic has no location nowhere; add it to locations.',
        'embeds.1.locationIds: A location stands in it twice; take one out.',
      ],
    ],
    [
      'the same id twice',
      {
        ...file,
        locations: [...(file.locations ?? []), { locationId: 'old-town', name: 'Old Town again' }],
        embeds: [...embeds, ...embeds.slice(0, 1)],
        members: [...(file.members ?? []), { email: 'OLGA@mistaken.example', name: 'Olga', role: 'viewer' }],
      },
      [`locations.2.locationId: ${again}`, `embeds.2.embedId: ${again}`, `members.1.email: ${again}`],
    ],
    [
      'a region without its country',
      { clinic: { clinicId: 'mistaken', name: 'Juniper', region: 'OR' } },
      ['clinic.region: A region needs its country; give both.'],
    ],
  ])('refuses %s, and writes nothing', async (_, mistaken, issues) => {
    expect(await issuesOf(mistaken)).toEqual(issues);
  });

  it('refuses to read another listing under a known id, and says what to do', async () => {
    const known = aClinicFile('known-id');
    await applyClinic(known, needs);
    const todo =
      'cannot change, as the ids of its reviews are made of it. Keep it and set isPaused to true, and add the other as a listing with a listingId of its own.';

    expect(await issuesOf(withListing(known, 0, { sourceListingId: '3' }))).toEqual([
      `listings.0.sourceListingId: It is 2222222222222222222 and ${todo}`,
    ]);
    const other = { source: 'yelp', sourceListingId: 'b'.repeat(22) };
    expect(await issuesOf(withListing(known, 0, other))).toContain(
      `listings.0.source: It is google-business and ${todo}`,
    );
  });

  it('refuses a second listing that reads what one reads already, and says by which id to name it', async () => {
    const known = aClinicFile('known-twin');
    await applyClinic(known, needs);

    expect(await issuesOf(withListing(known, 0, { listingId: 'by-another-name' }))).toEqual([
      'listings.0.sourceListingId: mill-lane-google reads it already; give this one that listingId.',
    ]);
  });

  describe('with an opening policy', () => {
    const opening = { 'google-business': 'show-unflagged' } as const;
    const withOpening = (id: string, asked: ClinicFile['clinic']['opening']): ClinicFile => {
      const file = aClinicFile(id);
      return { ...file, clinic: { ...file.clinic, ...(asked !== undefined && { opening: asked }) } };
    };
    const audit = { subject: 'moderation/r', action: 'shown', by: 'policy', at: NOW } as const;
    async function showByPolicy(clinicId: string, differs: Partial<Moderation> = {}) {
      const moderation = openModeration(aReview({ clinicId, ...differs }), NOW, 'shown');
      const subject = `moderation/${moderation.reviewId}`;
      await needs.moderations.save({ after: { ...moderation, ...differs }, audit: { ...audit, subject } });
      return moderation;
    }
    const statusOf = async (clinicId: string, reviewId = 'r000000000000000000001') =>
      (await needs.moderations.find(clinicId, reviewId))?.status;

    it('stores it with its audit line, and takes it away with null', async () => {
      await applyClinic(aClinicFile('policy'), needs);

      const applied = await applyClinic(withOpening('policy', opening), later());
      expect(outcomes(applied)).toContain('changed clinic policy opening');
      expect(await needs.clinics.find('policy')).toMatchObject({ opening });
      expect((await listAudits(tables.ledger, 'policy', 'clinic')).at(-1)).toMatchObject({
        action: 'changed',
        by: 'setup',
        at: LATER,
      });

      await applyClinic(withOpening('policy', null), later());
      expect(await needs.clinics.find('policy')).not.toHaveProperty('opening');
    });

    it('lets what it showed wait again when it is switched off, and nothing else', async () => {
      await applyClinic(withOpening('switched', opening), needs);
      await showByPolicy('switched');
      await showByPolicy('switched', { reviewId: 'r2', decidedBy: 'ana' });

      const applied = await applyClinic(withOpening('switched', null), later());

      expect(outcomes(applied)).toContain('put-back reviews 1');
      expect([await statusOf('switched'), await statusOf('switched', 'r2')]).toEqual(['waiting', 'shown']);
      const lines = await listAudits(tables.ledger, 'switched', 'moderation/r000000000000000000001');
      expect(lines.at(-1)).toMatchObject({ action: 'put-back', by: 'policy', at: LATER });
    });

    it('finishes with the next file what a crash left', async () => {
      await applyClinic(aClinicFile('crashed'), needs);
      await showByPolicy('crashed');

      await applyClinic(aClinicFile('crashed'), needs);

      expect(await statusOf('crashed')).toBe('waiting');
    });

    it('leaves alone what another source’s policy shows', async () => {
      await applyClinic(withOpening('other', { ...opening, yelp: 'show-unflagged' }), needs);
      await showByPolicy('other');

      await applyClinic(withOpening('other', opening), later());

      expect(await statusOf('other')).toBe('shown');
    });
  });
});
