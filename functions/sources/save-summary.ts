import type { Listing } from '../domain/clinic.ts';
import { isClockDue, retentionEnd } from '../domain/retention.ts';
import type { SourceSummary } from '../domain/review.ts';
import type { Summaries } from '../store/summaries.ts';
import type { StatedRating } from './source.ts';

/**
 * Keeps what a source states of a listing as a whole. Writes only when anything but the clock changed, or when the
 * stored one would lapse too soon.
 *
 * @param now instant of the statement, ISO 8601 UTC
 */
export async function saveSummary(
  { clinicId, listingId, source, pullEveryHours }: Listing,
  { rating, count, isClosed, locale }: StatedRating,
  summaries: Summaries,
  now: string,
): Promise<void> {
  const stored = (await summaries.listOf(clinicId)).find((summary) => summary.listingId === listingId);
  const stated: SourceSummary = {
    clinicId,
    listingId,
    source,
    ...(rating !== undefined && { rating }),
    count,
    ...(isClosed && { isClosed }),
    ...(locale !== undefined && { locale }),
    asOf: now.slice(0, 10),
    expiresAt: retentionEnd(source, now),
  };
  if (stored && saysTheSame(stored, stated)) {
    const clock = { reviewId: listingId, source, expiresAt: stored.expiresAt, fetchedAt: now };
    if (!isClockDue(clock, pullEveryHours, now)) return;
  }
  await summaries.save(stated);
}

function saysTheSame(a: SourceSummary, b: SourceSummary): boolean {
  return (
    a.rating === b.rating &&
    a.count === b.count &&
    a.isClosed === b.isClosed &&
    a.locale === b.locale &&
    a.asOf === b.asOf
  );
}
