import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ConsentWithdrawal, ConsentWithdrawer } from '../../functions/domain/consent-withdrawal.ts';
import { today } from '../parts/dates.ts';
import { useHalfFilled } from '../parts/form-dialog.tsx';
import { inboxWords } from './inbox-words.ts';
import './consent-form.css';

const { consent } = inboxWords.reasons;
const WITHDRAWERS = Object.keys(consent.askedBy) as readonly ConsentWithdrawer[];

/** Asks who withdrew consent and when: the patient today, unless said otherwise. Arrow keys choose, Enter decides. */
export function ConsentForm({
  onBack,
  onDone,
}: {
  readonly onBack: () => void;
  readonly onDone: (withdrawal: ConsentWithdrawal) => void;
}) {
  const [latest] = useState(() => today(Date.now()));
  const [askedBy, setAskedBy] = useState<ConsentWithdrawer>('patient');
  const [askedOn, setAskedOn] = useState(latest);
  const [isDayWrong, setDayWrong] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const leave = useHalfFilled(askedBy !== 'patient' || askedOn !== latest);
  useEffect(() => form.current?.querySelector<HTMLElement>('input:checked')?.focus(), []);
  return (
    <form
      ref={form}
      className="consent-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isRight = askedOn !== '' && askedOn <= latest;
        setDayWrong(!isRight);
        if (isRight) onDone({ askedBy, askedOn });
        else form.current?.querySelector<HTMLElement>('input[type="date"]')?.focus();
      }}
    >
      <p className="soft">{consent.text}</p>
      <fieldset className="consent-people">
        <legend>{consent.who}</legend>
        {WITHDRAWERS.map((one) => (
          <label key={one}>
            <input type="radio" name="asked-by" checked={askedBy === one} onChange={() => setAskedBy(one)} />
            {consent.askedBy[one]}
          </label>
        ))}
      </fieldset>
      <TextInput
        type="date"
        label={consent.day}
        size="md"
        max={latest}
        value={askedOn}
        error={isDayWrong && consent.dayWrong}
        onChange={({ currentTarget }) => setAskedOn(currentTarget.value)}
      />
      <div className="consent-actions">
        <Button type="submit" size="md">
          {consent.done}
        </Button>
        <Button variant="subtle" color="gray" size="md" onClick={() => leave(onBack)}>
          {consent.back}
        </Button>
      </div>
    </form>
  );
}
