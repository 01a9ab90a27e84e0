import { decode, type FoundEncoding, findEncoding } from '../parts/text-encoding.ts';

/** Why a file cannot be read: a workbook is no CSV, and one of this size is no list of testimonials. */
export type CsvFault = 'workbook' | 'too-large' | 'empty';

/** A file that was read into the memory of this computer; its letters are known, or have to be asked about. */
export interface CsvFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Absent when it could be one of several. */
  readonly encoding?: FoundEncoding;
}

const MOST_BYTES = 100_000_000;
/** Zip, as newer workbooks are, and the compound file of older ones. */
const WORKBOOKS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** Opens a file. @throws Error when it cannot be read at all */
export async function openCsvFile(file: File): Promise<CsvFile | CsvFault> {
  if (file.size > MOST_BYTES) return 'too-large';
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (WORKBOOKS.some((beginning) => beginning.every((byte, at) => bytes[at] === byte))) return 'workbook';
  if (bytes.length === 0) return 'empty';
  const encoding = findEncoding(bytes);
  return { name: file.name, bytes, ...(encoding && { encoding }) };
}

/**
 * The text of a file, with line breaks of one kind.
 *
 * @param encoding what was found or chosen; bytes that are none of its letters become U+FFFD
 */
export function readCsvText({ bytes, encoding: found }: CsvFile, encoding?: string): string {
  const used = encoding === undefined ? found : { encoding, markBytes: 0 };
  const whole = used && decode(bytes, used);
  const text = whole ?? new TextDecoder(used?.encoding ?? 'utf-8').decode(bytes);
  return text.replaceAll(/\r\n?/gu, '\n');
}
