import type { ProposalsView } from '../../functions/domain/retag-view.ts';
import type { Conditions } from '../inbox/use-conditions.ts';
import { numberInWords } from '../parts/dates.ts';
import { conditionWords } from './condition-words.ts';

/** The conditions with something to confirm; one of them is listed below. */
export function ProposalGroups({
  groups,
  chosen,
  conditions,
  onChoose,
}: {
  readonly groups: ProposalsView['groups'];
  readonly chosen: string | undefined;
  readonly conditions: Conditions;
  readonly onChoose: (conditionId: string) => void;
}) {
  return (
    <ul className="proposal-groups" aria-label={conditionWords.proposals.groups}>
      {groups.map(({ conditionId, count }) => (
        <li key={conditionId}>
          <button
            type="button"
            className="proposal-group tone"
            style={conditions.tone(conditionId)}
            aria-pressed={conditionId === chosen}
            onClick={() => onChoose(conditionId)}
          >
            {conditions.label(conditionId)} <span>{numberInWords(count)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
