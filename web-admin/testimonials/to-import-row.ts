import type { ImportRow } from '../../functions/domain/testimonial-view.ts';
import { twoYearsAfter } from './entry-draft.ts';
import type { ColumnRole } from './import-columns.ts';
import {
  AS_WRITTEN,
  type DayRole,
  findLocation,
  type ImportPlan,
  LEFT_OUT,
  languageOf,
  TWO_YEARS,
} from './import-plan.ts';
import { importWords } from './import-words.ts';
import type { FileRow } from './parse-csv.ts';
import {
  foldValue,
  isOtherSite,
  isReviewLink,
  isSpreadsheetFault,
  readCell,
  readStars,
} from './read-cells.ts';
import { type DayOrder, readDay } from './read-day.ts';
import { unguardFormula } from './to-csv.ts';

/** A plan with what the columns of days themselves tell about their order. */
export interface ReadyPlan extends ImportPlan {
  readonly orders: Readonly<Partial<Record<DayRole, DayOrder | undefined>>>;
}

/** Why a row is kept out. */
export interface KeptOut {
  readonly line: number;
  /** The last line of what is kept out with it. */
  readonly lastLine: number;
  readonly problem: string;
}

/** A row that is ready to be sent, or why it is kept out. */
export type ReadRow = { readonly row: ImportRow } | KeptOut;

const { problems } = importWords;
const LONGEST_QUOTED = 40;
type Cell = (role: ColumnRole) => string;
type Days = Pick<ImportRow, 'writtenOn' | 'signedOn' | 'lastDay'>;

/** Reads a row of a file as a person has said that it is to be read. What is not known of it keeps it out. */
export function toImportRow(fileRow: FileRow, plan: ReadyPlan): ReadRow {
  const { line, lastLine, cells, fault } = fileRow;
  const { columns } = plan;
  const isOwn = columns.testimonialId !== undefined;
  const cell: Cell = (role) => {
    const at = columns[role];
    const value = at === undefined ? '' : (cells[at] ?? '');
    return readCell(isOwn ? unguardFormula(value) : value);
  };
  const problem = fault ?? notGiven(fileRow, plan) ?? notReadable(fileRow, plan);
  const out = (why: string): KeptOut => ({ line, lastLine, problem: why });
  if (problem !== undefined) return out(problem);
  const stars = plan.isOfFive === false || cell('stars') === '' ? undefined : readStars(cell('stars'));
  if (stars === undefined && plan.isOfFive !== false && cell('stars') !== '')
    return out(problems.stars(short(cell('stars'))));
  const place = placeOf(cell('location'), plan);
  if ('problem' in place) return out(place.problem);
  const language = languageOf(cell('language'), plan);
  if (language === undefined || language === LEFT_OUT) return out(problems.language(short(cell('language'))));
  const days = readDays(cell, plan);
  if ('problem' in days) return out(days.problem);
  const [id, author] = [cell('testimonialId'), cell('author')];
  return {
    row: {
      line,
      ...(id !== '' && { testimonialId: id }),
      locationId: place.locationId,
      text: cell('text'),
      ...(stars !== undefined && { stars }),
      ...(author !== '' && { author }),
      language,
      ...days,
    },
  };
}

/** Why a row is not the patient's own words to the clinic, for everybody to read; `undefined` when it is. */
export function notGiven(
  { cells }: FileRow,
  { columns, givenValues, consentValues }: ImportPlan,
): string | undefined {
  const source = readCell(cells[columns.source ?? -1] ?? '');
  if (columns.source !== undefined) {
    if (isOtherSite(source)) return problems.otherSource(short(source));
    if (!givenValues.has(foldValue(source))) return problems.unknownSource(short(source));
  }
  if (cells.some((one, at) => at !== columns.text && isReviewLink(one))) return problems.reviewLink;
  const consent = readCell(cells[columns.consent ?? -1] ?? '');
  return consentValues.has(foldValue(consent)) ? undefined : problems.noConsent(short(consent));
}

function notReadable({ cells }: FileRow, { columns }: ImportPlan): string | undefined {
  const used = Object.values(columns).map((at) => cells[at] ?? '');
  const broken = used.find(isSpreadsheetFault);
  if (broken !== undefined) return problems.spreadsheetFault(broken.trim());
  return readCell(cells[columns.text ?? -1] ?? '') === '' ? problems.noWords : undefined;
}

function placeOf(
  value: string,
  { locations, places }: ImportPlan,
): { readonly locationId: string } | { readonly problem: string } {
  const locationId = findLocation(value, locations)?.locationId ?? places.get(foldValue(value));
  return locationId === undefined || locationId === LEFT_OUT
    ? { problem: problems.place(short(value)) }
    : { locationId };
}

function readDays(cell: Cell, { days, orders, today }: ReadyPlan): Days | { readonly problem: string } {
  const read = (role: DayRole) =>
    cell(role) === '' ? days[role] : (readDay(cell(role), orders[role], today) ?? '');
  const writtenOn = read('writtenOn');
  if (!writtenOn) return { problem: problems.day(short(cell('writtenOn')), 'writtenOn') };
  const signed = read('signedOn');
  const signedOn = signed === AS_WRITTEN ? writtenOn : signed;
  if (!signedOn) return { problem: problems.day(short(cell('signedOn')), 'signedOn') };
  const last = read('lastDay');
  const lastDay = last === TWO_YEARS ? twoYearsAfter(signedOn) : last;
  if (!lastDay) return { problem: problems.day(short(cell('lastDay')), 'lastDay') };
  const toCome = [writtenOn, signedOn].find((day) => day > today);
  if (toCome !== undefined) return { problem: problems.toCome(toCome) };
  return lastDay < today ? { problem: problems.over(lastDay) } : { writtenOn, signedOn, lastDay };
}

function short(value: string): string {
  return value.length > LONGEST_QUOTED ? `${value.slice(0, LONGEST_QUOTED)}…` : value;
}
