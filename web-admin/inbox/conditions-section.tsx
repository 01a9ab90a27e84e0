import { Button } from '@mantine/core';
import { type RefObject, useState } from 'react';
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
import { usePageKey } from './use-page-key.ts';
import type { Span } from './words-of-text.ts';
import './conditions-section.css';

interface ConditionsSectionProps {
  readonly review: ScreenReview;
  readonly text: string;
  readonly found: readonly ConditionOfReview[];
  readonly conditions: Conditions;
  readonly canChange: boolean;
  readonly selected: Span | undefined;
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
        {canChange && !draft.span && (
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
      {draft.span && canChange && (
        <ConditionPicker
          said={quote(text, [draft.span])}
          conditions={conditions}
          taken={found.filter(({ isSuggested }) => !isSuggested).map(({ conditionId }) => conditionId)}
          search={draft.search}
          onSearch={draft.type}
          onCancel={draft.end}
          onPick={(conditionId) => {
            if (draft.span) act(review, { kind: 'add', conditionId, ...draft.span });
            draft.end();
          }}
        />
      )}
    </section>
  );
}

/** Begins with the words that are selected; without any it says how to select some. */
function AddButton({ selected, draft, textElement }: ConditionsSectionProps) {
  const { conditions: words } = inboxWords;
  const [isHintShown, setHintShown] = useState(false);
  const begin = () => {
    const span = selectedWords(textElement.current);
    if (span) {
      draft.begin(span);
      return;
    }
    setHintShown(true);
    announce(words.addHint);
    textElement.current?.focus();
  };
  usePageKey('c', begin);
  return (
    <div className="conditions-add">
      <Button
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
      {isHintShown && !selected && <p className="soft">{words.addHint}</p>}
    </div>
  );
}
