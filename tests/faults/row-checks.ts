import type { Review } from '../../functions/domain/review.ts';
import type { Scene, Walked } from './oracle.ts';
import { isReviewOf, versionOfRow, versionOfStored } from './versions.ts';

/** Rows that were served in the runs, with every version of theirs. */
function versionsServed(walks: readonly Walked[]): ReadonlyMap<string, ReadonlySet<string>> {
  const served = new Map<string, Set<string>>();
  const rows = walks.flatMap(({ all }) => all.flatMap((walk) => [...walk.rows]));
  const asked = walks.flatMap(({ run }) =>
    run.asks.flatMap(({ id, row }): (readonly [string, string])[] =>
      isReviewOf(row, id, 'google-business') ? [[id, versionOfRow(row, 'google-business')]] : [],
    ),
  );
  for (const [id, version] of [...rows, ...asked]) served.set(id, (served.get(id) ?? new Set()).add(version));
  return served;
}

/** Nothing is stored that nobody served, and what was served whole is stored, in its latest words. */
export function checkRows(scene: Scene): string[] {
  const { book, walks, stored } = scene;
  const served = versionsServed(walks);
  const wrong: string[] = [];
  for (const [id, review] of stored) {
    const version = versionOfStored(review);
    const before = book.stored.get(id);
    const isBefore = before !== undefined && versionOfStored(before) === version;
    if (!isBefore && !served.get(id)?.has(version)) wrong.push(`${id}: stored words that nobody served.`);
    if (book.erased.has(id)) wrong.push(`${id}: stored though a person asked to erase it.`);
    const isBack = before?.withdrawnAt !== undefined && review.withdrawnAt === undefined;
    if (isBack && !served.has(id)) wrong.push(`${id}: shown again though nobody served it.`);
  }
  return [...wrong, ...checkLost(scene), ...checkLatest(scene)];
}

function checkLost({ book, deed, walks, stored }: Scene): string[] {
  const done = deed.isSkewed ? [] : walks.filter(({ told }) => told !== undefined);
  const ids = done.flatMap(({ all }) => all.flatMap(({ rows }) => [...rows.keys()]));
  const lost = ids.filter((id) => !stored.has(id) && !book.erased.has(id));
  return lost.map((id) => `${id}: served whole and not stored.`);
}

function checkLatest({ deed, walks, stored }: Scene): string[] {
  const [only] = walks;
  if (!deed.isExact || !only?.told) return [];
  const latest = new Map(only.all.flatMap(({ rows }) => [...rows]));
  return [...latest].flatMap(([id, version]) => {
    const review = stored.get(id);
    if (!review) return [];
    const isHidden = review.withdrawnAt !== undefined;
    return [
      ...(versionOfStored(review) === version ? [] : [`${id}: the latest words are not stored.`]),
      ...(isHidden ? [`${id}: hidden though the run has served it.`] : []),
    ];
  });
}

const HOUR_MS = 3_600_000;
const RETENTION_HOURS = { 'google-business': 29 * 24, yelp: 23, direct: 0 } as const;

/** Clocks move only when a review was served, never beyond the terms, and never run out while it is served. */
export function checkClocks(scene: Scene): string[] {
  const served = versionsServed(scene.walks);
  const { source } = scene.book.listing;
  return [...scene.stored].flatMap(([id, review]) => {
    const lent = Date.parse(review.expiresAt) - Date.parse(review.fetchedAt);
    const isMoved = scene.book.stored.get(id)?.fetchedAt !== review.fetchedAt;
    return [
      ...(lent > RETENTION_HOURS[source] * HOUR_MS ? [`${id}: kept for longer than allowed.`] : []),
      ...(isMoved && !served.has(id) ? [`${id}: its clock moved though nobody served it.`] : []),
      ...(isRunningOut(scene, id, review) ? [`${id}: about to lapse though it was served just now.`] : []),
    ];
  });
}

function isRunningOut({ book, deed, walks }: Scene, id: string, { expiresAt }: Review): boolean {
  const [only] = walks;
  if (!deed.isExact || !only?.told || !only.last?.rows.has(id)) return false;
  const { source, pullEveryHours } = book.listing;
  const least = source === 'yelp' ? pullEveryHours : 2 * pullEveryHours;
  return Date.parse(expiresAt) - Date.parse(only.run.endedAt) < least * HOUR_MS;
}
