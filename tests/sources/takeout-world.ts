import type { Listing, Member } from '../../functions/domain/clinic.ts';
import type { ImportRequest } from '../../functions/domain/import.ts';
import { importTakeout } from '../../functions/sources/import-takeout.ts';
import { openRouteNeeds } from '../../functions/sources/route-needs.ts';
import type { FakeGoogleReview } from '../../infra/sample/fake-google-reviews.ts';
import type { PullWorld } from './pull-world.ts';

/** A review as Google Takeout writes it: v4's, without the id beside its name and without a picture. */
export function exported(
  { accountId = '1', sourceListingId }: Pick<Listing, 'accountId' | 'sourceListingId'>,
  { reviewId, reviewer, ...rest }: FakeGoogleReview,
) {
  const { profilePhotoUrl: _, ...named } = reviewer;
  const name = `accounts/${accountId}/locations/${sourceListingId}/reviews/${reviewId}`;
  return { name, reviewer: named, ...rest };
}

/** A made-up review at Google. */
export function aGoogleReview(n: number, differs: Partial<FakeGoogleReview> = {}): FakeGoogleReview {
  const time = new Date(Date.UTC(2026, 9, 1, 0, n)).toISOString();
  return {
    reviewId: `r${n}`,
    reviewer: { displayName: `Person ${n}` },
    starRating: 'FIVE',
    comment: `Visit ${n} helped my back.`,
    createTime: time,
    updateTime: time,
    ...differs,
  };
}

/** Brings exported rows in as the clinic's owner, in one part unless said otherwise. */
export function bringIn(
  { tables, clock }: PullWorld,
  { clinicId, listingId }: Listing,
  request: Pick<ImportRequest, 'exportedAt' | 'reviews'> & Partial<ImportRequest>,
) {
  const owner: Member = { clinicId, staffId: 'olga', name: 'Olga', role: 'owner', version: 1 };
  const needs = openRouteNeeds(tables.content, tables.ledger, clock.now);
  const whole = { total: Math.max(1, request.reviews.length), isLast: true };
  return importTakeout(owner, listingId, { ...whole, ...request }, needs);
}
