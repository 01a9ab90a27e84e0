import type { Correction, ModerationStatus, NotShown } from '../../functions/domain/moderation.ts';
import type {
  CorrectionRequest,
  DecisionRequest,
  ReviewDetailView,
  ReviewView,
  TagView,
} from '../../functions/domain/staff-view.ts';

/** A review as it is on the screen; its history may still be on its way. */
export type ScreenReview = ReviewView & { readonly history?: ReviewDetailView['history'] };

/** A decision that a person asks for. */
type DecisionAsk = { readonly kind: 'decide' } & ({ readonly status: 'shown' | 'waiting' } | NotShown);

/** What a person asks of a review. */
export type Ask =
  | DecisionAsk
  | { readonly kind: 'add'; readonly conditionId: string; readonly start: number; readonly end: number }
  | { readonly kind: 'remove'; readonly conditionId: string }
  /** Takes back an addition or a removal; `tags` are what the machine had found of the condition. */
  | { readonly kind: 'clear'; readonly conditionId: string; readonly tags: readonly TagView[] };

/** Who asks, and when. */
export interface Asker {
  /** The person's own name. */
  readonly name: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
}

/** The review as it will be once what was asked is saved; its version stays, as only the API gives one. */
export function foresee(review: ScreenReview, ask: Ask, asker: Asker): ScreenReview {
  if (ask.kind === 'decide') return decided(review, ask, asker);
  const { conditionId } = ask;
  const tags = review.tags.filter((tag) => tag.conditionId !== conditionId);
  const removedConditions = review.removedConditions.filter((id) => id !== conditionId);
  const others = review.corrections.filter((correction) => correction.conditionId !== conditionId);
  if (ask.kind === 'clear') {
    return { ...review, tags: inTextOrder([...tags, ...ask.tags]), removedConditions, corrections: others };
  }
  const corrections = [...others, toCorrection(ask)];
  if (ask.kind === 'remove') {
    return { ...review, tags, removedConditions: [...removedConditions, conditionId], corrections };
  }
  const { start, end } = ask;
  const found = review.tags.filter((tag) => tag.conditionId === conditionId && tag.rule !== undefined);
  const added: TagView = { conditionId, start, end, confidence: 'sure' };
  return { ...review, tags: inTextOrder([...tags, ...found, added]), removedConditions, corrections };
}

/** What takes a review back to what it was before something was asked of it. */
export function reverse(before: ReviewView, ask: Ask): Ask {
  if (ask.kind === 'decide') return decisionOf(before);
  const { conditionId } = ask;
  const earlier = before.corrections.find((correction) => correction.conditionId === conditionId);
  if (earlier?.action === 'removed') return { kind: 'remove', conditionId };
  if (earlier) return { kind: 'add', conditionId, start: earlier.start, end: earlier.end };
  return { kind: 'clear', conditionId, tags: before.tags.filter((tag) => tag.conditionId === conditionId) };
}

/** The request that says it to the API, with what the person saw. */
export function toRequest(
  ask: Ask,
  { version, contentHash }: Pick<ReviewView, 'version' | 'contentHash'>,
): DecisionRequest | CorrectionRequest {
  const seen = { seenVersion: version, seenContentHash: contentHash };
  if (ask.kind === 'clear') return { ...seen, action: 'cleared', conditionId: ask.conditionId };
  if (ask.kind !== 'decide') return { ...seen, ...toCorrection(ask) };
  const { kind: _, ...decision } = ask;
  return { ...seen, ...decision };
}

function toCorrection(ask: Extract<Ask, { kind: 'add' | 'remove' }>): Correction {
  const { conditionId } = ask;
  if (ask.kind === 'remove') return { action: 'removed', conditionId };
  return { action: 'added', conditionId, start: ask.start, end: ask.end };
}

function inTextOrder(tags: readonly TagView[]): readonly TagView[] {
  return tags.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function decided(review: ScreenReview, ask: DecisionAsk, { name, at }: Asker): ScreenReview {
  const { reason: _r, withdrawal: _w, decidedBy: _b, decidedAt: _a, earlier: _e, hold: _h, ...rest } = review;
  const status: ModerationStatus = ask.status;
  return {
    ...rest,
    status,
    queue: review.queue === 'removed' ? 'removed' : status,
    isShownByPolicy: false,
    ...('reason' in ask && { reason: ask.reason }),
    ...('withdrawal' in ask && { withdrawal: ask.withdrawal }),
    ...(status !== 'waiting' && { decidedBy: name, decidedAt: at }),
  };
}

/** What the policy showed cannot be shown so again by a person's hand: it waits, as nobody has read it. */
function decisionOf({ status, reason, withdrawal, isShownByPolicy }: ReviewView): Ask {
  if (status === 'not-shown' && reason === 'consent-withdrawn' && withdrawal) {
    return { kind: 'decide', status, reason, withdrawal };
  }
  if (status === 'not-shown' && reason && reason !== 'consent-withdrawn') {
    return { kind: 'decide', status, reason };
  }
  return { kind: 'decide', status: status === 'shown' && !isShownByPolicy ? 'shown' : 'waiting' };
}
