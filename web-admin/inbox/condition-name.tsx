import { inboxWords } from './inbox-words.ts';
import type { Conditions } from './use-conditions.ts';
import './condition-name.css';

/** A condition's name in its own colour; dashed while it is only a suggestion. */
export function ConditionName({
  conditionId,
  isSuggested,
  conditions,
}: {
  readonly conditionId: string;
  readonly isSuggested: boolean;
  readonly conditions: Conditions;
}) {
  return (
    <span className="condition-name tone" data-suggested={isSuggested} style={conditions.tone(conditionId)}>
      {conditions.label(conditionId)}
      {isSuggested && (
        <>
          <span aria-hidden="true"> ?</span>
          <span className="aloud-only"> ({inboxWords.suggested})</span>
        </>
      )}
    </span>
  );
}
