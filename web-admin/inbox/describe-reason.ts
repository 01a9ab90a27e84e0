import type { ReviewView } from '../../functions/domain/staff-view.ts';
import { dayInWords } from '../parts/dates.ts';
import { inboxWords } from './inbox-words.ts';

/**
 * Why a review is not shown, in lower case for the middle of a sentence; a withdrawn consent with who asked, and when.
 *
 * @param at instant of the decision, ISO 8601 UTC: a day of the same year goes without the year
 */
export function describeReason(
  { reason, withdrawal }: Pick<ReviewView, 'reason' | 'withdrawal'>,
  at: string,
): string | undefined {
  if (!reason) return undefined;
  const name = inboxWords.reasons.names[reason].toLowerCase();
  if (!withdrawal) return name;
  const { askedBy, askedOn } = withdrawal;
  const who = inboxWords.reasons.consent.askedBy[askedBy].toLowerCase();
  return inboxWords.reasons.consent.told(name, who, dayInWords(askedOn, Date.parse(at)));
}
