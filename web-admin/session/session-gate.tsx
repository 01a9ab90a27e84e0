import type { UserProfile } from 'oidc-client-ts';
import { type ReactNode, useEffect, useState } from 'react';
import { useAuth } from 'react-oidc-context';
import { useNeeds } from '../frame/needs.tsx';
import { Splash } from '../parts/splash.tsx';
import { restoreAddress } from './session.ts';
import { SessionOver } from './session-over.tsx';
import { SignInPage } from './sign-in-page.tsx';

/** Who is signed in, as the sign-in page says. */
export type Person = Pick<UserProfile, 'sub' | 'email'>;

/**
 * Lets signed-in people through. What they have open stays open when the session ends, under a word that says so.
 */
export function SessionGate({ children }: { readonly children: (person: Person) => ReactNode }) {
  const { isLoading, isAuthenticated, user, error } = useAuth();
  const { session } = useNeeds();
  const [person, setPerson] = useState<Person>();
  const isCallbackBroken = error?.source === 'signinCallback';

  useEffect(() => {
    if (isAuthenticated && user) setPerson(user.profile);
  }, [isAuthenticated, user]);

  // A reload in the middle of coming back finds the answer used up, but the tokens may be there already.
  useEffect(() => {
    if (!isCallbackBroken) return;
    restoreAddress();
    void session.manager.getUser().then((kept) => kept && session.manager.events.load(kept));
  }, [isCallbackBroken, session]);

  // The tab was asleep for longer than a token lives; what it has may be good for a new one.
  const [hasTried, setTried] = useState(false);
  const mayRenew = !isLoading && !isAuthenticated && user?.refresh_token !== undefined && !hasTried;
  useEffect(() => {
    if (!mayRenew) return;
    const done = () => setTried(true);
    void session.renew().then(done, done);
  }, [mayRenew, session]);

  if (person) {
    return (
      <>
        {children(person)}
        <SessionOver />
      </>
    );
  }
  if (isAuthenticated || isLoading || mayRenew) return <Splash />;
  return <SignInPage hasFailed={error !== undefined} />;
}
