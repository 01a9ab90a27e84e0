import Papa from 'papaparse';
import { knownHeaders } from './import-columns.ts';
import { importWords } from './import-words.ts';

/** A row of a file as it stands there. */
export interface FileRow {
  /** Line on which it begins, from 1. */
  readonly line: number;
  /** Line on which it ends; a later one where a cell holds line breaks. */
  readonly lastLine: number;
  readonly cells: readonly string[];
  /** Why nothing of it may be taken; absent while its form is right. */
  readonly fault?: string;
}

/** What can stand between cells. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** A first line for Excel alone, which says what stands between cells. */
const DECLARED = /^"?sep=(.)"?[,;\t|]*(?:\n|$)/iu;
const HEADERS_WITHIN = 20;
/** How much of a file is looked at to find out what stands between its cells. */
const LOOKED_AT = 200_000;

/**
 * Takes the rows of a text apart, blank ones left out. A row in which a quotation mark is not where it belongs has a
 * fault, as the parser says: what it swallowed stays swallowed, and nothing is guessed.
 *
 * @param text with line breaks of one kind
 */
export function parseCsv(text: string, delimiter: Delimiter): readonly FileRow[] {
  const { data, errors } = Papa.parse<string[]>(text.replace(DECLARED, '\n'), { delimiter, newline: '\n' });
  const wrong = new Map<number, string>();
  for (const { row, code } of errors) {
    if (row === undefined || wrong.has(row)) continue;
    const { notClosed, strayQuote } = importWords.problems;
    wrong.set(row, code === 'MissingQuotes' ? notClosed : strayQuote);
  }
  let line = 1;
  const rows: FileRow[] = [];
  for (const [at, cells] of data.entries()) {
    const lastLine = line + cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
    const fault = wrong.get(at);
    const isBlank = cells.every((cell) => cell.trim() === '');
    if (!isBlank || fault) rows.push({ line, lastLine, cells, ...(fault && { fault }) });
    line = lastLine + 1;
  }
  return rows;
}

/**
 * Finds out what stands between the cells: what the file declares, or the only sign that makes headers we know, or the
 * only one that makes rows of one length. `undefined` where that is not certain.
 */
export function findDelimiter(text: string): Delimiter | undefined {
  const declared = DELIMITERS.find((one) => one === DECLARED.exec(text)?.[1]);
  if (declared) return declared;
  const beginning = text.slice(0, LOOKED_AT);
  const read = DELIMITERS.map((delimiter) => ({ delimiter, rows: parseCsv(beginning, delimiter) }));
  const headed = read.filter(({ rows }) => findHeaderLine(rows) !== undefined);
  const even = read.filter(({ rows }) => isEven(rows));
  const [only, ...others] = headed.length > 0 ? headed : even;
  return others.length === 0 ? only?.delimiter : undefined;
}

/** The line of the headers: the first among the first rows in which two or more are known; `undefined` where none is. */
export function findHeaderLine(rows: readonly FileRow[]): number | undefined {
  const found = rows.slice(0, HEADERS_WITHIN).find(({ cells, fault }) => !fault && knownHeaders(cells) >= 2);
  return found?.line;
}

/** Most rows have the same number of cells, and more than one. */
function isEven(rows: readonly FileRow[]): boolean {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].some(([cells, many]) => cells > 1 && many > rows.length / 2);
}
