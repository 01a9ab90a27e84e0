import { Button } from '@mantine/core';
import type { ListingView } from '../../functions/domain/staff-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { Note } from '../parts/note.tsx';
import { googleWords } from './google-words.ts';
import { useConsent } from './use-google.ts';

/** Lets the owner connect Google again where it stopped sharing; nothing for anybody else. */
export function ReconnectAction({ view }: { readonly view: ListingView }) {
  const { role } = useClinicHere();
  const { listing, lastRun, connection } = view;
  const isAsked = lastRun?.outcome === 'grant-expired' && !listing.isPaused;
  const isOver = listing.disconnectedAt !== undefined || listing.source !== 'google-business';
  if (role !== 'owner' || !isAsked || isOver || view.dueAt !== undefined) return null;
  return <Reconnect connectionId={connection?.connectionId} />;
}

function Reconnect({ connectionId }: { readonly connectionId: string | undefined }) {
  const consent = useConsent();
  return (
    <>
      {consent.isNotSetUp && <Note title={googleWords.notSetUp.title}>{googleWords.notSetUp.text}</Note>}
      {consent.failed && <Note>{consent.failed}</Note>}
      <div className="source-actions">
        <Button size="sm" loading={consent.isRunning} onClick={() => consent.run(connectionId)}>
          {googleWords.connectAgain}
        </Button>
      </div>
    </>
  );
}
