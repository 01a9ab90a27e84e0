import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { MeView } from '../../functions/domain/staff-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { openChanges } from '../inbox/review-changes.ts';
import { Failure } from '../parts/failure.tsx';
import { Splash } from '../parts/splash.tsx';
import type { Person } from '../session/session-gate.tsx';
import { ClinicHereContext } from './clinic-here.tsx';
import { Frame } from './frame.tsx';
import { useNeeds } from './needs.tsx';
import { NoAccess } from './no-access.tsx';
import { goTo, toHash, usePlace } from './route.ts';

const ME_FRESH_MS = 60_000;

/** The clinics of the signed-in person; opens the one of the address, or else the first. */
export function Clinics({ person }: { readonly person: Person }) {
  const { api } = useNeeds();
  const place = usePlace();
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.me,
    queryFn: ({ signal }) => api.me(signal),
    staleTime: ME_FRESH_MS,
  });
  const clinic = data?.clinics.find(({ clinicId }) => clinicId === place.clinicId) ?? data?.clinics[0];
  const isElsewhere = clinic !== undefined && clinic.clinicId !== place.clinicId;

  useEffect(() => {
    if (isElsewhere) goTo(toHash(clinic.clinicId, { screen: 'queue', queue: 'waiting' }), 'replace');
  }, [isElsewhere, clinic]);

  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Splash />;
  if (!clinic) return <NoAccess staffId={data.staffId} email={person.email} onRetry={() => void refetch()} />;
  return <AtClinic key={clinic.clinicId} clinic={clinic} me={data} />;
}

function AtClinic({ clinic, me }: { readonly clinic: MeView['clinics'][number]; readonly me: MeView }) {
  const { api } = useNeeds();
  const client = useQueryClient();
  const { clinicId, memberName } = clinic;
  const { staffId } = me;
  const changes = useMemo(
    () => openChanges({ api, client, clinicId, memberName, now: () => new Date().toISOString() }),
    [api, client, clinicId, memberName],
  );
  const here = useMemo(() => ({ ...clinic, staffId, changes }), [clinic, staffId, changes]);
  return (
    <ClinicHereContext value={here}>
      <Frame clinics={me.clinics} />
    </ClinicHereContext>
  );
}
