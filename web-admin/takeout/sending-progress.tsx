import { Button } from '@mantine/core';
import { numberInWords } from '../parts/dates.ts';
import { Note } from '../parts/note.tsx';
import { takeoutWords } from './takeout-words.ts';
import type { ImportFlow, ImportStep } from './use-import.ts';

/** How far an import has come; where it stopped, why, and a way on. */
export function SendingProgress({
  flow,
  step: { progress, stopped },
  onClose,
}: {
  readonly flow: ImportFlow;
  readonly step: Extract<ImportStep, { readonly at: 'sending' }>;
  readonly onClose: () => void;
}) {
  const { sent, total, isWaiting } = progress;
  const words = takeoutWords.sending(numberInWords(sent), numberInWords(total));
  return (
    <>
      <h3 tabIndex={-1}>{stopped ? takeoutWords.stopped.title : takeoutWords.sendingTitle}</h3>
      <div
        className="import-bar"
        role="progressbar"
        aria-label={takeoutWords.sendingTitle}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={sent}
        aria-valuetext={words}
      >
        <span style={{ inlineSize: `${(100 * sent) / total}%` }} />
      </div>
      <p className="import-count">{words}</p>
      {!stopped && <p className="soft">{isWaiting ? takeoutWords.waiting : takeoutWords.stayHere}</p>}
      {stopped && (
        <>
          <div role="alert">
            <Note icon="pause">{takeoutWords.stopped[stopped]}</Note>
          </div>
          <div className="import-actions">
            <Button size="md" onClick={flow.goOn}>
              {takeoutWords.goOn}
            </Button>
            <Button size="md" variant="default" onClick={onClose}>
              {takeoutWords.done.close}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
