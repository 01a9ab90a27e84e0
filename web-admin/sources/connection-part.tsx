import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ConnectionView } from '../../functions/domain/source-view.ts';
import type { ListingView } from '../../functions/domain/staff-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { dayInWords, numberInWords } from '../parts/dates.ts';
import { Note } from '../parts/note.tsx';
import { useNow } from '../parts/use-now.ts';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { googleWords } from './google-words.ts';
import { useConsent, useSourceAction } from './use-google.ts';

/** What the owner sees of one connection. */
export interface ConnectionParts {
  readonly connection: ConnectionView;
  /** Those that are read by it. */
  readonly listings: readonly ListingView[];
  readonly onChoose: () => void;
}

/** One connection: who made it, how it stands, and what can be done. */
export function ConnectionPart({ connection, listings, onChoose }: ConnectionParts) {
  const now = useNow();
  const { state, consentedAt, consentedBy, locations, isOwn } = connection;
  const read = locations.filter(({ locationId }) =>
    listings.some(({ listing }) => listing.sourceListingId === locationId),
  );
  if (state !== 'connected') return <EndedConnection connection={connection} />;
  return (
    <div className="connection">
      <p>
        <strong>
          {isOwn && consentedAt
            ? googleWords.by(consentedBy, dayInWords(consentedAt, now))
            : googleWords.byOperator}
        </strong>
        {locations.length > 0 && (
          <span className="soft connection-places">
            {googleWords.places(numberInWords(read.length), numberInWords(locations.length))}
          </span>
        )}
      </p>
      {isOwn && <PlacesNote connection={connection} />}
      <ConnectionActions connection={connection} onChoose={onChoose} />
    </div>
  );
}

/** Why there is nothing to choose, and looking once more. */
function PlacesNote({ connection }: Pick<ConnectionParts, 'connection'>) {
  const { connectionId, locations, listFailure, listedAt } = connection;
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const look = useSourceAction(() => api.relistLocations(clinicId, connectionId));
  if (locations.length > 0 && !listFailure) return null;
  const isEmpty = !listFailure && listedAt !== undefined;
  return (
    <>
      <Note icon="clock" {...(isEmpty && { title: googleWords.noPlaces.replace(/\.$/u, '') })}>
        {isEmpty ? googleWords.noPlacesText : googleWords.notListed(listFailure ?? 'unreachable')}
      </Note>
      {look.failed && <Note>{look.failed}</Note>}
      <div className="source-actions">
        <Button variant="default" size="sm" loading={look.isRunning} onClick={() => look.run(undefined)}>
          {googleWords.lookAgain}
        </Button>
      </div>
    </>
  );
}

function ConnectionActions({ connection, onChoose }: Pick<ConnectionParts, 'connection' | 'onChoose'>) {
  const [isEnding, setEnding] = useState(false);
  const consent = useConsent();
  const { connectionId, locations, isOwn } = connection;
  return (
    <>
      {consent.failed && <Note>{consent.failed}</Note>}
      <div className="source-actions">
        {locations.length > 0 && (
          <Button size="sm" variant="default" onClick={onChoose}>
            {googleWords.choose}
          </Button>
        )}
        {isOwn && (
          <Button
            size="sm"
            variant="default"
            loading={consent.isRunning}
            onClick={() => consent.run(connectionId)}
          >
            {googleWords.connectAgain}
          </Button>
        )}
        <Button size="sm" variant="default" onClick={() => setEnding(true)}>
          {googleWords.disconnect}
        </Button>
      </div>
      <DisconnectDialog
        connectionId={connectionId}
        isOwn={isOwn}
        isOpen={isEnding}
        onClose={() => setEnding(false)}
      />
    </>
  );
}

function EndedConnection({ connection }: Pick<ConnectionParts, 'connection'>) {
  const { connectionId, state, isLeftAtSource } = connection;
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const goOn = useSourceAction(() => api.disconnect(clinicId, connectionId));
  const consent = useConsent();
  const isEnding = state === 'disconnecting';
  return (
    <div className="connection">
      <p>
        <strong>{isEnding ? googleWords.ending : googleWords.ended}</strong>
        <span className="soft connection-places">
          {isEnding ? googleWords.endingText : googleWords.endedText}
        </span>
      </p>
      {isLeftAtSource && <LeftAtGoogle />}
      {(goOn.failed ?? consent.failed) && <Note>{goOn.failed ?? consent.failed}</Note>}
      <div className="source-actions">
        {isEnding ? (
          <Button size="sm" loading={goOn.isRunning} onClick={() => goOn.run(undefined)}>
            {googleWords.goOnEnding}
          </Button>
        ) : (
          <Button size="sm" loading={consent.isRunning} onClick={() => consent.run(connectionId)}>
            {googleWords.connect}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Where a person removes our access with their own hands. */
function LeftAtGoogle() {
  return (
    <Note>
      {googleWords.leftAtGoogle}{' '}
      <a href="https://myaccount.google.com/permissions" target="_blank" rel="noopener noreferrer">
        {googleWords.permissions}
      </a>
      .
    </Note>
  );
}
