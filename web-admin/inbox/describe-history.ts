import type { SourceName } from '../../functions/domain/review.ts';
import type { HistoryLine } from '../../functions/domain/staff-view.ts';
import { partWords } from '../parts/part-words.ts';
import { describeReason } from './describe-reason.ts';
import { historyWords } from './history-words.ts';

/** One line of a review's history as a sentence without a full stop: "Ana showed it". */
export function describeHistoryLine(
  line: HistoryLine,
  source: SourceName,
  label: (conditionId: string) => string,
): string {
  const { action, by, at, conditionId } = line;
  return historyWords.lines[action]({
    by,
    source: partWords.sourceActs[source],
    origin: partWords.cameFrom[source],
    reason: describeReason(line, at),
    condition: conditionId && label(conditionId),
  });
}
