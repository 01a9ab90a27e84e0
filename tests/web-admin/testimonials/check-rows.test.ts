import { describe, expect, it } from 'vitest';
import { openCsvFile, readCsvText } from '../../../web-admin/testimonials/csv-file.ts';
import { encodingChoices } from '../../../web-admin/testimonials/encoding-choices.ts';
import { findDelimiter, findHeaderLine, parseCsv } from '../../../web-admin/testimonials/parse-csv.ts';
import { rowsOf } from './file-form.ts';

/** Lines of the rows that come in, and those that are kept out. */
const sorted = (text: string) => {
  const rows = rowsOf(text);
  return {
    in: rows.filter(({ fault }) => !fault).map(({ line }) => line),
    out: rows.filter(({ fault }) => fault).map(({ line, lastLine }) => [line, lastLine]),
  };
};
const HEAD = 'name,text,consent\n';
const LAST = 'Zoe,Kind people,yes';

describe('a row that is broken', () => {
  it.each([
    [
      'a quotation mark never closed',
      `${HEAD}Ida,Fine,yes\nMax,"It helped,yes\nUma,Great,yes`,
      [2],
      [[3, 4]],
    ],
    [
      'a quotation mark closed by words',
      `${HEAD}Max,"It helped,yes\nUma,Great,yes\nLin,"Kind",yes\n${LAST}`,
      [5],
      [[2, 4]],
    ],
    [
      'two open quotation marks that pair up',
      `${HEAD}Max,"It helped,yes\nUma,Great,yes\nLin,Kind",yes\n${LAST}`,
      [5],
      [[2, 4]],
    ],
    ['two that pair up in the next row', `${HEAD}Max,"It helped,yes\nLin,Kind",yes\n${LAST}`, [4], [[2, 3]]],
    [
      'a pair beside an empty cell',
      `${HEAD}Max,"It helped,yes\n,Fine,yes\nLin,Kind",yes\n${LAST}`,
      [5],
      [[2, 4]],
    ],
    ['a quotation mark within a quoted cell', `${HEAD}Max,"A "good" place",yes\n${LAST}`, [3], [[2, 2]]],
    ['quotes escaped by backslashes', `${HEAD}Max,"They said \\"rest\\" to me",yes\n${LAST}`, [3], [[2, 2]]],
    ['a backslash before a bare quote', `${HEAD}Max,They said \\"rest\\" to me,yes\n${LAST}`, [3], [[2, 2]]],
    [
      'more cells than headers',
      `name,consent,text\nMax,yes,It helped, and more\n${LAST.replace('Kind people,yes', 'yes,Kind')}`,
      [3],
      [[2, 2]],
    ],
    ['an empty cell too many, in one row only', `${HEAD}Max,It helped,yes,\n${LAST}`, [3], [[2, 2]]],
    ['fewer cells than headers', `${HEAD}Max,yes\n${LAST}`, [3], [[2, 2]]],
    ['another delimiter', `${HEAD}Max;It helped;yes\n${LAST}`, [3], [[2, 2]]],
    [
      'words under no header',
      `name,consent,text,\nMax,yes,It helped, and more\nZoe,yes,Kind,`,
      [3],
      [[2, 2]],
    ],
    [
      'words that go on in the next line',
      'name,consent,text\nMax,yes,It helped\nand still does\nZoe,yes,Kind',
      [4],
      [
        [2, 2],
        [3, 3],
      ],
    ],
    [
      'words that began in the line before',
      'text,name,consent\nIt helped\nand still does,Max,yes\nKind,Zoe,yes',
      [4],
      [
        [2, 2],
        [3, 3],
      ],
    ],
    ['the headers again', `${HEAD}${HEAD}${LAST}`, [3], [[2, 2]]],
    ['a sum at the end', `${HEAD}${LAST}\n\nTotal: 1`, [2], [[4, 4]]],
    ['a zero byte', `${HEAD}Max,It he\0lped,yes\n${LAST}`, [3], [[2, 2]]],
    ['a letter that was lost', `${HEAD}Zo\uFFFD,It helped,yes\n${LAST}`, [3], [[2, 2]]],
    [
      'letters that were garbled',
      `${HEAD}ZoÃ«,It helped,yes\nMax,Itâ€™s fine,yes\n${LAST}`,
      [4],
      [
        [2, 2],
        [3, 3],
      ],
    ],
    [
      'words cut where a later cell is missing',
      'consent,text,note\nyes,It helped, and more\nyes,Kind,',
      [3],
      [[2, 2]],
    ],
    [
      'words whose next line has as many commas as a row',
      'name,consent,text\nMax,yes,It helped\nslow, calm, kind\nZoe,yes,Kind\nUma,yes,Fine',
      [4, 5],
      [
        [2, 2],
        [3, 3],
      ],
    ],
    [
      'a site in a column that nobody named',
      'name,text,consent,kind\nMax,Fine,yes,Google Maps\nZoe,Kind,yes,form',
      [3],
      [[2, 2]],
    ],
    ['a formula', `${HEAD}Max,"=CONCAT(A1;""x"")",yes\n${LAST}`, [3], [[2, 2]]],
    ['what only a program writes', `${HEAD}Max,It&#8217;s fine,yes\n${LAST}`, [3], [[2, 2]]],
  ])('is kept out with its lines, and the rest comes in: %s', (_, text, inside, out) => {
    expect(sorted(text)).toEqual({ in: inside, out });
  });

  it.each([
    [
      'a cell of several lines',
      `${HEAD}Max,"Kind, warm people.\nThanks, all.\n\nReally, truly, good",yes\n${LAST}`,
    ],
    ['two columns and lines with a comma', 'text,consent\n"Great, thanks.\nFriendly, too",yes\nFine,yes'],
    ['doubled quotes', `${HEAD}Max,"A ""good"" place",yes\n${LAST}`],
    ['bare quotes in a bare cell', `${HEAD}Max,A "good" place,yes\n${LAST}`],
    ['a column of numbers without a header', ',name,text,consent\n0,Max,Fine,yes\n1,Zoe,Kind,yes'],
    ['every row with the same empty end', `${HEAD}Max,Fine,yes,\nZoe,Kind,yes,`],
    ['a blank behind every comma', 'name, text, consent\nMax, Fine, yes\nZoe, Kind, yes'],
    ['a blank behind words that were quoted', `${HEAD}Max,"Fine, really", yes\n${LAST}`],
    ['a site as the answer to how somebody came', `${HEAD.trim()},How did you find us?\nMax,Fine,yes,Google`],
    ['an equals sign or an ampersand in words', `${HEAD}Max,= better & calmer <3,yes\n${LAST}`],
    ['a name in capitals that only looks garbled', `${HEAD}SÃO,Fine,yes\n${LAST}`],
  ])('is not what has %s', (_, text) => {
    expect(sorted(text).out).toEqual([]);
  });
});

describe('how a file is built', () => {
  it.each([
    ['a comma', 'name,text,consent\nZoe,"One; two",yes', ','],
    ['a semicolon, with more commas in the words', 'Name;Kommentar;Einwilligung\nZoe;gut, sehr gut;ja', ';'],
    ['a tab', 'name\ttext\tconsent\nZoe\tone, two; three\tyes', '\t'],
    ['a bar', 'name|text|consent\nZoe|one, two|yes', '|'],
    ['what the first line says', 'sep=;\nname;text;consent\nZoe;one, two;yes', ';'],
    ['something that is not certain', 'one;two,three\nfour;five,six', undefined],
  ])('is divided by %s', (_, text, delimiter) => {
    expect(findDelimiter(text)).toBe(delimiter);
  });

  it.each([
    ['below a title and a blank line', 'Testimonials of 2024\n\nname,text,consent\nZoe,Kind,yes', 3],
    ['below a line for Excel', 'sep=,\nname,text,consent\nZoe,Kind,yes', 2],
    ['nowhere', 'Zoe,Kind,yes\nMax,Fine,yes', undefined],
  ])('has its headers %s', (_, text, line) => {
    expect(findHeaderLine(parseCsv(text, ','))).toBe(line);
  });

  it('counts lines whatever they end with', async () => {
    const text = (end: string) => `name,text,consent${end}Max,"Two${end}lines",yes${end}Zoe,Kind,yes${end}`;
    for (const end of ['\n', '\r\n', '\r']) {
      const file = await openCsvFile(new File([text(end)], 'a.csv'));
      const rows = typeof file === 'string' ? [] : rowsOf(readCsvText(file));
      expect(rows.map(({ line }) => line)).toEqual([2, 4]);
    }
  });
});

describe('letters', () => {
  const open = async (...parts: readonly (string | Uint8Array<ArrayBuffer>)[]) => {
    const file = await openCsvFile(new File([...parts], 'a.csv'));
    if (typeof file === 'string') throw new Error(file);
    return file;
  };
  const text = 'name,text,consent\r\nZoë,Żółw – naïve 😀 日本,yes\r\n';
  const wide = (order: 'le' | 'be') => {
    const bytes = Buffer.from(text, 'utf16le');
    return new Uint8Array(order === 'le' ? bytes : bytes.swap16());
  };

  it.each([
    ['UTF-8', [text]],
    ['UTF-8 with a mark', [`\ufeff${text}`]],
    ['UTF-16 with a mark', [new Uint8Array([0xff, 0xfe]), wide('le')]],
    ['UTF-16 of the other order with a mark', [new Uint8Array([0xfe, 0xff]), wide('be')]],
    ['UTF-16 without a mark', [wide('le')]],
    ['UTF-16 of the other order without a mark', [wide('be')]],
  ])('are the same in %s', async (_, parts) => {
    expect(readCsvText(await open(...parts))).toBe(text.replaceAll('\r\n', '\n'));
  });

  it('are the same at every size, wherever a chunk may end', async () => {
    for (const size of [65_535, 131_071, 262_143, 262_144, 1_048_575]) {
      const whole = `${'x'.repeat(size)}ëé😀\n`;
      expect(readCsvText(await open(whole)) === whole).toBe(true);
    }
  });

  it.each([
    ['windows-1252', [0x5a, 0x6f, 0xeb], 'Zoë'],
    ['macintosh', [0x5a, 0x6f, 0x91], 'Zoë'],
    ['windows-1250', [0xaf, 0xf3, 0xb3, 0x77], 'Żółw'],
    ['windows-1251', [0xc0, 0xed, 0xed, 0xe0], 'Анна'],
    ['shift_jis', [0x93, 0x63, 0x92, 0x86], '田中'],
  ])(
    'that are no UTF-8 are asked about, with the right reading among the answers: %s',
    async (encoding, bytes, name) => {
      const file = await open('name,text,consent\n', new Uint8Array(bytes), ',Kind,yes\n');

      expect(file.encoding).toBeUndefined();
      expect(encodingChoices(file.bytes)).toContainEqual({ encoding, sample: name, isDamaged: false });
      expect(readCsvText(file, encoding)).toContain(`\n${name},Kind`);
    },
  );

  it('that are mostly UTF-8 can be read so, and only the rows with damage stay out', async () => {
    const file = await open('name,text,consent\nZoë,Kind,yes\nRen', new Uint8Array([0xe9]), ',Fine,yes\n');

    expect(file.encoding).toBeUndefined();
    expect(encodingChoices(file.bytes)[0]).toMatchObject({ encoding: 'utf-8', isDamaged: true });
    expect(sorted(readCsvText(file, 'utf-8'))).toEqual({ in: [2], out: [[3, 3]] });
  });

  it('of a workbook are not read at all', async () => {
    expect(await openCsvFile(new File([new Uint8Array([0x50, 0x4b, 3, 4])], 'a.csv'))).toBe('workbook');
  });
});
