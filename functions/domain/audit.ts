import type { ConsentWithdrawal } from './consent-withdrawal.ts';
import type { NotShownReason } from './moderation.ts';

/** What can happen, in the past tense. */
export const AUDIT_ACTIONS = [
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
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** One line of the record that is never changed: ids and states, never words of a review. */
export interface Audit {
  readonly clinicId: string;
  /** What was changed: `moderation/{reviewId}`, `listing/{listingId}`, `clinic` … */
  readonly subject: string;
  /** Version of the subject after the change; with the subject it makes the line unique. */
  readonly version: number;
  readonly action: AuditAction;
  /** Staff id, or the machine that acted: `source` (the words changed), `policy`, `setup` (the operator's command). */
  readonly by: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
  readonly reason?: NotShownReason;
  /** Who withdrew consent and when; a role and a day, never a name. */
  readonly withdrawal?: ConsentWithdrawal;
  readonly conditionId?: string;
}
