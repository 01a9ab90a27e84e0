import type * as z from 'zod';
import type { DecisionLine, DecisionsView } from '../domain/testimonial-view.ts';
import type { AfterQuery } from './list-testimonials.ts';
import type { StaffNeeds } from './needs.ts';

const AT_ONCE = 500;

/** One page of what the clinic has decided about reviews of every source: ids and states, never a word. */
export async function listDecisions(
  clinicId: string,
  { after }: z.infer<typeof AfterQuery>,
  { moderations }: Pick<StaffNeeds, 'moderations'>,
): Promise<DecisionsView> {
  const page = await moderations.listPage(clinicId, {
    limit: AT_ONCE,
    ...(after !== undefined && { after }),
  });
  return {
    decisions: page.moderations.map(
      ({ reviewId, source, listingId, status, reason, decidedAt, removedAt }): DecisionLine => ({
        reviewId,
        source,
        listingId,
        status,
        ...(reason && { reason }),
        ...(decidedAt !== undefined && { decidedAt }),
        ...(removedAt !== undefined && { removedAt }),
      }),
    ),
    ...(page.next !== undefined && { after: page.next }),
  };
}
