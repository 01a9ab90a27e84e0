import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { announce } from '../parts/announce.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { Note } from '../parts/note.tsx';
import { googleWords } from './google-words.ts';
import { useSourceAction } from './use-google.ts';

const { ender } = googleWords;

/** Says what disconnecting does, and wants a word typed: deleting cannot be undone by pressing another button. */
export function DisconnectDialog({
  connectionId,
  isOwn,
  isOpen,
  onClose,
}: {
  readonly connectionId: string;
  /** Whether the clinic made it, and not the operator. */
  readonly isOwn: boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const [typed, setTyped] = useState('');
  const end = useSourceAction(
    () => api.disconnect(clinicId, connectionId),
    () => {
      announce(ender.said);
      onClose();
    },
  );
  const isSure = typed.trim().toLowerCase() === ender.word;
  return (
    <FormDialog
      opened={isOpen}
      onClose={onClose}
      onExitTransitionEnd={() => setTyped('')}
      title={ender.title}
      centered
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isSure) end.run(undefined);
        }}
      >
        <ul className="ender-points">
          {[...ender.points, isOwn ? ender.access.own : ender.access.operators].map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        <TextInput
          label={ender.type(ender.word)}
          size="md"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        {end.failed && (
          <div className="dialog-aside">
            <Note>{end.failed}</Note>
          </div>
        )}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {ender.cancel}
          </Button>
          <Button type="submit" disabled={!isSure} loading={end.isRunning}>
            {ender.done}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}
