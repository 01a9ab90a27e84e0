import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { FormDialog, useHalfFilled } from '../parts/form-dialog.tsx';
import { ChooseFile } from './choose-file.tsx';
import { FoundLocations } from './found-locations.tsx';
import { ImportDone } from './import-done.tsx';
import { SendingProgress } from './sending-progress.tsx';
import { takeoutWords } from './takeout-words.ts';
import { type ImportFlow, useImport } from './use-import.ts';
import './import-dialog.css';

/** Brings an export of Google's in: choose the file, see what is in it, say where it belongs, and wait a moment. */
export function ImportDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const flow = useImport();
  const isPhone = useMediaQuery('(max-width: 40em)');
  return (
    <FormDialog
      opened={isOpen}
      onClose={onClose}
      onExitTransitionEnd={flow.restart}
      title={takeoutWords.title}
      size="lg"
      fullScreen={isPhone}
      centered
      closeOnClickOutside={false}
      closeOnEscape={!flow.isBusy}
      withCloseButton={!flow.isBusy}
    >
      <Step flow={flow} onClose={onClose} />
    </FormDialog>
  );
}

/** Each step begins at its heading, so that whoever does not see the page is told where they are. */
function Step({ flow, onClose }: { readonly flow: ImportFlow; readonly onClose: () => void }) {
  const { step } = flow;
  const box = useRef<HTMLDivElement>(null);
  useHalfFilled(step.at === 'found' || flow.isBusy);
  const before = useRef(step.at);
  useEffect(() => {
    if (before.current !== step.at) box.current?.querySelector<HTMLElement>('h3')?.focus();
    before.current = step.at;
  }, [step.at]);
  return (
    <div ref={box} className="import">
      {(step.at === 'choose' || step.at === 'reading') && <ChooseFile flow={flow} step={step} />}
      {step.at === 'found' && <FoundLocations flow={flow} found={step.found} />}
      {step.at === 'sending' && <SendingProgress flow={flow} step={step} onClose={onClose} />}
      {step.at === 'done' && <ImportDone result={step.result} onClose={onClose} />}
    </div>
  );
}
