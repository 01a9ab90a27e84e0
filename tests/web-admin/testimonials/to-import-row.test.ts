import { describe, expect, it } from 'vitest';
import {
  guessColumns,
  guessDayOrder,
  looksLikeConsent,
} from '../../../web-admin/testimonials/import-columns.ts';
import { type ImportPlan, toImportRow } from '../../../web-admin/testimonials/to-import-row.ts';

const HEADERS = [
  'Name',
  'Datum?',
  'Rating',
  'Comment',
  'Consent given',
  'Platform',
  'Branch',
  'Expires on',
  'Date',
];

function aPlan(differs: Partial<ImportPlan> = {}): ImportPlan {
  return {
    columns: guessColumns(HEADERS),
    dayOrder: 'dmy',
    consentValues: new Set(['yes']),
    locations: [
      { clinicId: 'c', locationId: 'mill-lane', name: 'Mill Lane', version: 1 },
      { clinicId: 'c', locationId: 'harbour', name: 'Harbour Street', version: 1 },
    ],
    locationId: 'mill-lane',
    language: 'en',
    lastDay: '',
    today: '2026-11-22',
    ...differs,
  };
}

const read = (cells: readonly string[], differs: Partial<ImportPlan> = {}) =>
  toImportRow({ line: 7, cells }, aPlan(differs));
const A_ROW = ['Rosa', '', '4', 'It helped.', 'yes', 'survey', 'harbour street', '', '3.5.2026'];
const but = (at: number, value: string) => A_ROW.map((cell, place) => (place === at ? value : cell));

describe('guessColumns', () => {
  it('finds columns in any order by their headers, each once', () => {
    expect(guessColumns(HEADERS)).toEqual({
      author: 0,
      stars: 2,
      text: 3,
      consent: 4,
      source: 5,
      location: 6,
      lastDay: 7,
      writtenOn: 8,
    });
    expect(guessColumns(['Témoignage', 'Étoiles', 'Accord', 'Nom'])).toEqual({
      text: 0,
      stars: 1,
      consent: 2,
      author: 3,
    });
    expect(guessColumns(['Review', 'Consent date', 'Consent', 'Testimonial'])).toMatchObject({
      text: 0,
      signedOn: 1,
      consent: 2,
    });
  });

  it('finds every column of the file that we write ourselves', () => {
    const own = [
      'testimonial_id',
      'place',
      'words',
      'stars',
      'name',
      'language',
      'written_on',
      'consent_state',
    ];
    expect(guessColumns([...own, 'consent_signed_on', 'consent_ends_on'])).toMatchObject({
      testimonialId: 0,
      location: 1,
      text: 2,
      stars: 3,
      author: 4,
      language: 5,
      writtenOn: 6,
      consent: 7,
      signedOn: 8,
      lastDay: 9,
    });
  });
});

describe('guessDayOrder', () => {
  it('goes by what can be no month, and else by where the person is', () => {
    expect(guessDayOrder(['03.11.2025', '14.11.2025'], true)).toBe('dmy');
    expect(guessDayOrder(['3/11/2025', '3/14/2025'], false)).toBe('mdy');
    expect([guessDayOrder(['3/4/2025'], true), guessDayOrder(['3/4/2025'], false)]).toEqual(['mdy', 'dmy']);
    expect(guessDayOrder(['2025-11-03'], true)).toBe('ymd');
  });
});

describe('looksLikeConsent', () => {
  it('takes a clear yes for one, and nothing else', () => {
    expect(
      ['Yes', ' x ', 'TRUE', '1', 'Sí', 'oui', 'consented', 'in-force'].filter(looksLikeConsent),
    ).toHaveLength(8);
    expect(
      ['', 'no', 'maybe', 'yes but not online', '0', 'consent-expired?'].filter(looksLikeConsent),
    ).toEqual([]);
  });
});

describe('toImportRow', () => {
  it('reads a row, with the consent holding two years where the file does not say', () => {
    expect(read(A_ROW)).toEqual({
      row: {
        line: 7,
        locationId: 'harbour',
        text: 'It helped.',
        stars: 4,
        author: 'Rosa',
        language: 'en',
        writtenOn: '2026-05-03',
        signedOn: '2026-05-03',
        lastDay: '2028-05-03',
      },
    });
  });

  it.each([
    ['Google', but(5, 'Google Maps'), 'come by themselves'],
    ['Yelp', but(5, 'yelp.com'), 'come by themselves'],
    ['no consent', but(4, 'no'), '“no” does not count'],
    ['an empty consent', but(4, ''), 'no consent in this row'],
    ['no words', but(3, '  '), 'no words'],
    ['six stars', but(2, '6'), 'no stars'],
    ['a day that does not exist', but(8, '31.02.2026'), 'is no day'],
    ['an end that is no day', but(7, 'soon'), 'is no day'],
  ])('keeps a row of %s out, with its line and why', (_, cells, problem) => {
    expect(read(cells)).toEqual({ line: 7, problem: expect.stringContaining(problem) });
  });

  it.each([
    ['', undefined],
    ['5', 5],
    ['4,0', 4],
    ['3/5', 3],
    ['★★☆☆☆', 2],
  ])('reads “%s” as %s stars', (text, stars) => {
    expect(read(but(2, text))).toMatchObject({ row: stars === undefined ? {} : { stars } });
  });

  it('takes guards against formulas away from our own file alone', () => {
    const columns = { text: 0, consent: 1 };
    expect(read(["'= better", 'yes'], { columns })).toMatchObject({ row: { text: "'= better" } });
    expect(read(["'= better", 'yes', 'id'], { columns: { ...columns, testimonialId: 2 } })).toMatchObject({
      row: { text: '= better', testimonialId: 'id' },
    });
  });
});
