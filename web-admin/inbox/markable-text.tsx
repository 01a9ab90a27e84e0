import { type PointerEvent, type RefObject, useRef } from 'react';
import { Icon } from '../parts/icon.tsx';
import { inboxWords } from './inbox-words.ts';
import { MarkedText } from './marked-text.tsx';
import type { Mark } from './split-into-segments.ts';
import type { Conditions } from './use-conditions.ts';
import { useTextSelection } from './use-text-selection.ts';
import { useWordKeys } from './use-word-keys.ts';
import type { Span } from './words-of-text.ts';
import './markable-text.css';

interface MarkableTextProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly conditions: Conditions;
  /** Condition whose words stand out for the moment. */
  readonly active: string | undefined;
  /** Words for which a condition is being chosen. */
  readonly draft: Span | undefined;
  readonly isMarkable: boolean;
  /** Words that are selected now. */
  readonly selected: Span | undefined;
  readonly onSelect: (span: Span | undefined) => void;
  /** The selected words shall say a condition. */
  readonly onPick: (span: Span) => void;
  /** What the offer below selected words says. */
  readonly pickLabel: string;
}

/** A review's words; selecting some of them, by mouse, finger or keys, offers to say what they are about. */
export function MarkableText(props: MarkableTextProps) {
  const { ref, text, isMarkable, selected, onSelect, onPick, pickLabel, draft } = props;
  const frame = useRef<HTMLDivElement>(null);
  const below = useTextSelection({ element: ref, frame, isOn: isMarkable && !draft, onSelect });
  const onKeyDown = useWordKeys({ text, element: ref, onPick });
  const field = {
    role: 'textbox',
    'aria-readonly': true,
    'aria-multiline': true,
    'aria-label': inboxWords.textLabel,
    tabIndex: 0,
    onKeyDown,
  } as const;
  return (
    <div ref={frame} className="markable">
      <div
        ref={ref}
        className="review-text"
        dir="auto"
        onPointerUp={leaveUnlessMarked}
        {...(isMarkable && field)}
      >
        <MarkedText {...props} />
      </div>
      {isMarkable && selected && !draft && (
        <button
          type="button"
          className="mark-these"
          style={below}
          // In some browsers the press would take the selection away before the click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(selected)}
        >
          <Icon name="plus" size={16} />
          {pickLabel}
        </button>
      )}
    </div>
  );
}

/** A click into the words marks nothing, so it takes no focus: the page's keys go on working for whoever reads. */
function leaveUnlessMarked({ pointerType, currentTarget }: PointerEvent<HTMLElement>): void {
  const text = currentTarget;
  if (pointerType !== 'mouse') return;
  // A click into a selection ends it only after this event.
  requestAnimationFrame(() => {
    if (document.activeElement === text && document.getSelection()?.isCollapsed) text.blur();
  });
}
