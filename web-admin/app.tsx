import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { AuthProvider } from 'react-oidc-context';
import { openApi } from './api/api.ts';
import { makeQueryClient } from './api/query-client.ts';
import { Clinics } from './frame/clinics.tsx';
import { NeedsContext } from './frame/needs.tsx';
import { Announcer } from './parts/announce.tsx';
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
      {started === 'starting' && <Splash />}
      {started === 'failed' && <CannotStart />}
      {typeof started === 'object' && <Signed settings={started} />}
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
  const [needs] = useState(() => {
    const session = openSession(settings);
    return { session, api: openApi(session) };
  });
  const [client] = useState(makeQueryClient);
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
