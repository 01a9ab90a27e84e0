import * as z from 'zod';
import type { Listing, Member } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import {
  confirmBy,
  type Import,
  type ImportCounts,
  type ImportedView,
  type ImportRequest,
  MOST_ROWS,
  type RefusedImportRow,
} from '../domain/import.ts';
import { hasLapsed, retentionEnd } from '../domain/retention.ts';
import type { Review } from '../domain/review.ts';
import { log } from '../platform/log.ts';
import type { Clinics } from '../store/clinics.ts';
import type { Imports } from '../store/imports.ts';
import type { Lease, Leases } from '../store/leases.ts';
import type { Pulls } from '../store/pulls.ts';
import type { Refusals } from '../store/refusals.ts';
import type { Reviews } from '../store/reviews.ts';
import { planImport } from './plan-import.ts';
import { readRow } from './read-rows.ts';
import type { RefusedRow } from './source.ts';
import { takeoutRows } from './takeout-row.ts';
import { toReview } from './to-review.ts';

/** Body of the request. */
export const ImportBody = z.strictObject({
  exportedAt: z.iso.datetime(),
  total: z.int().min(1).max(100_000),
  isLast: z.boolean(),
  reviews: z.array(z.unknown()).max(MOST_ROWS),
}) satisfies z.ZodType<ImportRequest>;

/** What importing works with. */
export interface ImportNeeds {
  readonly clinics: Pick<Clinics, 'findListing'>;
  readonly reviews: Pick<Reviews, 'findMany' | 'write'>;
  readonly imports: Imports;
  readonly pulls: Pick<Pulls, 'find'>;
  readonly leases: Leases;
  readonly refusals: Refusals;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/** Longer than the function that runs this may take. */
const HELD_MS = 20_000;
const LONG_UNCONFIRMED =
  'This place’s first import is more than 60 days old, and Google has confirmed nothing of it since. Connect Google.';
/** The clocks of Google and of this machine may differ. */
const MOST_AHEAD_MS = 5 * 60_000;

/**
 * Takes one part of an export of a listing's reviews, made at Google Takeout. They become the same reviews that Google
 * itself would give, with the same ids, and stay for as long after the export as after a pull; but they are marked as
 * unconfirmed until a connection brings them too, and never stay longer than sixty days after the place's first import.
 * Only what is newer than what is here is written, and nothing that Google itself has confirmed; what an export misses is
 * left alone. A part may be sent again.
 *
 * @throws AppError `not-found` for a listing this clinic has not, `invalid` for one of another source and for an export
 *   that is too old or not made yet, or once the sixty days are over, `conflict` while the listing is being read
 */
export async function importTakeout(
  { clinicId, staffId }: Member,
  listingId: string,
  request: ImportRequest,
  needs: ImportNeeds,
): Promise<ImportedView> {
  const { leases, now } = needs;
  const listing = await needs.clinics.findListing(clinicId, listingId);
  if (!listing) throw new AppError('not-found', 'This clinic has no such listing.');
  if (listing.source !== 'google-business') refuse('listingId', 'Only Google’s listings take an export.');
  if (listing.disconnectedAt !== undefined) {
    refuse('listingId', 'This listing was disconnected; choose its location again.');
  }
  const exportedAt = readInstant(request.exportedAt, now());
  const lease = await leases.take(listing, now(), new Date(Date.parse(now()) + HELD_MS).toISOString());
  if (!lease) throw new AppError('conflict', 'This listing is being read just now. Try again in a minute.');
  try {
    return await importPart({ ...request, exportedAt, listing, lease, staffId }, needs);
  } finally {
    await leases.release(lease, now());
  }
}

function readInstant(asked: string, now: string): string {
  const at = new Date(asked).toISOString();
  if (Date.parse(at) > Date.parse(now) + MOST_AHEAD_MS) {
    refuse('exportedAt', 'The export cannot be made in the future; give the day it was made.');
  }
  if (hasLapsed({ expiresAt: retentionEnd('google-business', at) }, now)) {
    refuse('exportedAt', 'The export is older than 29 days, for which it may be kept; make a new one.');
  }
  return at;
}

function refuse(path: string, message: string): never {
  throw new AppError('invalid', message, { issues: [{ path, message }] });
}

interface Part extends ImportRequest {
  readonly listing: Listing;
  readonly lease: Lease;
  readonly staffId: string;
}

async function importPart(part: Part, needs: ImportNeeds): Promise<ImportedView> {
  const { listing, exportedAt, lease } = part;
  const [pull, before] = await Promise.all([needs.pulls.find(listing), needs.imports.find(listing)]);
  const knownAt = [pull?.lastGoodAt ?? '', before?.exportedAt ?? ''].toSorted().at(-1) ?? '';
  if (knownAt > exportedAt) {
    const { reviews, refused } = readPart(part, exportedAt);
    return { ...NOTHING, older: reviews.length, refused: positionsOf(refused) };
  }
  const firstAt = await needs.imports.first(listing, needs.now());
  const until = confirmBy(firstAt);
  if (until <= needs.now()) refuse('listingId', LONG_UNCONFIRMED);
  const { reviews, refused } = readPart(part, until);
  const current = before?.exportedAt === exportedAt ? before : await begin({ ...part, firstAt }, needs);
  const counts = await writeNewer(reviews, needs);
  for (const row of refused) await keepRefused(row, listing, needs);
  if (part.isLast && (current.finishedAt === undefined || counts.stored > 0)) {
    await needs.imports.finish({ ...current, finishedAt: needs.now() }, lease);
  }
  const { clinicId, listingId } = listing;
  log.info('export.imported', { clinicId, listingId, ...counts, refused: refused.length });
  return { ...counts, refused: positionsOf(refused) };
}

const NOTHING: ImportCounts = { stored: 0, renewed: 0, unchanged: 0, older: 0, erased: 0 };

type PlacedRow = RefusedRow & { readonly position: number };

/** Of rows that name the same review the first counts. */
function readPart({ listing, exportedAt, reviews: rows }: Part, until: string) {
  const reader = takeoutRows(listing.sourceListingId, exportedAt);
  const reviews = new Map<string, Review>();
  const refused: PlacedRow[] = [];
  for (const [position, row] of rows.entries()) {
    const read = readRow(row, reader);
    if ('refused' in read) {
      refused.push({ ...read.refused, position });
      continue;
    }
    const review = unconfirmed(toReview(listing, read.review, exportedAt), until);
    if (!reviews.has(review.reviewId)) reviews.set(review.reviewId, review);
  }
  return { reviews: [...reviews.values()], refused };
}

/** What only a file says is marked as such, and stays no longer than that is allowed. */
function unconfirmed(review: Review, until: string): Review {
  const expiresAt = review.expiresAt < until ? review.expiresAt : until;
  return { ...review, expiresAt, unconfirmed: { exportedOn: review.fetchedAt.slice(0, 10), until } };
}

async function begin(
  { listing, lease, staffId, exportedAt, total, firstAt }: Part & { readonly firstAt: string },
  { imports, now }: ImportNeeds,
): Promise<Import> {
  const { clinicId, listingId } = listing;
  const at = now();
  const started: Import = { clinicId, listingId, exportedAt, startedAt: at, firstAt, by: staffId, total };
  const subject = `import/${listingId}/${exportedAt}`;
  await imports.begin(started, lease, {
    clinicId,
    subject,
    version: 1,
    action: 'imported',
    by: staffId,
    at,
  });
  return started;
}

async function writeNewer(exported: readonly Review[], { reviews }: ImportNeeds): Promise<ImportCounts> {
  const here = await reviews.findMany(exported);
  const plan = planImport(exported, new Map(here.map((review) => [review.reviewId, review])));
  const { erasedIds } = await reviews.write([...plan.write, ...plan.renew]);
  const erased = new Set(erasedIds);
  const kept = (some: readonly Review[]) => some.filter(({ reviewId }) => !erased.has(reviewId)).length;
  return {
    ...plan.counts,
    stored: kept(plan.write),
    renewed: kept(plan.renew),
    erased: erased.size,
  };
}

async function keepRefused(
  { rowHash, reason }: RefusedRow,
  { clinicId, listingId }: Listing,
  { refusals, now }: ImportNeeds,
): Promise<void> {
  log.warn('row.refused', { clinicId, listingId, rowHash, reason });
  await refusals.keep({ clinicId, listingId, rowHash, reason, refusedAt: now() });
}

function positionsOf(refused: readonly PlacedRow[]): readonly RefusedImportRow[] {
  return refused.map(({ position, reason }) => ({ position, reason }));
}
