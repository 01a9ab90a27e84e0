import type { Location } from '../../../functions/domain/clinic.ts';
import { checkRows } from '../../../web-admin/testimonials/check-rows.ts';
import { guessColumns } from '../../../web-admin/testimonials/import-columns.ts';
import type { ImportPlan } from '../../../web-admin/testimonials/import-plan.ts';
import {
  type FileRow,
  findDelimiter,
  findHeaderLine,
  parseCsv,
} from '../../../web-admin/testimonials/parse-csv.ts';

/** The locations of a clinic of two. */
const PLACES: readonly Location[] = [
  { clinicId: 'c', locationId: 'mill-lane', name: 'Mill Lane', version: 1 },
  { clinicId: 'c', locationId: 'harbour', name: 'Harbour Street', version: 1 },
];

/** Rows of a text as the screen finds them before anybody has answered anything. */
export function rowsOf(text: string): readonly FileRow[] {
  const delimiter = findDelimiter(text);
  if (delimiter === undefined) throw new Error('The delimiter has to be asked about.');
  const all = parseCsv(text, delimiter);
  const head = all.find(({ line }) => line === findHeaderLine(all));
  if (!head) throw new Error('The headers have to be asked about.');
  const headers = head.cells.map((cell) => cell.trim());
  const { columns } = guessColumns(headers);
  const body = all.filter(({ line }) => line > head.lastLine);
  return checkRows(body, { headers, delimiter, used: new Set(Object.values(columns)), text: columns.text });
}

/** A plan in which everything is answered, for a file with these headers. */
export function aPlan(headers: readonly string[], differs: Partial<ImportPlan> = {}): ImportPlan {
  return {
    ...{ columns: guessColumns(headers).columns, doubtful: [], dayOrders: {}, locations: PLACES },
    ...{ consentValues: new Set(['yes']), givenValues: new Set(['survey']), today: '2026-11-22' },
    places: new Map([['', 'mill-lane']]),
    languages: new Map([['', 'en']]),
    days: { writtenOn: '2026-05-03', signedOn: 'as-written', lastDay: 'two-years' },
    ...differs,
  };
}
