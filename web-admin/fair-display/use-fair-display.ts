import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { FairDisplayView } from '../../functions/domain/staff-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';

/** Beside a queue, where only a notice depends on it. */
const SELDOM_MS = 5 * 60_000;

/**
 * Where the clinic's reviews stand; read again with every change made in this browser.
 *
 * @param everyMs how often what colleagues change is looked up, milliseconds; five minutes unless said otherwise
 */
export function useFairDisplay(everyMs = SELDOM_MS): UseQueryResult<FairDisplayView> {
  const { api } = useNeeds();
  const { clinicId, changes } = useClinicHere();
  return useQuery({
    queryKey: queryKeys.fairDisplay(clinicId),
    queryFn: async ({ signal }) => {
      await changes.settled();
      return api.fairDisplay(clinicId, signal);
    },
    refetchInterval: everyMs,
  });
}
