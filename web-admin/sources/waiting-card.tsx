import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ApplicationStep, GoogleAccess } from '../../functions/domain/google-application.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { agoInWords, dayInWords, today } from '../parts/dates.ts';
import { useHalfFilled } from '../parts/form-dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { useApplication } from './use-application.ts';
import { waitingWords } from './waiting-words.ts';
import './waiting-card.css';

const STEPS = Object.keys(waitingWords.steps.names) as readonly ApplicationStep[];
const LONG_MS = 21 * 86_400_000;

/** The time before Google's approval: since when, what Google looks at, and what works meanwhile. */
export function WaitingCard({ access, now }: { readonly access: GoogleAccess; readonly now: number }) {
  const { role } = useClinicHere();
  if (access.state === 'open') return null;
  const { appliedOn } = access.application;
  const isLong = appliedOn !== undefined && now - Date.parse(appliedOn) > LONG_MS;
  return (
    <article className="card waiting" aria-labelledby="waiting-for-google">
      <header>
        <h2 id="waiting-for-google">{waitingWords[access.state].title}</h2>
        <p className="soft">
          {appliedOn === undefined
            ? waitingWords.apply.text
            : waitingWords.waiting.applied(dayInWords(appliedOn, now), agoInWords(appliedOn, now))}
        </p>
      </header>
      {isLong && <Note icon="clock">{waitingWords.waiting.long}</Note>}
      <section>
        <h3>{waitingWords.meanwhile.title}</h3>
        <ul className="waiting-works">
          {waitingWords.meanwhile.items.map((item) => (
            <li key={item}>
              <Icon name="check" size={18} />
              {item}
            </li>
          ))}
        </ul>
      </section>
      {role === 'viewer' ? null : <ApplicationForm access={access} now={now} />}
      <p className="soft">{waitingWords.ends}</p>
    </article>
  );
}

/** What is filled in and not saved. */
interface Typed {
  readonly done: readonly ApplicationStep[];
  readonly day: string;
}

function ApplicationForm({ access, now }: { readonly access: GoogleAccess; readonly now: number }) {
  const [typed, setTyped] = useState<Partial<Typed>>({});
  const [before, setBefore] = useState(access.application);
  const isHalfFilled = Object.keys(typed).length > 0;
  // What a colleague has recorded is shown at once, but never in the place of what is being filled in here.
  const application = isHalfFilled ? before : access.application;
  const { outcome, save } = useApplication(application.version);
  const { done = application.done, day = application.appliedOn ?? '' } = typed;
  const type = (part: Partial<Typed>) => {
    setBefore(application);
    setTyped({ ...typed, ...part });
  };
  useHalfFilled(isHalfFilled);
  const latest = today(now);
  const isDayWrong = day > latest;
  return (
    <form
      className="waiting-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isDayWrong)
          void save({ appliedOn: day === '' ? null : day, done }).then(
            (ended) => ended !== 'failed' && setTyped({}),
          );
      }}
    >
      <fieldset>
        <legend>{waitingWords.steps.title}</legend>
        {STEPS.map((step) => (
          <Checkbox
            key={step}
            label={waitingWords.steps.names[step]}
            checked={done.includes(step)}
            onChange={({ currentTarget }) =>
              type({ done: currentTarget.checked ? [...done, step] : done.filter((other) => other !== step) })
            }
          />
        ))}
      </fieldset>
      <TextInput
        type="date"
        size="md"
        label={waitingWords.day}
        description={waitingWords.noDay}
        max={latest}
        value={day}
        error={isDayWrong && waitingWords.dayWrong}
        onChange={({ currentTarget }) => type({ day: currentTarget.value })}
      />
      <div className="waiting-save">
        <Button type="submit" size="md" variant="default">
          {waitingWords.save}
        </Button>
        <span role="status" className="soft">
          {outcome && waitingWords[outcome]}
        </span>
      </div>
    </form>
  );
}
