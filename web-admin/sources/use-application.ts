import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApplicationRequest } from '../../functions/domain/google-application.ts';
import { queryKeys } from '../api/query-keys.ts';
import { RequestFailed } from '../api/request-failed.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { announce } from '../parts/announce.tsx';
import { waitingWords } from './waiting-words.ts';

/** Keeping what a person recorded about Google's approval. */
export interface ApplicationSaving {
  /** What became of it, if it was not kept. */
  readonly outcome: 'conflict' | 'failed' | undefined;
  readonly save: (recorded: Omit<ApplicationRequest, 'seenVersion'>) => void;
}

/** @param seenVersion of what the person has on the screen */
export function useApplication(seenVersion: number): ApplicationSaving {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const client = useQueryClient();
  const [outcome, setOutcome] = useState<ApplicationSaving['outcome']>();
  const save: ApplicationSaving['save'] = async (recorded) => {
    setOutcome(undefined);
    try {
      await api.recordApplication(clinicId, { ...recorded, seenVersion });
      announce(waitingWords.saved);
    } catch (error) {
      setOutcome(error instanceof RequestFailed && error.kind === 'conflict' ? 'conflict' : 'failed');
    }
    await client.invalidateQueries({ queryKey: queryKeys.listings(clinicId) });
  };
  return { outcome, save };
}
