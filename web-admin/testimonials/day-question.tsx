import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { AS_WRITTEN, type DayRole, TWO_YEARS } from './import-plan.ts';
import { importWords } from './import-words.ts';

const { import: words } = importWords;
const ONE_DAY = 'one-day';
/** What may be said instead of one day for all. */
const RULES: Readonly<Partial<Record<DayRole, { readonly value: string; readonly label: string }>>> = {
  signedOn: { value: AS_WRITTEN, label: words.asWritten },
  lastDay: { value: TWO_YEARS, label: words.twoYears },
};

/** Asks for a day that the file does not tell of all its rows. */
export function DayQuestion({
  role,
  value,
  onChange,
}: {
  readonly role: DayRole;
  /** A day, a rule, or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const rule = RULES[role];
  const [isOneDay, setOneDay] = useState(rule === undefined);
  const day = (label: string) => (
    <TextInput
      type="date"
      label={label}
      value={value === rule?.value ? '' : value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
  if (!rule) return day(words.missing[role]);
  return (
    <>
      <NativeSelect
        label={words.missing[role]}
        value={isOneDay ? ONE_DAY : value}
        data={[
          { value: '', label: words.pick, disabled: true },
          rule,
          { value: ONE_DAY, label: words.onOneDay },
        ]}
        onChange={({ currentTarget }) => {
          setOneDay(currentTarget.value === ONE_DAY);
          onChange(currentTarget.value === ONE_DAY ? '' : currentTarget.value);
        }}
      />
      {isOneDay && day(`${words.roles[role]}: ${words.oneDay}`)}
    </>
  );
}
