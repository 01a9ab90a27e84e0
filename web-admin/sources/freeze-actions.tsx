import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Freeze } from '../../functions/domain/pull.ts';
import type { ListingView } from '../../functions/domain/staff-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { dayInWords, numberInWords } from '../parts/dates.ts';
import { Note } from '../parts/note.tsx';
import { partWords } from '../parts/part-words.ts';
import { sourceWords } from './source-words.ts';
import { useSourceAction } from './use-google.ts';

const words = sourceWords.gone;

/** Lets the owner say that reviews which vanished at once are gone; nothing for anybody else, or when it was said. */
export function FreezeActions({ view, now }: { readonly view: ListingView; readonly now: number }) {
  const { role } = useClinicHere();
  const { freeze, listing } = view;
  if (role !== 'owner' || !freeze || freeze.confirmedAt !== undefined) return null;
  return <ConfirmGone freeze={freeze} listing={listing} now={now} />;
}

function ConfirmGone({
  freeze,
  listing,
  now,
}: {
  readonly freeze: Freeze;
  readonly listing: ListingView['listing'];
  readonly now: number;
}) {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const [isAsking, setAsking] = useState(false);
  const confirm = useSourceAction(
    () => api.confirmAbsence(clinicId, listing.listingId, freeze.since),
    () => setAsking(false),
  );
  const source = partWords.sources[listing.source];
  return (
    <div className="source-actions">
      <Button size="sm" onClick={() => setAsking(true)}>
        {words.button}
      </Button>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={words.title}
        centered
        closeButtonProps={{ 'aria-label': partWords.close }}
      >
        <p>{words.text(numberInWords(freeze.vanished), source, dayInWords(freeze.since, now))}</p>
        <p className="dialog-aside">{words.aside}</p>
        {confirm.failed && (
          <div className="dialog-aside">
            <Note>{confirm.failed}</Note>
          </div>
        )}
        <div className="dialog-actions">
          <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
            {words.cancel}
          </Button>
          <Button loading={confirm.isRunning} onClick={() => confirm.run(undefined)}>
            {words.done}
          </Button>
        </div>
      </Modal>
    </div>
  );
}
