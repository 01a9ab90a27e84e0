import { Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { partWords } from '../parts/part-words.ts';
import { takeoutWords } from './takeout-words.ts';
import type { ImportFlow, ImportStep } from './use-import.ts';

const TAKEOUT = 'https://takeout.google.com/';

/** Says how to get the file, and takes it: dropped or chosen. */
export function ChooseFile({
  flow,
  step,
}: {
  readonly flow: ImportFlow;
  readonly step: Extract<ImportStep, { readonly at: 'choose' | 'reading' }>;
}) {
  const isReading = step.at === 'reading';
  const fault = step.at === 'choose' ? step.fault : undefined;
  const { how } = takeoutWords;
  return (
    <>
      <div role="alert">{fault && <Note>{takeoutWords.faults[fault]}</Note>}</div>
      <section>
        <h3 tabIndex={-1}>{how.title}</h3>
        <ol className="import-steps">
          {how.steps.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
        <a className="import-link" href={TAKEOUT} target="_blank" rel="noopener noreferrer">
          {how.link}
          <Icon name="outside" size={16} />
          <span className="aloud-only"> ({partWords.opensNewTab})</span>
        </a>
      </section>
      <DropZone isReading={isReading} onFiles={flow.choose} />
    </>
  );
}

function DropZone({
  isReading,
  onFiles,
}: {
  readonly isReading: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const [isOver, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a convenience beside the button in it
    <div
      className="import-drop"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!isReading) onFiles([...event.dataTransfer.files]);
      }}
    >
      <span className="import-drop-hint soft">{takeoutWords.drop}</span>
      <FileButton multiple accept=".zip,.json,application/zip,application/json" onChange={onFiles}>
        {(props) => (
          <Button {...props} size="md" loading={isReading} data-autofocus>
            {takeoutWords.choose}
          </Button>
        )}
      </FileButton>
      <p className="soft" role="status">
        {isReading ? takeoutWords.reading : takeoutWords.chooseHint}
      </p>
    </div>
  );
}
