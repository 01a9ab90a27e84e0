import { useId, useState } from 'react';
import type { RetagEffect } from '../../functions/domain/job.ts';
import type { ConditionChangeView } from '../../functions/domain/retag-view.ts';
import { ConditionName } from '../inbox/condition-name.tsx';
import type { Conditions } from '../inbox/use-conditions.ts';
import { numberInWords } from '../parts/dates.ts';
import { Icon } from '../parts/icon.tsx';
import { ChangeExamples } from './change-examples.tsx';
import { conditionWords } from './condition-words.ts';
import './change-table.css';

const EFFECTS = ['added', 'proposed', 'removed'] as const satisfies readonly RetagEffect[];

/** What changes, condition by condition, with bars to compare by and examples to unfold. */
export function ChangeTable({
  changes,
  conditions,
}: {
  readonly changes: readonly ConditionChangeView[];
  readonly conditions: Conditions;
}) {
  const most = Math.max(1, ...changes.flatMap(({ counts }) => EFFECTS.map((effect) => counts[effect])));
  const used = EFFECTS.filter((effect) => changes.some(({ counts }) => counts[effect] > 0));
  return (
    <div className="changes">
      <table className="change-table">
        <caption className="aloud-only">{conditionWords.table}</caption>
        <thead>
          <tr>
            <th scope="col">{conditionWords.condition}</th>
            {EFFECTS.map((effect) => (
              <th key={effect} scope="col" className="change-count" data-effect={effect}>
                {conditionWords.effects[effect]}
              </th>
            ))}
          </tr>
        </thead>
        {changes.map((change) => (
          <ChangeRows key={change.conditionId} change={change} most={most} conditions={conditions} />
        ))}
      </table>
      <dl className="change-legend soft">
        {used.map((effect) => (
          <div key={effect}>
            <dt data-effect={effect}>{conditionWords.effects[effect]}</dt>
            <dd>{conditionWords.explained[effect]}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function ChangeRows({
  change,
  most,
  conditions,
}: {
  readonly change: ConditionChangeView;
  readonly most: number;
  readonly conditions: Conditions;
}) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { conditionId, counts } = change;
  return (
    <tbody>
      <tr>
        <th scope="row">
          <button
            type="button"
            className="change-name"
            aria-expanded={isOpen}
            aria-controls={id}
            aria-label={conditionWords.examples(conditions.label(conditionId))}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name="chevron" size={16} />
            <ConditionName conditionId={conditionId} isSuggested={false} conditions={conditions} />
          </button>
        </th>
        {EFFECTS.map((effect) => (
          <ChangeCount key={effect} effect={effect} count={counts[effect]} most={most} />
        ))}
      </tr>
      <tr id={id} hidden={!isOpen}>
        <td colSpan={EFFECTS.length + 1}>
          {isOpen && <ChangeExamples change={change} conditions={conditions} />}
        </td>
      </tr>
    </tbody>
  );
}

function ChangeCount({
  effect,
  count,
  most,
}: {
  readonly effect: RetagEffect;
  readonly count: number;
  readonly most: number;
}) {
  return (
    <td className="change-count" data-effect={effect} data-none={count === 0}>
      <span className="change-bar" style={{ inlineSize: `${(100 * count) / most}%` }} aria-hidden="true" />
      <span>{numberInWords(count)}</span>
    </td>
  );
}
