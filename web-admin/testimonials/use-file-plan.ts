import { useMemo, useState } from 'react';
import type { Location } from '../../functions/domain/clinic.ts';
import { today } from '../parts/dates.ts';
import { checkRows } from './check-rows.ts';
import { type ColumnRole, type Columns, guessColumns, valuesOf } from './import-columns.ts';
import { askAbout, DAY_ROLES, type ImportPlan, orderOf } from './import-plan.ts';
import { importWords } from './import-words.ts';
import { type Delimiter, type FileRow, findDelimiter, findHeaderLine, parseCsv } from './parse-csv.ts';
import { looksLikeConsent } from './read-cells.ts';
import { notGiven, type ReadyPlan, toImportRow } from './to-import-row.ts';

/** Says that no line holds headers. */
export const NO_HEADERS = 0;
/** How a testimonial came to us, in our own file: all of them were given to the clinic. */
const OWN_ORIGINS = new Set(['form', 'staff', 'import']);

/** How a file is built, as far as that is known. */
interface FileForm {
  readonly delimiter?: Delimiter | undefined;
  readonly headerLine?: number | undefined;
}

/** Everything that is known of a file, and what a person says about it. */
export function useFilePlan(text: string, locations: readonly Location[]) {
  const [form, setForm] = useState<FileForm>(() => formOf(text, findDelimiter(text)));
  const { delimiter, headerLine } = form;
  const all = useMemo(() => (delimiter ? parseCsv(text, delimiter) : []), [text, delimiter]);
  const { headers, body } = useMemo(() => below(all, headerLine), [all, headerLine]);
  const [plan, setPlan] = useState<ImportPlan>(() => startPlan(headers, body, locations));
  const checked = useMemo(
    () => checkRows(body, { headers, delimiter: delimiter ?? ',', ...usedBy(plan.columns) }),
    [body, headers, delimiter, plan.columns],
  );
  const known = useMemo(() => readAll(checked, plan), [checked, plan]);
  const changeForm = (next: FileForm) => {
    setForm(next);
    const rows = next.delimiter ? parseCsv(text, next.delimiter) : [];
    const { headers: named, body: rest } = below(rows, next.headerLine);
    setPlan(startPlan(named, rest, locations));
  };
  return {
    ...{ form, all, headers, checked, plan, ...known },
    setDelimiter: (next: Delimiter) => changeForm(formOf(text, next)),
    setHeaderLine: (line: number) => changeForm({ delimiter, headerLine: line }),
    change: (part: Partial<ImportPlan>) => setPlan((before) => ({ ...before, ...part })),
    setColumn: (role: ColumnRole, at: number | undefined) =>
      setPlan((before) => withColumn(before, body, { role, at })),
  };
}

/** What {@link useFilePlan} gives. */
export type FilePlan = ReturnType<typeof useFilePlan>;

function formOf(text: string, delimiter: Delimiter | undefined): FileForm {
  if (!delimiter) return {};
  return { delimiter, headerLine: findHeaderLine(parseCsv(text, delimiter)) };
}

/** The headers, and the rows below them; without headers every row, under columns with numbers. */
function below(all: readonly FileRow[], headerLine: number | undefined) {
  if (headerLine === undefined) return { headers: [], body: [] };
  if (headerLine !== NO_HEADERS) {
    const head = all.find(({ line }) => line === headerLine);
    const body = all.filter(({ line }) => line > (head?.lastLine ?? 0));
    return { headers: (head?.cells ?? []).map((cell) => cell.trim()), body };
  }
  const counts = valuesOf(
    all.map(({ cells }) => ({ cells: [String(cells.length)] })),
    0,
  );
  const [usual = '0'] = counts.keys();
  return {
    headers: Array.from({ length: Number(usual) }, (_, at) => importWords.import.column(at + 1)),
    body: all,
  };
}

function usedBy(columns: Columns) {
  return { used: new Set(Object.values(columns)), text: columns.text };
}

function startPlan(
  headers: readonly string[],
  rows: readonly FileRow[],
  locations: readonly Location[],
): ImportPlan {
  const { columns, doubtful } = guessColumns(headers);
  const [only, ...others] = locations;
  const isPlain = only !== undefined && others.length === 0 && columns.location === undefined;
  return {
    ...{
      columns,
      doubtful,
      dayOrders: {},
      locations,
      languages: new Map(),
      days: {},
      today: today(Date.now()),
    },
    consentValues: consentsIn(rows, columns),
    givenValues: columns.testimonialId === undefined ? new Set() : OWN_ORIGINS,
    places: new Map(isPlain ? [['', only.locationId]] : []),
  };
}

function withColumn(
  plan: ImportPlan,
  rows: readonly FileRow[],
  { role, at }: { readonly role: ColumnRole; readonly at: number | undefined },
): ImportPlan {
  const { [role]: _, ...others } = plan.columns;
  const columns = at === undefined ? others : { ...others, [role]: at };
  return {
    ...plan,
    columns,
    doubtful: plan.doubtful.filter((one) => one !== role),
    ...(role === 'consent' && { consentValues: consentsIn(rows, columns) }),
  };
}

function consentsIn(rows: readonly FileRow[], { consent }: Columns): ReadonlySet<string> {
  if (consent === undefined) return new Set();
  return new Set([...valuesOf(rows, consent).keys()].filter(looksLikeConsent));
}

/** What the rows would become, and what has to be asked before. */
function readAll(checked: readonly FileRow[], plan: ImportPlan) {
  const given = checked.filter((row) => !row.fault && notGiven(row, plan) === undefined);
  const whole = checked.filter((row) => !row.fault);
  const questions = askAbout({ whole, given }, plan);
  const orders = Object.fromEntries(
    DAY_ROLES.map((role) => {
      const at = plan.columns[role];
      return [role, orderOf(role, at === undefined ? [] : given.map(({ cells }) => cells[at] ?? ''), plan)];
    }),
  );
  const ready: ReadyPlan = { ...plan, orders };
  return { questions, ready, read: checked.map((row) => toImportRow(row, ready)), whole, given };
}
