import { describe, expect, it } from 'vitest';
import type { ListingsView, ListingView } from '../../../functions/domain/staff-view.ts';
import { describeListing } from '../../../web-admin/sources/describe-listing.ts';
import { ageOfImport, remindOfImport, wantsExport } from '../../../web-admin/takeout/describe-import.ts';
import { beginningOf, leavesAt, possibleDays } from '../../../web-admin/takeout/export-day.ts';
import { placeOfEach } from '../../../web-admin/takeout/place-of-each.ts';
import { aListing } from '../../support/builders.ts';
import { aRun } from '../support/plant-pull.ts';

const EXPORTED = '2026-11-19T10:11:12.000Z';
const LEAVES = '2026-12-18T10:00:00.000Z';
const { connectionId: _, ...unconnected } = aListing();
const imported = {
  exportedAt: EXPORTED,
  startedAt: EXPORTED,
  finishedAt: EXPORTED,
  total: 43,
  leavesAt: LEAVES,
  confirmBy: '2027-01-18T10:00:00.000Z',
};

const at = (instant: string) => Date.parse(instant);
const aView = (differs: Partial<ListingView> = {}): ListingView => ({
  ...{ listing: unconnected, place: 'Mill Lane', failuresInARow: 0, imported },
  ...differs,
});
const without = ({ imported: gone, ...rest }: ListingView): ListingView => rest;

describe('a listing whose reviews come from exports', () => {
  it('is no fault while it is not connected', () => {
    expect(describeListing(without(aView()), at(EXPORTED))).toMatchObject({
      mood: 'resting',
      title: 'Not connected to Google yet',
    });
  });

  it.each([
    ['2026-12-11T09:59:00.000Z', 'fresh', 'well', /leave your pages on (?:18 December|December 18)/u],
    ['2026-12-11T10:00:00.000Z', 'leaving', 'attention', /leave your pages on/u],
    ['2026-12-18T09:59:00.000Z', 'leaving', 'attention', /leave your pages on/u],
    ['2026-12-18T10:00:00.000Z', 'left', 'attention', /left your pages on/u],
  ] as const)('is at %s %s', (now, age, mood, todo) => {
    const state = describeListing(aView(), at(now));

    expect(ageOfImport(aView(), at(now))).toBe(age);
    expect(state.mood).toBe(mood);
    expect(state.todo).toMatch(todo);
  });

  it.each([
    ['2026-12-01T10:00:00.000Z', 'leave your pages on'],
    ['2026-12-17T10:00:00.000Z', 'leave your pages on'],
    ['2026-12-19T10:00:00.000Z', 'left your pages on'],
  ])('asks for a connection, not for another export, where the sixty days decide: %s', (now, words) => {
    const view = aView({ imported: { ...imported, confirmBy: LEAVES } });

    const { todo } = describeListing(view, at(now));
    const reminder = remindOfImport([view], at(now)) ?? todo;

    for (const said of [todo, reminder]) {
      expect(said).toContain(words);
      expect(said).toContain('Connect Google');
      expect(said).not.toContain('Export them again');
    }
  });

  it('says that an import was broken off', () => {
    const { finishedAt, ...unfinished } = imported;

    const state = describeListing(aView({ imported: unfinished }), at(EXPORTED));

    expect(finishedAt).toBe(EXPORTED);
    expect(state).toMatchObject({
      mood: 'attention',
      todo: expect.stringContaining('Choose the same file again'),
    });
  });

  it('is told of its export while Google has not approved access, and of Google’s failure otherwise', () => {
    const failing = (outcome: 'not-approved' | 'grant-expired') =>
      describeListing(aView({ listing: aListing(), lastRun: aRun(outcome, EXPORTED) }), at(EXPORTED)).title;

    expect(failing('not-approved')).toMatch(/^From an export of 19 November|^From an export of November 19/u);
    expect(failing('grant-expired')).toMatch(/^Reconnect Google/u);
  });
});

describe('remindOfImport', () => {
  it('names the place whose export ends first, in the last seven days only', () => {
    const sooner = { ...imported, leavesAt: '2026-12-16T10:00:00.000Z' };
    const both = [aView(), aView({ place: 'Harbour', imported: sooner }), without(aView())];

    expect(remindOfImport(both, at('2026-12-08T10:00:00.000Z'))).toBeUndefined();
    expect(remindOfImport(both, at('2026-12-13T10:00:00.000Z'))).toMatch(/reviews of Harbour leave/u);
    expect(remindOfImport(both, at('2026-12-20T10:00:00.000Z'))).toMatch(/reviews of Harbour left/u);
  });
});

describe('wantsExport', () => {
  const view = (
    state: ListingsView['google']['state'],
    ...listings: readonly ListingView[]
  ): ListingsView => ({
    listings,
    google: { state, application: { done: [], version: 0 } },
  });
  const connected = without(aView({ listing: aListing(), lastRun: aRun('done', EXPORTED) }));

  it('asks for one where Google does not share a listing', () => {
    const cutOff = without(aView({ listing: aListing(), lastRun: aRun('grant-expired', EXPORTED) }));

    expect(wantsExport(view('open', connected))).toBe(false);
    expect(wantsExport(view('open', connected, cutOff))).toBe(true);
    expect(wantsExport(view('open', connected, aView()))).toBe(true);
    expect(wantsExport(view('waiting'))).toBe(true);
  });
});

describe('placeOfEach', () => {
  const places = [
    { clinicId: 'juniper', locationId: 'mill-lane', name: 'Mill Lane', version: 1 },
    { clinicId: 'juniper', locationId: 'harbour', name: 'Harbour Street', version: 1 },
  ];
  const anExported = (sourceListingId: string, title?: string) => ({
    ...{ sourceListingId, accountId: '1', rows: [], withWords: 0, withoutStars: 0, damaged: 0 },
    ...(title !== undefined && { title }),
  });

  it('goes by a listing with the same id, then by a name in the title, and leaves the rest open', () => {
    const exported = [
      anExported(unconnected.sourceListingId, 'Harbour Street'),
      anExported('8', 'JUNIPER harbour street'),
      anExported('9'),
    ];

    const found = placeOfEach(exported, places, [aView()]);

    expect([...found]).toEqual([
      [unconnected.sourceListingId, { locationId: 'mill-lane', name: 'Mill Lane', isKnown: true }],
      ['8', { locationId: 'harbour', name: 'Harbour Street', isKnown: false }],
    ]);
  });

  it.each([
    ['nothing names a place', [anExported('8')]],
    ['the only location is named otherwise', [anExported('8', 'Juniper Downtown')]],
    ['a name is only a part of a word', [anExported('8', 'Harbour Streetwise')]],
    ['two locations have one title', [anExported('8', 'Harbour Street'), anExported('9', 'Harbour Street')]],
    ['a title names two places', [anExported('8', 'Harbour Street, behind Mill Lane')]],
  ])('proposes nothing where %s', (_, exported) => {
    expect(placeOfEach(exported, places, []).size).toBe(0);
  });

  it('proposes no place that has a listing of Google’s already', () => {
    expect(placeOfEach([anExported('8', 'Juniper Mill Lane')], places, [aView()]).size).toBe(0);
    expect(placeOfEach([anExported('8', 'Juniper Mill-Lane!')], places, []).get('8')?.name).toBe('Mill Lane');
  });
});

describe('the day of an export', () => {
  const now = at('2026-11-22T10:00:00.000Z');
  const days = (perhapsOn: string, notBefore?: string) =>
    possibleDays(
      {
        locations: [],
        unknown: 0,
        unreadable: 0,
        hasWritten: false,
        perhapsOn,
        ...(notBefore && { notBefore }),
      },
      now,
    );

  it('is not before the last review in it, not over, and not to come', () => {
    expect(days('2026-11-20')).toMatchObject({ likely: '2026-11-20', last: '2026-11-22' });
    expect(days('2026-11-20', '2026-11-21')).toMatchObject({ first: '2026-11-21', likely: '' });
    expect(days('2026-11-24').likely).toBe('2026-11-22');
    expect(days('1980-01-01').likely).toBe('');
    expect(Date.parse(leavesAt(beginningOf(days('2026-11-20').first)))).toBeGreaterThan(now);
  });
});
