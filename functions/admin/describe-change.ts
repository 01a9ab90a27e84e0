import type { Audit, AuditAction } from '../domain/audit.ts';
import type { Member } from '../domain/clinic.ts';
import { findCondition } from '../domain/condition.ts';
import type { NotShownReason } from '../domain/moderation.ts';
import type { AdminNeeds } from './needs.ts';
import { readStaffNames } from './staff-names.ts';

const REASONS: Readonly<Record<NotShownReason, string>> = {
  abuse: 'insulting or abusive',
  'identifies-someone': 'names or identifies someone',
  'off-topic': 'not about the clinic',
  'fake-or-advertising': 'fake or advertising',
  duplicate: 'posted twice',
  legal: 'legal reason',
  'consent-withdrawn': 'consent withdrawn',
};

/** What a person is told who judged words that are no longer the review's. */
export const WORDS_CHANGED = 'The words changed at the source. Read them again, then decide.';

/** What the machine did, as a sentence; for everything else a person is named. */
const BY_MACHINE: Readonly<Partial<Record<AuditAction, string>>> = {
  reopened: WORDS_CHANGED,
  restored: 'The words changed back at the source, and the decision on them is in force again.',
  'removed-at-source': 'The review was removed at the source meanwhile.',
  'returned-at-source': 'The review came back at the source meanwhile. Look again, then decide.',
};

/** Says in one sentence who changed a review and how, such as `Ana decided this: not shown (posted twice).` */
export async function describeChange(
  audit: Audit,
  { clinicId, staffId }: Member,
  needs: Pick<AdminNeeds, 'members'>,
): Promise<string> {
  const byMachine = BY_MACHINE[audit.action];
  if (byMachine !== undefined) return byMachine;
  const names = await readStaffNames(clinicId, [audit.by], needs);
  return `${audit.by === staffId ? 'You' : names.of(audit.by)} ${deed(audit)}.`;
}

function deed({ action, reason, conditionId = '' }: Audit): string {
  const condition = findCondition(conditionId)?.staffLabel ?? conditionId;
  switch (action) {
    case 'shown':
      return 'decided this: shown';
    case 'not-shown':
      return `decided this: not shown${reason ? ` (${REASONS[reason]})` : ''}`;
    case 'put-back':
      return 'took the decision back';
    case 'condition-added':
      return `marked words for “${condition}”`;
    case 'condition-removed':
      return `removed “${condition}”`;
    case 'condition-cleared':
      return `took back what was said about “${condition}”`;
    default:
      return 'changed this review';
  }
}
