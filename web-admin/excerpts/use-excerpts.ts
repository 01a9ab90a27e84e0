import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type {
  ExcerptConsentRequest,
  ExcerptGroupView,
  ExcerptsRequest,
  ExcerptsView,
} from '../../functions/domain/excerpts-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useRefresh } from '../api/refresh.ts';
import { RequestFailed } from '../api/request-failed.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';

const EVERY_MS = 60_000;

/** The clinic's places that give excerpts, and what was decided about them. */
export function useExcerpts(): UseQueryResult<ExcerptsView> {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  return useQuery({
    queryKey: queryKeys.excerpts(clinicId),
    queryFn: ({ signal }) => api.excerpts(clinicId, signal),
    refetchInterval: EVERY_MS,
  });
}

/** A request less the version that was seen. */
type Unseen<Request> = Request extends unknown ? Omit<Request, 'seenVersion'> : never;

/** What came of the last change. */
export type Saved = 'saved' | 'changed' | 'failed';

/** What a person can do to the excerpts of one place. */
export interface ExcerptChanges {
  readonly isSaving: boolean;
  readonly last: Saved | undefined;
  readonly decide: (request: Unseen<ExcerptsRequest>) => void;
  readonly setConsent: (consent: ExcerptConsentRequest['consent']) => void;
}

/** Changes what was decided about one place; somebody else's change meanwhile is shown, and nothing written over it. */
export function useExcerptChanges({ listingId, version, listingVersion }: ExcerptGroupView): ExcerptChanges {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const client = useQueryClient();
  const refresh = useRefresh();
  const [isSaving, setSaving] = useState(false);
  const [last, setLast] = useState<Saved>();
  const queryKey = queryKeys.excerpts(clinicId);
  const save = async (send: () => Promise<ExcerptGroupView>) => {
    setSaving(true);
    setLast(undefined);
    try {
      const group = await send();
      await client.cancelQueries({ queryKey });
      client.setQueryData<ExcerptsView>(
        queryKey,
        (view) => view && { groups: view.groups.map(putIn(group)) },
      );
      setLast('saved');
    } catch (error) {
      setLast(error instanceof RequestFailed && error.kind === 'conflict' ? 'changed' : 'failed');
      await refresh();
    }
    setSaving(false);
  };
  const address = { clinicId, listingId };
  return {
    isSaving,
    last,
    decide: (request) =>
      void save(() => api.decideExcerpts(address, { ...request, seenVersion: version } as ExcerptsRequest)),
    setConsent: (consent) =>
      void save(() => api.setExcerptConsent(address, { seenVersion: listingVersion, consent })),
  };
}

function putIn(group: ExcerptGroupView) {
  return (other: ExcerptGroupView) => (other.listingId === group.listingId ? group : other);
}

/** Those that a person has to decide about. */
export function waitingGroups(view: ExcerptsView | undefined): readonly ExcerptGroupView[] {
  return (view?.groups ?? []).filter(
    ({ status, consent, closed, excerpts }) =>
      status === 'waiting' && !consent && !closed && excerpts.length > 0,
  );
}
