import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import type { Location } from '../../functions/domain/clinic.ts';
import { useRefresh } from '../api/refresh.ts';
import { RequestFailed } from '../api/request-failed.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { saveFile } from '../parts/save-file.ts';
import { type CsvFile, openCsvFile, readCsvText } from './csv-file.ts';
import { EncodingChoice } from './encoding-choice.tsx';
import { type ImportOrder, ImportSettings } from './import-settings.tsx';
import { importWords } from './import-words.ts';
import { type ImportProgress, runImport } from './run-import.ts';
import { CSV_BEGINNING, toCsvLine } from './to-csv.ts';
import './import-panel.css';

const { import: words } = importWords;
const NOTHING_YET: ImportProgress = { added: 0, known: 0, keptOut: 0, share: 0 };

/** Where an import stands. */
type Stage =
  | { readonly name: 'choosing'; readonly said?: string }
  | { readonly name: 'reading' }
  | { readonly name: 'letters'; readonly file: CsvFile }
  | { readonly name: 'asking'; readonly text: string }
  | { readonly name: 'working'; readonly progress: ImportProgress }
  | {
      readonly name: 'ended';
      readonly progress: ImportProgress;
      readonly said: string;
      readonly problems: readonly string[];
    };

/** Brings a file in: choose it, say what its columns are, watch it come in. */
export function ImportPanel({ locations }: { readonly locations: readonly Location[] }) {
  const { stage, choose, read, start, stop, reset } = useImport();
  return (
    <div className="entry-form">
      <div>
        <h3 className="testimonial-subtitle">{words.subtitle}</h3>
        <p className="soft">{words.text}</p>
      </div>
      {stage.name === 'choosing' && <Choosing said={stage.said} onChoose={choose} />}
      {stage.name === 'reading' && <p role="status">{words.reading}</p>}
      {stage.name === 'letters' && (
        <EncodingChoice
          bytes={stage.file.bytes}
          onChoose={(encoding) => read(stage.file, encoding)}
          onCancel={reset}
        />
      )}
      {stage.name === 'asking' && (
        <ImportSettings
          text={stage.text}
          locations={locations}
          onStart={(order) => void start(order)}
          onCancel={reset}
        />
      )}
      {stage.name === 'working' && <Working progress={stage.progress} onStop={stop} />}
      {stage.name === 'ended' && <Ended stage={stage} onAgain={reset} />}
    </div>
  );
}

function useImport() {
  const { api } = useNeeds();
  const refresh = useRefresh();
  const { clinicId } = useClinicHere();
  const [stage, setStage] = useState<Stage>({ name: 'choosing' });
  const ending = useRef<AbortController>(undefined);
  const read = (file: CsvFile, encoding?: string) => {
    const text = readCsvText(file, encoding);
    setStage(text.trim() === '' ? { name: 'choosing', said: words.faults.empty } : { name: 'asking', text });
  };
  const choose = async (chosen: File) => {
    setStage({ name: 'reading' });
    try {
      const file = await openCsvFile(chosen);
      if (typeof file === 'string') setStage({ name: 'choosing', said: words.faults[file] });
      else if (file.encoding) read(file);
      else setStage({ name: 'letters', file });
    } catch {
      setStage({ name: 'choosing', said: words.unreadable });
    }
  };
  const start = async (order: ImportOrder) => {
    const end = new AbortController();
    ending.current = end;
    let progress = NOTHING_YET;
    setStage({ name: 'working', progress });
    const onProgress = (told: ImportProgress) => {
      progress = told;
      setStage({ name: 'working', progress });
    };
    const task = { clinicId, ...order, signal: end.signal, onProgress };
    try {
      const problems = await runImport(task, api);
      setStage({ name: 'ended', progress, said: end.signal.aborted ? words.stopped : '', problems });
    } catch (error) {
      const said =
        (error instanceof RequestFailed && error.kind === 'invalid' && error.detail) || words.failed;
      setStage({ name: 'ended', progress, said, problems: [] });
    }
    await refresh();
  };
  return {
    stage,
    choose: (file: File) => void choose(file),
    read,
    start,
    stop: () => ending.current?.abort(),
    reset: () => setStage({ name: 'choosing' }),
  };
}

function Choosing({
  said,
  onChoose,
}: {
  readonly said: string | undefined;
  readonly onChoose: (file: File) => void;
}): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="link-actions">
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        hidden
        aria-label={words.choose}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onChoose(file);
        }}
      />
      <Button variant="default" onClick={() => input.current?.click()}>
        {words.choose}
      </Button>
      <p role="status" className="files-problem">
        {said}
      </p>
    </div>
  );
}

function Working({ progress, onStop }: { readonly progress: ImportProgress; readonly onStop: () => void }) {
  const { added, known, keptOut, share } = progress;
  return (
    <div>
      <progress value={share} max={1} aria-label={words.subtitle} />
      <div className="link-actions">
        <p role="status">{words.working(added + known + keptOut)}</p>
        <Button variant="default" onClick={onStop}>
          {words.stop}
        </Button>
      </div>
    </div>
  );
}

function Ended({
  stage: { progress, said, problems },
  onAgain,
}: {
  readonly stage: Extract<Stage, { name: 'ended' }>;
  readonly onAgain: () => void;
}) {
  const { clinicId } = useClinicHere();
  const { added, known, keptOut } = progress;
  const file = [CSV_BEGINNING, toCsvLine(['line', 'reason']), ...problems];
  return (
    <div>
      <p role="status">
        <strong>{words.result(added, known, keptOut)}.</strong> {said || (added > 0 && words.resultNext)}
      </p>
      <div className="link-actions">
        {problems.length > 0 && (
          <Button
            variant="default"
            onClick={() => saveFile(`${clinicId}-kept-out.csv`, file, 'text/csv;charset=utf-8')}
          >
            {words.problems}
          </Button>
        )}
        <Button variant="default" onClick={onAgain}>
          {words.again}
        </Button>
      </div>
    </div>
  );
}
