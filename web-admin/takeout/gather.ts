import type { Export, ExportedFile, ExportedLocation } from './read-export.ts';
import { type ExportedRow, type Recognised, recognise } from './recognise.ts';
import { UnreadableFile } from './unreadable.ts';

/** What is known of a location so far. */
interface Found {
  readonly accountId: string;
  readonly rows: Map<string, ExportedRow>;
  /** Folders its reviews lie in. */
  readonly folders: Set<string>;
}

type About = Extract<Recognised, { readonly kind: 'location' }>;
type Gathered = Pick<Export, 'locations' | 'notBefore' | 'unknown' | 'hasWritten'>;

const INSTANT = /^\d{4}-\d{2}-\d{2}T/u;

/**
 * Puts the files of an export together by location. A location that several accounts manage stands there several
 * times: each review is taken once, as it was changed last.
 *
 * @throws UnreadableFile `wrote` or `no-reviews` when there is no review of a location
 */
export function gather(files: readonly ExportedFile[]): Gathered {
  const found = new Map<string, Found>();
  const abouts = new Map<string, About>();
  let [unknown, hasWritten] = [0, false];
  for (const { path, text } of files) {
    const content = recognise(text);
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    if (content.kind === 'wrote') hasWritten = true;
    if (content.kind === 'location') abouts.set(folder, { ...abouts.get(folder), ...content });
    if (content.kind !== 'reviews') continue;
    unknown += content.unknown;
    for (const row of content.rows) keepRow(row, folder, found);
  }
  if (found.size === 0) throw new UnreadableFile(hasWritten ? 'wrote' : 'no-reviews');
  const locations = [...found].map(([id, one]) => toLocation(id, one, abouts));
  const days = [...found.values()].flatMap(({ rows }) =>
    [...rows.values()].flatMap((row) => dayOf(changed(row))),
  );
  const notBefore = latest(days);
  return {
    locations: locations.toSorted((a, b) => b.rows.length - a.rows.length),
    ...(notBefore !== undefined && { notBefore }),
    unknown,
    hasWritten,
  };
}

function keepRow(row: ExportedRow, folder: string, found: Map<string, Found>): void {
  const [, accountId = '', , locationId = '', , reviewId = ''] = row.name.split('/');
  const one = found.get(locationId) ?? { accountId, rows: new Map(), folders: new Set() };
  found.set(locationId, one);
  one.folders.add(folder);
  const before = one.rows.get(reviewId);
  if (!before || changed(row) > changed(before)) one.rows.set(reviewId, row);
}

function toLocation(
  sourceListingId: string,
  { accountId, rows: kept, folders }: Found,
  abouts: ReadonlyMap<string, About>,
): ExportedLocation {
  const rows = [...kept.values()];
  const { title, placeId } = Object.assign(
    {},
    ...[...folders].map((folder) => abouts.get(folder)),
  ) as Partial<About>;
  const days = rows.flatMap(({ createTime }) => dayOf(createTime)).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  return {
    sourceListingId,
    accountId,
    ...(title !== undefined && { title }),
    ...(placeId !== undefined && { placeId }),
    rows,
    withWords: rows.filter(({ comment }) => typeof comment === 'string' && comment.trim() !== '').length,
    ...(first !== undefined && last !== undefined && { days: [first, last] }),
  };
}

function changed({ updateTime, createTime }: ExportedRow): string {
  return [updateTime, createTime].find((one): one is string => typeof one === 'string') ?? '';
}

function dayOf(instant: unknown): readonly string[] {
  return typeof instant === 'string' && INSTANT.test(instant) ? [instant.slice(0, 10)] : [];
}

function latest(days: readonly string[]): string | undefined {
  return days.reduce<string | undefined>(
    (last, day) => (last === undefined || day > last ? day : last),
    undefined,
  );
}
