import type { ReviewDetailView, ReviewView, TagView } from '../../../functions/domain/staff-view.ts';
import { NOW } from '../../support/builders.ts';

/** A review that waits, as the API gives it in a queue. */
export function aReviewView(differs: Partial<ReviewView> = {}): ReviewView {
  return {
    reviewId: 'r1',
    listingId: 'mill-lane-google',
    source: 'google-business',
    place: 'Mill Lane',
    queue: 'waiting',
    status: 'waiting',
    version: 1,
    contentHash: 'w1.a1.-',
    writtenOn: '2026-11-03',
    words: {
      author: 'Maria Lopez',
      stars: 5,
      text: 'My sciatica is gone and my lower back is fine.',
      isExcerpt: false,
      url: 'https://maps.google.com/maps?cid=2',
      expiresAt: '2026-12-21T10:00:00.000Z',
    },
    tags: [aTag()],
    removedConditions: [],
    corrections: [],
    flags: [],
    isShownByPolicy: false,
    ...differs,
  };
}

/** The same with its history. */
export function aDetailView(differs: Partial<ReviewDetailView> = {}): ReviewDetailView {
  return { ...aReviewView(differs), history: [{ action: 'opened', at: NOW }], ...differs };
}

/** The machine's tag for “sciatica” in that text. */
export function aTag(differs: Partial<TagView> = {}): TagView {
  return { conditionId: 'sciatica', start: 3, end: 11, confidence: 'sure', rule: 'synonym', ...differs };
}
