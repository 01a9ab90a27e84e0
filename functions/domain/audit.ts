import type { ConsentWithdrawal } from './consent-withdrawal.ts';
import type { NotShownReason } from './moderation.ts';

/** What can happen to a review, in the past tense. */
const REVIEW_ACTIONS = [
  'created',
  'changed',
  'opened',
  'reopened',
  'restored',
  'shown',
  'not-shown',
  'put-back',
  'condition-added',
  'condition-removed',
  'condition-cleared',
  'removed-at-source',
  'returned-at-source',
] as const;
export type ReviewAction = (typeof REVIEW_ACTIONS)[number];

/** What can happen, in the past tense: to a review, and to what else there is. */
export const AUDIT_ACTIONS = [
  ...REVIEW_ACTIONS,
  'absence-confirmed',
  'consent-given',
  'consent-revoked',
  'link-made',
  'link-withdrawn',
  'pull-asked',
  'connected',
  'reconnected',
  'locations-listed',
  'disconnected',
  'imported',
  'excerpts-shown',
  'excerpts-not-shown',
  'excerpts-put-back',
  'excerpt-taken-down',
  'excerpt-put-up',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Tells whether a line is about a review. */
export function isOfReview(audit: Audit): audit is Audit & { readonly action: ReviewAction } {
  return REVIEW_ACTIONS.some((action) => action === audit.action);
}

/** One line of the record that is never changed: ids and states, never words of a review. */
export interface Audit {
  readonly clinicId: string;
  /** What was changed: `moderation/{reviewId}`, `listing/{listingId}`, `listing-decision/{listingId}`, `clinic` … */
  readonly subject: string;
  /** Version of the subject after the change; with the subject it makes the line unique. */
  readonly version: number;
  readonly action: AuditAction;
  /**
   * Staff id, or the machine that acted: `source` (the words changed), `policy`, `setup` (the operator's command); or
   * `patient`, who gave or took back a consent.
   */
  readonly by: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
  readonly reason?: NotShownReason;
  /** The one excerpt a change of its listing's decision is about. */
  readonly reviewId?: string;
  /** Who withdrew consent and when; a role and a day, never a name. */
  readonly withdrawal?: ConsentWithdrawal;
  readonly conditionId?: string;
}
