import type { Evaluation, Miss, Score } from './evaluate-tags.ts';

const LONGEST_TEXT = 160;

/** An evaluation for a person at a terminal: a table of scores, then the misses with their words. */
export function describeEvaluation(evaluation: Evaluation): string {
  const { overall, byCondition, byLanguage, byFlag, byKind, bySensitivity, misses } = evaluation;
  const rows = [
    ['', 'texts', 'precision', 'recall', 'F1', 'exact', 'clean'],
    toRow('all', overall),
    ...group('language', byLanguage),
    ...group('hard', byFlag),
    ...group('kind', byKind),
    ...group('conditions', bySensitivity),
    ...group('condition', byCondition),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map((row) =>
    row
      .map((cell, column) => pad(cell, column, widths))
      .join('  ')
      .trimEnd(),
  );
  return [
    ...table,
    '',
    `${misses.length} of ${overall.texts} texts with a mistake`,
    ...misses.map(toLines),
  ].join('\n');
}

function group(name: string, scores: ReadonlyMap<string, Score>): readonly (readonly string[])[] {
  return [...scores].map(([key, score]) => toRow(`${name} ${key}`, score));
}

function toRow(name: string, score: Score): readonly string[] {
  const shares = [score.precision, score.recall, score.f1, score.exact].map((share) => share.toFixed(3));
  return [name, String(score.texts), ...shares, `${score.cleanOnEmpty}/${score.empty}`];
}

function pad(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function toLines({ id, text, wrong, lost }: Miss): string {
  const shown = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  const said = [...wrong.map((one) => `  wrong: ${one}`), ...lost.map((one) => `  lost: ${one}`)];
  return [`${id}: ${shown.replaceAll('\n', ' ')}`, ...said].join('\n');
}
