import { decode, findEncoding } from '../parts/text-encoding.ts';
import { gather } from './gather.ts';
import { isZip, listEntries, tidyPath, type ZipEntry } from './list-entries.ts';
import { readEntry, readPlain } from './read-entry.ts';
import type { ExportedRow } from './recognise.ts';
import { UnreadableFile } from './unreadable.ts';

/** One location of an export. */
export interface ExportedLocation {
  /** Digits after `locations/`. */
  readonly sourceListingId: string;
  /** Digits after `accounts/`. */
  readonly accountId: string;
  /** As Google names it; absent when the export does not say. */
  readonly title?: string;
  readonly placeId?: string;
  /** Street and town, in one line; tells places of one name apart. */
  readonly address?: string;
  /** Each review once, in no order. Never empty. */
  readonly rows: readonly ExportedRow[];
  /** Reviews with words; the others are stars alone. */
  readonly withWords: number;
  /** Reviews whose stars are missing or cannot be read; they come without. */
  readonly withoutStars: number;
  /** Reviews in which letters were lost before the export came to us. */
  readonly damaged: number;
  /** Days of the first and the last review, `YYYY-MM-DD`; absent when no review tells. */
  readonly days?: readonly [first: string, last: string];
}

/** What was found in the files a person chose. */
export interface Export {
  /** Most reviews first. Never empty. */
  readonly locations: readonly ExportedLocation[];
  /** When Google made it, ISO 8601 UTC, as the file's name says; absent when it does not. */
  readonly exportedAt?: string;
  /** A day it may have been made, `YYYY-MM-DD`: of its newest file. */
  readonly perhapsOn: string;
  /** Day of the last review or change in it, `YYYY-MM-DD`: it cannot have been made before. */
  readonly notBefore?: string;
  /** Things in the lists that are no reviews. */
  readonly unknown: number;
  /** Files that are no JSON, or whose letters cannot be read; nothing of them is taken. */
  readonly unreadable: number;
  /** Whether Google Maps' own export was among it, which is left alone. */
  readonly hasWritten: boolean;
}

/** A JSON file of an export. */
export interface ExportedFile {
  /** With the export it belongs to as its first folder. */
  readonly path: string;
  /** Absent when its letters cannot be read. */
  readonly text?: string;
}

const MOST_FILE_BYTES = 50_000_000;
const MOST_BYTES = 200_000_000;
const MOST_FILES = 5_000;
/** Somebody may have packed the export once more. */
const MOST_DEPTH = 1;
const MOST_INNER = 50;

const STAMP = /takeout-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z/iu;
const JSON_FILE = /\.json$/iu;
const ZIP_FILE = /\.zip$/iu;
/** Where reviews and the names of locations lie as far as is known. */
const LIKELY = /(?:^|\/)(?:reviews?[^/]*|data|additionalData)\.json$|\/location-[^/]+\/[^/]*\.json$/iu;

/** What is kept while files are read. */
interface Reading {
  readonly files: ExportedFile[];
  readonly days: string[];
  left: number;
}

/**
 * Reads what a person exported at Google Takeout: zips, or the files of one. Nothing but reviews and the names of
 * their locations is unpacked; where no file has a likely name, every list is looked at.
 *
 * @throws UnreadableFile when there is nothing to take
 */
export async function readExport(chosen: readonly File[]): Promise<Export> {
  const { files, days } = await readChosen(chosen, isLikely);
  const likely = tryToGather(files);
  const gathered = likely ?? gather((await readChosen(chosen, () => true)).files);
  const exportedAt = chosen.flatMap(({ name }) => stampOf(name) ?? []).toSorted()[0];
  return {
    ...gathered,
    perhapsOn: days.toSorted().at(-1) ?? dayOf(Date.now()),
    ...(exportedAt !== undefined && { exportedAt }),
  };
}

async function readChosen(chosen: readonly File[], isWanted: (path: string) => boolean): Promise<Reading> {
  const reading: Reading = { files: [], days: [], left: MOST_BYTES };
  for (const file of chosen) {
    if (await isZip(file)) {
      await readZip({ file, name: archiveOf(file.name), depth: 0 }, isWanted, reading);
      continue;
    }
    if (!JSON_FILE.test(file.name)) throw new UnreadableFile('no-zip');
    const bytes = await readPlain(file, Math.min(reading.left, MOST_FILE_BYTES));
    keep(reading, { path: tidyPath(file.name), bytes, day: dayOf(file.lastModified) });
  }
  return reading;
}

interface Archive {
  readonly file: Blob;
  /** The export it is a part of; folders of different exports are never taken for the same. */
  readonly name: string;
  readonly depth: number;
}

async function readZip(
  { file, name, depth }: Archive,
  isWanted: (path: string) => boolean,
  reading: Reading,
): Promise<void> {
  const entries = await listEntries(file);
  const lists = entries.filter(({ path }) => JSON_FILE.test(path) && isWanted(path));
  const inner = depth < MOST_DEPTH ? entries.filter(({ path }) => ZIP_FILE.test(path)) : [];
  if (lists.length > MOST_FILES || inner.length > MOST_INNER) throw new UnreadableFile('too-large');
  const read = (entry: ZipEntry, most: number) => readEntry(file, entry, Math.min(reading.left, most));
  for (const entry of lists) {
    const bytes = await read(entry, MOST_FILE_BYTES);
    keep(reading, { path: `${name}/${entry.path}`, bytes, day: entry.writtenOn });
  }
  for (const entry of inner) {
    const bytes = await read(entry, MOST_BYTES);
    reading.left -= bytes.length;
    const within = { file: new Blob([bytes]), name: `${name}/${archiveOf(entry.path)}`, depth: depth + 1 };
    if (await isZip(within.file)) await readZip(within, isWanted, reading);
  }
}

function keep(
  reading: Reading,
  { path, bytes, day }: { path: string; bytes: Uint8Array; day: string | undefined },
): void {
  reading.left -= bytes.length;
  const encoding = findEncoding(bytes);
  const text = encoding && decode(bytes, encoding);
  reading.files.push({ path, ...(text !== undefined && { text }) });
  if (day !== undefined) reading.days.push(day);
}

/** What the likely files hold; `undefined` when there is no review of a location in them. */
function tryToGather(files: readonly ExportedFile[]): ReturnType<typeof gather> | undefined {
  try {
    return gather(files);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return undefined;
  }
}

function isLikely(path: string): boolean {
  return LIKELY.test(path);
}

/** Parts of one export have one name, but for their number. */
function archiveOf(name: string): string {
  return tidyPath(name).replace(/(?:[-_ ]?\(?\d{1,3}\)?)?\.zip$/iu, '');
}

/** When an export was made, by the name Google gave it. */
function stampOf(name: string): string | undefined {
  const [, year, month, day, hour, minute, second] = STAMP.exec(name) ?? [];
  if (year === undefined) return undefined;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
