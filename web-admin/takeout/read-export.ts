import { gather } from './gather.ts';
import { isZip, listEntries, type ZipEntry } from './list-entries.ts';
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
  /** Each review once, in no order. Never empty. */
  readonly rows: readonly ExportedRow[];
  /** Reviews with words; the others are stars alone. */
  readonly withWords: number;
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
  /** Whether Google Maps' own export was among it, which is left alone. */
  readonly hasWritten: boolean;
}

/** A JSON file of an export. */
export interface ExportedFile {
  readonly path: string;
  readonly text: string;
}

const MOST_FILE_BYTES = 50_000_000;
const MOST_BYTES = 200_000_000;
const MOST_FILES = 5_000;

const STAMP = /takeout-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z/iu;
const JSON_FILE = /\.json$/iu;
/** Where reviews and the names of locations lie as far as is known. */
const LIKELY = /(?:^|\/)(?:reviews?[^/]*|data|additionalData)\.json$|\/location-[^/]+\/[^/]*\.json$/iu;

/**
 * Reads what a person exported at Google Takeout: zips, or the files of one. Nothing but reviews and the names of
 * their locations is unpacked.
 *
 * @throws UnreadableFile when there is nothing to take
 */
export async function readExport(chosen: readonly File[]): Promise<Export> {
  const files: ExportedFile[] = [];
  const days: string[] = [];
  let left = MOST_BYTES;
  const keep = (path: string, text: string, day: string | undefined) => {
    left -= text.length;
    files.push({ path, text });
    if (day !== undefined) days.push(day);
  };
  for (const file of chosen) {
    if (!(await isZip(file))) {
      if (!JSON_FILE.test(file.name)) throw new UnreadableFile('no-zip');
      keep(file.name, await readPlain(file, Math.min(left, MOST_FILE_BYTES)), dayOf(file.lastModified));
      continue;
    }
    for (const entry of worthReading(await listEntries(file))) {
      keep(entry.path, await readEntry(file, entry, Math.min(left, MOST_FILE_BYTES)), entry.writtenOn);
    }
  }
  const exportedAt = chosen.flatMap(({ name }) => stampOf(name) ?? []).toSorted()[0];
  return {
    ...gather(files),
    perhapsOn: days.toSorted().at(-1) ?? dayOf(Date.now()),
    ...(exportedAt !== undefined && { exportedAt }),
  };
}

/** The likely files; where there are none, every JSON file. */
function worthReading(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  const json = entries.filter(({ path }) => JSON_FILE.test(path));
  const likely = json.filter(({ path }) => LIKELY.test(path));
  const found = likely.length > 0 ? likely : json;
  if (found.length > MOST_FILES) throw new UnreadableFile('too-large');
  return found;
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
