import { Button, Modal } from '@mantine/core';
import { useLeaveQuestion } from './half-filled.ts';
import { partWords } from './part-words.ts';

const { leave: words } = partWords;

/** Asks before what a person typed is lost; once on the page. */
export function LeaveDialog() {
  const question = useLeaveQuestion();
  return (
    <Modal
      opened={question !== undefined}
      // The dialog below hears the same Escape, and must still find the question asked.
      onClose={() => setTimeout(() => question?.stay())}
      title={words.title}
      centered
      zIndex={450}
      closeButtonProps={{ 'aria-label': partWords.close }}
    >
      <p>{words.text}</p>
      <div className="dialog-actions">
        <Button variant="default" onClick={() => question?.go()}>
          {words.go}
        </Button>
        <Button data-autofocus onClick={() => question?.stay()}>
          {words.stay}
        </Button>
      </div>
    </Modal>
  );
}
