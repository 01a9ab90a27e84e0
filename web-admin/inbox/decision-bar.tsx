import { Button } from '@mantine/core';
import { useState } from 'react';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { frameWords } from '../frame/frame-words.ts';
import { useKeysSetting } from '../keys/use-keys-setting.ts';
import { usePageKey } from '../keys/use-page-key.ts';
import { Icon } from '../parts/icon.tsx';
import { KeyCap } from '../parts/key-cap.tsx';
import type { ScreenReview } from './change.ts';
import { inboxWords } from './inbox-words.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useReviewActions } from './review-actions.tsx';

/** What can be decided about a review; a word instead where nothing can. */
export function DecisionBar({ review }: { readonly review: ScreenReview }) {
  const { role } = useClinicHere();
  if (review.queue === 'removed') {
    const { removedNothingToDecide, takenBackNothingToDecide } = inboxWords;
    const words = review.source === 'direct' ? takenBackNothingToDecide : removedNothingToDecide;
    return <p className="decision-word soft">{words}</p>;
  }
  if (role === 'viewer') return <p className="decision-word soft">{frameWords.viewer}</p>;
  if (!review.words) return null;
  return <Decisions review={review} />;
}

function Decisions({ review }: { readonly review: ScreenReview }) {
  const { status, isShownByPolicy, hold } = review;
  const isShownByPerson = status === 'shown' && !isShownByPolicy;
  const { act } = useReviewActions();
  const { isOn } = useKeysSetting();
  const [isAsking, setAsking] = useState(false);
  const { act: words } = inboxWords;
  const show = () => act(review, { kind: 'decide', status: 'shown' });
  const ask = () => setAsking(true);
  usePageKey('a', show, { isOn: !isShownByPerson });
  usePageKey('r', ask);
  return (
    <div className="decision-bar">
      {!isShownByPerson && (
        <Button
          size="md"
          leftSection={<Icon name="check" size={20} />}
          rightSection={isOn && <KeyCap name="A" />}
          aria-keyshortcuts={isOn ? 'A' : undefined}
          onClick={show}
        >
          {isShownByPolicy && !hold ? words.keepShowing : words.show}
        </Button>
      )}
      <Button
        size="md"
        variant="default"
        leftSection={<Icon name="cross" size={20} />}
        rightSection={isOn && <KeyCap name="R" />}
        aria-keyshortcuts={isOn ? 'R' : undefined}
        aria-haspopup="dialog"
        onClick={ask}
      >
        {status === 'not-shown' ? words.otherReason : words.notShow}
      </Button>
      {status !== 'waiting' && (
        <Button
          className="decision-back"
          size="md"
          variant="subtle"
          color="gray"
          leftSection={<Icon name="undo" size={19} />}
          onClick={() => act(review, { kind: 'decide', status: 'waiting' })}
        >
          {words.putBack}
        </Button>
      )}
      <ReasonDialog
        isOpen={isAsking}
        current={review.reason}
        onClose={() => setAsking(false)}
        onChoose={(decision) => {
          setAsking(false);
          act(review, { kind: 'decide', ...decision });
        }}
      />
    </div>
  );
}
