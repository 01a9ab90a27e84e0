import { useState } from 'react';
import type { ApplicationRequest } from '../../functions/domain/google-application.ts';
import { useRefresh } from '../api/refresh.ts';
import { RequestFailed } from '../api/request-failed.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { announce } from '../parts/announce.tsx';
import { waitingWords } from './waiting-words.ts';

/** Keeping what a person recorded about Google's approval. */
export interface ApplicationSaving {
  /** What became of it, if it was not kept. */
  readonly outcome: 'conflict' | 'failed' | undefined;
  /** Resolves when it was kept, or refused because a colleague was faster; what could not be sent is to be sent again. */
  readonly save: (
    recorded: Omit<ApplicationRequest, 'seenVersion'>,
  ) => Promise<'kept' | 'conflict' | 'failed'>;
}

/** @param seenVersion of what the person has on the screen */
export function useApplication(seenVersion: number): ApplicationSaving {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const refresh = useRefresh();
  const [outcome, setOutcome] = useState<ApplicationSaving['outcome']>();
  const save: ApplicationSaving['save'] = async (recorded) => {
    setOutcome(undefined);
    let ended: Awaited<ReturnType<ApplicationSaving['save']>> = 'kept';
    try {
      await api.recordApplication(clinicId, { ...recorded, seenVersion });
      announce(waitingWords.saved);
    } catch (error) {
      ended = error instanceof RequestFailed && error.kind === 'conflict' ? 'conflict' : 'failed';
      setOutcome(ended);
    }
    await refresh();
    return ended;
  };
  return { outcome, save };
}
