import type { Location } from '../../functions/domain/clinic.ts';
import type { ImportRow } from '../../functions/domain/testimonial-view.ts';
import type { FileRow } from './csv-file.ts';
import { twoYearsAfter } from './entry-draft.ts';
import type { ColumnRole, Columns, DayOrder } from './import-columns.ts';
import { importWords } from './import-words.ts';
import { unguardFormula } from './to-csv.ts';

/** What a person has said about a file. */
export interface ImportPlan {
  readonly columns: Columns;
  readonly dayOrder: DayOrder;
  /** Values of the consent column that mean a consent. */
  readonly consentValues: ReadonlySet<string>;
  readonly locations: readonly Location[];
  /** Where the file does not say, or names no place of ours. */
  readonly locationId: string;
  readonly language: string;
  /** Last day of consents for which the file names none, `YYYY-MM-DD`; two years after each signature when empty. */
  readonly lastDay: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** A row that is ready to be sent, or why it is kept out. */
export type ReadRow = { readonly row: ImportRow } | { readonly line: number; readonly problem: string };

const { problems } = importWords;
const OTHER_SOURCE = /google|yelp/iu;

/** Reads a row of a file as a person has said that it is to be read. */
export function toImportRow({ line, cells }: FileRow, plan: ImportPlan): ReadRow {
  const { columns } = plan;
  const isOwn = columns.testimonialId !== undefined;
  const cell = (role: ColumnRole) => {
    const at = columns[role];
    const value = at === undefined ? '' : (cells[at] ?? '');
    return (isOwn ? unguardFormula(value) : value).trim();
  };
  const out = (problem: string): ReadRow => ({ line, problem });
  if (OTHER_SOURCE.test(cell('source'))) return out(problems.otherSource(cell('source').slice(0, 40)));
  if (!plan.consentValues.has(cell('consent'))) return out(problems.noConsent(cell('consent').slice(0, 40)));
  if (cell('text') === '') return out(problems.noWords);
  const stars = readStars(cell('stars'));
  if (stars === 'wrong') return out(problems.stars(cell('stars').slice(0, 40)));
  const days = readDays(cell, plan);
  if ('problem' in days) return out(days.problem);
  const id = cell('testimonialId');
  return {
    row: {
      line,
      ...(id !== '' && { testimonialId: id }),
      locationId: findLocation(cell('location'), plan),
      text: cell('text'),
      ...(stars !== undefined && { stars }),
      ...(cell('author') !== '' && { author: cell('author') }),
      language: (cell('language') || plan.language).slice(0, 2).toLowerCase(),
      ...days,
    },
  };
}

function readDays(
  cell: (role: ColumnRole) => string,
  plan: ImportPlan,
): Pick<ImportRow, 'writtenOn' | 'signedOn' | 'lastDay'> | { readonly problem: string } {
  const [writtenOn, signedOn, lastDay] = (['writtenOn', 'signedOn', 'lastDay'] as const).map((role) =>
    cell(role) === '' ? '' : readDay(cell(role), plan.dayOrder),
  );
  if (writtenOn === undefined) return { problem: problems.day(cell('writtenOn').slice(0, 40)) };
  if (signedOn === undefined) return { problem: problems.day(cell('signedOn').slice(0, 40)) };
  if (lastDay === undefined) return { problem: problems.day(cell('lastDay').slice(0, 40)) };
  const signed = signedOn || writtenOn || plan.today;
  return {
    writtenOn: writtenOn || signedOn || plan.today,
    signedOn: signed,
    lastDay: lastDay || plan.lastDay || twoYearsAfter(signed),
  };
}

/** "5", "4.0", "3/5", "★★★★☆"; nothing for no stars. */
function readStars(text: string): number | undefined | 'wrong' {
  if (text === '') return undefined;
  const drawn = /^[★⭐]{1,5}[☆]{0,4}$/u.test(text)
    ? [...text].filter((one) => one !== '☆').length
    : undefined;
  const written = /^([1-5])(?:[.,]0+)?(?:\s*\/\s*5)?$/u.exec(text)?.[1];
  return drawn ?? (written === undefined ? 'wrong' : Number(written));
}

/** A day as `YYYY-MM-DD`; `undefined` when it is none. */
function readDay(text: string, order: DayOrder): string | undefined {
  const [, year, month, day] = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?!\d)/u.exec(text) ?? [];
  if (year && month && day) return toDay(year, month, day);
  const [, first, second, short] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)/u.exec(text) ?? [];
  if (!first || !second || !short) return undefined;
  const whole = short.length === 2 ? `20${short}` : short;
  return order === 'mdy' ? toDay(whole, first, second) : toDay(whole, second, first);
}

function toDay(year: string, month: string, day: string): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : undefined;
}

function findLocation(named: string, { locations, locationId }: ImportPlan): string {
  const wanted = named.toLowerCase();
  const found = locations.find(
    (one) => one.locationId === wanted || one.name.trim().toLowerCase() === wanted,
  );
  return found?.locationId ?? locationId;
}
