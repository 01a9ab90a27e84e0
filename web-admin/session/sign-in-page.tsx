import { Button } from '@mantine/core';
import { useState } from 'react';
import { useNeeds } from '../frame/needs.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { keepsSiteData } from './browser-store.ts';
import { sessionWords } from './session-words.ts';
import './sign-in-page.css';

/** Why somebody who was signed in stands before the sign-in page. */
export type WhySignedOut = keyof typeof sessionWords.because;

/** What people see before they sign in. @param why absent for who comes for the first time */
export function SignInPage({ why }: { readonly why?: WhySignedOut | undefined }) {
  const { session } = useNeeds();
  const [isLeaving, setLeaving] = useState(false);
  const [couldNotLeave, setCouldNotLeave] = useState(false);
  const told = couldNotLeave ? 'failed' : why;
  const [canSignIn] = useState(() => keepsSiteData());
  const signIn = () => {
    setLeaving(true);
    session.signIn().catch(() => {
      setLeaving(false);
      setCouldNotLeave(true);
    });
  };
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <span className="sign-in-mark">
          <Icon name="inbox" size={28} />
        </span>
        <h1>{sessionWords.title}</h1>
        <p className="soft">{sessionWords.lead}</p>
        {told && (
          <div role="alert">
            <Note>{sessionWords.because[told]}</Note>
          </div>
        )}
        {canSignIn ? (
          <Button size="md" fullWidth loading={isLeaving} onClick={signIn}>
            {sessionWords.signIn}
          </Button>
        ) : (
          <Note>{sessionWords.noSiteData}</Note>
        )}
        <p className="sign-in-footnote">{sessionWords.footnote}</p>
      </div>
    </main>
  );
}
