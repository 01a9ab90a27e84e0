import * as z from 'zod';
import { REVIEW_QUEUES, type ReviewPageView } from '../domain/staff-view.ts';
import { parseCursor, toCursor } from './cursor.ts';
import type { AdminNeeds } from './needs.ts';
import { reviewViewer } from './review-viewer.ts';

const DEFAULT_LIMIT = 25;

/** Query of a queue: which one, how many at most (1 to 50, default 25), and where to go on. */
export const ReviewQuery = z.strictObject({
  queue: z.enum(REVIEW_QUEUES),
  limit: z
    .string()
    .regex(/^(?:[1-9]|[1-4]\d|50)$/u, 'Give a whole number from 1 to 50.')
    .transform(Number)
    .default(DEFAULT_LIMIT),
  cursor: z.string().exactOptional(),
});

/** One page of a queue, newest review first. @throws AppError `invalid` for a cursor that was not given for it */
export async function listReviews(
  clinicId: string,
  { queue, limit, cursor }: z.infer<typeof ReviewQuery>,
  needs: AdminNeeds,
): Promise<ReviewPageView> {
  const scope = { clinicId, queue };
  const after = cursor === undefined ? undefined : parseCursor(scope, cursor);
  const page = await needs.moderations.listQueue(clinicId, queue, { limit, ...(after && { after }) });
  const view = await reviewViewer(clinicId, page.moderations, needs);
  return {
    reviews: page.moderations.flatMap((moderation) => view(moderation) ?? []),
    ...(page.next && { cursor: toCursor(scope, page.next) }),
  };
}
