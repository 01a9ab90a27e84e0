import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryKeys } from '../api/query-keys.ts';
import { RequestFailed } from '../api/request-failed.ts';
import { COUNTS_EVERY_MS, useClinicView } from './use-clinic-view.ts';

/** Keeps looking up the clinic, and where the person may work as soon as this clinic does not know the person. */
export function useLeaveOnRemoval(): void {
  const client = useQueryClient();
  const { error } = useClinicView(COUNTS_EVERY_MS);
  const isRemoved = error instanceof RequestFailed && error.kind === 'not-found';
  useEffect(() => {
    if (isRemoved) void client.invalidateQueries({ queryKey: queryKeys.me });
  }, [isRemoved, client]);
}
