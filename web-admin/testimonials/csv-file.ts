import Papa from 'papaparse';

/** A row of a file, and the line on which it begins, from 1. */
export interface FileRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What a look at the beginning of a file tells. */
export interface FileLook {
  readonly headers: readonly string[];
  /** Up to {@link LOOKED_AT} rows after the headers. */
  readonly rows: readonly FileRow[];
}

/** A file of rows whose encoding was guessed; its delimiter is guessed while it is read. */
export interface CsvFile {
  readonly name: string;
  readonly look: () => Promise<FileLook>;
  /**
   * Reads the rows after the headers, some at a time; what was given is forgotten before more is read.
   *
   * @param take may take its time; `false` ends the reading
   * @param onRead told the share of the file that was read, 0 to 1
   */
  readonly read: (
    take: (rows: readonly FileRow[]) => Promise<boolean>,
    onRead?: (share: number) => void,
  ) => Promise<void>;
}

const LOOKED_AT = 2000;
const CHUNK_BYTES = 256 * 1024;
const SLICE_BYTES = 1024 * 1024;

/** Opens a file. @throws Error when it cannot be read at all */
export async function openCsvFile(file: File): Promise<CsvFile> {
  const encoding = (await isUtf8(file)) ? 'utf-8' : 'windows-1252';
  return {
    name: file.name,
    async look() {
      const rows: FileRow[] = [];
      await readAll(file, encoding, async (some) => {
        rows.push(...some);
        return rows.length <= LOOKED_AT;
      });
      const [head, ...rest] = rows;
      return { headers: (head?.cells ?? []).map((header) => header.trim()), rows: rest.slice(0, LOOKED_AT) };
    },
    async read(take, onRead) {
      let isHead = true;
      await readAll(
        file,
        encoding,
        async (some) => {
          const rows = isHead ? some.slice(1) : some;
          isHead = isHead && some.length === 0;
          return rows.length === 0 || (await take(rows));
        },
        onRead,
      );
    },
  };
}

/** Texts of Windows from before UTF-8 hold bytes that UTF-8 never has in that order. */
async function isUtf8(file: Blob): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let from = 0; from < file.size; from += SLICE_BYTES) {
      const slice = await file.slice(from, from + SLICE_BYTES).arrayBuffer();
      decoder.decode(slice, { stream: from + SLICE_BYTES < file.size });
    }
    return true;
  } catch {
    return false;
  }
}

function readAll(
  file: File,
  encoding: string,
  take: (rows: readonly FileRow[]) => Promise<boolean>,
  onRead?: (share: number) => void,
): Promise<void> {
  let line = 1;
  return new Promise((resolve, reject) => {
    Papa.parse<string[]>(file, {
      encoding,
      chunkSize: CHUNK_BYTES,
      delimitersToGuess: [',', ';', '\t', '|'],
      chunk({ data, meta }, parser) {
        parser.pause();
        const rows: FileRow[] = [];
        for (const cells of data) {
          rows.push({ line, cells: rows.length === 0 && line === 1 ? withoutMark(cells) : cells });
          line += cells.reduce((lines, cell) => lines + (cell.match(/\r\n|\r|\n/gu)?.length ?? 0), 1);
        }
        const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
        take(filled).then((goesOn) => {
          onRead?.(file.size === 0 ? 1 : Math.min(1, meta.cursor / file.size));
          if (goesOn) parser.resume();
          else {
            parser.abort();
            resolve();
          }
        }, reject);
      },
      complete: () => resolve(),
      error: reject,
    });
  });
}

function withoutMark([first = '', ...rest]: readonly string[]): readonly string[] {
  return [first.replace(/^\uFEFF/u, ''), ...rest];
}
