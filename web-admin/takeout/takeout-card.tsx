import { Button } from '@mantine/core';
import { useState } from 'react';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { takeoutWords } from './takeout-words.ts';

/** The way to one's own Google reviews that needs nobody's approval. */
export function TakeoutCard() {
  const { role } = useClinicHere();
  const [isOpen, setOpen] = useState(false);
  const { card } = takeoutWords;
  return (
    <article className="card" aria-labelledby="takeout">
      <header>
        <h2 id="takeout">{card.title}</h2>
        <p className="soft">{card.text}</p>
      </header>
      {role === 'owner' ? (
        <div>
          <Button size="md" onClick={() => setOpen(true)}>
            {card.open}
          </Button>
        </div>
      ) : (
        <p className="soft">{card.ownerOnly}</p>
      )}
      <ImportDialog isOpen={isOpen} onClose={() => setOpen(false)} />
    </article>
  );
}
