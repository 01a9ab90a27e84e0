/** Excel takes a file for UTF-8 only when it begins with this. */
export const CSV_BEGINNING = '\uFEFF';

/**
 * Where a spreadsheet may take what follows for a formula: at the beginning, and behind whatever another program may
 * take for the border of a cell; blanks, quotes and characters that nobody sees in between do not help. A tab or a line
 * break counts at the very beginning only.
 */
const BORDER = String.raw`(?:^|[,;\t\r\n"'|])[\s\u00a0\u200b-\u200f\u2060\ufeff"']*`;
const FORMULA = String.raw`[=+\-@|%\uff1d\uff0b\uff0d\uff20]`;
const risky = new RegExp(`(${BORDER})(?=${FORMULA})`, 'gu');
const guarded = new RegExp(`(${BORDER})'(?=${FORMULA})`, 'gu');
const riskyBeginning = /^('*)(?=[\t\r\n])/u;
const guardedBeginning = /^('*)'(?=[\t\r\n])/u;

/** A line of CSV (RFC 4180): every cell in quotes, and none that a spreadsheet would take for a formula. */
export function toCsvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map((cell) => toCell(cell === undefined ? '' : String(cell))).join(',')}\r\n`;
}

function toCell(text: string): string {
  return `"${guardFormula(text).replaceAll('"', '""')}"`;
}

/** Puts an apostrophe before whatever a spreadsheet could take for a formula; {@link unguardFormula} takes it away. */
function guardFormula(text: string): string {
  return text.replaceAll(risky, "$1'").replace(riskyBeginning, "$1'");
}

/** The text as it was before it was guarded. */
export function unguardFormula(text: string): string {
  return text.replace(guardedBeginning, '$1').replaceAll(guarded, '$1');
}
