import type { Clinic, Listing } from '../domain/clinic.ts';
import type { Consent } from '../domain/consent.ts';
import { covers } from '../domain/content-hash.ts';
import { isShownByPolicy } from '../domain/follow-review.ts';
import type { ListingDecision } from '../domain/listing-decision.ts';
import { mayShow } from '../domain/may-show.ts';
import type { Moderation } from '../domain/moderation.ts';
import type { Review, SourceName } from '../domain/review.ts';
import { sourcePage } from '../domain/source-page.ts';
import { queueOf, type ReviewView, type ReviewWords } from '../domain/staff-view.ts';
import type { Tagging } from '../domain/tagging.ts';
import type { StaffNames } from './staff-names.ts';
import { toTagViews } from './to-tag-views.ts';

/** Everything that is known of one review. */
export interface ReviewParts {
  readonly moderation: Moderation;
  /** Absent once its words have lapsed or were deleted. */
  readonly review: Review | undefined;
  readonly tagging: Tagging | undefined;
  /** Of a direct testimonial; absent for every other review. */
  readonly consent: Consent | undefined;
  readonly clinic: Clinic;
  readonly listing: Listing;
  readonly listingDecision: ListingDecision | undefined;
  readonly closedSources: ReadonlySet<SourceName>;
  /** Name of the location. */
  readonly place: string;
  readonly names: StaffNames;
}

/** Puts together what staff read of one review. @param now instant, ISO 8601 UTC */
export function toReviewView(parts: ReviewParts, now: string): ReviewView {
  const { moderation, review, listing, place } = parts;
  const { reviewId, listingId, source, status, version, writtenOn } = moderation;
  const words = review && toWords(review, listing);
  return {
    reviewId,
    listingId,
    source,
    place,
    queue: queueOf(moderation),
    status,
    version,
    contentHash: isOfOtherWords(parts) ? parts.review.contentHash : moderation.contentHash,
    writtenOn,
    ...(words && { words }),
    ...(words ? readingOf(parts, words.text) : NO_READING),
    isShownByPolicy: isShownByPolicy(moderation),
    ...judgementOf(parts),
    ...holdOf(parts, now),
  };
}

/** The words as long as the source lends them: not once it has taken the review back. */
export function toWords(review: Review, listing: Listing): ReviewWords | undefined {
  const { text, author, stars, translation, isExcerpt, reply, url, expiresAt, withdrawnAt } = review;
  if (!text || withdrawnAt !== undefined) return undefined;
  const address = sourcePage(url ?? listing.pageUrl, review.source);
  return {
    ...(!author.isAnonymous && author.name !== undefined && { author: author.name }),
    ...(stars && { stars }),
    text,
    ...(translation !== undefined && { translation }),
    isExcerpt,
    ...(reply && { reply }),
    ...(address !== undefined && { url: address }),
    ...(review.unconfirmed && { exportedOn: review.unconfirmed.exportedOn }),
    expiresAt,
  };
}

function isOfOtherWords(parts: ReviewParts): parts is ReviewParts & { readonly review: Review } {
  return parts.review !== undefined && !covers(parts.moderation.contentHash, parts.review.contentHash);
}

type Reading = Pick<ReviewView, 'tags' | 'removedConditions' | 'corrections' | 'flags'>;

const NO_READING: Reading = { tags: [], removedConditions: [], corrections: [], flags: [] };

function readingOf(parts: ReviewParts, text: string): Reading {
  const { moderation, review, tagging } = parts;
  const isCurrent = review && tagging && covers(tagging.contentHash, review.contentHash);
  const corrections = isOfOtherWords(parts) ? [] : moderation.corrections;
  const flags = (isCurrent && tagging.flags) || [];
  return {
    ...toTagViews(isCurrent ? tagging.tags : [], corrections, text.length),
    corrections,
    flags: flags
      .filter(({ end }) => end <= text.length)
      .map(({ kind, start, end }) => ({ kind, start, end }))
      .toSorted((a, b) => a.start - b.start || b.end - a.end),
  };
}

function judgementOf({
  moderation,
  names,
}: ReviewParts): Pick<ReviewView, 'reason' | 'withdrawal' | 'decidedBy' | 'decidedAt' | 'earlier'> {
  const { status, reason, withdrawal, decidedBy, decidedAt, judged } = moderation;
  return {
    ...(reason && { reason }),
    ...(withdrawal && { withdrawal }),
    ...(decidedBy !== undefined && { decidedBy: names.of(decidedBy) }),
    ...(decidedAt !== undefined && { decidedAt }),
    ...(status === 'waiting' &&
      judged && {
        earlier: {
          status: judged.status,
          ...(judged.reason && { reason: judged.reason }),
          decidedBy: names.of(judged.decidedBy),
          decidedAt: judged.decidedAt,
        },
      }),
  };
}

/** What the gate says to a review that staff show. Without the review itself, why it is gone. */
function holdOf(parts: ReviewParts, now: string): Pick<ReviewView, 'hold'> {
  const { moderation, review, tagging, consent, listingDecision, ...where } = parts;
  if (moderation.status !== 'shown') return {};
  if (!review && where.listing.disconnectedAt !== undefined) return { hold: 'listing-disconnected' };
  if (!review) return { hold: moderation.removedAt ? 'withdrawn-at-source' : 'retention-over' };
  const judged = {
    review,
    moderation,
    ...(tagging && { tagging }),
    ...(consent && { consent }),
    ...(listingDecision && { listingDecision }),
  };
  const verdict = mayShow({ ...where, ...judged }, now);
  if (verdict.outcome === 'allow') return {};
  if (verdict.outcome === 'block') return { hold: verdict.rule };
  return verdict.reason === 'not-approved' ? {} : { hold: verdict.reason };
}
