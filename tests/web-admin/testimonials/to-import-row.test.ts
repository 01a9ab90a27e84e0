import { describe, expect, it } from 'vitest';
import { guessColumns } from '../../../web-admin/testimonials/import-columns.ts';
import { askAbout, type ImportPlan, isAnswered } from '../../../web-admin/testimonials/import-plan.ts';
import { looksLikeConsent, readLanguage, readStars } from '../../../web-admin/testimonials/read-cells.ts';
import { toImportRow } from '../../../web-admin/testimonials/to-import-row.ts';
import { aPlan } from './file-form.ts';

const HEADERS = [
  'Name',
  'Phone',
  'Rating',
  'Comment',
  'Consent given',
  'Platform',
  'Branch',
  'Expires on',
  'Date',
  'Language',
];
const A_ROW = ['Rosa', '', '4', 'It helped.', 'Yes', 'survey', 'harbour  street', '', '3.5.2026', 'Español'];
const but = (at: number, value: string) => A_ROW.map((cell, place) => (place === at ? value : cell));
const read = (cells: readonly string[], differs: Partial<ImportPlan> = {}) =>
  toImportRow(
    { line: 7, lastLine: 7, cells },
    { ...aPlan(HEADERS, differs), orders: { writtenOn: 'dmy', lastDay: 'dmy' } },
  );

describe('guessColumns', () => {
  it('finds columns in any order by their headers, each once', () => {
    expect(guessColumns(HEADERS)).toEqual({
      columns: {
        author: 0,
        stars: 2,
        text: 3,
        consent: 4,
        source: 5,
        location: 6,
        lastDay: 7,
        writtenOn: 8,
        language: 9,
      },
      doubtful: [],
    });
    expect(guessColumns(['Témoignage', 'Étoiles', 'Accord', 'Nom']).columns).toEqual({
      text: 0,
      stars: 1,
      consent: 2,
      author: 3,
    });
  });

  it.each([
    ['text', ['Text', 'Text', 'Consent']],
    ['text', ['Review', 'Consent', 'Comment']],
    ['author', ['Name', 'First name', 'Comment', 'Consent']],
    ['consent', ['Comment', 'Consent', 'Permission to publish']],
    ['writtenOn', ['Comment', 'Consent', 'Date', 'Created at']],
  ] as const)('leaves open what two headers could be: %s in %j', (role, headers) => {
    const { columns, doubtful } = guessColumns(headers);

    expect(doubtful).toEqual([role]);
    expect(columns).not.toHaveProperty(role);
  });

  it.each([
    'Via',
    'Herkunft',
    'Review from',
    'Posted via',
    'Review source',
    'review_platform',
    'Source of the testimonial',
    'Plateforme',
  ])('asks “%s” where a row comes from', (header) => {
    expect(guessColumns(['Name', 'Comment', 'Consent', header]).columns.source).toBe(3);
  });

  it.each([
    ...['Consent withdrawn', 'Consent revoked on', 'No consent', 'Consent refused'],
    ...['Consent to treatment', 'Permission to contact', 'Consent to newsletters', 'Consent (HIPAA)'],
    ...['Einwilligung Datenschutz', 'Agree: I felt listened to', 'Autorisation photo'],
  ])('does not take “%s” for a consent', (header) => {
    expect(guessColumns(['Name', 'Comment', header]).columns).not.toHaveProperty('consent');
  });

  it.each([
    ...['Consent', 'Consent given?', 'Consent to publish', 'Permission to use my words', 'I agree'],
    ...['May we share your testimonial online?', 'Einwilligung Veröffentlichung', 'Accord de publication'],
  ])('takes “%s” for a consent', (header) => {
    expect(guessColumns(['Name', 'Comment', header]).columns.consent).toBe(2);
  });

  it.each(['End date', 'Score', 'Ends'])('makes nothing of “%s”, which can be anything', (header) => {
    expect(guessColumns([header]).columns).toEqual({});
  });

  it('knows the file that we write ourselves by its own headers', () => {
    const own = [
      'testimonial_id',
      'place',
      'origin',
      'words',
      'name',
      'written_on',
      'consent_state',
      'consent_shown_on',
    ];
    expect(guessColumns([...own, 'consent_signed_on', 'consent_ends_on', 'consent_signed_by'])).toEqual({
      columns: {
        testimonialId: 0,
        location: 1,
        source: 2,
        text: 3,
        author: 4,
        writtenOn: 5,
        consent: 6,
        signedOn: 8,
        lastDay: 9,
      },
      doubtful: [],
    });
  });
});

describe('cells', () => {
  it.each([
    ...([
      '5',
      '5.0',
      '5,0',
      '5/5',
      '5 / 5',
      '5 stars',
      '5 out of 5',
      '★★★★★',
      '⭐️⭐️⭐️⭐️⭐️',
      'FIVE',
      'five stars',
    ] as const),
  ])('“%s” are five stars', (text) => {
    expect(readStars(text)).toBe(5);
  });

  it.each(['0', '6', '4.5', '8/10', '90%', 'excellent', '★★★★★★', '3/4'])('“%s” are no stars', (text) => {
    expect(readStars(text)).toBeUndefined();
  });

  it.each([
    ...([
      ['English', 'en'],
      ['en-GB', 'en'],
      ['Français', 'fr'],
      ['fr_CA', 'fr'],
      ['ESPAÑOL', 'es'],
      ['castellano', 'es'],
    ] as const),
    ...([
      ['Estonian', undefined],
      ['Frisian', undefined],
      ['de', undefined],
      ['', undefined],
    ] as const),
  ])('“%s” is the language %s', (value, language) => {
    expect(readLanguage(value)).toBe(language);
  });

  it('a clear yes in any language is a consent, and nothing else', () => {
    const yes = [
      'Yes',
      ' x ',
      'TRUE',
      '1',
      'Sí',
      'oui',
      'Ja',
      'tak',
      'да',
      'はい',
      '✔️',
      'in-force',
      'I agree',
    ];
    expect(yes.filter((value) => !looksLikeConsent(value))).toEqual([]);
    const no = ['', 'no', 'maybe', 'yes but not online', '0', 'consent withdrawn', 'not signed', 'expired'];
    expect(no.filter(looksLikeConsent)).toEqual([]);
  });
});

describe('toImportRow', () => {
  it('reads a row, and takes from the answers what the file does not say', () => {
    expect(read(A_ROW)).toEqual({
      row: {
        ...{ line: 7, locationId: 'harbour', text: 'It helped.', stars: 4, author: 'Rosa', language: 'es' },
        ...{ writtenOn: '2026-05-03', signedOn: '2026-05-03', lastDay: '2028-05-03' },
      },
    });
  });

  it.each([
    ['an unknown source', but(5, 'website'), 'does not say that the patient gave it'],
    ['no source', but(5, ''), 'does not say where it was written'],
    ['a link without its beginning', but(1, 'www.yelp.com/biz/abc'), 'link to a review site'],
    ['a link to a review site', but(1, 'https://maps.app.goo.gl/abc'), 'link to a review site'],
    ['no consent', but(4, 'no'), '“no” does not count'],
    ['an empty consent', but(4, ''), 'no consent in this row'],
    ['no words', but(3, '  '), 'no words'],
    ['words that a spreadsheet lost', but(3, '#NAME?'), 'spreadsheet lost'],
    ['six stars', but(2, '6'), 'no stars'],
    ['a place that is not ours', but(6, 'Mill Ln'), '“Mill Ln” is no location'],
    ['a language that we have not', but(9, 'Estonian'), 'no language that we have'],
    ['a day that does not exist', but(8, '31.02.2026'), 'no day'],
    ['a day to come', but(8, '3.12.2026'), 'still to come'],
    ['an end that is no day', but(7, 'soon'), 'no day'],
    ['a consent that is over', but(7, '1.1.2026'), 'ended on'],
  ])('keeps a row with %s out, with its line and why', (_, cells, problem) => {
    expect(read(cells)).toEqual({ line: 7, lastLine: 7, problem: expect.stringContaining(problem) });
  });

  it.each([
    ...['GMB', 'Maps', 'G', 'google reviews', 'Google My Business', 'www.yelp.com'],
    ...['Facebook', 'FB', 'Zocdoc', 'Healthgrades'],
  ])('never takes a row of “%s”, whatever was ticked', (source) => {
    const givenValues = new Set([source.toLowerCase()]);

    expect(read(but(5, source), { givenValues })).toMatchObject({
      problem: expect.stringContaining('other sites'),
    });
  });

  it('lets a person say that a form of Google’s own tools was the clinic’s', () => {
    expect(read(but(5, 'Google Forms'))).toHaveProperty('problem');
    expect(read(but(5, 'Google Forms'), { givenValues: new Set(['google forms']) })).toHaveProperty('row');
  });

  it.each([
    ['a place', but(6, ''), { places: new Map() }],
    ['a language', but(9, ''), { languages: new Map() }],
    ['a day', but(8, ''), { days: { signedOn: 'as-written', lastDay: 'two-years' } }],
    ['a day of signature', A_ROW, { days: { writtenOn: '2026-05-03', lastDay: 'two-years' } }],
    ['an end of the consent', A_ROW, { days: { writtenOn: '2026-05-03', signedOn: 'as-written' } }],
  ] as const)('invents nothing where a row has no %s', (_, cells, differs) => {
    expect(read(cells, differs)).toHaveProperty('problem');
  });

  it('takes what a person said that a value means, and what databases write for nothing as nothing', () => {
    const places = new Map([['mill ln', 'mill-lane']]);
    expect(read(but(6, 'Mill Ln'), { places })).toMatchObject({ row: { locationId: 'mill-lane' } });
    expect(read(but(6, 'Mill Ln'), { places: new Map([['mill ln', '-']]) })).toHaveProperty('problem');
    expect(read(but(0, 'NULL'))).not.toHaveProperty('row.author');
    expect(read(but(2, '8'), { isOfFive: false })).not.toHaveProperty('row.stars');
  });

  it('takes guards against formulas away from our own file alone', () => {
    const columns = { text: 0, consent: 1 };
    expect(read(["'= better", 'yes'], { columns })).toMatchObject({ row: { text: "'= better" } });
    expect(read(["'= better", 'yes', 'id'], { columns: { ...columns, testimonialId: 2 } })).toMatchObject({
      row: { text: '= better', testimonialId: 'id' },
    });
  });
});

describe('askAbout', () => {
  const rows = (cells: readonly (readonly string[])[]) =>
    cells.map((one, at) => ({ line: at + 2, lastLine: at + 2, cells: one }));
  const nothing = { places: new Map(), languages: new Map(), days: {} };
  const ask = (cells: readonly (readonly string[])[], headers = HEADERS) => {
    const plan = aPlan(headers, nothing);
    const questions = askAbout({ whole: rows(cells), given: rows(cells) }, plan);
    return { questions, isAnswered: isAnswered(questions, plan) };
  };

  it('names every value that is not certain, and nothing that is', () => {
    const { questions, isAnswered: isDone } = ask([
      A_ROW,
      but(6, 'Mill Ln'),
      but(6, ''),
      but(9, 'de'),
      but(8, '3.4.2026'),
      but(2, '8'),
      but(5, 'website'),
      but(5, 'GMB'),
    ]);

    expect(questions.places.map(({ value }) => value)).toEqual(['Mill Ln', '']);
    expect(questions.languages.map(({ value }) => value)).toEqual(['de']);
    expect(questions.sources.map(({ value }) => value)).toEqual(['survey', 'website']);
    expect(questions.dayOrders).toEqual({ writtenOn: ['dmy', 'mdy'] });
    expect(questions.missingDays).toEqual(['signedOn', 'lastDay']);
    expect(questions.scale).toBe('8');
    expect(isDone).toBe(false);
  });

  it('asks once about each thing that has no column', () => {
    const { questions } = ask([['It helped.', 'yes']], ['Comment', 'Consent']);

    expect(questions).toMatchObject({
      ...{ sources: [], places: [{ value: '', many: 1 }], languages: [{ value: '', many: 1 }] },
      missingDays: ['writtenOn', 'signedOn', 'lastDay'],
    });
  });

  it('asks nothing about a file that says everything', () => {
    const headers = [...HEADERS.slice(0, 5), 'Consent date', 'Branch', 'Expires on', 'Date', 'Language'];
    const whole = [
      'Rosa',
      '',
      '4',
      'It helped.',
      'yes',
      '2026-05-03',
      'Mill Lane',
      '2028-05-03',
      'May 3, 2026',
      'en',
    ];

    expect(ask([whole], headers).isAnswered).toBe(true);
  });
});
