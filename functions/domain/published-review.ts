import { shortenName } from './author-name.ts';
import { findCondition } from './condition.ts';
import type { AllowedReview, Span } from './may-show.ts';
import type { Stars } from './review.ts';
import { sourcePage } from './source-page.ts';

/** An approved review as visitors see it. Every byte of it is public. */
export interface PublishedReview {
  /** First 10 characters of the review's id; unique in its feed. */
  readonly id: string;
  /** Shortened name, such as `Maria L.`; absent when the author is anonymous. */
  readonly author?: string;
  /** Absent when the source gave none. */
  readonly stars?: Stars;
  /** The whole text as the source gives it, never cut by us; plain text, to be set as a text node only. */
  readonly text: string;
  /** Day it was written, `YYYY-MM-DD`. */
  readonly date: string;
  /** Location slug. */
  readonly location: string;
  /** Conditions its words say, for chips; never a sensitive one, never one without words. Absent when none. */
  readonly conditions?: readonly string[];
  /** Words that say the condition this list is about, in text order. Only in a condition's list. */
  readonly marks?: readonly Span[];
  /** The review's own page at the source, https; only Yelp gives one. */
  readonly url?: string;
  /** Not to be shown from this instant on, ISO 8601 UTC; a whole hour. */
  readonly expiresAt: string;
}

/** The id visitors' pages know a review by, of its whole id. */
export function publicIdOf(reviewId: string): string {
  return reviewId.slice(0, 10);
}

/**
 * Turns a review that the gate allowed into what visitors see.
 *
 * @param conditionId the condition the list is about; its words are marked
 */
export function toPublishedReview(
  { review, clinic, listing, conditions, isSensitive }: AllowedReview,
  conditionId?: string,
): PublishedReview {
  const chips = ownConditions(conditions).filter((id) => !findCondition(id)?.isSensitive);
  const author = review.author.isAnonymous ? undefined : review.author.name;
  const printed = author && shortenName(author, isSensitive ? 'initials' : clinic.authorStyle);
  const url = sourcePage(review.url, review.source);
  const marks = conditionId === undefined ? undefined : conditions.get(conditionId);
  return {
    id: publicIdOf(review.reviewId),
    ...(printed && { author: printed }),
    ...(review.stars && { stars: review.stars }),
    text: review.text,
    date: review.writtenOn,
    location: listing.locationId,
    ...(chips.length > 0 && { conditions: chips }),
    ...(marks && { marks }),
    ...(url !== undefined && { url }),
    expiresAt: review.expiresAt,
  };
}

/** The most specific conditions: a parent is left out when one of its children is there. */
function ownConditions(conditions: AllowedReview['conditions']): readonly string[] {
  const parents = new Set([...conditions.keys()].map((id) => findCondition(id)?.parent));
  return [...conditions.keys()].filter((id) => !parents.has(id));
}
