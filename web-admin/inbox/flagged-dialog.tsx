import { Button, Modal } from '@mantine/core';
import { useHoldKeys } from '../keys/hold-keys.ts';
import { partWords } from '../parts/part-words.ts';
import { nameOf } from './author-of.ts';
import type { ScreenReview } from './change.ts';
import { flagWords } from './flag-words.ts';
import { FlagList } from './flags-section.tsx';

/**
 * Asks once before words that need a careful look are shown to everybody. The way back has the focus: an Enter that was
 * typed ahead shows nothing.
 */
export function FlaggedDialog({
  isOpen,
  review,
  onShow,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly review: ScreenReview;
  readonly onShow: () => void;
  readonly onClose: () => void;
}) {
  useHoldKeys(isOpen);
  const { ask } = flagWords;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={ask.title(nameOf(review))}
      centered
      closeButtonProps={{ 'aria-label': partWords.close }}
    >
      <p className="soft">{ask.text}</p>
      <div className="flags">
        <FlagList flags={review.flags} text={review.words?.text ?? ''} />
      </div>
      <div className="dialog-actions">
        <Button variant="default" data-autofocus onClick={onClose}>
          {ask.back}
        </Button>
        <Button onClick={onShow}>{ask.show}</Button>
      </div>
    </Modal>
  );
}
