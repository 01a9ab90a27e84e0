import { type Standing, standingOf } from '../domain/standing.ts';
import type { ReviewRef } from '../store/keys.ts';
import type { Moderations } from '../store/moderations.ts';
import type { Reviews } from '../store/reviews.ts';
import type { Standings } from '../store/standings.ts';

/** What standings are made of, and where they are kept. */
export interface StandingNeeds {
  readonly reviews: Pick<Reviews, 'findMany'>;
  readonly moderations: Pick<Moderations, 'findMany'>;
  readonly standings: Pick<Standings, 'settle'>;
}

/**
 * Keeps where reviews stand now, to be counted; whatever changed, and however often it is told.
 *
 * @returns ids of the reviews of which it could not be kept; they are to be told again
 */
export async function settleStandings(
  refs: readonly ReviewRef[],
  { reviews, moderations, standings }: StandingNeeds,
): Promise<readonly string[]> {
  return await standings.settle(unique(refs), async (some) => {
    const [found, moderated] = await Promise.all([reviews.findMany(some), moderations.findMany(some)]);
    const moderationOf = new Map(moderated.map((moderation) => [moderation.reviewId, moderation]));
    return new Map(
      found.flatMap((review): [string, Standing][] => {
        const standing = standingOf(review, moderationOf.get(review.reviewId));
        return standing ? [[review.reviewId, standing]] : [];
      }),
    );
  });
}

function unique(refs: readonly ReviewRef[]): readonly ReviewRef[] {
  return [...new Map(refs.map((ref) => [`${ref.clinicId}/${ref.listingId}/${ref.reviewId}`, ref])).values()];
}
