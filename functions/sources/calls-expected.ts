import { CALLS_OF_A_PULL } from '../domain/quota-day.ts';
import type { SourceName } from '../domain/review.ts';

const GOOGLE_PAGE = 50;

/**
 * Calls that a pull of a listing is expected to make: at Google one for every page of the reviews that are known, at
 * Yelp one for the business and one for its reviews. At least 1.
 */
export function callsExpected(source: SourceName, knownReviews: number): number {
  if (source === 'yelp') return CALLS_OF_A_PULL;
  if (source === 'direct') return 1;
  return Math.max(1, Math.ceil(knownReviews / GOOGLE_PAGE));
}
