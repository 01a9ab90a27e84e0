import type { ImportCounts } from '../domain/import.ts';
import type { Review } from '../domain/review.ts';

/** What is to be written of an export's reviews, and what not. */
export interface ImportPlan {
  readonly write: readonly Review[];
  readonly renew: readonly Review[];
  /** Left alone; with `erased` to come. */
  readonly counts: Pick<ImportCounts, 'unchanged' | 'older'>;
}

/**
 * Plans which reviews of an export are written: those that are newer than what is stored. What Google itself has
 * confirmed is left alone, as a file can say anything, and so is what was found missing at the source after it; nothing is ever removed.
 *
 * @param exported distinct reviews, each with the export's own clock
 * @param stored those of them that are here, by id
 */
export function planImport(exported: readonly Review[], stored: ReadonlyMap<string, Review>): ImportPlan {
  const write: Review[] = [];
  const renew: Review[] = [];
  const counts = { unchanged: 0, older: 0 };
  for (const review of exported) {
    const fate = fateOf(review, stored.get(review.reviewId));
    if (fate === 'write') write.push(review);
    else if (fate === 'renew') renew.push(review);
    else counts[fate] += 1;
  }
  return { write, renew, counts };
}

function fateOf(review: Review, here: Review | undefined): 'write' | 'renew' | 'unchanged' | 'older' {
  if (!here) return 'write';
  const isSame = here.rowHash === review.rowHash;
  if (isNewer(here, review)) return 'older';
  if (here.unconfirmed === undefined) return isSame ? 'unchanged' : 'older';
  if (here.fetchedAt === review.fetchedAt) return 'unchanged';
  return isSame && here.withdrawnAt === undefined ? 'renew' : 'write';
}

function isNewer(here: Review, { fetchedAt }: Review): boolean {
  return here.fetchedAt > fetchedAt || (here.withdrawnAt ?? '') >= fetchedAt;
}
