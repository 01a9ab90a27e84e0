import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type {
  ProposalsView,
  ProposalView,
  SettledView,
  SettlementRequest,
} from '../../functions/domain/retag-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';

/** What became of the last settlement. */
export type Settlement =
  | (SettledView & { readonly conditionId: string; readonly action: SettlementRequest['action'] })
  | 'failed';

/** What was found anew in reviews on the clinic's site, and what can be made of it. */
export interface Proposals {
  /** Absent until loaded. */
  readonly view: ProposalsView | undefined;
  /** Set when there is nothing to show because of it. */
  readonly error: Error | null;
  readonly retry: () => void;
  readonly isSettling: boolean;
  readonly last: Settlement | undefined;
  /** Shows another condition's. */
  readonly choose: (conditionId: string) => void;
  readonly settle: (action: SettlementRequest['action'], chosen: readonly ProposalView[]) => void;
}

/** Reads the proposals of one condition at a time, and stays with it until it has no more. */
export function useProposals(): Proposals {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const client = useQueryClient();
  const [wanted, setWanted] = useState<string>();
  const [isSettling, setSettling] = useState(false);
  const [last, setLast] = useState<Settlement>();
  const queryOf = (condition: string | undefined) => ({
    queryKey: [...queryKeys.proposals(clinicId), condition],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => api.proposals({ clinicId, condition }, signal),
  });
  const { data: view, error, refetch } = useQuery({ ...queryOf(wanted), placeholderData: keepPreviousData });
  // What is listed next must be of the same condition: a second press on the button would meet another one.
  const goOn = async (conditionId: string) => {
    const { proposals, groups } = await client.fetchQuery({ ...queryOf(conditionId), staleTime: 0 });
    setWanted(proposals.length > 0 ? conditionId : groups[0]?.conditionId);
  };
  const settle = async (action: SettlementRequest['action'], chosen: readonly ProposalView[]) => {
    const conditionId = view?.conditionId;
    if (conditionId === undefined || chosen.length === 0) return;
    setWanted(conditionId);
    setSettling(true);
    try {
      const settled = await api.settleProposals(clinicId, {
        conditionId,
        action,
        reviews: chosen.map(toSeen),
      });
      setLast({ ...settled, conditionId, action });
    } catch {
      setLast('failed');
    }
    await goOn(conditionId).catch(() => undefined);
    setSettling(false);
  };
  return {
    view,
    error: view ? null : error,
    retry: () => void refetch(),
    isSettling,
    last,
    choose(conditionId) {
      setLast(undefined);
      setWanted(conditionId);
    },
    settle: (action, chosen) => void settle(action, chosen),
  };
}

function toSeen({ reviewId, version, contentHash, start, end }: ProposalView) {
  return { reviewId, seenVersion: version, seenContentHash: contentHash, start, end };
}
