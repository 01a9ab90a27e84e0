import type { SourceName } from '../../functions/domain/review.ts';
import type { HistoryLine } from '../../functions/domain/staff-view.ts';
import { partWords } from '../parts/part-words.ts';
import { historyWords } from './history-words.ts';
import { inboxWords } from './inbox-words.ts';

/** One line of a review's history as a sentence without a full stop: "Ana showed it". */
export function describeHistoryLine(
  { action, by, reason, conditionId }: HistoryLine,
  source: SourceName,
  label: (conditionId: string) => string,
): string {
  return historyWords.lines[action]({
    by,
    source: partWords.sourceActs[source],
    reason: reason && inboxWords.reasons.names[reason].toLowerCase(),
    condition: conditionId && label(conditionId),
  });
}
