import { numberInWords } from '../parts/dates.ts';
import type { CsvFault } from './csv-file.ts';
import type { ColumnRole } from './import-columns.ts';
import type { DayRole } from './import-plan.ts';
import type { Delimiter } from './parse-csv.ts';
import type { DayOrder } from './read-day.ts';

const rows = (many: number) => (many === 1 ? '1 row' : `${numberInWords(many)} rows`);

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
    subtitle: 'Import a file',
    text: 'A file (CSV) with what patients gave you before, such as from a survey. Only rows with a consent are taken. Reviews of Google and Yelp do not belong here: they come by themselves.',
    ownerOnly: 'An owner of the clinic can import files.',
    choose: 'Choose a file',
    reading: 'Reading the file …',
    unreadable: 'This file could not be read. Save it as CSV and choose it again.',
    faults: {
      workbook: 'This is an Excel workbook. Save it as “CSV UTF-8” and choose that file.',
      'too-large': 'This file is larger than 100 MB. Split it, and choose the parts one after the other.',
      empty: 'There are no rows in this file.',
    } satisfies Record<CsvFault, string>,
    letters: {
      title: 'How are its letters written?',
      text: 'The file does not say, and a wrong reading changes names and words. Choose the line in which every word is right.',
      damaged: 'some letters cannot be read: those rows are kept out',
      goOn: 'Continue',
    },
    form: 'How the file is built',
    delimiter: 'Cells are divided by',
    delimiters: {
      ',': 'a comma (,)',
      ';': 'a semicolon (;)',
      '\t': 'a tab',
      '|': 'a bar (|)',
    } satisfies Record<Delimiter, string>,
    headerLine: 'Which line holds the headers?',
    headerOption: (line: number, cells: string) => `Line ${line}: ${cells}`,
    noHeaders: 'None: the first line is a row already',
    column: (at: number) => `Column ${at}`,
    above: (many: number) =>
      many === 1
        ? 'The line above it is left out.'
        : `The ${numberInWords(many)} lines above it are left out.`,
    columns: 'What the columns are',
    columnsText: 'Read from the headers. Correct what is wrong.',
    several: 'Several columns could be this. Choose one.',
    needed: 'Choose the column.',
    notTaken: (headers: string) => `Not taken over: ${headers}.`,
    none: 'Not in the file',
    pick: 'Choose…',
    roles: {
      text: 'The patient’s words',
      author: 'Name to be shown',
      stars: 'Stars',
      writtenOn: 'Written on',
      location: 'Location',
      language: 'Language',
      consent: 'Consent',
      signedOn: 'Consent signed on',
      lastDay: 'Consent ends on',
      source: 'Where it was written',
      testimonialId: 'Number from our own file',
    } satisfies Record<ColumnRole, string>,
    questions: 'What the file does not say',
    consentValues: 'Which of these mean that the patient agreed?',
    others: (many: number) => `${numberInWords(many)} further values do not count.`,
    givenValues: 'Which of these mean that the patient gave the words to you?',
    givenHint: 'Rows of the others are kept out. Google, Yelp and other review sites are never among them.',
    blank: '(empty)',
    count: rows,
    place: (value: string) => `Which location is “${value}”?`,
    placeBlank: 'Which location, where the file does not say?',
    placeAll: 'At which location were these patients?',
    leaveOut: 'Leave these rows out',
    language: (value: string) => `Which language is “${value}”?`,
    languageBlank: 'Which language, where the file does not say?',
    languageAll: 'In which language are the words?',
    tooMany: 'These are very many different values. Is it the right column?',
    orders: {
      ymd: 'year, month, day',
      dmy: 'day, month, year',
      mdy: 'month, day, year',
      'from-1900': 'days since 1900',
      'from-1904': 'days since 1904',
    } satisfies Record<DayOrder, string>,
    dayOrder: (column: string, value: string) => `Which day is “${value}” in “${column}”?`,
    missing: {
      writtenOn: 'When was it written, where the file does not say?',
      signedOn: 'When was the consent signed, where the file does not say?',
      lastDay: 'When does the consent end, where the file does not say?',
    } satisfies Record<DayRole, string>,
    asWritten: 'On the day of writing',
    twoYears: 'Two years after it was signed',
    onOneDay: 'On one day for all',
    oneDay: 'Day',
    scale: (value: string) => `The stars go up to “${value}”. Is 5 the best?`,
    isOfFive: 'Yes: keep out the rows above 5',
    isNotOfFive: 'No: leave the stars out',
    audience: 'The patients agreed to',
    reference: 'Where you keep the consents',
    referenceHint: 'Such as “survey tool, folder 2025” or “green binder”.',
    preview: 'The first rows, as they will be stored',
    ofAll: (shownOn: string, kept: string) =>
      `With each of them is stored: shown on ${shownOn}; the consent is kept at ${kept.trim() || '…'}.`,
    coming: (many: number, out: number) =>
      `${rows(many)} will come in${out > 0 ? `, ${rows(out)} will be kept out` : ''}.`,
    whyOut: 'Why rows are kept out',
    moreOut: (many: number) => `and ${numberInWords(many)} more`,
    line: 'Line',
    keptOut: 'kept out',
    confirm:
      'Each of these patients gave us these words and agreed in writing, and we keep the consents where we said. None is copied from Google, Yelp or another site.',
    start: 'Import them',
    unanswered: 'Answer what is open above; then the rows can come in.',
    stop: 'Stop',
    working: (many: number) => `${rows(many)} so far`,
    stopped: 'Stopped. What was imported stays; the same file can be chosen again and goes on.',
    failed:
      'The connection failed. What was imported stays; choose the same file again, and nothing comes in twice.',
    result: (added: number, known: number, out: number) =>
      [
        `${numberInWords(added)} imported`,
        ...(known > 0 ? [`${numberInWords(known)} were here already or twice in the file`] : []),
        ...(out > 0 ? [`${numberInWords(out)} kept out`] : []),
      ].join(', '),
    resultNext: 'They wait for your decision, like every review.',
    problems: 'Download why rows were kept out',
    again: 'Another file',
  },
  problems: {
    notClosed:
      'A quotation mark opens in this row and is never closed. All up to the end of the file is kept out.',
    strayQuote:
      'A quotation mark in this row does not stand where it belongs, so it is not certain where the row ends.',
    swallowed: 'A cell of this row holds what look like other rows: a quotation mark is missing.',
    within: (line: number) => `It belongs to the row of line ${line}, whose quotation marks are not right.`,
    manyCells: (cells: number, headers: number) =>
      `It has ${cells} cells, and there are ${headers} headers: words may have been cut.`,
    fewCells: (cells: number, headers: number) =>
      `It has ${cells} of ${headers} cells: it may be a part of another row.`,
    partOfAnother: 'It reads like a part of the words in another row.',
    unnamed: 'There is something in a column without a header: words may have been cut.',
    goesOn: (next: number, line: number) =>
      `Line ${next} may be the rest of it: its words could be cut at the end of line ${line}.`,
    begunBefore: (before: number, line: number) =>
      `Line ${before} may be its beginning: its words could be cut at the start of line ${line}.`,
    headersAgain: 'It repeats the headers.',
    control: 'There are characters in it that no text has.',
    lostLetter: 'A letter of it is lost (�).',
    garbled: (letters: string) =>
      `Its letters may be garbled (${letters}), as happens when a file is saved in the wrong encoding.`,
    markup: (found: string) => `A program wrote “${found}” where the patient wrote something else.`,
    formula: 'There is a formula in it, and not what it shows. Save the file with values.',
    cutAtSign: (next: string) => `The words may go on in the next cell (“${next}”).`,
    siteAlone: (header: string, site: string) =>
      `“${header}” says ${site}. If it was written there, it must not be entered as given to you; else take that column out of the file.`,
    backslash: 'There is a backslash before a quotation mark: it is not certain where the words end.',
    spreadsheetFault: (value: string) => `A spreadsheet lost what stood here (${value}).`,
    otherSource: (source: string) =>
      `It says ${source}. Reviews of Google, Yelp and other sites must not be entered as given to you.`,
    unknownSource: (source: string) =>
      source === ''
        ? 'It does not say where it was written.'
        : `“${source}” does not say that the patient gave it to you.`,
    reviewLink:
      'There is a link to a review site in it. Reviews of other sites must not be entered as given to you.',
    noConsent: (value: string) =>
      value === '' ? 'There is no consent in this row.' : `“${value}” does not count as a consent.`,
    noWords: 'There are no words in this row.',
    stars: (value: string) => `“${value}” are no stars from 1 to 5.`,
    place: (value: string) =>
      value === '' ? 'It does not say at which location.' : `“${value}” is no location of yours.`,
    language: (value: string) =>
      value === '' ? 'It does not say in which language.' : `“${value}” is no language that we have.`,
    day: (value: string, role: DayRole) => {
      if (value !== '') return `“${value}” is no day that is certain.`;
      return role === 'writtenOn'
        ? 'It does not say when it was written.'
        : 'It does not say when the consent was signed or ends.';
    },
    toCome: (day: string) => `${day} is still to come.`,
    over: (day: string) => `The consent ended on ${day}.`,
    takenBack: 'The patient took these words back. They cannot come in again.',
  },
};
