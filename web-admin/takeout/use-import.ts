import { useRef, useState } from 'react';
import { useRefresh } from '../api/refresh.ts';
import { RequestFailed, type RequestFailure } from '../api/request-failed.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { announce } from '../parts/announce.tsx';
import { numberInWords } from '../parts/dates.ts';
import { type Export, readExport } from './read-export.ts';
import {
  type ChosenLocation,
  type ImportProgress,
  type ImportResult,
  prepareSending,
  type Sending,
} from './send-export.ts';
import { takeoutWords } from './takeout-words.ts';
import { type FileFault, UnreadableFile } from './unreadable.ts';

/** Where a person stands with an import. */
export type ImportStep =
  | { readonly at: 'choose'; readonly fault?: FileFault }
  | { readonly at: 'reading' }
  | { readonly at: 'found'; readonly found: Export }
  | { readonly at: 'sending'; readonly progress: ImportProgress; readonly stopped?: RequestFailure }
  | { readonly at: 'done'; readonly result: ImportResult };

/** An import, step by step. */
export interface ImportFlow {
  readonly step: ImportStep;
  /** Whether leaving now would break it off. */
  readonly isBusy: boolean;
  readonly choose: (files: readonly File[]) => void;
  readonly start: (chosen: readonly ChosenLocation[], exportedAt: string) => void;
  readonly goOn: () => void;
  readonly restart: () => void;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Takes a person through an import: the file, what is in it, sending it, what came of it. */
export function useImport(): ImportFlow {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const refresh = useRefresh();
  const [step, setStep] = useState<ImportStep>({ at: 'choose' });
  const sending = useRef<Sending>(undefined);

  const choose = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setStep({ at: 'reading' });
    try {
      setStep({ at: 'found', found: await readExport(files) });
    } catch (error) {
      setStep({ at: 'choose', fault: error instanceof UnreadableFile ? error.fault : 'broken' });
    }
  };
  const run = async ({ run: send, total }: Sending) => {
    let latest: ImportProgress = { sent: 0, total, isWaiting: false };
    const say = tellQuarters(total);
    try {
      const result = await send((progress) => {
        latest = progress;
        say(progress);
        setStep({ at: 'sending', progress });
      });
      setStep({ at: 'done', result });
    } catch (error) {
      const stopped = error instanceof RequestFailed ? error.kind : 'fault';
      setStep({ at: 'sending', progress: { ...latest, isWaiting: false }, stopped });
    }
    await refresh();
  };
  return {
    step,
    isBusy: step.at === 'sending' && step.stopped === undefined,
    choose: (files) => void choose(files),
    start(chosen, exportedAt) {
      sending.current = prepareSending(chosen, exportedAt, { api, clinicId, wait });
      void run(sending.current);
    },
    goOn: () => sending.current && void run(sending.current),
    restart: () => setStep({ at: 'choose' }),
  };
}

/** Says aloud how far it has come, at every quarter. */
function tellQuarters(total: number): (progress: ImportProgress) => void {
  let said = -1;
  return ({ sent, isWaiting }) => {
    const quarter = Math.floor((4 * sent) / total);
    if (isWaiting || quarter === said) return;
    said = quarter;
    announce(takeoutWords.sending(numberInWords(sent), numberInWords(total)));
  };
}
