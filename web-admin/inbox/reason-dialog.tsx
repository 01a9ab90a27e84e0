import { useLayoutEffect, useRef, useState } from 'react';
import type { NotShown, NotShownReason } from '../../functions/domain/moderation.ts';
import { digitOf } from '../keys/key-of.ts';
import { useKeysSetting } from '../keys/use-keys-setting.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { KeyCap } from '../parts/key-cap.tsx';
import { ConsentForm } from './consent-form.tsx';
import { inboxWords } from './inbox-words.ts';

const REASONS = Object.keys(inboxWords.reasons.names) as readonly NotShownReason[];

/** Asks why a review is not shown; choosing is deciding, as it can be undone. A withdrawn consent needs two facts more. */
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
  readonly onChoose: (decision: NotShown) => void;
}) {
  const { isOn } = useKeysSetting();
  const [isConsent, setConsent] = useState(false);
  const { reasons } = inboxWords;
  const choose = (reason: NotShownReason) => {
    if (reason === 'consent-withdrawn') setConsent(true);
    else onChoose({ status: 'not-shown', reason });
  };
  useNumberKeys(isOpen && isOn && !isConsent, choose);
  return (
    <FormDialog
      opened={isOpen}
      onClose={onClose}
      onExitTransitionEnd={() => setConsent(false)}
      title={isConsent ? reasons.consent.title : reasons.title}
      centered
    >
      {isConsent ? (
        <ConsentForm
          onBack={() => setConsent(false)}
          onDone={(withdrawal) => {
            onChoose({ status: 'not-shown', reason: 'consent-withdrawn', withdrawal });
          }}
        />
      ) : (
        <ReasonList current={current} hasKeys={isOn} onChoose={choose} />
      )}
    </FormDialog>
  );
}

function ReasonList({
  current,
  hasKeys,
  onChoose,
}: {
  readonly current: NotShownReason | undefined;
  readonly hasKeys: boolean;
  readonly onChoose: (reason: NotShownReason) => void;
}) {
  const { reasons } = inboxWords;
  return (
    <>
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
              <span>
                {reason === 'consent-withdrawn' ? `${reasons.names[reason]}…` : reasons.names[reason]}
              </span>
              {reason === current && <Icon name="check" size={18} />}
              {hasKeys && <KeyCap name={String(at + 1)} />}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A number chooses a reason as soon as the question is asked, before the focus has arrived in it. */
function useNumberKeys(isAsking: boolean, onChoose: (reason: NotShownReason) => void): void {
  const latest = useRef(onChoose);
  latest.current = onChoose;
  useLayoutEffect(() => {
    if (!isAsking) return;
    const press = (event: KeyboardEvent) => {
      const reason = REASONS[(digitOf(event) ?? 0) - 1];
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || !reason) return;
      // Another question lies above this one, such as that the session has ended.
      if (document.querySelectorAll('[role="dialog"]').length > 1) return;
      event.preventDefault();
      latest.current(reason);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isAsking]);
}
