import { type Clinic, type Embed, type Listing, openingPolicyOf } from './clinic.ts';
import { findCondition, withParents } from './condition.ts';
import { type ConsentInForce, type ConsentRefusal, refusalOf } from './consent.ts';
import { covers } from './content-hash.ts';
import { isShownByPolicy } from './follow-review.ts';
import { isDecidedTogether, isTakenDown, type ListingDecision } from './listing-decision.ts';
import type { Moderation } from './moderation.ts';
import { hasLapsed } from './retention.ts';
import type { Review, SourceName } from './review.ts';
import type { Tagging } from './tagging.ts';
import { canBeSeen } from './visible-text.ts';

/** Everything that decides whether visitors may read a review. */
export interface Candidate {
  readonly review: Review;
  readonly tagging?: Tagging;
  readonly moderation?: Moderation;
  readonly clinic: Clinic;
  readonly listing: Listing;
  /** The patient's consent; only direct testimonials need one, and are shown to nobody without. */
  readonly consent?: ConsentInForce;
  /** The decision about all excerpts of the listing; absent when there is none. */
  readonly listingDecision?: ListingDecision;
  /** Sources that the operator has stopped, or never confirmed. */
  readonly closedSources: ReadonlySet<SourceName>;
  /** The place it would be shown; absent while staff decide, when no place is in question. */
  readonly embed?: Embed;
}

/** What somebody can still change: the review is not shown until then. */
export type HoldReason =
  | 'not-approved'
  | 'words-changed'
  /** The clinic's policy showed it, and the clinic has that policy no more. */
  | 'policy-ended'
  /** The clinic's policy showed it, and its words carry flags now. */
  | 'words-flagged'
  /** The policy showed it, and only an export says that there is such a review. */
  | 'not-confirmed'
  /** Its words must have been looked through first: the policy showed it, or it would stand on a partner's page. */
  | 'words-not-read'
  | 'clinic-profile-incomplete'
  /** One of excerpts that are shown all or none, and the clinic has not decided to show them. */
  | 'excerpts-not-shown';

/** What nobody can decide otherwise. */
export type BlockRule =
  /** The operator has stopped its source for all clinics, or never confirmed that it may be used. */
  | 'source-stopped'
  | 'no-words'
  | 'retention-over'
  | 'withdrawn-at-source'
  /** Sixty days after the first import of its listing no connection had confirmed it. */
  | 'unconfirmed-too-long'
  /** Not among the excerpts that its source gives now. */
  | 'not-in-sample'
  /** One of excerpts that are shown all or none, taken down by itself for a legal reason. */
  | 'taken-down'
  | 'listing-disconnected'
  | 'outside-embed'
  | 'sensitive-on-partner-page'
  | ConsentRefusal;

/** Characters of `Review.text`, UTF-16 units: first, and one past the last. */
export type Span = readonly [start: number, end: number];

declare const allowed: unique symbol;

/** A review that the gate let through. Only {@link mayShow} makes one, and only it can be published. */
export interface AllowedReview {
  readonly [allowed]: true;
  readonly review: Review & { readonly text: string };
  readonly clinic: Clinic;
  readonly listing: Listing;
  /** Conditions the words say, each with its spans in text order; parents carry the spans of their children. */
  readonly conditions: ReadonlyMap<string, readonly Span[]>;
  /**
   * Whether it speaks of something private, be it that nobody has confirmed that yet, or that nobody can tell as its
   * words were not looked through.
   */
  readonly isSensitive: boolean;
  /**
   * True of one of excerpts that stand all together or not at all: in every list, in their source's order, with no
   * condition.
   */
  readonly isOneOfAll: boolean;
}

/** The gate's answer. */
export type Verdict =
  | { readonly outcome: 'allow'; readonly allowed: AllowedReview }
  | { readonly outcome: 'hold'; readonly reason: HoldReason }
  | { readonly outcome: 'block'; readonly rule: BlockRule };

/**
 * The one gate between what is stored and what visitors read. The star rating is not an input.
 *
 * @param until instant up to which it would stay readable, ISO 8601 UTC; retention must reach beyond it
 */
export function mayShow(candidate: Candidate, until: string): Verdict {
  const { review, clinic, listing } = candidate;
  const { text } = review;
  if (candidate.closedSources.has(review.source)) return block('source-stopped');
  if (!text || !canBeSeen(text)) return block('no-words');
  const ended = endedBy(review, until);
  if (ended) return block(ended);
  if (listing.disconnectedAt !== undefined) return block('listing-disconnected');
  if (review.isExcerpt && review.position === undefined) return block('not-in-sample');
  const refusal = refusalOfConsent(candidate, until);
  if (refusal) return block(refusal);
  const isOneOfAll = isDecidedTogether(listing);
  const refusedByClinic = isOneOfAll ? refuseOneOfAll(candidate) : refuseByItself(candidate);
  if (refusedByClinic) return refusedByClinic;
  if (!isProfileComplete(clinic)) return hold('clinic-profile-incomplete');
  const conditions = isOneOfAll ? NO_CONDITIONS : conditionsInWords(candidate, text.length);
  const saysSensitive = speaksOfSensitive(candidate);
  const isRead = currentTagging(candidate) !== undefined;
  const refused = candidate.embed && refuseAtEmbed(candidate.embed, listing, { saysSensitive, isRead });
  if (refused) return refused;
  const isSensitive = saysSensitive || !isRead;
  const passed = {
    review: { ...review, text, expiresAt: endOf(candidate) },
    clinic,
    listing,
    conditions,
    isSensitive,
    isOneOfAll,
  };
  return { outcome: 'allow', allowed: passed as unknown as AllowedReview };
}

/** What has come to its end: the source's retention, the review itself, or the time in which nothing confirmed it. */
function endedBy(review: Review, until: string): BlockRule | undefined {
  if (review.unconfirmed && review.unconfirmed.until <= until) return 'unconfirmed-too-long';
  if (hasLapsed(review, until)) return 'retention-over';
  return review.withdrawnAt === undefined ? undefined : 'withdrawn-at-source';
}

/** Tells whether a clinic has stated where and as what it practises; nothing of it is published before. */
export function isProfileComplete({ country, profession }: Clinic): boolean {
  return Boolean(country && profession);
}

function hold(reason: HoldReason): Verdict {
  return { outcome: 'hold', reason };
}

function block(rule: BlockRule): Verdict {
  return { outcome: 'block', rule };
}

/** Only what a patient gave the clinic directly stands on a consent that the clinic must hold. */
function refusalOfConsent({ review, consent, embed }: Candidate, until: string): ConsentRefusal | undefined {
  return review.source === 'direct' ? refusalOf(consent, until, embed?.audience) : undefined;
}

/** What is shown ends with its retention, with its consent, or unconfirmed for too long, whichever is first. */
function endOf({ review, consent }: Candidate): string {
  const { expiresAt, unconfirmed, source } = review;
  const ends = [expiresAt, unconfirmed?.until, source === 'direct' ? consent?.expiresAt : undefined];
  return ends.filter((end) => end !== undefined).toSorted()[0] ?? expiresAt;
}

const NO_CONDITIONS: AllowedReview['conditions'] = new Map();

/** A person's, or the policy's, judgement of this one review. */
function refuseByItself(candidate: Candidate): Verdict | undefined {
  const { review, moderation } = candidate;
  if (moderation?.status !== 'shown') return hold('not-approved');
  if (!covers(moderation.contentHash, review.contentHash)) return hold('words-changed');
  const policyHold = isShownByPolicy(moderation) && holdOfPolicy(candidate);
  return policyHold ? hold(policyHold) : undefined;
}

/**
 * One decision for all: what a single one says, be it flagged, changed or new, is no reason to leave it out, for that
 * would be choosing. Only a legal reason is, also one that a person gave while excerpts were chosen one by one.
 */
function refuseOneOfAll({ review, moderation, listingDecision }: Candidate): Verdict | undefined {
  const isDown = isTakenDown(listingDecision, review.reviewId) || isNotShownForLaw(moderation);
  if (isDown) return block('taken-down');
  return listingDecision?.status === 'shown' ? undefined : hold('excerpts-not-shown');
}

function isNotShownForLaw(moderation: Moderation | undefined): boolean {
  const { status, reason } = moderation ?? {};
  return status === 'not-shown' && (reason === 'legal' || reason === 'consent-withdrawn');
}

/** The policy's judgement holds only as long as it would be the same today. */
function holdOfPolicy(candidate: Candidate): HoldReason | undefined {
  const { clinic, review } = candidate;
  if (openingPolicyOf(clinic, review.source) !== 'show-unflagged') return 'policy-ended';
  if (review.unconfirmed) return 'not-confirmed';
  const flags = currentTagging(candidate)?.flags;
  if (!flags) return 'words-not-read';
  return flags.length > 0 ? 'words-flagged' : undefined;
}

/** What the machine read in these very words. */
function currentTagging({ review, tagging }: Candidate): Tagging | undefined {
  return tagging && covers(tagging.contentHash, review.contentHash) ? tagging : undefined;
}

function refuseAtEmbed(
  embed: Embed,
  listing: Listing,
  { saysSensitive, isRead }: { readonly saysSensitive: boolean; readonly isRead: boolean },
): Verdict | undefined {
  if (embed.locationIds && !embed.locationIds.includes(listing.locationId)) return block('outside-embed');
  if (embed.audience !== 'partner') return undefined;
  if (saysSensitive) return block('sensitive-on-partner-page');
  return isRead ? undefined : hold('words-not-read');
}

/**
 * Whatever the machine or a person ever found in these words protects: guesses and proposals too, and what was taken
 * off again. To take a condition off must never tell more of a patient than before.
 */
function speaksOfSensitive(candidate: Candidate): boolean {
  const found = [...(currentTagging(candidate)?.tags ?? []), ...(candidate.moderation?.corrections ?? [])];
  const ids = [...withParents(found.map(({ conditionId }) => conditionId))];
  return ids.some((id) => findCondition(id)?.isSensitive);
}

/** The machine's sure tags, less what a person removed, plus what a person marked; only spans inside the text. */
function conditionsInWords(candidate: Candidate, length: number): ReadonlyMap<string, readonly Span[]> {
  const corrections = candidate.moderation?.corrections ?? [];
  const removed = new Set(
    corrections.filter(({ action }) => action === 'removed').map(({ conditionId }) => conditionId),
  );
  const tags = currentTagging(candidate)?.tags ?? [];
  const found = [
    ...tags.filter(({ confidence }) => confidence === 'sure'),
    ...corrections.filter((correction) => correction.action === 'added'),
  ];
  const spans = new Map<string, Span[]>();
  for (const { conditionId, start, end } of found) {
    if (removed.has(conditionId) || start < 0 || end > length || start >= end) continue;
    for (const id of withParents([conditionId])) {
      if (!removed.has(id)) spans.set(id, [...(spans.get(id) ?? []), [start, end]]);
    }
  }
  return new Map([...spans].map(([id, all]) => [id, inTextOrder(all)]));
}

function inTextOrder(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
  return sorted.filter((span, at) => !sorted.slice(0, at).some((earlier) => earlier[1] >= span[1]));
}
