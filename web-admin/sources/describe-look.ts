import type { PullRun } from '../../functions/domain/pull.ts';
import type { QuotaShare } from '../../functions/domain/quota-day.ts';
import { inWords } from '../parts/dates.ts';
import { pullWords } from './pull-words.ts';

/** Of Yelp: the business, and its reviews. */
const CALLS_OF_A_LOOK = 2;

/** Excerpts on the two of Yelp's plans that have any, 2026; Yelp does not say which plan a key has. */
const EXCERPTS = { enhanced: 3, premium: 7 } as const;

/** What came of a look, one or two sentences. */
export function describeLook({ outcome, counts }: Pick<PullRun, 'outcome' | 'counts'>): string {
  if (outcome === 'no-reviews') return pullWords.found(0);
  if (outcome !== 'done') return pullWords.notWell;
  const gone = counts.withdrawn > 0 ? ` ${pullWords.gone(counts.withdrawn)}` : '';
  return `${pullWords.found(counts.stored)}${gone}`;
}

/**
 * How often a source lets us look for the clinic, one line.
 *
 * @param now milliseconds since 1970
 */
export function describeQuota({ share, used, resetsAt }: QuotaShare, now: number): string {
  const looks = (calls: number) => Math.floor(calls / CALLS_OF_A_LOOK);
  return pullWords.quota(Math.max(1, looks(share)), looks(used), inWords(resetsAt, now));
}

/** The most excerpts on the smaller plan of Yelp's that shows as many as were served. */
export function mostExcerpts(served: number): number {
  return served > EXCERPTS.enhanced ? EXCERPTS.premium : EXCERPTS.enhanced;
}
