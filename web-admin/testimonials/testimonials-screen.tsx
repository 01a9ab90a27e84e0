import { Button } from '@mantine/core';
import { useState } from 'react';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { MenuButton } from '../frame/menu-button.tsx';
import { useClinicView } from '../frame/use-clinic-view.ts';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { FilesCard } from './files-card.tsx';
import { LinksCard } from './links-card.tsx';
import { TestimonialList } from './testimonial-list.tsx';
import { testimonialWords } from './testimonial-words.ts';
import { useConsentCounts } from './use-testimonials.ts';
import '../parts/screen.css';
import './testimonials-screen.css';

/** What patients give the clinic directly: links to the form, what came, and files in and out. */
export function TestimonialsScreen() {
  const { role } = useClinicHere();
  const { data: clinic } = useClinicView();
  const counts = useConsentCounts().data;
  const [isEntering, setEntering] = useState(false);
  const locations = clinic?.locations ?? [];
  return (
    <div className="screen">
      <header className="screen-head">
        <MenuButton />
        <div>
          <h1>{testimonialWords.title}</h1>
          <p className="soft">{testimonialWords.lead}</p>
        </div>
      </header>
      {counts !== undefined && counts.endingSoon > 0 && (
        <Note icon="clock" title={testimonialWords.ending.title(counts.endingSoon)}>
          {testimonialWords.ending.text}
        </Note>
      )}
      <div className="screen-cards">
        <LinksCard locations={clinic?.locations} />
        {role !== 'viewer' && (
          <div>
            <Button
              variant="default"
              leftSection={<Icon name="pencil" size={18} />}
              onClick={() => setEntering(true)}
            >
              {testimonialWords.entry.button}
            </Button>
            <EntryDialog isOpen={isEntering} locations={locations} onClose={() => setEntering(false)} />
          </div>
        )}
        <TestimonialList />
        {role !== 'viewer' && <FilesCard locations={locations} />}
      </div>
    </div>
  );
}
