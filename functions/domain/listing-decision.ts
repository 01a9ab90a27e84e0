import type { Listing } from './clinic.ts';
import { AppError } from './error.ts';
import type { ModerationStatus } from './moderation.ts';

/** An excerpt that was taken down by itself: Yelp's terms leave only a legal reason for that. */
export interface TakenDown {
  readonly reviewId: string;
  readonly reason: 'legal';
  /** Staff member's id. */
  readonly by: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
}

/**
 * What the clinic has decided about all excerpts that a listing gives, now and later: the sample changes from day to
 * day, the decision stays. Holds no word of them. A listing nobody has decided about has none, which is the same as
 * `waiting` with version 0.
 */
export interface ListingDecision {
  readonly clinicId: string;
  readonly listingId: string;
  readonly status: ModerationStatus;
  /** Excerpts that stay down though the others stand; in the order they were taken down. */
  readonly takenDown: readonly TakenDown[];
  /** From 1; grows by one with every change. */
  readonly version: number;
  /** Staff member's id; absent while it waits. */
  readonly decidedBy?: string;
  /** Instant, ISO 8601 UTC; absent while it waits. */
  readonly decidedAt?: string;
}

/** What a person asks for: all excerpts or none, or one of them down or up again; with the version that was seen. */
export type ListingChange = { readonly staffId: string; readonly seenVersion: number } & (
  | { readonly status: ModerationStatus }
  | { readonly reviewId: string; readonly isTakenDown: boolean }
);

/**
 * Tells whether a listing's reviews are shown all or none, by one decision: Yelp's, until Yelp has agreed in writing
 * that they are chosen one by one.
 */
export function isDecidedTogether({
  source,
  excerptConsent,
}: Pick<Listing, 'source' | 'excerptConsent'>): boolean {
  return source === 'yelp' && excerptConsent === undefined;
}

/** The decision about a listing that nobody has decided about yet. */
export function openDecision({
  clinicId,
  listingId,
}: Pick<Listing, 'clinicId' | 'listingId'>): ListingDecision {
  return { clinicId, listingId, status: 'waiting', takenDown: [], version: 0 };
}

/** Tells whether an excerpt was taken down by itself. */
export function isTakenDown(decision: ListingDecision | undefined, reviewId: string): boolean {
  return decision?.takenDown.some((one) => one.reviewId === reviewId) ?? false;
}

/**
 * Applies a person's change to a listing's decision.
 *
 * @param at instant of the change, ISO 8601 UTC
 * @returns the decision to store, one version on
 * @throws AppError `conflict` when the decision moved since the person saw it
 */
export function decideListing(current: ListingDecision, change: ListingChange, at: string): ListingDecision {
  if (change.seenVersion !== current.version) {
    throw new AppError(
      'conflict',
      'Somebody decided about these excerpts meanwhile. Look again and decide again.',
    );
  }
  const next = { ...current, version: current.version + 1 };
  if ('reviewId' in change) return { ...next, takenDown: takenDownAfter(current, change, at) };
  const { decidedBy: _by, decidedAt: _at, ...open } = next;
  if (change.status === 'waiting') return { ...open, status: 'waiting' };
  return { ...open, status: change.status, decidedBy: change.staffId, decidedAt: at };
}

function takenDownAfter(
  { takenDown }: ListingDecision,
  { reviewId, isTakenDown: isDown, staffId }: Extract<ListingChange, { readonly reviewId: string }>,
  at: string,
): readonly TakenDown[] {
  const others = takenDown.filter((one) => one.reviewId !== reviewId);
  return isDown ? [...others, { reviewId, reason: 'legal', by: staffId, at }] : others;
}
