import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { encodingChoices } from './encoding-choices.ts';
import { importWords } from './import-words.ts';
import { testimonialWords } from './testimonial-words.ts';

const { letters: words } = importWords.import;

/** Asks how a file's letters are written, by showing its own words as each encoding would read them. */
export function EncodingChoice({
  bytes,
  onChoose,
  onCancel,
}: {
  readonly bytes: Uint8Array;
  readonly onChoose: (encoding: string) => void;
  readonly onCancel: () => void;
}) {
  const choices = useMemo(() => encodingChoices(bytes), [bytes]);
  const [chosen, setChosen] = useState('');
  return (
    <div className="entry-form">
      <fieldset>
        <legend>{words.title}</legend>
        <p className="soft">{words.text}</p>
        <div className="import-letters">
          {choices.map(({ encoding, sample, isDamaged }) => (
            <label key={encoding} className="entry-tick">
              <input
                type="radio"
                name="encoding"
                value={encoding}
                checked={chosen === encoding}
                onChange={() => setChosen(encoding)}
              />
              <span>
                <bdi>{sample}</bdi>{' '}
                <span className="soft">
                  {encoding}
                  {isDamaged && ` · ${words.damaged}`}
                </span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="link-actions">
        <Button disabled={chosen === ''} onClick={() => onChoose(chosen)}>
          {words.goOn}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {testimonialWords.entry.cancel}
        </Button>
      </div>
    </div>
  );
}
