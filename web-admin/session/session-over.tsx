import { Button, Modal, Textarea } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useNeeds } from '../frame/needs.tsx';
import { useTyped } from '../parts/half-filled.ts';
import { sessionWords } from './session-words.ts';
import { useHasUnsaved } from './unsaved.ts';

/** Says that the session has ended, over everything the person has open; there is only one way on. */
export function SessionOver() {
  const { session } = useNeeds();
  const isOver = useSyncExternalStore(session.subscribe, session.isOver);
  const hasUnsaved = useHasUnsaved();
  const [isLeaving, setLeaving] = useState(false);
  const typed = useTyped();
  const { over: words } = sessionWords;
  const { title, text, unsaved, signIn } = words;
  const leave = () => {
    setLeaving(true);
    session.signIn().catch(() => setLeaving(false));
  };
  return (
    <Modal
      opened={isOver}
      onClose={() => undefined}
      title={title}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      centered
      zIndex={500}
    >
      <p>{text}</p>
      {typed !== '' && (
        <Textarea label={words.typed} readOnly autosize maxRows={8} dir="auto" value={typed} />
      )}
      {hasUnsaved && <p className="dialog-aside">{unsaved}</p>}
      <div className="dialog-actions">
        <Button loading={isLeaving} onClick={leave} data-autofocus>
          {signIn}
        </Button>
      </div>
    </Modal>
  );
}
