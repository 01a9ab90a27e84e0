import { Button, Modal } from '@mantine/core';
import { useEffect } from 'react';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { goTo, toHash } from '../frame/route.ts';
import { partWords } from '../parts/part-words.ts';
import { nameOf } from './author-of.ts';
import { changeWords } from './change-words.ts';
import { type Conflict, describeConflict } from './describe-conflict.ts';
import { placeOf } from './go-on.ts';
import { sayPlain } from './notices.tsx';
import { useConditions } from './use-conditions.ts';

/** Says who was faster and asks whether to keep that or change it. */
export function ConflictDialog({
  conflict,
  onClose,
  onChange,
}: {
  readonly conflict: Conflict;
  readonly onClose: () => void;
  readonly onChange: () => void;
}) {
  const { clinicId, memberName } = useClinicHere();
  const { label } = useConditions();
  const words = describeConflict(conflict, { memberName, now: Date.now(), label });
  const settled = words.kind === 'settled' ? words.text : undefined;
  useEffect(() => {
    if (settled === undefined) return;
    sayPlain(settled);
    onClose();
  }, [settled, onClose]);
  if (words.kind === 'settled') return null;

  const close = (after?: () => void) => () => {
    onClose();
    after?.();
  };
  const readAgain = () => goTo(toHash(clinicId, placeOf(conflict.present)));
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title}
      size={520}
      centered
      closeButtonProps={{ 'aria-label': partWords.close }}
    >
      <p className="conflict-who">{changeWords.who(nameOf(conflict.present))}</p>
      <p>{words.text}</p>
      <div className="dialog-actions">
        {words.kind === 'choose' ? (
          <>
            <Button variant="default" onClick={close(readAgain)}>
              {changeWords.conflict.readAgain}
            </Button>
            <Button variant="default" onClick={close(onChange)}>
              {words.change}
            </Button>
            <Button data-autofocus onClick={close()}>
              {words.keep}
            </Button>
          </>
        ) : (
          <Button data-autofocus onClick={close(readAgain)}>
            {changeWords.conflict.readAgain}
          </Button>
        )}
      </div>
    </Modal>
  );
}
