import * as z from 'zod';
import { covers } from '../domain/content-hash.ts';
import { isReviewId } from '../domain/id.ts';
import type { CorrectionsView } from '../domain/staff-view.ts';
import type { Tagging } from '../domain/tagging.ts';
import type { CorrectedReview } from '../store/moderations.ts';
import type { AdminNeeds } from './needs.ts';

/** Reviews of one page: with a handful of corrections each, the answer stays far below the 6 MB a function may give. */
const REVIEWS_AT_ONCE = 1000;

/** Query of the corrections: where to go on, from the beginning if absent. */
export const CorrectionsQuery = z.strictObject({
  after: z.string().refine(isReviewId, { error: 'Send it as it was given.' }).exactOptional(),
});

/**
 * One page of what people corrected, as labelled data: ids, spans and slugs, never words. About 150 capacity units,
 * and one for each corrected review; ten pages for a clinic of ten thousand reviews.
 */
export async function listCorrections(
  clinicId: string,
  { after }: z.infer<typeof CorrectionsQuery>,
  { moderations, taggings }: Pick<AdminNeeds, 'moderations' | 'taggings'>,
): Promise<CorrectionsView> {
  const page = await moderations.listCorrected(clinicId, {
    limit: REVIEWS_AT_ONCE,
    ...(after !== undefined && { after }),
  });
  const corrected = page.reviews.filter(({ corrections }) => corrections.length > 0);
  const tagged = await taggings.findMany(corrected);
  const taggingOf = new Map(tagged.map((tagging) => [tagging.reviewId, tagging]));
  return {
    corrections: corrected.flatMap((review) => toLines(review, taggingOf.get(review.reviewId))),
    ...(page.next !== undefined && { after: page.next }),
  };
}

function toLines(
  { reviewId, source, contentHash, corrections }: CorrectedReview,
  tagging: Tagging | undefined,
): CorrectionsView['corrections'] {
  const isOfTheseWords = tagging !== undefined && covers(contentHash, tagging.contentHash);
  return corrections.map((correction) => ({
    ...correction,
    reviewId,
    source,
    contentHash,
    ...(isOfTheseWords && { lexiconVersion: tagging.lexiconVersion }),
  }));
}
