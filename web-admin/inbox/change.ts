import type { ModerationStatus, NotShownReason } from '../../functions/domain/moderation.ts';
import type {
  CorrectionRequest,
  DecisionRequest,
  ReviewDetailView,
  ReviewView,
  TagView,
} from '../../functions/domain/staff-view.ts';

/** A review as it is on the screen; its history may still be on its way. */
export type ScreenReview = ReviewView & { readonly history?: ReviewDetailView['history'] };

/** What a person asks of a review. */
export type Ask =
  | { readonly kind: 'decide'; readonly status: 'shown' | 'waiting' }
  | { readonly kind: 'decide'; readonly status: 'not-shown'; readonly reason: NotShownReason }
  | { readonly kind: 'add'; readonly conditionId: string; readonly start: number; readonly end: number }
  | { readonly kind: 'remove'; readonly conditionId: string };

/** Who asks, and when. */
export interface Asker {
  /** The person's own name. */
  readonly name: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
}

/** The review as it will be once what was asked is saved; its version stays, as only the API gives one. */
export function foresee(review: ScreenReview, ask: Ask, asker: Asker): ScreenReview {
  if (ask.kind === 'decide')
    return decided(review, ask.status, 'reason' in ask ? ask.reason : undefined, asker);
  const others = review.tags.filter(({ conditionId }) => conditionId !== ask.conditionId);
  if (ask.kind === 'remove') {
    const removedConditions = [
      ...review.removedConditions.filter((id) => id !== ask.conditionId),
      ask.conditionId,
    ];
    return { ...review, tags: others, removedConditions };
  }
  const { conditionId, start, end } = ask;
  const found = review.tags.filter((tag) => tag.conditionId === conditionId && tag.rule !== undefined);
  const added: TagView = { conditionId, start, end, confidence: 'sure' };
  return {
    ...review,
    tags: [...others, ...found, added].toSorted((a, b) => a.start - b.start || a.end - b.end),
    removedConditions: review.removedConditions.filter((id) => id !== conditionId),
  };
}

/** What takes a review back to what it was before something was asked of it. */
export function reverse(before: ReviewView, ask: Ask): Ask {
  if (ask.kind === 'decide') return decisionOf(before);
  const { conditionId } = ask;
  const tags = before.tags.filter((tag) => tag.conditionId === conditionId);
  const marked = tags.find(({ rule }) => rule === undefined) ?? (ask.kind === 'remove' ? tags[0] : undefined);
  if (!marked) return { kind: 'remove', conditionId };
  return { kind: 'add', conditionId, start: marked.start, end: marked.end };
}

/** The request that says it to the API, with what the person saw. */
export function toRequest(
  ask: Ask,
  { version, contentHash }: Pick<ReviewView, 'version' | 'contentHash'>,
): DecisionRequest | CorrectionRequest {
  const seen = { seenVersion: version, seenContentHash: contentHash };
  if (ask.kind === 'decide') {
    return ask.status === 'not-shown'
      ? { ...seen, status: ask.status, reason: ask.reason }
      : { ...seen, status: ask.status };
  }
  const { conditionId } = ask;
  if (ask.kind === 'remove') return { ...seen, action: 'removed', conditionId };
  return { ...seen, action: 'added', conditionId, start: ask.start, end: ask.end };
}

function decided(
  review: ScreenReview,
  status: ModerationStatus,
  reason: NotShownReason | undefined,
  { name, at }: Asker,
): ScreenReview {
  const { reason: _r, decidedBy: _b, decidedAt: _a, earlier: _e, hold: _h, ...rest } = review;
  return {
    ...rest,
    status,
    queue: review.queue === 'removed' ? 'removed' : status,
    ...(reason && { reason }),
    ...(status !== 'waiting' && { decidedBy: name, decidedAt: at }),
  };
}

function decisionOf({ status, reason }: ReviewView): Ask {
  if (status === 'not-shown' && reason) return { kind: 'decide', status, reason };
  return { kind: 'decide', status: status === 'shown' ? 'shown' : 'waiting' };
}
