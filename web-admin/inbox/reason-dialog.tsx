import { Modal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { NotShownReason } from '../../functions/domain/moderation.ts';
import { Icon } from '../parts/icon.tsx';
import { KeyCap } from '../parts/key-cap.tsx';
import { partWords } from '../parts/part-words.ts';
import { inboxWords } from './inbox-words.ts';
import { useKeysSetting } from './use-keys-setting.ts';

const REASONS = Object.keys(inboxWords.reasons.names) as readonly NotShownReason[];

/** Asks why a review is not shown; choosing is deciding, as it can be undone. */
export function ReasonDialog({
  isOpen,
  current,
  onClose,
  onChoose,
}: {
  readonly isOpen: boolean;
  /** The reason it has now. */
  readonly current: NotShownReason | undefined;
  readonly onClose: () => void;
  readonly onChoose: (reason: NotShownReason) => void;
}) {
  const { isOn } = useKeysSetting();
  const { reasons } = inboxWords;
  useNumberKeys(isOpen && isOn, onChoose);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={reasons.title}
      centered
      closeButtonProps={{ 'aria-label': partWords.close }}
    >
      <p className="soft">{reasons.text}</p>
      <ul className="reasons">
        {REASONS.map((reason, at) => (
          <li key={reason}>
            <button
              type="button"
              className="reason"
              aria-current={reason === current ? 'true' : undefined}
              data-autofocus={at === 0 ? true : undefined}
              onClick={() => onChoose(reason)}
            >
              <span>{reasons.names[reason]}</span>
              {reason === current && <Icon name="check" size={18} />}
              {isOn && <KeyCap name={String(at + 1)} />}
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** A number chooses a reason as soon as the question is asked, before the focus has arrived in it. */
function useNumberKeys(isAsking: boolean, onChoose: (reason: NotShownReason) => void): void {
  const latest = useRef(onChoose);
  latest.current = onChoose;
  useEffect(() => {
    if (!isAsking) return;
    const press = (event: KeyboardEvent) => {
      const reason = REASONS[Number(event.key) - 1];
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || !reason) return;
      event.preventDefault();
      latest.current(reason);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isAsking]);
}
