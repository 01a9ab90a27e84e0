import type { SourceName } from '../../functions/domain/review.ts';
import type { Page } from './answers.ts';
import { idOf, versionOfRow } from './versions.ts';

/** The oracle's own account of one reading of a listing: what it had, and whether it was whole. */
export interface Walk {
  /** Ids of the rows, of the refused ones as well. */
  readonly seen: Set<string>;
  /** Those that earlier runs had. */
  readonly seenBefore: ReadonlySet<string>;
  /** What each good row said first, by its id. */
  readonly rows: Map<string, string>;
  /** Distinct rows that must be refused. */
  readonly refused: Set<string>;
  /** False once two pages disagree, a page states no total, or a row cannot be told. */
  isSound: boolean;
  total: number | undefined;
  /** Token of the page that follows; `undefined` before the first and after the last. */
  next: string | undefined;
  pages: number;
  /** Instant, ISO 8601 UTC. */
  readonly since: string;
}

/** Begins an account; one that cannot be whole where the beginning is not known. */
export function startWalk(since: string, isSound: boolean): Walk {
  return {
    seen: new Set(),
    seenBefore: new Set(),
    rows: new Map(),
    refused: new Set(),
    isSound,
    total: undefined,
    next: undefined,
    pages: 0,
    since,
  };
}

/** The same account once more, to go on with in a run that begins in its middle. */
export function goOnWith(walk: Walk): Walk {
  return {
    ...walk,
    seen: new Set(walk.seen),
    seenBefore: new Set(walk.seen),
    rows: new Map(),
    refused: new Set(),
  };
}

interface GooglePage {
  readonly reviews?: readonly unknown[];
  readonly totalReviewCount?: number;
  readonly nextPageToken?: string;
}

/** Adds a page. `isBad` tells of a row whether it must be refused. */
export function addPage(
  walk: Walk,
  { json, from }: Page,
  source: SourceName,
  isBad: (row: unknown) => boolean,
): void {
  const { reviews = [], totalReviewCount, nextPageToken } = json as GooglePage;
  for (const row of reviews) if (!isBad(row)) addRow(walk, row, source);
  for (const row of reviews) if (isBad(row)) addBad(walk, row, source);
  const isEmptyListing = from === undefined && reviews.length === 0 && !nextPageToken;
  const total = totalReviewCount ?? (isEmptyListing ? 0 : undefined);
  walk.total ??= total;
  if (total === undefined || total !== walk.total) walk.isSound = false;
  walk.next = nextPageToken || undefined;
  walk.pages += 1;
}

function addRow(walk: Walk, row: unknown, source: SourceName): void {
  const id = idOf(row, source) ?? '';
  if (!walk.rows.has(id)) walk.rows.set(id, versionOfRow(row, source));
  walk.seen.add(id);
}

function addBad(walk: Walk, row: unknown, source: SourceName): void {
  const id = idOf(row, source);
  if (id === undefined) walk.isSound = false;
  const name = id ?? JSON.stringify(row);
  walk.refused.add(name);
  walk.seen.add(name);
}

/** Whether the absence of a review from this account means anything. */
export function isWhole({ isSound, next, pages, seen, total }: Walk): boolean {
  return isSound && pages > 0 && next === undefined && seen.size === total;
}
