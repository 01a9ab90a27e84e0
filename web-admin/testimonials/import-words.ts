import { numberInWords } from '../parts/dates.ts';
import type { ColumnRole, DayOrder } from './import-columns.ts';

/** Words of taking files in and out. */
export const importWords = {
  title: 'Files',
  export: {
    text: 'Everything that is yours, as a file for a spreadsheet: what patients gave you with their consents, and what you decided about all reviews. The words of Google and Yelp are not yours to keep, so they are not in it.',
    testimonials: 'Download what patients gave',
    decisions: 'Download decisions',
    done: (many: number) => (many === 1 ? '1 line downloaded.' : `${numberInWords(many)} lines downloaded.`),
    failed: 'The file did not load. Please try again.',
  },
  import: {
    subtitle: 'Bring in what you have',
    text: 'A file (CSV) with what patients gave you before, such as from a survey. Only rows with a consent are taken. Reviews of Google and Yelp do not belong here: they come by themselves.',
    ownerOnly: 'An owner of the clinic can bring in files.',
    choose: 'Choose a file',
    reading: 'Reading the file …',
    unreadable: 'This file could not be read. Save it as CSV and choose it again.',
    empty: 'There are no rows in this file.',
    columns: 'What the columns are',
    columnsText: 'We guessed by the headers. Correct what is wrong.',
    none: 'Not in the file',
    roles: {
      text: 'The patient’s words',
      author: 'Name to be shown',
      stars: 'Stars',
      writtenOn: 'Written on',
      location: 'Place',
      language: 'Language',
      consent: 'Consent',
      signedOn: 'Consent signed on',
      lastDay: 'Consent ends on',
      source: 'Where it was written',
      testimonialId: 'Number from our own file',
    } satisfies Record<ColumnRole, string>,
    dayOrder: 'Days are written',
    dayOrders: {
      ymd: 'year, month, day',
      dmy: 'day, month, year',
      mdy: 'month, day, year',
    } satisfies Record<DayOrder, string>,
    consentValues: 'Which of these mean that the patient agreed?',
    blank: '(empty)',
    place: 'Place, where the file does not say',
    language: 'Language, where the file does not say',
    audience: 'The patients agreed to',
    reference: 'Where you keep the consents',
    referenceHint: 'Such as “survey tool, folder 2025” or “green binder”.',
    lastDay: 'Consents end on, where the file does not say',
    lastDayHint: 'Two years after each signature if you leave it empty.',
    preview: 'The first rows, as they would come in',
    keptOut: 'kept out',
    line: 'Line',
    sourceNote:
      'A column says where reviews were written. It is not taken over: rows of Google or Yelp are kept out, and nothing from a file ever bears their mark.',
    confirm: 'Each of these patients has agreed in writing, and we keep the consents where we said',
    start: 'Bring them in',
    stop: 'Stop',
    working: (many: number) => `${numberInWords(many)} rows so far`,
    stopped: 'Stopped. What was brought in stays; the same file can be chosen again and goes on.',
    failed:
      'The connection failed. What was brought in stays; choose the same file again, and nothing comes in twice.',
    result: (added: number, known: number, out: number) =>
      [
        `${numberInWords(added)} brought in`,
        ...(known > 0 ? [`${numberInWords(known)} were here already or twice in the file`] : []),
        ...(out > 0 ? [`${numberInWords(out)} kept out`] : []),
      ].join(', '),
    resultNext: 'They wait for your decision, like every review.',
    problems: 'Download why rows were kept out',
    again: 'Another file',
  },
  problems: {
    otherSource: (source: string) =>
      `It says ${source}. Reviews of Google and Yelp come by themselves and must not be entered as given to you.`,
    noConsent: (value: string) =>
      value === '' ? 'There is no consent in this row.' : `“${value}” does not count as a consent.`,
    noWords: 'There are no words in this row.',
    stars: (value: string) => `“${value}” are no stars from 1 to 5.`,
    day: (value: string) => `“${value}” is no day.`,
    takenBack: 'The patient took these words back. They cannot come in again.',
  },
};
