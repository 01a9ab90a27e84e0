import type { Language, Location } from '../../functions/domain/clinic.ts';
import { type ColumnRole, type Columns, otherScale, valuesOf } from './import-columns.ts';
import type { FileRow } from './parse-csv.ts';
import { foldValue, isOtherSite, readCell, readLanguage } from './read-cells.ts';
import { type DayOrder, possibleOrders } from './read-day.ts';

/** Columns that hold days. */
export const DAY_ROLES = ['writtenOn', 'signedOn', 'lastDay'] as const;
export type DayRole = (typeof DAY_ROLES)[number];

/** Chosen for a value whose rows do not come in. */
export const LEFT_OUT = '-';

/** What a person has said about a file. Nothing in it is set that the file or the person did not say. */
export interface ImportPlan {
  readonly columns: Columns;
  /** Roles that several headers could have and nobody has settled. */
  readonly doubtful: readonly ColumnRole[];
  readonly dayOrders: Readonly<Partial<Record<DayRole, DayOrder>>>;
  /** Values of the consent column that mean a consent, as {@link foldValue} has them. */
  readonly consentValues: ReadonlySet<string>;
  /** Values of the column of sources that say that the patient gave the words to the clinic. */
  readonly givenValues: ReadonlySet<string>;
  readonly locations: readonly Location[];
  /** Which location a value means, or {@link LEFT_OUT}; the empty value is for rows that do not say. */
  readonly places: ReadonlyMap<string, string>;
  /** Which language a value means, likewise. */
  readonly languages: ReadonlyMap<string, string>;
  /** Days where the file has none, `YYYY-MM-DD`; a signature may be on the day of writing, a consent hold two years. */
  readonly days: {
    readonly writtenOn?: string;
    readonly signedOn?: string;
    readonly lastDay?: string;
  };
  /** Whether 5 is the best of a column that has higher figures, too; absent until a person says so. */
  readonly isOfFive?: boolean;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Says that a consent was signed on the day of writing. */
export const AS_WRITTEN = 'as-written';
/** Says that a consent holds for two years after it was signed. */
export const TWO_YEARS = 'two-years';
/** The last day that a column of ends of consents may hold; one on paper holds ten years at most. */
const LATEST_END = '2099-12-31';

/** A value of the file that a person has to explain. */
export interface OpenValue {
  /** As {@link foldValue} has it. */
  readonly key: string;
  /** As it stands in the file; empty where the file says nothing. */
  readonly value: string;
  readonly many: number;
}

/** What has to be asked about a file, whether it was answered or not; empty and absent where the file is clear. */
export interface ImportQuestions {
  readonly sources: readonly OpenValue[];
  readonly places: readonly OpenValue[];
  readonly languages: readonly OpenValue[];
  /** Orders in which a column of days may be written, where there are several. */
  readonly dayOrders: Readonly<Partial<Record<DayRole, readonly DayOrder[]>>>;
  /** Columns of days that are missing, or empty in some rows. */
  readonly missingDays: readonly DayRole[];
  /** A value of the stars that is higher than 5. */
  readonly scale?: string;
}

/** The rows of a file that can be asked about. */
interface AskedRows {
  /** Those whose form is right. */
  readonly whole: readonly FileRow[];
  /** Those of them that a patient gave, with a consent; of the others nothing needs to be known. */
  readonly given: readonly FileRow[];
}

/** Finds out what has to be asked. */
export function askAbout(
  { whole, given: rows }: AskedRows,
  { columns, locations, today }: ImportPlan,
): ImportQuestions {
  const cells = (role: ColumnRole) => {
    const at = columns[role];
    return at === undefined ? [] : rows.map((row) => readCell(row.cells[at] ?? ''));
  };
  const dayOrders: Partial<Record<DayRole, readonly DayOrder[]>> = {};
  for (const role of DAY_ROLES) {
    const orders = possibleOrders(cells(role), today, role === 'lastDay' ? LATEST_END : today);
    if (orders.length > 1) dayOrders[role] = orders;
  }
  const scale = otherScale(cells('stars'));
  return {
    sources: columns.source === undefined ? [] : openValues(whole, columns.source, isOtherSite),
    places: openValues(rows, columns.location, (value) => findLocation(value, locations) !== undefined),
    languages: openValues(rows, columns.language, (value) => readLanguage(value) !== undefined),
    dayOrders,
    missingDays: DAY_ROLES.filter((role) => columns[role] === undefined || cells(role).includes('')),
    ...(scale !== undefined && { scale }),
  };
}

/** Whether everything that had to be asked is answered, and what a row cannot be without has its column. */
export function isAnswered(questions: ImportQuestions, plan: ImportPlan): boolean {
  const { columns, doubtful, days, dayOrders } = plan;
  return (
    columns.text !== undefined &&
    columns.consent !== undefined &&
    doubtful.length === 0 &&
    questions.places.every(({ key }) => plan.places.has(key)) &&
    questions.languages.every(({ key }) => plan.languages.has(key)) &&
    Object.keys(questions.dayOrders).every((role) => dayOrders[role as DayRole] !== undefined) &&
    questions.missingDays.every((role) => (days[role] ?? '') !== '') &&
    (questions.scale === undefined || plan.isOfFive !== undefined)
  );
}

/** How a column writes its days: as a person said, or the only way that it can be. */
export function orderOf(
  role: DayRole,
  values: readonly string[],
  { dayOrders, today }: ImportPlan,
): DayOrder | undefined {
  const possible = possibleOrders(values, today, role === 'lastDay' ? LATEST_END : today);
  return possible.length === 1 ? possible[0] : dayOrders[role];
}

/** The location that a value names for certain, by its name or its id. */
export function findLocation(value: string, locations: readonly Location[]): Location | undefined {
  const wanted = foldValue(value);
  return locations.find(({ locationId, name }) => locationId === wanted || foldValue(name) === wanted);
}

/** The language of a row's cell: what it names for certain, or what a person said that it means. */
export function languageOf(value: string, { languages }: ImportPlan): Language | typeof LEFT_OUT | undefined {
  const chosen = languages.get(foldValue(value));
  return readLanguage(value) ?? (chosen as Language | typeof LEFT_OUT | undefined);
}

function openValues(
  rows: readonly FileRow[],
  column: number | undefined,
  isClear: (value: string) => boolean,
): readonly OpenValue[] {
  if (column === undefined) return [{ key: '', value: '', many: rows.length }];
  const read = rows.map(({ cells }) => ({ cells: [readCell(cells[column] ?? '')] }));
  return [...valuesOf(read, 0)].flatMap(([key, { value, many }]) =>
    isClear(value) ? [] : [{ key, value, many }],
  );
}
