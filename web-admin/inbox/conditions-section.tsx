import { Button } from '@mantine/core';
import { type RefObject, useEffect } from 'react';
import { useHoldKeys } from '../keys/hold-keys.ts';
import { usePageKey } from '../keys/use-page-key.ts';
import { announce } from '../parts/announce.tsx';
import { Icon } from '../parts/icon.tsx';
import { KeyCap } from '../parts/key-cap.tsx';
import type { ScreenReview } from './change.ts';
import { ConditionChip } from './condition-chip.tsx';
import { ConditionPicker } from './condition-picker.tsx';
import { type ConditionOfReview, quote } from './conditions-of.ts';
import { inboxWords } from './inbox-words.ts';
import { useReviewActions } from './review-actions.tsx';
import { selectedWords } from './selected-span.ts';
import type { Conditions } from './use-conditions.ts';
import type { Draft } from './use-draft.ts';
import './conditions-section.css';

interface ConditionsSectionProps {
  readonly review: ScreenReview;
  readonly text: string;
  readonly found: readonly ConditionOfReview[];
  readonly conditions: Conditions;
  readonly canChange: boolean;
  readonly draft: Draft;
  readonly textElement: RefObject<HTMLElement | null>;
  /** A condition was pointed at, or no longer. */
  readonly onActive: (conditionId: string | undefined) => void;
}

/** What the words speak of: each condition can be taken away, and others added to words that were marked. */
export function ConditionsSection(props: ConditionsSectionProps) {
  const { review, text, found, conditions, canChange, draft, onActive } = props;
  const { act } = useReviewActions();
  const { conditions: words } = inboxWords;
  return (
    <section className="conditions" aria-labelledby="conditions-title">
      <p className="conditions-head">
        <strong id="conditions-title">{words.title}</strong>{' '}
        <span className="soft">{found.length > 0 ? words.hint : words.none}</span>
      </p>
      <ul className="conditions-list">
        {found.map((condition) => (
          <ConditionChip
            key={condition.conditionId}
            condition={condition}
            text={text}
            conditions={conditions}
            canChange={canChange}
            onAsk={(ask) => act(review, ask)}
            onActive={onActive}
          />
        ))}
        {canChange && !draft.isOpen && (
          <li>
            <AddButton {...props} />
          </li>
        )}
      </ul>
      {review.removedConditions.length > 0 && (
        <p className="soft conditions-removed">
          {words.removedEarlier} {review.removedConditions.map(conditions.label).join(', ')}
        </p>
      )}
      {draft.isOpen && draft.conditionId === undefined && canChange && (
        <ConditionPicker
          said={draft.span && quote(text, [draft.span])}
          conditions={conditions}
          taken={found.filter(({ isSuggested }) => !isSuggested).map(({ conditionId }) => conditionId)}
          search={draft.search}
          onSearch={draft.type}
          onCancel={draft.end}
          onPick={(conditionId) => {
            if (!draft.span) {
              draft.choose(conditionId);
              return;
            }
            act(review, { kind: 'add', conditionId, ...draft.span });
            draft.end();
          }}
        />
      )}
      {draft.conditionId !== undefined && canChange && (
        <WordsWanted {...props} label={conditions.label(draft.conditionId)} />
      )}
    </section>
  );
}

/** Begins with the words that are selected; without any, the condition is chosen first. */
function AddButton({ draft, textElement }: ConditionsSectionProps) {
  const { conditions: words } = inboxWords;
  const begin = () => draft.begin(selectedWords(textElement.current));
  usePageKey('c', begin, { own: textElement });
  return (
    <Button
      className="conditions-add"
      size="compact-sm"
      variant="default"
      radius="xl"
      leftSection={<Icon name="plus" size={16} />}
      rightSection={<KeyCap name="C" />}
      aria-keyshortcuts="C"
      // In some browsers the press would take the selection away before the click.
      onMouseDown={(event) => event.preventDefault()}
      onClick={begin}
    >
      {words.add}
    </Button>
  );
}

/** Asks for the words about a condition that is chosen already; the text has the focus. */
function WordsWanted({ draft, textElement, label }: ConditionsSectionProps & { readonly label: string }) {
  const { conditions: words } = inboxWords;
  useHoldKeys(true);
  useEffect(() => {
    const { selectWords, selectHint } = inboxWords.conditions;
    announce(`${selectWords(label)}. ${selectHint}`);
    textElement.current?.focus();
  }, [label, textElement]);
  return (
    <div className="condition-picker">
      <p className="condition-picker-field">
        <strong>{words.selectWords(label)}</strong>
        <br />
        <span className="soft">{words.selectHint}</span>
      </p>
      <Button variant="subtle" color="gray" onClick={draft.end}>
        {words.cancel}
      </Button>
    </div>
  );
}
