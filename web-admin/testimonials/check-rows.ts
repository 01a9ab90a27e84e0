import { findGarbled } from './garbled-letters.ts';
import { importWords } from './import-words.ts';
import type { Delimiter, FileRow } from './parse-csv.ts';
import { findMarkup, isFormula, isSiteAlone } from './read-cells.ts';

/** What is known of a file when its rows are checked. */
export interface RowCheck {
  readonly headers: readonly string[];
  readonly delimiter: Delimiter;
  /** Columns that a person or we have given a meaning. */
  readonly used: ReadonlySet<number>;
  /** The column of the words, which could go on in the next line. */
  readonly text: number | undefined;
}

const { problems } = importWords;
/** What nobody can see or write, but tabs and line breaks. */
const CONTROL = /[[\p{Cc}]--[\t\n]]/v;
/** Columns that tell how a patient came to the clinic; a site there is not where the words were written. */
const HOW_FOUND =
  /\b(?:hear|heard|find|found|discover\w*|refer\w*|know|learn\w*|kennen|gefunden|aufmerksam|connus?|trouve|conocio|entero)\b/iu;
const LONGEST_SHOWN = 24;
/** Rows of which a habit can be told. */
const ENOUGH = 3;

/**
 * Checks the form of the rows after the headers: a row that may have lost or swallowed anything gets a fault, and no
 * other is touched. What is wrong is told, never mended.
 */
export function checkRows(rows: readonly FileRow[], check: RowCheck): readonly FileRow[] {
  const width = widthOf(rows, check.headers.length);
  const all = { ...check, width, known: knownValues(rows, width), spaced: spacedColumns(rows, width) };
  const first = rows.map((row) => {
    const fault = row.fault ?? formFault(row, all) ?? cutFault(row, all) ?? swallowFault(row, all);
    return fault === undefined ? row : { ...row, fault };
  });
  return first.map((row, at) => {
    const fault = row.fault ?? continuedFault(row, [first[at - 1], first[at + 1]], all);
    return fault === undefined ? row : { ...row, fault };
  });
}

/** Rows that all end with the same number of empty cells have those by habit of the program that wrote them. */
function widthOf(rows: readonly FileRow[], headers: number): number {
  const widths = new Set(rows.map(({ cells }) => cells.length));
  const [width = headers] = widths;
  const isHabit = widths.size === 1 && width > headers;
  return isHabit && rows.every(({ cells }) => cells.slice(headers).every((cell) => cell === ''))
    ? width
    : headers;
}

type Sized = RowCheck & { readonly width: number };

function formFault({ cells }: FileRow, { headers, used, width }: Sized): string | undefined {
  if (cells.length > width) return problems.manyCells(cells.length, headers.length);
  if (cells.length < width) return problems.fewCells(cells.length, headers.length);
  const firstNamed = headers.findIndex((header) => header !== '');
  const isStray = (cell: string, at: number) =>
    at > firstNamed && at < headers.length && headers[at] === '' && !used.has(at) && cell.trim() !== '';
  if (cells.some(isStray)) return problems.unnamed;
  if (cells.every((cell, at) => cell.trim() === (headers[at] ?? ''))) return problems.headersAgain;
  const taken = cells.filter((_, at) => used.has(at));
  if (cells.some((cell) => CONTROL.test(cell))) return problems.control;
  if (taken.some((cell) => cell.includes('\uFFFD'))) return problems.lostLetter;
  if (taken.some((cell) => cell.includes('\\"') || cell.endsWith('\\'))) return problems.backslash;
  return letterFault(taken) ?? siteFault(cells, headers, used);
}

function letterFault(taken: readonly string[]): string | undefined {
  for (const cell of taken) {
    const garbled = findGarbled(cell);
    if (garbled !== undefined) return problems.garbled(garbled);
    const markup = findMarkup(cell);
    if (markup !== undefined) return problems.markup(markup);
    if (isFormula(cell)) return problems.formula;
  }
  return undefined;
}

/** A column that nobody has given a meaning may be the one that says where the words were written. */
function siteFault(
  cells: readonly string[],
  headers: readonly string[],
  used: ReadonlySet<number>,
): string | undefined {
  const at = cells.findIndex(
    (cell, place) => !used.has(place) && isSiteAlone(cell) && !HOW_FOUND.test(headers[place] ?? ''),
  );
  return at < 0
    ? undefined
    : problems.siteAlone(headers[at] || importWords.import.column(at + 1), (cells[at] ?? '').trim());
}

/** Columns whose cells begin with a blank by habit, of the whole file or of the column: there it says nothing. */
function spacedColumns(rows: readonly FileRow[], width: number): ReadonlySet<number> {
  const whole = rows.filter(({ cells }) => cells.length === width);
  const later = whole.flatMap(({ cells }) => cells.slice(1).filter((cell) => cell.trim() !== ''));
  const isHabit = later.filter(isSpaced).length > later.length / 2;
  const isAlways = (at: number) => whole.length >= ENOUGH && whole.every(({ cells }) => isSpaced(cells[at]));
  return new Set(Array.from({ length: width }, (_, at) => at).filter((at) => isHabit || isAlways(at)));
}

function isSpaced(cell = ''): boolean {
  return /^ +\S/u.test(cell);
}

/**
 * Words without quotation marks end at the first comma. Where another cell is missing, the number of cells is right all
 * the same; what is left to see is the blank behind the comma.
 */
function cutFault({ cells }: FileRow, { text, delimiter, spaced }: Known): string | undefined {
  const [words = '', next] = text === undefined ? [] : [cells[text], cells[text + 1]];
  const isQuoted = words.includes(delimiter) || /["\n]/u.test(words);
  if (text === undefined || words.trim() === '' || isQuoted || spaced.has(text + 1) || !isSpaced(next))
    return undefined;
  return problems.cutAtSign((next ?? '').trim().slice(0, LONGEST_SHOWN));
}

/** Cells that occur again and again in a column of few values, such as "yes": they tell what a row looks like. */
function knownValues(rows: readonly FileRow[], width: number): readonly ReadonlySet<string>[] {
  return Array.from({ length: width }, (_, at) => {
    const counts = new Map<string, number>();
    for (const { cells, fault } of rows) {
      const value = (cells[at] ?? '').trim();
      if (!fault && value !== '' && !value.includes('\n')) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return new Set([...counts].flatMap(([value, many]) => (many > 1 ? [value] : [])));
  });
}

type Known = Sized & {
  readonly known: readonly ReadonlySet<string>[];
  readonly spaced: ReadonlySet<number>;
};

/** A cell over several lines that look like rows of this file has swallowed them: two open quotation marks paired up. */
function swallowFault({ cells }: FileRow, check: Known): string | undefined {
  for (const [at, cell] of cells.entries()) {
    if (!cell.includes('\n')) continue;
    const [head = '', ...rest] = cell.split('\n');
    const tail = rest.pop() ?? '';
    const begun = [...cells.slice(0, at), ...head.split(check.delimiter)];
    const ended = [...tail.split(check.delimiter), ...cells.slice(at + 1)];
    const isWhole = (line: string) => looksLikeRow(line.split(check.delimiter), check, 0);
    if (rest.some(isWhole)) return problems.swallowed;
    const [isBegun, isEnded] = [looksLikeRow(begun, check, at), looksLikeRow(ended, check, 0)];
    if (isBegun && (isEnded || isTyped(begun, check, at + 1))) return problems.swallowed;
  }
  return undefined;
}

/** As many cells as a row has, and either none after a blank, as in prose, or a value that its column is known by. */
function looksLikeRow(cells: readonly string[], check: Known, from: number): boolean {
  if (cells.length !== check.width || check.width < 2) return false;
  const isTight = cells.slice(from + 1).every((cell) => cell !== '' && !/^\s/u.test(cell));
  return isTight || isTyped(cells, check, from + 1);
}

function isTyped(cells: readonly string[], { known }: Known, from: number): boolean {
  return cells.slice(from).some((cell, at) => known[at + from]?.has(cell.trim()));
}

/**
 * Words without quotation marks that hold a line break go on as a row of their own, which is too short; where they are
 * the last column the row before it looks whole, where they are the first the row after it.
 */
function continuedFault(
  row: FileRow,
  [before, after]: readonly [FileRow | undefined, FileRow | undefined],
  check: Known,
): string | undefined {
  const { text, width, spaced } = check;
  const isProse = ({ cells }: FileRow) =>
    spaced.size === 0 && cells.length > 1 && cells.slice(1).every((cell) => isSpaced(cell));
  const isPart = (one: FileRow | undefined) =>
    one !== undefined && (one.cells.length < width || isProse(one)) && !isTyped(one.cells, check, 0);
  const { line, lastLine } = row;
  if (isPart(row) && (before || after)) return problems.partOfAnother;
  if (text === width - 1 && after && isPart(after)) return problems.goesOn(after.line, lastLine);
  if (text === 0 && before && isPart(before)) return problems.begunBefore(before.line, line);
  return undefined;
}
