import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { AuthProvider } from 'react-oidc-context';
import { openApi } from './api/api.ts';
import { makeQueryClient } from './api/query-client.ts';
import { followChanges } from './api/refresh.ts';
import { Clinics } from './frame/clinics.tsx';
import { NeedsContext } from './frame/needs.tsx';
import { Announcer } from './parts/announce.tsx';
import { ErrorBoundary } from './parts/error-boundary.tsx';
import { LeaveDialog } from './parts/leave-dialog.tsx';
import { Splash } from './parts/splash.tsx';
import { CannotStart } from './session/cannot-start.tsx';
import { openSession, restoreAddress } from './session/session.ts';
import { SessionGate } from './session/session-gate.tsx';
import type { Settings } from './session/settings.ts';
import { theme } from './theme.ts';

/** The whole page. */
export function App({ settings }: { readonly settings: Promise<Settings> }) {
  const started = useStart(settings);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Announcer />
      <LeaveDialog />
      {started === 'starting' && <Splash />}
      {started === 'failed' && <CannotStart why="broken" />}
      <ErrorBoundary instead={<CannotStart why="crashed" />}>
        {typeof started === 'object' && <Signed settings={started} />}
      </ErrorBoundary>
    </MantineProvider>
  );
}

/** The settings as soon as they are here. Not by Suspense, which holds back what it shows for 300 ms. */
function useStart(settings: Promise<Settings>): Settings | 'starting' | 'failed' {
  const [started, setStarted] = useState<Settings | 'starting' | 'failed'>('starting');
  useEffect(() => {
    settings.then(setStarted, () => setStarted('failed'));
  }, [settings]);
  return started;
}

function Signed({ settings }: { readonly settings: Settings }) {
  const [client] = useState(makeQueryClient);
  const [needs] = useState(() => {
    const session = openSession(settings);
    return { session, api: openApi(session, followChanges(client)) };
  });
  return (
    <AuthProvider userManager={needs.session.manager} onSigninCallback={restoreAddress}>
      <QueryClientProvider client={client}>
        <NeedsContext value={needs}>
          <Notifications className="notices" position="bottom-left" zIndex={400} />
          <SessionGate>{(person) => <Clinics person={person} />}</SessionGate>
        </NeedsContext>
      </QueryClientProvider>
    </AuthProvider>
  );
}
