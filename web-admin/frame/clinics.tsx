import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { MeView } from '../../functions/domain/staff-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { openChanges } from '../inbox/review-changes.ts';
import { Failure } from '../parts/failure.tsx';
import { Splash } from '../parts/splash.tsx';
import type { Person } from '../session/session-gate.tsx';
import { ClinicHereContext } from './clinic-here.tsx';
import { Frame } from './frame.tsx';
import { type Lost, LostNote } from './lost-note.tsx';
import { useNeeds } from './needs.tsx';
import { NoAccess } from './no-access.tsx';
import { goTo, toHash, usePlace } from './route.ts';

const ME_FRESH_MS = 60_000;

/** The clinics of the signed-in person; opens the one of the address, or else the first, and says so. */
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

  const [lost, setLost] = useState<Lost>();
  const isLost = isElsewhere ? place.clinicId !== undefined : place.isLost === true;

  useEffect(() => {
    if (isLost) setLost(isElsewhere ? 'clinic' : 'screen');
    if (clinic && (isElsewhere || isLost)) {
      goTo(toHash(clinic.clinicId, { screen: 'queue', queue: 'waiting' }), 'replace');
    }
  }, [isElsewhere, isLost, clinic]);

  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Splash />;
  if (!clinic) return <NoAccess staffId={data.staffId} email={person.email} onRetry={() => void refetch()} />;
  const found = () => setLost(undefined);
  return (
    <AtClinic key={clinic.clinicId} clinic={clinic} me={data}>
      {lost && <LostNote lost={lost} onClose={found} />}
    </AtClinic>
  );
}

function AtClinic({
  clinic,
  me,
  children,
}: {
  readonly clinic: MeView['clinics'][number];
  readonly me: MeView;
  /** What has to be said above every screen. */
  readonly children: ReactNode;
}) {
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
      <Frame clinics={me.clinics}>{children}</Frame>
    </ClinicHereContext>
  );
}
