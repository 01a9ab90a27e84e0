import type { ClinicFile } from '../../functions/admin/clinic-file.ts';

/** A file with two locations, a listing of each source, two embeds and an owner. */
export function aClinicFile(clinicId = 'juniper'): ClinicFile {
  return {
    clinic: {
      clinicId,
      name: 'Juniper Lane Acupuncture',
      country: 'US',
      region: 'OR',
      profession: 'acupuncture',
    },
    locations: [
      { locationId: 'mill-lane', name: 'Mill Lane' },
      { locationId: 'old-town', name: 'Old Town' },
    ],
    listings: [
      {
        listingId: 'mill-lane-google',
        locationId: 'mill-lane',
        source: 'google-business',
        sourceListingId: '2222222222222222222',
        accountId: '111111111111111111111',
        connectionId: 'main',
        pageUrl: 'https://maps.google.com/maps?cid=2222222222222222222',
      },
      {
        listingId: 'mill-lane-yelp',
        locationId: 'mill-lane',
        source: 'yelp',
        sourceListingId: 'aaaaaaaaaaaaaaaaaaaaaa',
        pageUrl: 'https://www.yelp.com/biz/juniper-lane',
        excerptConsent: { recordedOn: '2026-05-03', document: 'Mail of 3 May, folder Yelp' },
      },
    ],
    embeds: [
      { embedId: `${clinicId}-site`, name: 'Our website', audience: 'own-site' },
      { embedId: `${clinicId}-yoga`, name: 'Yoga studio', audience: 'partner', locationIds: ['mill-lane'] },
    ],
    members: [{ email: `olga@${clinicId}.example`, name: 'Olga Reyes', role: 'owner' }],
  };
}
