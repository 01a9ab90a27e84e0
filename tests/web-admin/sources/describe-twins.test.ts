import { describe, expect, it } from 'vitest';
import type { Listing } from '../../../functions/domain/clinic.ts';
import type { ListingView } from '../../../functions/domain/staff-view.ts';
import { describeTwins, nameListing } from '../../../web-admin/sources/describe-twins.ts';
import { inUse } from '../../../web-admin/sources/find-twins.ts';
import { aListing, NOW } from '../../support/builders.ts';

function aView(differs: Partial<Listing> = {}, place = 'Mill Lane'): ListingView {
  return { listing: aListing(differs), place, failuresInARow: 0 };
}

function fromExport(listingId: string, differs: Partial<Listing> = {}): ListingView {
  const { connectionId: _, ...listing } = aListing({ listingId, sourceListingId: listingId, ...differs });
  return { listing, place: 'Mill Lane', failuresInARow: 0 };
}

const read = aView();

describe('nameListing', () => {
  it('needs no more than the source where nothing else is called so', () => {
    const other = fromExport('9', { locationId: 'harbour' });
    const all = [read, { ...other, place: 'Harbour Street' }, aView({ listingId: 'y', source: 'yelp' })];

    expect(all.map((view) => nameListing(view, all))).toEqual([['Google'], ['Google'], ['Yelp']]);
  });

  it('tells two of one place apart by how they come in, and by their numbers', () => {
    const all = [read, fromExport('9')];

    expect(all.map((view) => nameListing(view, all))).toEqual([
      ['Google', 'connected', 'number 2222222222222222222'],
      ['Google', 'from an export', 'number 9'],
    ]);
  });

  it('tells two locations of one name apart', () => {
    const all = [read, aView({ listingId: 'b', locationId: 'other', sourceListingId: '5' })];

    expect(nameListing(all[1] ?? read, all)).toEqual(['Google', 'connected', 'number 5']);
  });
});

describe('describeTwins', () => {
  it.each<readonly [string, ListingView, ListingView, RegExp]>([
    ['an export beside a connection', fromExport('9'), read, /remove this one/u],
    ['a connection beside an export', read, fromExport('9'), /keep this one and remove the other/u],
    ['an export beside an export', fromExport('8'), fromExport('9'), /keep the one whose number/u],
    ['a connection beside a connection', read, aView({ listingId: 'b' }), /ask the person who set up/u],
    ['two entries of Yelp', aView({ source: 'yelp' }), aView({ listingId: 'b', source: 'yelp' }), /ask the/u],
    [
      'the same id of a place at another location',
      aView({ placeId: 'ChIJmadeup' }),
      fromExport('9', { placeId: 'ChIJmadeup', locationId: 'harbour' }),
      /keep this one/u,
    ],
  ])('says of %s what to do', (_, view, other, words) => {
    expect(describeTwins(view, [view, other])).toMatch(words);
  });

  it.each<readonly [string, ListingView, ListingView]>([
    ['another source', read, aView({ listingId: 'b', source: 'yelp' })],
    ['another place', read, fromExport('9', { locationId: 'harbour' })],
    ['what is removed', read, fromExport('9', { disconnectedAt: NOW })],
    ['a removed one itself', fromExport('9', { disconnectedAt: NOW }), read],
  ])('says nothing of %s', (_, view, other) => {
    expect(describeTwins(view, [view, other])).toBeUndefined();
  });
});

describe('inUse', () => {
  const removed = fromExport('9', { disconnectedAt: NOW });

  it('leaves out what was removed for another listing of the place, once it is deleted', () => {
    expect(inUse([read, removed])).toEqual([read]);
    expect(inUse([read, { ...removed, dueAt: NOW }])).toHaveLength(2);
  });

  it('keeps it where nothing else reads the place', () => {
    expect(inUse([removed])).toEqual([removed]);
    expect(inUse([removed, aView({ listingId: 'y', source: 'yelp' })])).toHaveLength(2);
  });
});
