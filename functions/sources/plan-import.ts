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
 * Plans which reviews of an export are written: those that are newer than what is stored. What was confirmed after the
 * export is left alone, and so is what was found missing at the source after it; nothing is ever removed.
 *
 * @param exported distinct reviews, each with the export's own clock
 * @param stored those of them that are here, by id
 */
export function planImport(exported: readonly Review[], stored: ReadonlyMap<string, Review>): ImportPlan {
  const write: Review[] = [];
  const renew: Review[] = [];
  const counts = { unchanged: 0, older: 0 };
  for (const review of exported) {
    const here = stored.get(review.reviewId);
    if (here && isNewer(here, review)) counts.older += 1;
    else if (here && here.fetchedAt === review.fetchedAt) counts.unchanged += 1;
    else if (!here || here.withdrawnAt !== undefined || here.rowHash !== review.rowHash) write.push(review);
    else renew.push(review);
  }
  return { write, renew, counts };
}

function isNewer(here: Review, { fetchedAt }: Review): boolean {
  return here.fetchedAt > fetchedAt || (here.withdrawnAt ?? '') >= fetchedAt;
}
