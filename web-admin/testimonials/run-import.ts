import type { ImportRequest, ImportRow } from '../../functions/domain/testimonial-view.ts';
import type { Api } from '../api/api.ts';
import type { CsvFile, FileRow } from './csv-file.ts';
import { importWords } from './import-words.ts';
import { toCsvLine } from './to-csv.ts';
import { type ImportPlan, toImportRow } from './to-import-row.ts';

/** What an import has done so far. */
export interface ImportProgress {
  readonly added: number;
  /** There already, or twice in the file. */
  readonly known: number;
  readonly keptOut: number;
  /** Share of the file that was read, 0 to 1. */
  readonly share: number;
}

/** What an import is made with. */
export interface ImportTask {
  readonly clinicId: string;
  readonly file: CsvFile;
  readonly plan: ImportPlan;
  readonly consent: ImportRequest['consent'];
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

const ROWS_AT_ONCE = 200;
/** A request may not be larger than the API takes. */
const CHARACTERS_AT_ONCE = 1_000_000;
/** Lines of what was kept out; one wrong column must not fill the memory. */
const MOST_PROBLEMS = 50_000;

/**
 * Brings the rows of a file in, some hundred at a time; nothing of a row is kept once it was sent, but for why it was
 * kept out. Doing it again with the same file adds nothing.
 *
 * @returns lines of CSV, one per row that was kept out
 * @throws RequestFailed as the API does; what was sent by then stays
 */
export async function runImport(
  { clinicId, file, plan, consent, signal, onProgress }: ImportTask,
  { importTestimonials }: Pick<Api, 'importTestimonials'>,
): Promise<readonly string[]> {
  let progress: ImportProgress = { added: 0, known: 0, keptOut: 0, share: 0 };
  const problems: string[] = [];
  const tell = (more: Partial<ImportProgress>) => {
    progress = { ...progress, ...more };
    onProgress(progress);
  };
  const keepOut = (line: number, reason: string) => {
    if (problems.length < MOST_PROBLEMS) problems.push(toCsvLine([line, reason]));
    progress = { ...progress, keptOut: progress.keptOut + 1 };
  };
  const send = async (rows: readonly ImportRow[]) => {
    const answer = await importTestimonials(clinicId, { rows, consent });
    for (const { line, outcome, problems: wrong = [] } of answer.rows) {
      if (outcome === 'added') progress = { ...progress, added: progress.added + 1 };
      if (outcome === 'known') progress = { ...progress, known: progress.known + 1 };
      if (outcome === 'refused') keepOut(line, wrong.join(' '));
      if (outcome === 'taken-back') keepOut(line, importWords.problems.takenBack);
    }
    tell({});
  };
  const take = async (fileRows: readonly FileRow[]) => {
    const rows: ImportRow[] = [];
    for (const fileRow of fileRows) {
      const read = toImportRow(fileRow, plan);
      if ('row' in read) rows.push(read.row);
      else keepOut(read.line, read.problem);
    }
    for (const part of inParts(rows)) {
      if (signal.aborted) return false;
      await send(part);
    }
    return !signal.aborted;
  };
  await file.read(take, (share) => tell({ share }));
  return problems;
}

function* inParts(rows: readonly ImportRow[]): Generator<readonly ImportRow[]> {
  let part: ImportRow[] = [];
  let characters = 0;
  for (const row of rows) {
    const size = row.text.length + 400;
    if (part.length === ROWS_AT_ONCE || (part.length > 0 && characters + size > CHARACTERS_AT_ONCE)) {
      yield part;
      part = [];
      characters = 0;
    }
    part.push(row);
    characters += size;
  }
  if (part.length > 0) yield part;
}
