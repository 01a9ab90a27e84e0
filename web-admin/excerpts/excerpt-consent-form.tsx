import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ExcerptGroupView } from '../../functions/domain/excerpts-view.ts';
import { today } from '../parts/dates.ts';
import { useHalfFilled } from '../parts/form-dialog.tsx';
import { excerptWords } from './excerpt-words.ts';
import type { ExcerptChanges } from './use-excerpts.ts';

const { consent: words } = excerptWords;
const MOST_CHARACTERS = 80;

/** For an owner: the record of Yelp's consent to choose excerpts one by one, or the way back to all or none. */
export function ExcerptConsentForm({
  group,
  changes,
}: {
  readonly group: ExcerptGroupView;
  readonly changes: ExcerptChanges;
}) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <section className="excerpt-consent">
      <h3>{words.title}</h3>
      {group.consent && (
        <Button variant="default" disabled={changes.isSaving} onClick={() => changes.setConsent(null)}>
          {words.end}
        </Button>
      )}
      {!group.consent && <p className="soft">{words.text}</p>}
      {!group.consent && !isOpen && (
        <Button variant="default" disabled={changes.isSaving} onClick={() => setOpen(true)}>
          {words.open}
        </Button>
      )}
      {!group.consent && isOpen && <Document changes={changes} onClose={close} />}
    </section>
  );
}

function Document({ changes, onClose }: { readonly changes: ExcerptChanges; readonly onClose: () => void }) {
  const [latest] = useState(() => today(Date.now()));
  const [recordedOn, setRecordedOn] = useState(latest);
  const [document, setDocument] = useState('');
  const [isTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const leave = useHalfFilled(document !== '' || recordedOn !== latest);
  const line = document.trim();
  const isDayRight = recordedOn !== '' && recordedOn <= latest;
  const isLineRight = line.length > 0 && line.length <= MOST_CHARACTERS;
  const submit = () => {
    setTried(true);
    if (isDayRight && isLineRight) {
      changes.setConsent({ recordedOn, document: line });
      onClose();
    } else {
      const wrong = isDayRight ? 'input[type="text"]' : 'input[type="date"]';
      form.current?.querySelector<HTMLElement>(wrong)?.focus();
    }
  };
  return (
    <form
      ref={form}
      className="excerpt-document"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextInput
        type="date"
        size="md"
        label={words.day}
        max={latest}
        value={recordedOn}
        error={isTried && !isDayRight && words.dayWrong}
        onChange={({ currentTarget }) => setRecordedOn(currentTarget.value)}
      />
      <TextInput
        type="text"
        size="md"
        label={words.document}
        placeholder={words.documentHint}
        value={document}
        error={isTried && !isLineRight && words.documentWrong}
        onChange={({ currentTarget }) => setDocument(currentTarget.value)}
        data-autofocus
      />
      <div className="excerpt-actions">
        <Button type="submit" size="md">
          {words.done}
        </Button>
        <Button size="md" variant="subtle" color="gray" onClick={() => leave(onClose)}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
