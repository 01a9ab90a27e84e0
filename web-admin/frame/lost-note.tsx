import { CloseButton } from '@mantine/core';
import { useEffect } from 'react';
import { announce } from '../parts/announce.tsx';
import { Icon } from '../parts/icon.tsx';
import { partWords } from '../parts/part-words.ts';
import { useClinicHere } from './clinic-here.tsx';
import { frameWords } from './frame-words.ts';

/** What an address names and the person cannot have: a clinic, or a screen. */
export type Lost = 'clinic' | 'screen';

/** Says that the address led to nothing, and what is on the screen instead; until it is closed. */
export function LostNote({ lost, onClose }: { readonly lost: Lost; readonly onClose: () => void }) {
  const { name } = useClinicHere();
  const words = frameWords.lost[lost](name);
  useEffect(() => announce(words), [words]);
  return (
    <div className="connection-note" role="note">
      <Icon name="info" size={18} />
      <p>{words}</p>
      <CloseButton className="note-close" aria-label={partWords.close} onClick={onClose} />
    </div>
  );
}
