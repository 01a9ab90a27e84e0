import { NativeSelect } from '@mantine/core';
import { dayInWords } from '../parts/dates.ts';
import { DayQuestion } from './day-question.tsx';
import { valuesOf } from './import-columns.ts';
import { DAY_ROLES, type DayRole, LEFT_OUT, type OpenValue } from './import-plan.ts';
import { importWords } from './import-words.ts';
import { readCell } from './read-cells.ts';
import { type DayOrder, readDay } from './read-day.ts';
import { testimonialWords } from './testimonial-words.ts';
import type { FilePlan } from './use-file-plan.ts';
import { ValueChoice } from './value-choice.tsx';

const { import: words } = importWords;
const MOST_ASKED = 20;
const PICK = { value: '', label: words.pick, disabled: true };

/** What the file does not say, or not for certain: asked one by one, and nothing is filled in. */
export function ImportQuestionList({ file }: { readonly file: FilePlan }) {
  const { plan, questions, whole, change } = file;
  const { columns } = plan;
  const consents = columns.consent === undefined ? [] : [...valuesOf(whole, columns.consent)];
  return (
    <>
      {consents.length > 0 && (
        <ValueChoice
          legend={words.consentValues}
          values={consents.map(([key, { value, many }]) => ({ key, value, many }))}
          chosen={plan.consentValues}
          onChange={(consentValues) => change({ consentValues })}
        />
      )}
      {questions.sources.length > 0 && (
        <ValueChoice
          legend={words.givenValues}
          hint={words.givenHint}
          values={questions.sources}
          chosen={plan.givenValues}
          onChange={(givenValues) => change({ givenValues })}
        />
      )}
      <fieldset>
        <legend>{words.questions}</legend>
        <div className="testimonial-fields">
          <Places file={file} />
          <Languages file={file} />
          {DAY_ROLES.map((role) => (
            <DayOrderChoice key={role} role={role} file={file} />
          ))}
          {questions.missingDays.map((role) => (
            <DayQuestion
              key={role}
              role={role}
              value={plan.days[role] ?? ''}
              onChange={(day) => change({ days: { ...plan.days, [role]: day } })}
            />
          ))}
          {questions.scale !== undefined && <ScaleChoice file={file} scale={questions.scale} />}
        </div>
      </fieldset>
    </>
  );
}

function Places({ file: { plan, questions, change } }: { readonly file: FilePlan }) {
  const data = plan.locations.map(({ locationId, name }) => ({ value: locationId, label: name }));
  const blank = plan.columns.location === undefined ? words.placeAll : words.placeBlank;
  return (
    <MeaningChoices
      open={questions.places}
      data={data}
      label={({ value }) => (value === '' ? blank : words.place(value))}
      chosen={plan.places}
      onChange={(places) => change({ places })}
    />
  );
}

function Languages({ file: { plan, questions, change } }: { readonly file: FilePlan }) {
  const data = Object.entries(testimonialWords.languages).map(([value, label]) => ({ value, label }));
  const blank = plan.columns.language === undefined ? words.languageAll : words.languageBlank;
  return (
    <MeaningChoices
      open={questions.languages}
      data={data}
      label={({ value }) => (value === '' ? blank : words.language(value))}
      chosen={plan.languages}
      onChange={(languages) => change({ languages })}
    />
  );
}

function MeaningChoices({
  open,
  data,
  label,
  chosen,
  onChange,
}: {
  readonly open: readonly OpenValue[];
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly label: (one: OpenValue) => string;
  readonly chosen: ReadonlyMap<string, string>;
  readonly onChange: (chosen: ReadonlyMap<string, string>) => void;
}) {
  if (open.length > MOST_ASKED) return <p className="files-problem">{words.tooMany}</p>;
  return open.map((one) => (
    <NativeSelect
      key={one.key}
      label={label(one)}
      description={words.count(one.many)}
      inputWrapperOrder={['label', 'input', 'description']}
      value={chosen.get(one.key) ?? ''}
      data={[PICK, ...data, { value: LEFT_OUT, label: words.leaveOut }]}
      onChange={({ currentTarget }) => onChange(new Map(chosen).set(one.key, currentTarget.value))}
    />
  ));
}

/** Asks by an example of the file: "3 April 2025" or "4 March 2025" is answered at a glance. */
function DayOrderChoice({ role, file }: { readonly role: DayRole; readonly file: FilePlan }) {
  const { plan, questions, given, headers, change } = file;
  const orders = questions.dayOrders[role];
  const at = plan.columns[role];
  if (!orders || at === undefined) return null;
  const values = [...new Set(given.map(({ cells }) => readCell(cells[at] ?? '')))];
  const days = (value: string) => orders.map((order) => readDay(value, order, plan.today) ?? '');
  const example = values.find(
    (value) => new Set(days(value)).size === orders.length && !days(value).includes(''),
  );
  const shown = example ?? values.find((value) => new Set(days(value)).size > 1) ?? values[0] ?? '';
  const now = Date.parse(plan.today);
  return (
    <NativeSelect
      label={words.dayOrder(headers[at] || words.column(at + 1), shown)}
      value={plan.dayOrders[role] ?? ''}
      data={[
        PICK,
        ...orders.map((order) => {
          const day = readDay(shown, order, plan.today);
          return { value: order, label: day ? dayInWords(day, now) : words.orders[order] };
        }),
      ]}
      onChange={({ currentTarget }) =>
        change({ dayOrders: { ...plan.dayOrders, [role]: currentTarget.value as DayOrder } })
      }
    />
  );
}

function ScaleChoice({ file: { plan, change }, scale }: { readonly file: FilePlan; readonly scale: string }) {
  return (
    <NativeSelect
      label={words.scale(scale)}
      value={plan.isOfFive === undefined ? '' : String(plan.isOfFive)}
      data={[PICK, { value: 'true', label: words.isOfFive }, { value: 'false', label: words.isNotOfFive }]}
      onChange={({ currentTarget }) => change({ isOfFive: currentTarget.value === 'true' })}
    />
  );
}
