import { Icon } from '../parts/icon.tsx';
import type { Ask } from './change.ts';
import { type ConditionOfReview, quote } from './conditions-of.ts';
import { inboxWords } from './inbox-words.ts';
import type { Conditions } from './use-conditions.ts';

/** A condition with what can be done to it: kept while it is a suggestion, removed always. */
export function ConditionChip({
  condition,
  text,
  conditions,
  canChange,
  onAsk,
  onActive,
}: {
  readonly condition: ConditionOfReview;
  readonly text: string;
  readonly conditions: Conditions;
  readonly canChange: boolean;
  readonly onAsk: (ask: Ask) => void;
  readonly onActive: (conditionId: string | undefined) => void;
}) {
  const { conditionId, isSuggested, spans } = condition;
  const { conditions: words } = inboxWords;
  const label = conditions.label(conditionId);
  const said = quote(text, spans);
  const [first] = spans;
  const stop = () => onActive(undefined);
  return (
    <li
      className="condition-chip tone"
      data-suggested={isSuggested}
      style={conditions.tone(conditionId)}
      onPointerEnter={() => onActive(conditionId)}
      onPointerLeave={stop}
      onFocus={() => onActive(conditionId)}
      onBlur={stop}
    >
      <span aria-hidden="true">
        {label}
        {isSuggested && ' ?'}
      </span>
      <span className="aloud-only">{isSuggested ? words.guess(label, said) : words.sure(label, said)}</span>
      {canChange && isSuggested && first && (
        <button
          type="button"
          aria-label={words.keep(label)}
          title={words.keep(label)}
          onClick={() => onAsk({ kind: 'add', conditionId, ...first })}
        >
          <Icon name="check" size={17} />
        </button>
      )}
      {canChange && (
        <button
          type="button"
          aria-label={words.remove(label)}
          title={words.remove(label)}
          onClick={() => onAsk({ kind: 'remove', conditionId })}
        >
          <Icon name="cross" size={17} />
        </button>
      )}
    </li>
  );
}
