import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { RetagJobView, RetagView } from '../../functions/domain/retag-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useRefresh } from '../api/refresh.ts';
import { RequestFailed } from '../api/request-failed.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';

/** How often a job at work is looked at, milliseconds. */
const WORK_EVERY_MS = 1_000;
/** Work mostly begins within a second; after this long nobody should go on waiting in front of the page. */
const BEGINS_WITHIN_MS = 60_000;

/** Reading the clinic's reviews anew: how it stands, and what can be asked of it. */
export interface Retag {
  /** Absent until loaded. */
  readonly view: RetagView | undefined;
  readonly error: Error | null;
  readonly reload: () => void;
  /** From a request until the work shows itself. */
  readonly isStarting: boolean;
  /** What became of the last request, if it did not begin. */
  readonly failed: 'conflict' | 'failed' | 'notBegun' | undefined;
  readonly askPreview: () => void;
  readonly askApply: () => void;
}

/** Follows the clinic's job, closely while it is at work. */
export function useRetag(): Retag {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const refresh = useRefresh();
  const [asked, setAsked] = useState<{ readonly seen: number | 'none' }>();
  const [failed, setFailed] = useState<Retag['failed']>();
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.retag(clinicId),
    queryFn: ({ signal }) => api.retag(clinicId, signal),
    refetchInterval: ({ state }) => (asked || isAtWork(state.data?.job) ? WORK_EVERY_MS : false),
  });
  const job = data?.job;
  const seen = job?.version ?? 'none';
  const phase = job?.phase;
  useEffect(() => {
    if (asked && asked.seen !== seen) setAsked(undefined);
  }, [asked, seen]);
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => {
      setAsked(undefined);
      setFailed('notBegun');
    }, BEGINS_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  useEffect(() => {
    if (phase === 'done') void refresh();
  }, [phase, refresh]);
  const ask = async (send: Api['previewRetag']) => {
    setFailed(undefined);
    setAsked({ seen });
    try {
      await send(clinicId, { seenVersion: seen });
    } catch (cause) {
      setAsked(undefined);
      setFailed(cause instanceof RequestFailed && cause.kind === 'conflict' ? 'conflict' : 'failed');
    }
    await refetch();
  };
  return {
    view: data,
    error,
    reload: () => void refetch(),
    isStarting: asked !== undefined,
    failed,
    askPreview: () => void ask(api.previewRetag),
    askApply: () => void ask(api.applyRetag),
  };
}

type Api = ReturnType<typeof useNeeds>['api'];

/** Tells whether a job has work to do by itself. */
export function isAtWork(job: Pick<RetagJobView, 'phase'> | undefined): boolean {
  return job?.phase === 'previewing' || job?.phase === 'applying';
}
