import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { FairDisplayView } from '../../functions/domain/staff-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';

/** Counting reads every review of the clinic, and a day's delay would do. */
const FRESH_MS = 60 * 60_000;

/**
 * Where the clinic's reviews stand.
 *
 * @param freshMs how old the counts may be, milliseconds; an hour unless said otherwise
 */
export function useFairDisplay(freshMs = FRESH_MS): UseQueryResult<FairDisplayView> {
  const { api } = useNeeds();
  const { clinicId, changes } = useClinicHere();
  return useQuery({
    queryKey: queryKeys.fairDisplay(clinicId),
    queryFn: async ({ signal }) => {
      await changes.settled();
      return api.fairDisplay(clinicId, signal);
    },
    staleTime: freshMs,
  });
}
