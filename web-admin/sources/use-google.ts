import { type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ConnectionsView } from '../../functions/domain/source-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useRefresh } from '../api/refresh.ts';
import { RequestFailed } from '../api/request-failed.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { takeGoogleAnswer } from '../session/google-answer.ts';
import { googleWords } from './google-words.ts';

/** The clinic's connections to Google; asked for owners only, nobody else may see them. */
export function useConnections(): UseQueryResult<ConnectionsView> {
  const { api } = useNeeds();
  const { clinicId, role } = useClinicHere();
  return useQuery({
    queryKey: queryKeys.google(clinicId),
    queryFn: ({ signal }) => api.connections(clinicId, signal),
    enabled: role === 'owner',
  });
}

/** Something the person can ask for, and how it goes. */
export interface Action<Input> {
  readonly run: (input: Input) => void;
  readonly isRunning: boolean;
  /** What to say when it did not work; absent otherwise. */
  readonly failed: string | undefined;
}

/** Makes an action; the sources are looked up again when it has ended, however it did. */
export function useSourceAction<Input, Answer>(
  act: (input: Input) => Promise<Answer>,
  onDone: (answer: Answer) => void = () => undefined,
): Action<Input> {
  const refresh = useRefresh();
  const { mutate, isPending, error } = useMutation({
    mutationFn: act,
    onSuccess: onDone,
    onSettled: refresh,
  });
  const isConflict = error instanceof RequestFailed && error.kind === 'conflict';
  return {
    run: mutate,
    isRunning: isPending,
    failed: error ? (isConflict ? googleWords.conflict : googleWords.failed) : undefined,
  };
}

/** Sends the person to Google, to agree anew to a connection or to a new one. */
export function useConsent(): Action<string | undefined> & { readonly isNotSetUp: boolean } {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const [isNotSetUp, setNotSetUp] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const action = useSourceAction(
    (connectionId: string | undefined) =>
      api.askConsent(clinicId, {
        returnTo: `${location.origin}/`,
        ...(connectionId !== undefined && { connectionId }),
      }),
    ({ address }) => {
      setNotSetUp(address === undefined);
      if (address === undefined || !isConsentPage(address)) return;
      setLeaving(true);
      location.assign(address);
    },
  );
  return { ...action, isRunning: action.isRunning || isLeaving, isNotSetUp };
}

function isConsentPage(address: string): boolean {
  return /^https:\/\/|^http:\/\/127\.0\.0\.1[:/]/u.test(address);
}

/** How coming back from Google ended. */
export interface Return {
  readonly title: string;
  readonly text: string;
  /** Only when it is connected. */
  readonly connectionId?: string;
}

/** Brings Google's answer to the API when the person comes back from there; `undefined` when nobody does. */
export function useReturn(): Return | 'connecting' | undefined {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const refresh = useRefresh();
  const [state, setState] = useState<Return | 'connecting'>();
  useEffect(() => {
    const answer = takeGoogleAnswer(clinicId);
    if (!answer) return;
    const { outcome, consentFailures } = googleWords;
    if (answer.code === undefined) {
      setState(outcome.denied);
      return;
    }
    setState('connecting');
    const brought = api.bringAnswer(clinicId, { state: answer.state, code: answer.code });
    const ended = brought.then(
      (view): Return =>
        view.outcome === 'connected'
          ? { ...outcome.connected, connectionId: view.connectionId }
          : consentFailures[view.outcome],
      (error: unknown): Return =>
        error instanceof RequestFailed && error.kind === 'conflict' ? outcome.late : outcome.failed,
    );
    void ended.then(async (result) => {
      await refresh();
      setState(result);
    });
  }, [api, refresh, clinicId]);
  return state;
}
