import { Modal, type ModalProps } from '@mantine/core';
import { createContext, useContext, useLayoutEffect, useState } from 'react';
import { useHoldKeys } from '../keys/hold-keys.ts';
import { addHalfFilled, type HalfFilled, leaveForms, useLeaveQuestion } from './half-filled.ts';
import { partWords } from './part-words.ts';

const DialogContext = createContext<symbol | undefined>(undefined);

/** A dialog with a form in it: whichever way it is closed, it asks before it loses what was typed. */
export function FormDialog({ onClose, ...props }: ModalProps) {
  const [dialog] = useState(() => Symbol('dialog'));
  const isAsked = useLeaveQuestion() !== undefined;
  useHoldKeys(props.opened);
  return (
    <DialogContext value={dialog}>
      <Modal
        closeButtonProps={{ 'aria-label': partWords.close }}
        {...props}
        // The question is a dialog of its own, and has the Escape key.
        closeOnEscape={!isAsked && (props.closeOnEscape ?? true)}
        onClose={() => leaveForms(onClose, { among: (form) => form.dialog === dialog })}
      />
    </DialogContext>
  );
}

/**
 * Has every way out of a form ask first while something in it is saved nowhere: closing its dialog, going elsewhere on
 * the page, back and forward, reloading, closing the tab, signing out.
 *
 * @param typed words that a person would not like to type again; kept in memory only
 * @returns goes on, for the form's own button that leaves it; asks first where it must
 */
export function useHalfFilled(isHalfFilled: boolean, typed?: string): (go: () => void) => void {
  const dialog = useContext(DialogContext);
  const [own] = useState<{ form?: HalfFilled }>(() => ({}));
  useLayoutEffect(() => {
    if (!isHalfFilled) return;
    const form = { ...(typed !== undefined && { typed }), ...(dialog && { dialog }) };
    own.form = form;
    return addHalfFilled(form);
  }, [isHalfFilled, typed, dialog, own]);
  return (go) => leaveForms(go, { among: (form) => form === own.form });
}
