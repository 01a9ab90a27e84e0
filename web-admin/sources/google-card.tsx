import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ConnectionView } from '../../functions/domain/source-view.ts';
import type { ListingView } from '../../functions/domain/staff-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { Note } from '../parts/note.tsx';
import { ConnectionPart } from './connection-part.tsx';
import { googleWords } from './google-words.ts';
import { PlaceChooser } from './place-chooser.tsx';
import { useConnections, useConsent } from './use-google.ts';
import './google-card.css';

/**
 * The clinic's connections to Google, and what its owner can do with them; nothing for anybody else.
 *
 * @param opened the connection that the person has just made: its places are asked for at once
 */
export function GoogleCard({
  listings,
  opened,
}: {
  readonly listings: readonly ListingView[];
  readonly opened: string | undefined;
}) {
  const { role } = useClinicHere();
  const { data } = useConnections();
  const [choosing, setChoosing] = useState<string>();
  const hasNew = data?.connections.some(hasUnread(opened, listings));
  useEffect(() => {
    if (hasNew) setChoosing(opened);
  }, [opened, hasNew]);
  if (role !== 'owner' || !data) return null;
  const { connections } = data;
  const chosen = connections.find(({ connectionId }) => connectionId === choosing);
  const mayAdd = connections.every(({ state, isOwn }) => state === 'connected' || !isOwn);
  return (
    <section className="card google-card" aria-labelledby="google-title">
      <h2 id="google-title">{googleWords.title}</h2>
      {connections.length === 0 && <p className="soft">{googleWords.none}</p>}
      {connections.map((connection) => (
        <ConnectionPart
          key={connection.connectionId}
          connection={connection}
          listings={listings.filter(isOn(connection))}
          onChoose={() => setChoosing(connection.connectionId)}
        />
      ))}
      {mayAdd && <AddConnection connections={connections} />}
      {chosen && chosen.state === 'connected' && chosen.locations.length > 0 && (
        <PlaceChooser connection={chosen} listings={listings} onClose={() => setChoosing(undefined)} />
      )}
    </section>
  );
}

/** Tells of a connection whether it is the one named and reaches places that are not read. */
function hasUnread(connectionId: string | undefined, listings: readonly ListingView[]) {
  return (connection: ConnectionView): boolean => {
    const read = listings.filter(isOn(connection)).map(({ listing }) => listing.sourceListingId);
    const isNew = connection.locations.some(({ locationId }) => !read.includes(locationId));
    return connection.connectionId === connectionId && isNew;
  };
}

function isOn({ connectionId }: ConnectionView) {
  return ({ listing }: ListingView) =>
    listing.connectionId === connectionId && listing.disconnectedAt === undefined;
}

function AddConnection({ connections }: { readonly connections: readonly ConnectionView[] }) {
  const consent = useConsent();
  const hasOwn = connections.some(({ isOwn }) => isOwn);
  const { connect, connectOwn, connectAnother } = googleWords;
  const label = connections.length === 0 ? connect : hasOwn ? connectAnother : connectOwn;
  return (
    <div className="google-add">
      {consent.isNotSetUp && <Note title={googleWords.notSetUp.title}>{googleWords.notSetUp.text}</Note>}
      {consent.failed && <Note>{consent.failed}</Note>}
      {!hasOwn && <p className="soft">{googleWords.leaving}</p>}
      <Button
        variant={hasOwn ? 'default' : 'filled'}
        size={hasOwn ? 'sm' : 'md'}
        loading={consent.isRunning}
        onClick={() => consent.run(undefined)}
      >
        {label}
      </Button>
    </div>
  );
}
