import type { RetagRequest } from '../../functions/domain/job.ts';
import type { Review } from '../../functions/domain/review.ts';
import type { Tagging } from '../../functions/domain/tagging.ts';
import { readLexicon } from '../../functions/moderation/lexicon.ts';
import type { RetagNeeds } from '../../functions/moderation/retag.ts';
import { openJobs } from '../../functions/store/jobs.ts';
import { openModerations } from '../../functions/store/moderations.ts';
import { openRetaggings } from '../../functions/store/retaggings.ts';
import { openReviews, type Reviews } from '../../functions/store/reviews.ts';
import { openTaggings, type Taggings } from '../../functions/store/taggings.ts';
import { aModeration, aReview, aTagging, NOW } from '../support/builders.ts';
import type { TestTables } from '../support/tables.ts';

/** The version of the lexicon that read the planted reviews. */
const EARLIER = '2020-01-01';
/** The version of the lexicon that is here. */
export const PRESENT: string = readLexicon().version;

/** What re-tagging works with over tables of a test, and everything else on them. */
export interface RetagWorld {
  readonly needs: RetagNeeds;
  readonly reviews: Reviews;
  readonly taggings: Taggings;
  /** Requests that were sent to the queue and not yet taken. */
  readonly sent: RetagRequest[];
}

/** Opens the stores, a queue that keeps what it is sent, and a clock that stands. */
export function openRetagWorld({ content, ledger }: TestTables): RetagWorld {
  const now = () => NOW;
  const [reviews, taggings] = [openReviews(content, ledger, now), openTaggings(content, now)];
  const sent: RetagRequest[] = [];
  const needs: RetagNeeds = {
    reviews,
    taggings,
    moderations: openModerations(ledger),
    retaggings: openRetaggings(content, ledger),
    jobs: openJobs(ledger),
    queue: {
      send: async (messages) => {
        sent.push(...messages.map(({ body }) => body as RetagRequest));
      },
    },
    lexicon: readLexicon(),
    now,
    remainingMs: () => 60_000,
    pause: async () => undefined,
  };
  return { needs, reviews, taggings, sent };
}

/** Words, and what the earlier lexicon found in them. */
const KINDS = [
  { text: 'My sciatica and my knee pain are gone.', earlier: ['sciatica'] },
  { text: 'The migraines stopped.', earlier: ['migraine', 'fatigue'] },
  { text: 'My sciatica is so much better.', earlier: ['sciatica'] },
] as const;
const STATUSES = ['shown', 'waiting', 'not-shown'] as const;

/**
 * Plants reviews that the earlier lexicon has read: by turns one that gains a condition, one that loses one, and one
 * that stays, in every status.
 */
export async function plantEarlier(world: RetagWorld, clinicId: string, many: number): Promise<Review[]> {
  const planted = Array.from({ length: many }, (_, n) => {
    const { text } = KINDS[n % KINDS.length] as (typeof KINDS)[number];
    return aReview({ clinicId, reviewId: `r${String(n).padStart(21, '0')}`, text });
  });
  await world.reviews.write(planted);
  for (const [n, review] of planted.entries()) {
    await world.taggings.save(earlierTagging(review, KINDS[n % KINDS.length]?.earlier ?? []));
    const status = STATUSES[Math.floor(n / KINDS.length) % STATUSES.length] ?? 'shown';
    const { version: _, ...moderation } = aModeration(review, { status });
    const audit = {
      subject: `moderation/${review.reviewId}`,
      action: 'opened',
      by: 'source',
      at: NOW,
    } as const;
    await openModerationsOf(world).save({ after: { ...moderation, version: 1 }, audit });
  }
  return planted;
}

function openModerationsOf({ needs }: RetagWorld) {
  return needs.moderations as ReturnType<typeof openModerations>;
}

/** A tagging as the earlier lexicon left it. */
export function earlierTagging(review: Review, conditionIds: readonly string[]): Tagging {
  const tags = conditionIds.map((conditionId) => ({
    conditionId,
    start: 0,
    end: 2,
    rule: 'earlier',
    confidence: 'sure' as const,
  }));
  return aTagging(review, { lexiconVersion: EARLIER, tags });
}
