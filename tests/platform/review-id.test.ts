import { describe, expect, it } from 'vitest';
import { isReviewId } from '../../functions/domain/id.ts';
import { toReviewId } from '../../functions/platform/review-id.ts';

describe('toReviewId', () => {
  it('gives the same id for ever', () => {
    expect(toReviewId('google-business', '2222222222222222222', 'AbF-1')).toBe('y-DYZtNdthq0CN0p5xODjA');
  });

  it('gives 22 characters of base64url', () => {
    expect(isReviewId(toReviewId('yelp', 'business', 'review'))).toBe(true);
  });

  it('tells sources, listings and reviews apart', () => {
    const ids = [
      toReviewId('google-business', 'a', 'b'),
      toReviewId('yelp', 'a', 'b'),
      toReviewId('yelp', 'ab', ''),
      toReviewId('yelp', 'a', 'b,'),
      toReviewId('yelp', 'a","b', ''),
    ];

    expect(new Set(ids).size).toBe(ids.length);
  });
});
