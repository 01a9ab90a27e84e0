import type { ImportRequest, ImportRow } from '../../functions/domain/testimonial-view.ts';
import type { Api } from '../api/api.ts';
import { importWords } from './import-words.ts';
import type { FileRow } from './parse-csv.ts';
import { toCsvLine } from './to-csv.ts';
import { type KeptOut, type ReadyPlan, toImportRow } from './to-import-row.ts';

/** What an import has done so far. */
export interface ImportProgress {
  readonly added: number;
  /** There already, or twice in the file. */
  readonly known: number;
  readonly keptOut: number;
  /** Share of the rows that were read, 0 to 1. */
  readonly share: number;
}

/** What an import is made with. */
export interface ImportTask {
  readonly clinicId: string;
  /** Every row of the file, those with a fault among them. */
  readonly rows: readonly FileRow[];
  readonly plan: ReadyPlan;
  readonly consent: ImportRequest['consent'];
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

const ROWS_AT_ONCE = 200;
const READ_AT_ONCE = 4000;
/** A request may not be larger than the API takes. */
const CHARACTERS_AT_ONCE = 1_000_000;
/** Lines of what was kept out; one wrong column must not fill the memory. */
const MOST_PROBLEMS = 50_000;

/**
 * Brings the rows of a file in, some hundred at a time. Doing it again with the same file adds nothing.
 *
 * @returns lines of CSV, one per line of the file that was kept out
 * @throws RequestFailed as the API does; what was sent by then stays
 */
export async function runImport(
  { clinicId, rows: all, plan, consent, signal, onProgress }: ImportTask,
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
  for (let from = 0; from < all.length && !signal.aborted; from += READ_AT_ONCE) {
    const rows: ImportRow[] = [];
    for (const fileRow of all.slice(from, from + READ_AT_ONCE)) {
      const read = toImportRow(fileRow, plan);
      if ('row' in read) rows.push(read.row);
      else for (const { line, problem } of linesOf(read)) keepOut(line, problem);
    }
    for (const part of inParts(rows)) {
      if (signal.aborted) return problems;
      await send(part);
    }
    tell({ share: Math.min(1, (from + READ_AT_ONCE) / all.length) });
  }
  return problems;
}

/** What is said of each line of a row that is kept out: lines that it swallowed are lost with it, each by its number. */
export function linesOf({ line, lastLine, problem }: KeptOut): readonly { line: number; problem: string }[] {
  const { notClosed, strayQuote, swallowed, within } = importWords.problems;
  const isSwallowing = [notClosed, strayQuote, swallowed].includes(problem);
  const others = isSwallowing ? Math.min(lastLine - line, MOST_PROBLEMS) : 0;
  const rest = Array.from({ length: others }, (_, at) => ({ line: line + at + 1, problem: within(line) }));
  return [{ line, problem }, ...rest];
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
