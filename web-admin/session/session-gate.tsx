import { useQueryClient } from '@tanstack/react-query';
import type { User, UserProfile } from 'oidc-client-ts';
import { type ReactNode, useEffect, useState } from 'react';
import { type ErrorContext, useAuth } from 'react-oidc-context';
import { useNeeds } from '../frame/needs.tsx';
import { hasHalfFilled } from '../parts/half-filled.ts';
import { Splash } from '../parts/splash.tsx';
import { restoreAddress } from './session.ts';
import { SessionOver } from './session-over.tsx';
import { SignInPage, type WhySignedOut } from './sign-in-page.tsx';
import { useGuardAgainstReturn } from './use-guard-against-return.ts';

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

  // What a colleague would see after the person has gone must not stay on the screen, nor in memory. Only a half-filled
  // form stays, under the word that the session has ended, for the person to copy what they typed.
  const client = useQueryClient();
  const [isOut, setOut] = useState(false);
  useEffect(
    () =>
      session.onSignedOutElsewhere(() => {
        if (hasHalfFilled()) return;
        client.clear();
        setPerson(undefined);
        setOut(true);
      }),
    [session, client],
  );

  // The tab was asleep for longer than a token lives; what it has may be good for a new one.
  const [renewal, setRenewal] = useState<'refused' | 'unanswered'>();
  const mayRenew = !isLoading && !isAuthenticated && user?.refresh_token !== undefined && !renewal;
  useEffect(() => {
    if (!mayRenew) return;
    void session.renew().then(
      () => setRenewal('refused'),
      () => setRenewal('unanswered'),
    );
  }, [mayRenew, session]);
  useGuardAgainstReturn(session);

  if (person) {
    return (
      <>
        {children(person)}
        <SessionOver />
      </>
    );
  }
  if (isAuthenticated || isLoading || mayRenew) return <Splash />;
  return <SignInPage why={isOut ? 'outElsewhere' : whySignedOut(error, user, renewal)} />;
}

/** Nothing for who comes for the first time. */
function whySignedOut(
  error: ErrorContext | undefined,
  user: User | null | undefined,
  renewal: 'refused' | 'unanswered' | undefined,
): WhySignedOut | undefined {
  if (renewal === 'unanswered') return 'unreachable';
  if (renewal === 'refused' || user?.expired) return 'ended';
  return error ? 'failed' : undefined;
}
