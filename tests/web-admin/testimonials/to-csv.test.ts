import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { toCsvLine, unguardFormula } from '../../../web-admin/testimonials/to-csv.ts';

/** What a spreadsheet makes of a line: the cells, with the quotes gone. */
function cellsOf(line: string): readonly string[] {
  return Papa.parse<string[]>(line, { delimiter: ',', newline: '\r\n' }).data[0] ?? [];
}

/** Whether a program that begins a cell here, blanks and quotes aside, could take it for a formula. */
const isFormula = (text: string) =>
  /^[\s\u00a0\u200b-\u200f\u2060\ufeff"]*[=+\-@|%＝＋－＠]/u.test(text) || /^[\t\r\n]/u.test(text);

const MARKS = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'];
const BEFORE = ['', ' ', '\u00a0', '\ufeff', '\u200b', '"', "'", ' "', 'a;', 'a\t', 'a\n', 'a, ', 'a"'];
const OWN = MARKS.flatMap((mark) => BEFORE.map((before) => `${before}${mark}SUM(A1:A9)*cmd|' /C calc'!A0`));

describe('toCsvLine', () => {
  it('begins no cell, and no part behind a border, with what a spreadsheet could compute', () => {
    for (const hostile of OWN) {
      const [cell = ''] = cellsOf(toCsvLine([hostile]));
      for (const part of cell.split(/[,;\t\r\n"]/u)) {
        expect(isFormula(part) ? part : '', JSON.stringify(hostile)).toBe('');
      }
    }
  });

  it('keeps every text as it was, once the guards are taken away', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom(...MARKS, ...BEFORE, 'word', '\r\n', ';', ','), { maxLength: 12 })
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), (cells) => {
        const wanted = cells.map((cell) => cell.replaceAll(/\r\n?/gu, '\n'));
        const read =
          Papa.parse<string[]>(toCsvLine(cells), { delimiter: ',', newline: '\r\n' }).data[0] ?? [];
        expect(read.map(unguardFormula).map((cell) => cell.replaceAll(/\r\n?/gu, '\n'))).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('quotes everything, and leaves ordinary words alone', () => {
    expect(toCsvLine(['4.5', '(555) 555-0123', 'She said "good", twice', 5, undefined])).toBe(
      '"4.5","(555) 555-0123","She said ""good"", twice","5",""\r\n',
    );
  });

  const shared = '../shared/data/corpora/csv-cells.json';
  it.skipIf(!existsSync(shared))('is safe against every cell of the shared corpus', () => {
    const { cells, benignMustSurvive }: Record<string, string[]> = JSON.parse(readFileSync(shared, 'utf8'));
    for (const hostile of cells ?? []) {
      const [cell = ''] = cellsOf(toCsvLine([hostile]));
      expect(isFormula(cell) ? cell : '', JSON.stringify(hostile)).toBe('');
      expect(unguardFormula(cell)).toBe(hostile);
    }
    for (const text of benignMustSurvive ?? []) {
      expect(unguardFormula(cellsOf(toCsvLine([text]))[0] ?? '')).toBe(text);
    }
  });
});
