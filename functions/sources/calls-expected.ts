import { CALLS_OF_A_PULL } from '../domain/quota-day.ts';
import type { SourceName } from '../domain/review.ts';

const GOOGLE_PAGE = 50;
/** More than a pull makes in its time; a count that is wrong must not push every other listing out by months. */
const MOST_CALLS = 1000;

/**
 * Calls that a pull of a listing is expected to make: at Google one for every page of the reviews that are known, at
 * Yelp one for the business and one for its reviews. From 1 to 1,000.
 */
export function callsExpected(source: SourceName, knownReviews: number): number {
  if (source === 'yelp') return CALLS_OF_A_PULL;
  if (source === 'direct') return 1;
  return Math.min(MOST_CALLS, Math.max(1, Math.ceil(knownReviews / GOOGLE_PAGE)));
}
