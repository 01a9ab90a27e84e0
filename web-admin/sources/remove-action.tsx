import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { ListingView } from '../../functions/domain/staff-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { announce } from '../parts/announce.tsx';
import { Note } from '../parts/note.tsx';
import { partWords } from '../parts/part-words.ts';
import { sourceWords } from './source-words.ts';
import { useSourceAction } from './use-google.ts';

const { removal: words } = sourceWords;

/** Lets an owner remove what exports alone brought in; nothing for what is read at its source. */
export function RemoveAction({ view, hasTwin }: { readonly view: ListingView; readonly hasTwin: boolean }) {
  const { role } = useClinicHere();
  const { listing, imported, place } = view;
  const isFilledByHand = listing.source === 'google-business' && listing.connectionId === undefined;
  if (role !== 'owner' || !isFilledByHand || listing.disconnectedAt !== undefined) return null;
  return imported || hasTwin ? <Remove listingId={listing.listingId} place={place} /> : null;
}

function Remove({ listingId, place }: { readonly listingId: string; readonly place: string }) {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const [isAsking, setAsking] = useState(false);
  const remove = useSourceAction(
    () => api.removeImport(clinicId, listingId),
    () => {
      setAsking(false);
      announce(words.said(place));
    },
  );
  return (
    <div className="source-actions">
      <Button size="sm" variant="default" aria-haspopup="dialog" onClick={() => setAsking(true)}>
        {words.button}
        <span className="aloud-only">: {place}</span>
      </Button>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={words.title}
        centered
        closeButtonProps={{ 'aria-label': partWords.close }}
      >
        <p>{words.text(place)}</p>
        <p className="dialog-aside">{words.aside}</p>
        {remove.failed && (
          <div className="dialog-aside">
            <Note>{remove.failed}</Note>
          </div>
        )}
        <div className="dialog-actions">
          <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
            {words.cancel}
          </Button>
          <Button loading={remove.isRunning} onClick={() => remove.run(undefined)}>
            {words.done}
          </Button>
        </div>
      </Modal>
    </div>
  );
}
