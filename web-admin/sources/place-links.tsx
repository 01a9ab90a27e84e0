import { Button, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useState } from 'react';
import type { ListingView } from '../../functions/domain/staff-view.ts';
import { useRefresh } from '../api/refresh.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { useHalfFilled } from '../parts/form-dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { partWords } from '../parts/part-words.ts';
import { waitingWords } from './waiting-words.ts';
import './place-links.css';

const FINDER = 'https://developers.google.com/maps/documentation/places/web-service/place-id';
const PLACE_ID = /^[\w-]{20,255}$/u;
const { links: words } = waitingWords;

/** The link with which patients write a review on Google; where there is none yet, an owner can add it. */
export function PlaceLinks({ view }: { readonly view: ListingView }) {
  const { role } = useClinicHere();
  const [isAsking, setAsking] = useState(false);
  if (view.listing.source !== 'google-business') return null;
  if (view.writeUrl !== undefined) return <WriteLink url={view.writeUrl} place={view.place} />;
  if (role !== 'owner') return null;
  if (isAsking) return <PlaceForm view={view} onDone={() => setAsking(false)} />;
  return (
    <div>
      <Button variant="default" onClick={() => setAsking(true)}>
        {words.add}
        <span className="aloud-only">: {view.place}</span>
      </Button>
    </div>
  );
}

function WriteLink({ url, place }: { readonly url: string; readonly place: string }) {
  const clipboard = useClipboard();
  return (
    <div className="place-link">
      <Button
        variant={clipboard.copied ? 'light' : 'default'}
        leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} size={18} />}
        onClick={() => clipboard.copy(url)}
      >
        {clipboard.copied ? words.copied : words.write}
        <span className="aloud-only">: {place}</span>
      </Button>
      <p className="soft">{words.writeHint}</p>
      <p role="status" className={clipboard.error ? 'soft' : 'aloud-only'}>
        {clipboard.error ? `${words.copyFailed} ${url}` : clipboard.copied && words.copiedAloud}
      </p>
    </div>
  );
}

function PlaceForm({ view, onDone }: { readonly view: ListingView; readonly onDone: () => void }) {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const refresh = useRefresh();
  const [placeId, setPlaceId] = useState('');
  const [error, setError] = useState<string>();
  const leave = useHalfFilled(placeId !== '');
  const save = async () => {
    if (!PLACE_ID.test(placeId.trim())) return setError(words.wrong);
    try {
      await api.setPlace({ clinicId, listingId: view.listing.listingId }, placeId.trim());
      await refresh();
      onDone();
    } catch {
      setError(waitingWords.failed);
    }
  };
  return (
    <form
      className="place-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={words.placeId}
        description={words.placeIdHint}
        size="md"
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        value={placeId}
        error={error}
        onChange={({ currentTarget }) => setPlaceId(currentTarget.value)}
      />
      <div className="place-actions">
        <Button type="submit" size="md">
          {waitingWords.save}
        </Button>
        <Button variant="subtle" color="gray" size="md" onClick={() => leave(onDone)}>
          {words.cancel}
        </Button>
        <a href={FINDER} target="_blank" rel="noopener noreferrer">
          {words.finder}
          <Icon name="outside" size={16} />
          <span className="aloud-only"> ({partWords.opensNewTab})</span>
        </a>
      </div>
    </form>
  );
}
