import type { Clinic, Embed, Listing } from '../../functions/domain/clinic.ts';
import { toContentHash } from '../../functions/domain/content-hash.ts';
import { openModeration } from '../../functions/domain/follow-review.ts';
import type { Moderation } from '../../functions/domain/moderation.ts';
import type { Review } from '../../functions/domain/review.ts';
import type { Tagging } from '../../functions/domain/tagging.ts';

/** The instant most tests happen at. */
export const NOW = '2026-11-22T10:00:00.000Z';

/** A clinic that may publish. */
export function aClinic(differs: Partial<Clinic> = {}): Clinic {
  return {
    clinicId: 'juniper',
    name: 'Juniper Lane Acupuncture',
    country: 'US',
    region: 'OR',
    profession: 'acupuncture',
    authorStyle: 'first-name',
    version: 1,
    ...differs,
  };
}

/** A Google listing. */
export function aListing(differs: Partial<Listing> = {}): Listing {
  return {
    clinicId: 'juniper',
    listingId: 'mill-lane-google',
    locationId: 'mill-lane',
    source: 'google-business',
    sourceListingId: '2222222222222222222',
    accountId: '111111111111111111111',
    connectionId: 'main',
    pageUrl: 'https://maps.google.com/maps?cid=2222222222222222222',
    pullEveryHours: 24,
    isPaused: false,
    version: 1,
    ...differs,
  };
}

/** An embed on the clinic's own site. */
export function anEmbed(differs: Partial<Embed> = {}): Embed {
  return {
    clinicId: 'juniper',
    embedId: 'juniper-site',
    name: 'Our website',
    audience: 'own-site',
    language: 'en',
    version: 1,
    ...differs,
  };
}

/** A fresh five-star Google review that mentions sciatica. */
export function aReview(differs: Partial<Review> = {}): Review {
  const reviewId = differs.reviewId ?? 'r000000000000000000001';
  return {
    clinicId: 'juniper',
    listingId: 'mill-lane-google',
    reviewId,
    source: 'google-business',
    sourceReviewId: `google-${reviewId}`,
    stars: 5,
    text: 'My sciatica is so much better after four visits.',
    isExcerpt: false,
    author: { name: 'Maria Lopez', isAnonymous: false },
    writtenAt: '2026-11-03T09:00:00.000Z',
    writtenOn: '2026-11-03',
    contentHash: toContentHash({ words: 'w1', author: 'a1' }),
    rowHash: 'row1',
    fetchedAt: NOW,
    expiresAt: '2026-12-21T10:00:00.000Z',
    ...differs,
  };
}

/** The tagging of a review: sciatica, where its text says so. */
export function aTagging(review: Review, differs: Partial<Tagging> = {}): Tagging {
  const { clinicId, listingId, reviewId, contentHash, expiresAt, text = '' } = review;
  const start = text.indexOf('sciatica');
  const tag = {
    conditionId: 'sciatica',
    start,
    end: start + 8,
    rule: 'synonym',
    confidence: 'sure' as const,
  };
  const tags = start < 0 ? [] : [tag];
  return {
    clinicId,
    listingId,
    reviewId,
    contentHash,
    lexiconVersion: 'test',
    tags,
    flags: [],
    expiresAt,
    ...differs,
  };
}

/** The moderation of a review: shown by Ana. */
export function aModeration(review: Review, differs: Partial<Moderation> = {}): Moderation {
  return {
    ...openModeration(review, NOW),
    status: 'shown',
    version: 2,
    decidedBy: 'staff-ana',
    decidedAt: NOW,
    ...differs,
  };
}
