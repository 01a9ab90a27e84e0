import type { Listing } from '../domain/clinic.ts';
import type { Import } from '../domain/import.ts';
import { retentionEnd } from '../domain/retention.ts';
import type { Reviews } from '../store/reviews.ts';
import type { Summaries } from '../store/summaries.ts';

/**
 * Keeps how many reviews Google gave in an export: the `43` of `7 of 43 Google reviews`. An export states no rating, so
 * none is kept, and one that Google itself stated stays until it lapses. An export in two files counts as a whole.
 */
export async function saveExportedCount(
  { clinicId, listingId, source }: Listing,
  { exportedAt, total }: Pick<Import, 'exportedAt' | 'total'>,
  { reviews, summaries }: { readonly reviews: Pick<Reviews, 'listMarks'>; readonly summaries: Summaries },
): Promise<void> {
  const told = (await summaries.listOf(clinicId)).find((summary) => summary.listingId === listingId);
  if (told?.rating !== undefined) return;
  const marks = await reviews.listMarks(clinicId, listingId);
  const here = marks.filter(({ fetchedAt, withdrawnAt }) => fetchedAt === exportedAt && !withdrawnAt).length;
  await summaries.save({
    clinicId,
    listingId,
    source,
    count: Math.max(total, here),
    asOf: exportedAt.slice(0, 10),
    expiresAt: retentionEnd(source, exportedAt),
  });
}
