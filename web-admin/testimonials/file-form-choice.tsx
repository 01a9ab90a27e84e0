import { NativeSelect } from '@mantine/core';
import { importWords } from './import-words.ts';
import { DELIMITERS, type Delimiter, type FileRow } from './parse-csv.ts';
import { type FilePlan, NO_HEADERS } from './use-file-plan.ts';

const { import: words } = importWords;
const SHOWN_LINES = 12;
const LONGEST_LINE = 60;

/** How the file is built: what divides its cells, and which line holds the headers. Asked where that is not certain. */
export function FileFormChoice({ file }: { readonly file: FilePlan }) {
  const { form, all, setDelimiter, setHeaderLine } = file;
  const above = all.filter(({ line }) => line < (form.headerLine ?? 0)).length;
  const pick = { value: '', label: words.pick, disabled: true };
  const lines = all.filter(({ fault }) => !fault).slice(0, SHOWN_LINES);
  return (
    <fieldset>
      <legend>{words.form}</legend>
      <div className="testimonial-fields">
        <NativeSelect
          label={words.delimiter}
          value={form.delimiter ?? ''}
          data={[pick, ...DELIMITERS.map((value) => ({ value, label: words.delimiters[value] }))]}
          onChange={({ currentTarget }) => setDelimiter(currentTarget.value as Delimiter)}
        />
        {form.delimiter !== undefined && (
          <NativeSelect
            label={words.headerLine}
            description={above > 0 && words.above(above)}
            inputWrapperOrder={['label', 'input', 'description']}
            value={form.headerLine === undefined ? '' : String(form.headerLine)}
            data={[
              pick,
              ...lines.map((row) => ({
                value: String(row.line),
                label: words.headerOption(row.line, lineOf(row)),
              })),
              { value: String(NO_HEADERS), label: words.noHeaders },
            ]}
            onChange={({ currentTarget }) => setHeaderLine(Number(currentTarget.value))}
          />
        )}
      </div>
    </fieldset>
  );
}

function lineOf({ cells }: FileRow): string {
  const line = cells.join(' · ').replaceAll(/\s+/gu, ' ');
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}
