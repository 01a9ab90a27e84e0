import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type {
  ClinicView,
  ConditionsView,
  ListingsView,
  ListingView,
} from '../../functions/domain/staff-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useClinicHere } from './clinic-here.tsx';
import { useNeeds } from './needs.tsx';

/** How often the counts beside the queues are looked up while the page is visible, milliseconds. */
export const COUNTS_EVERY_MS = 5_000;
const LISTINGS_EVERY_MS = 60_000;
/** While something is about to be read for the first time, or deleted. */
const MOVING_LISTINGS_EVERY_MS = 10_000;

/**
 * The clinic with its queues' counts.
 *
 * @param everyMs looks it up again and again; for the few parts that must see to that, as each keeps a clock of its own
 */
export function useClinicView(everyMs?: number): UseQueryResult<ClinicView> {
  const { api } = useNeeds();
  const { clinicId, changes } = useClinicHere();
  return useQuery({
    queryKey: queryKeys.clinic(clinicId),
    queryFn: async ({ signal }) => {
      await changes.settled();
      return api.clinic(clinicId, signal);
    },
    refetchInterval: everyMs ?? false,
  });
}

/** The clinic's listings and how pulling goes. */
export function useListings(): UseQueryResult<ListingsView> {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  return useQuery({
    queryKey: queryKeys.listings(clinicId),
    queryFn: ({ signal }) => api.listings(clinicId, signal),
    refetchInterval: ({ state }) =>
      state.data?.listings.some(isMoving) ? MOVING_LISTINGS_EVERY_MS : LISTINGS_EVERY_MS,
  });
}

function isMoving({ listing, lastRun, dueAt }: ListingView): boolean {
  return dueAt !== undefined && (!lastRun || listing.disconnectedAt !== undefined);
}

/** The lexicon; it changes with a new version of the product only. */
export function useConditionList(): UseQueryResult<ConditionsView> {
  const { api } = useNeeds();
  return useQuery({
    queryKey: queryKeys.conditions,
    queryFn: ({ signal }) => api.conditions(signal),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
  });
}
