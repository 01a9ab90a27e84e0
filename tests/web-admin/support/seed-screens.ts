import { confirmYelp, memberOf, type StaffApi, seedClinic, seedExcerpt } from '../../admin/staff-api.ts';
import { aListing, anEmbed, aTagging, NOW } from '../../support/builders.ts';
import { aRun, plantPull } from './plant-pull.ts';
import { plantMonday } from './seed-inbox.ts';

/** Makes a clinic in which every screen has something to show. */
export async function plantWholeClinic(api: StaffApi, clinicId: string): Promise<void> {
  await seedClinic(api, clinicId);
  await plantMonday(api, clinicId);
  await plantSources(api, clinicId);
  await plantPages(api, clinicId);
}

/** Makes Sam a viewer at a second clinic, which has nothing in it. */
export async function plantSecondClinic(api: StaffApi, clinicId: string, of: string): Promise<void> {
  await seedClinic(api, clinicId);
  const { clinics, members } = api.needs;
  const before = await clinics.find(clinicId);
  if (!before) throw new Error('There is no clinic.');
  await clinics.save({
    before,
    after: { ...before, name: 'Copper Beech Clinic', version: 2 },
    audit: audit('clinic'),
  });
  const staffId = memberOf(of, 'staff');
  await members.save({
    after: { clinicId, staffId, name: 'Sam', role: 'viewer', version: 1 },
    audit: audit(`member/${staffId}`),
  });
}

async function plantSources(api: StaffApi, clinicId: string): Promise<void> {
  const { clinics, summaries } = api.needs;
  const harbour = { clinicId, locationId: 'harbour', name: 'Harbour Street', version: 1 };
  await clinics.saveLocation({ after: harbour, audit: audit('location/harbour') });
  const listings = [
    aListing({ clinicId, listingId: 'harbour-google', locationId: 'harbour', sourceListingId: '3' }),
    aListing({ clinicId, listingId: 'mill-lane-yelp', source: 'yelp', sourceListingId: 'y'.repeat(22) }),
  ];
  for (const after of listings) {
    await clinics.saveListing({ after, audit: audit(`listing/${after.listingId}`) });
  }
  await confirmYelp(api);
  const told = { clinicId, source: 'google-business', count: 43, rating: 4.9 } as const;
  const asOf = { asOf: '2026-11-22', expiresAt: '2026-12-21T10:00:00.000Z' };
  const lapsing = { asOf: '2026-11-03', expiresAt: '2026-12-02T10:00:00.000Z' };
  await summaries.save({ ...told, ...asOf, listingId: 'mill-lane-google' });
  await summaries.save({ ...told, ...lapsing, listingId: 'harbour-google', count: 18, rating: 4.7 });
  await plantPull(api, {
    clinicId,
    listingId: 'mill-lane-google',
    dueAt: '2026-11-23T10:00:00.000Z',
    lastGoodAt: NOW,
    failuresInARow: 0,
    runs: [aRun('done', NOW)],
  });
  await plantPull(api, {
    clinicId,
    listingId: 'harbour-google',
    dueAt: '2026-11-22T16:00:00.000Z',
    lastGoodAt: '2026-11-03T10:00:00.000Z',
    failuresInARow: 9,
    runs: [aRun('grant-expired', NOW)],
  });
}

/** Two excerpts that Yelp gives of Mill Lane, which is to have a listing there; one needs a careful look. */
export async function plantExcerpts(api: StaffApi, clinicId: string): Promise<void> {
  await seedExcerpt(api, clinicId, 0, {
    text: 'I put this off for a year because I am squeamish about needles. Turns out you barely notice them. Went in with low back pain after moving house, and by the second...',
    author: { name: 'Renata G.', isAnonymous: false },
    writtenOn: '2026-09-17',
  });
  const text =
    'They kept me waiting twice and the phone, 503-555-0134, was never answered. The treatment itself was fine, though I had hoped that my shoulder would...';
  const second = await seedExcerpt(api, clinicId, 1, {
    text,
    stars: 3,
    author: { name: 'Theo B.', isAnonymous: false },
    writtenOn: '2026-05-02',
  });
  const start = text.indexOf('503');
  await api.needs.taggings.save(aTagging(second, { flags: [{ kind: 'phone', start, end: start + 12 }] }));
}

async function plantPages(api: StaffApi, clinicId: string): Promise<void> {
  const own = anEmbed({ clinicId, embedId: `${clinicId}-site` });
  const partner = anEmbed({
    clinicId,
    embedId: `${clinicId}-yoga`,
    name: 'Stillwater Yoga Studio',
    audience: 'partner',
    locationIds: ['mill-lane'],
  });
  for (const after of [own, partner]) {
    await api.needs.clinics.saveEmbed({ after, audit: audit(`embed/${after.embedId}`) });
  }
}

function audit(subject: string) {
  return { action: 'created', by: 'setup', at: NOW, subject } as const;
}
