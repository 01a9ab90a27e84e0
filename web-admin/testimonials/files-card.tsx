import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Location } from '../../functions/domain/clinic.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { Icon } from '../parts/icon.tsx';
import { saveFile } from '../parts/save-file.ts';
import { ImportPanel } from './import-panel.tsx';
import { importWords } from './import-words.ts';
import { type Exported, readDecisionFile, readTestimonialFile } from './read-exports.ts';

const { export: words } = importWords;

/** Files out and in. */
export function FilesCard({ locations }: { readonly locations: readonly Location[] }) {
  const { api } = useNeeds();
  const { clinicId, role } = useClinicHere();
  const [busy, setBusy] = useState('');
  const [said, setSaid] = useState('');
  const download = async (name: string, read: () => Promise<Exported>) => {
    setBusy(name);
    setSaid('');
    try {
      const { parts, lines } = await read();
      saveFile(`${clinicId}-${name}.csv`, parts, 'text/csv;charset=utf-8');
      setSaid(words.done(lines));
    } catch {
      setSaid(words.failed);
    }
    setBusy('');
  };
  return (
    <section className="card files-card" aria-labelledby="files-title">
      <div>
        <h2 id="files-title">{importWords.title}</h2>
        <p className="soft">{words.text}</p>
      </div>
      <div className="link-actions">
        <Button
          variant="default"
          loading={busy === 'testimonials'}
          leftSection={<Icon name="download" size={18} />}
          onClick={() => void download('testimonials', () => readTestimonialFile(clinicId, api))}
        >
          {words.testimonials}
        </Button>
        <Button
          variant="default"
          loading={busy === 'decisions'}
          leftSection={<Icon name="download" size={18} />}
          onClick={() => void download('decisions', () => readDecisionFile(clinicId, api))}
        >
          {words.decisions}
        </Button>
        <p role="status" className="soft">
          {said}
        </p>
      </div>
      {role === 'owner' ? (
        <ImportPanel locations={locations} />
      ) : (
        <p className="soft">{importWords.import.ownerOnly}</p>
      )}
    </section>
  );
}
