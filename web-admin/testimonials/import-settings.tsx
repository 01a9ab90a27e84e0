import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Location } from '../../functions/domain/clinic.ts';
import type { ImportRequest } from '../../functions/domain/testimonial-view.ts';
import { today } from '../parts/dates.ts';
import type { FileLook } from './csv-file.ts';
import {
  COLUMN_ROLES,
  type ColumnRole,
  type Columns,
  type DayOrder,
  guessColumns,
  guessDayOrder,
  looksLikeConsent,
  valuesOf,
} from './import-columns.ts';
import { ImportPreview } from './import-preview.tsx';
import { importWords } from './import-words.ts';
import { testimonialWords } from './testimonial-words.ts';
import type { ImportPlan } from './to-import-row.ts';

const { import: words } = importWords;
const LANGUAGES = Object.entries(testimonialWords.languages).map(([value, label]) => ({ value, label }));
const DAY_ORDERS = Object.entries(words.dayOrders).map(([value, label]) => ({ value, label }));

/** What a person says about a file before it comes in: its columns, which values mean a consent, and what is not in it. */
export function ImportSettings({
  look,
  locations,
  onStart,
  onCancel,
}: {
  readonly look: FileLook;
  readonly locations: readonly Location[];
  readonly onStart: (plan: ImportPlan, consent: ImportRequest['consent']) => void;
  readonly onCancel: () => void;
}) {
  const { plan, change, setColumn, toggleConsent } = usePlan(look, locations);
  const [audience, setAudience] = useState('own-site');
  const [reference, setReference] = useState('');
  const [isConfirmed, setConfirmed] = useState(false);
  const { columns } = plan;
  const isReady =
    columns.text !== undefined && columns.consent !== undefined && reference.trim() !== '' && isConfirmed;
  return (
    <div className="entry-form">
      <fieldset>
        <legend>{words.columns}</legend>
        <p className="soft">{words.columnsText}</p>
        <div className="testimonial-fields">
          {COLUMN_ROLES.map((role) => (
            <ColumnChoice
              key={role}
              role={role}
              headers={look.headers}
              columns={columns}
              onChoose={setColumn}
            />
          ))}
          <NativeSelect
            label={words.dayOrder}
            data={DAY_ORDERS}
            value={plan.dayOrder}
            onChange={({ currentTarget }) => change({ dayOrder: currentTarget.value as DayOrder })}
          />
        </div>
        {columns.source !== undefined && <p className="soft">{words.sourceNote}</p>}
      </fieldset>
      {columns.consent !== undefined && <ConsentValues look={look} plan={plan} onToggle={toggleConsent} />}
      <div className="testimonial-fields">
        <NativeSelect
          label={words.place}
          data={locations.map((one) => ({ value: one.locationId, label: one.name }))}
          value={plan.locationId}
          onChange={({ currentTarget }) => change({ locationId: currentTarget.value })}
        />
        <NativeSelect
          label={words.language}
          data={LANGUAGES}
          value={plan.language}
          onChange={({ currentTarget }) => change({ language: currentTarget.value })}
        />
        <NativeSelect
          label={words.audience}
          data={[
            { value: 'own-site', label: testimonialWords.list.ownSite },
            { value: 'partner', label: testimonialWords.list.partners },
          ]}
          value={audience}
          onChange={({ currentTarget }) => setAudience(currentTarget.value)}
        />
        <TextInput
          type="date"
          label={words.lastDay}
          description={words.lastDayHint}
          value={plan.lastDay}
          onChange={({ currentTarget }) => change({ lastDay: currentTarget.value })}
        />
      </div>
      <TextInput
        label={words.reference}
        description={words.referenceHint}
        value={reference}
        onChange={({ currentTarget }) => setReference(currentTarget.value)}
      />
      <ImportPreview look={look} plan={plan} />
      <label className="entry-tick">
        <input
          type="checkbox"
          checked={isConfirmed}
          onChange={({ currentTarget }) => setConfirmed(currentTarget.checked)}
        />
        {words.confirm}
      </label>
      <div className="link-actions">
        <Button
          disabled={!isReady}
          onClick={() =>
            onStart(plan, {
              audiences: audience === 'partner' ? ['own-site', 'partner'] : ['own-site'],
              reference,
            })
          }
        >
          {words.start}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {testimonialWords.entry.cancel}
        </Button>
      </div>
    </div>
  );
}

function ConsentValues({
  look,
  plan: { columns, consentValues },
  onToggle,
}: {
  readonly look: FileLook;
  readonly plan: ImportPlan;
  readonly onToggle: (value: string) => void;
}) {
  return (
    <fieldset>
      <legend>{words.consentValues}</legend>
      <div>
        {valuesOf(look, columns.consent).map((value) => (
          <label key={value} className="entry-tick">
            <input type="checkbox" checked={consentValues.has(value)} onChange={() => onToggle(value)} />
            {value === '' ? words.blank : value}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function usePlan(look: FileLook, locations: readonly Location[]) {
  const [plan, setPlan] = useState<ImportPlan>(() => {
    const columns = guessColumns(look.headers);
    return {
      columns,
      dayOrder: guessDayOrder(daysOf(look, columns), navigator.language === 'en-US'),
      consentValues: consentsIn(look, columns),
      locations,
      locationId: locations[0]?.locationId ?? '',
      language: 'en',
      lastDay: '',
      today: today(Date.now()),
    };
  });
  const change = (part: Partial<ImportPlan>) => setPlan((before) => ({ ...before, ...part }));
  const setColumn = (role: ColumnRole, at: number | undefined) => {
    const { [role]: _, ...others } = plan.columns;
    const columns = at === undefined ? others : { ...others, [role]: at };
    change({ columns, ...(role === 'consent' && { consentValues: consentsIn(look, columns) }) });
  };
  const toggleConsent = (value: string) => {
    const consentValues = new Set(plan.consentValues);
    if (!consentValues.delete(value)) consentValues.add(value);
    change({ consentValues });
  };
  return { plan, change, setColumn, toggleConsent };
}

function consentsIn(look: FileLook, { consent }: Columns): ReadonlySet<string> {
  return new Set(valuesOf(look, consent).filter(looksLikeConsent));
}

function daysOf({ rows }: FileLook, { writtenOn, signedOn, lastDay }: Columns): readonly string[] {
  const places = [writtenOn, signedOn, lastDay].filter((at) => at !== undefined);
  return rows.flatMap(({ cells }) => places.map((at) => cells[at] ?? ''));
}

function ColumnChoice({
  role,
  headers,
  columns,
  onChoose,
}: {
  readonly role: ColumnRole;
  readonly headers: readonly string[];
  readonly columns: Columns;
  readonly onChoose: (role: ColumnRole, at: number | undefined) => void;
}) {
  return (
    <NativeSelect
      label={words.roles[role]}
      value={columns[role] === undefined ? '' : String(columns[role])}
      onChange={({ currentTarget: { value } }) => onChoose(role, value === '' ? undefined : Number(value))}
      data={[
        { value: '', label: words.none },
        ...headers.map((header, at) => ({ value: String(at), label: header || `${at + 1}` })),
      ]}
    />
  );
}
