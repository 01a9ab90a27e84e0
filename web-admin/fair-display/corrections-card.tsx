import { Button } from '@mantine/core';
import { useState } from 'react';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { Icon } from '../parts/icon.tsx';
import { saveFile } from '../parts/save-file.ts';
import { fairWords } from './fair-words.ts';
import { readCorrections } from './read-corrections.ts';

const { corrections: words } = fairWords;

/** What people corrected, as a file: one JSON object per line, without a word of any review. */
export function CorrectionsCard() {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const [isLoading, setLoading] = useState(false);
  const [said, setSaid] = useState('');
  const download = async () => {
    setLoading(true);
    setSaid('');
    try {
      const lines = await readCorrections(clinicId, api);
      if (lines.length > 0) saveFile(`${clinicId}-corrections.jsonl`, `${lines.join('\n')}\n`);
      setSaid(lines.length > 0 ? words.done(lines.length) : words.none);
    } catch {
      setSaid(words.failed);
    }
    setLoading(false);
  };
  return (
    <section className="card fair-corrections" aria-labelledby="corrections-title">
      <div>
        <h2 id="corrections-title">{words.title}</h2>
        <p className="soft">{words.text}</p>
      </div>
      <div className="fair-download">
        <Button
          variant="default"
          loading={isLoading}
          leftSection={<Icon name="download" size={18} />}
          onClick={() => void download()}
        >
          {words.download}
        </Button>
        <p role="status" className="soft">
          {said}
        </p>
      </div>
    </section>
  );
}
