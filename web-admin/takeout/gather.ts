import { nameLocations } from './name-locations.ts';
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

/** What a file says about a location, and the folder that it lies in. */
export type About = Extract<Recognised, { readonly kind: 'location' }> & { readonly folder: string };
type Gathered = Pick<Export, 'locations' | 'notBefore' | 'unknown' | 'unreadable' | 'hasWritten'>;

const INSTANT = /^\d{4}-\d{2}-\d{2}T/u;
const STARS: readonly unknown[] = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE'];

/**
 * Puts the files of an export together by location. A location that several accounts manage stands there several
 * times: each review is taken once, as it was changed last.
 *
 * @throws UnreadableFile `wrote`, `unreadable` or `no-reviews` when there is no review of a location
 */
export function gather(files: readonly ExportedFile[]): Gathered {
  const { found, abouts, unknown, unreadable, hasWritten } = sortFiles(files);
  if (found.size === 0) {
    throw new UnreadableFile(hasWritten ? 'wrote' : unreadable > 0 ? 'unreadable' : 'no-reviews');
  }
  const names = nameLocations(new Map([...found].map(([id, { folders }]) => [id, folders])), abouts);
  const locations = [...found].map(([id, one]) => ({ ...toLocation(id, one), ...names.get(id) }));
  const days = [...found.values()].flatMap(({ rows }) =>
    [...rows.values()].flatMap((row) => dayOf(changed(row))),
  );
  const notBefore = latest(days);
  return {
    locations: locations.toSorted((a, b) => b.rows.length - a.rows.length),
    ...(notBefore !== undefined && { notBefore }),
    unknown,
    unreadable,
    hasWritten,
  };
}

function sortFiles(files: readonly ExportedFile[]) {
  const found = new Map<string, Found>();
  const abouts: About[] = [];
  let [unknown, unreadable, hasWritten] = [0, 0, false];
  for (const { path, text } of files) {
    const content = text === undefined ? ({ kind: 'unreadable' } as const) : recognise(text);
    const folder = path.slice(0, path.lastIndexOf('/') + 1).toLowerCase();
    if (content.kind === 'unreadable') unreadable += 1;
    if (content.kind === 'wrote') hasWritten = true;
    if (content.kind === 'location') abouts.push({ ...content, folder });
    if (content.kind !== 'reviews') continue;
    unknown += content.unknown;
    for (const row of content.rows) keepRow(row, folder, found);
  }
  return { found, abouts, unknown, unreadable, hasWritten };
}

function keepRow(row: ExportedRow, folder: string, found: Map<string, Found>): void {
  const [, accountId = '', , locationId = '', , reviewId = ''] = row.name.split('/');
  const one = found.get(locationId) ?? { accountId, rows: new Map(), folders: new Set() };
  found.set(locationId, one);
  one.folders.add(folder);
  const before = one.rows.get(reviewId);
  if (!before || changed(row) > changed(before)) one.rows.set(reviewId, row);
}

function toLocation(sourceListingId: string, { accountId, rows: kept }: Found): ExportedLocation {
  const rows = [...kept.values()];
  const days = rows.flatMap(({ createTime }) => dayOf(createTime)).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  return {
    sourceListingId,
    accountId,
    rows,
    withWords: rows.filter(({ comment }) => typeof comment === 'string' && comment.trim() !== '').length,
    withoutStars: rows.filter(({ starRating }) => !STARS.includes(starRating)).length,
    damaged: rows.filter(isDamaged).length,
    ...(first !== undefined && last !== undefined && { days: [first, last] }),
  };
}

/** Whether a letter was lost before the file came to us. */
function isDamaged({ comment, reviewer }: ExportedRow): boolean {
  const name = (reviewer as { readonly displayName?: unknown } | undefined)?.displayName;
  return [comment, name].some(
    (text) => typeof text === 'string' && (!text.isWellFormed() || text.includes('\uFFFD')),
  );
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
