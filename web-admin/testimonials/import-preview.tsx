import { Button } from '@mantine/core';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { dayInWords } from '../parts/dates.ts';
import { saveFile } from '../parts/save-file.ts';
import { importWords } from './import-words.ts';
import { linesOf } from './run-import.ts';
import { testimonialWords } from './testimonial-words.ts';
import { CSV_BEGINNING, toCsvLine } from './to-csv.ts';
import type { FilePlan } from './use-file-plan.ts';

const { import: words } = importWords;
const SHOWN = 5;
const REASONS_SHOWN = 8;

/** The first rows of a file with everything that will be stored of them, and which rows are kept out and why. */
export function ImportPreview({
  file: { read, plan },
  shownOn,
  kept,
}: {
  readonly file: FilePlan;
  readonly shownOn: string;
  readonly kept: string;
}) {
  const rows = read.flatMap((one) => ('row' in one ? [one.row] : []));
  const out = read.flatMap((one) => ('problem' in one ? linesOf(one) : []));
  const now = Date.parse(plan.today);
  const placeOf = (id: string) => plan.locations.find(({ locationId }) => locationId === id)?.name;
  const { text, author, stars, writtenOn, location, language, signedOn, lastDay } = words.roles;
  const head = [words.line, text, author, stars, writtenOn, location, language, signedOn, lastDay];
  return (
    <section className="import-preview" aria-label={words.preview}>
      <h4 className="testimonial-subtitle">{words.preview}</h4>
      <p role="status">{words.coming(rows.length, out.length)}</p>
      {rows.length > 0 && (
        <div className="files-scroll">
          <table className="files-table">
            <thead>
              <tr>
                {head.map((label) => (
                  <th key={label} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, SHOWN).map((row) => {
                const days = [row.signedOn, row.lastDay].map((day) => dayInWords(day, now));
                const speech =
                  testimonialWords.languages[row.language as keyof typeof testimonialWords.languages];
                const cells = [
                  row.line,
                  row.text,
                  row.author,
                  row.stars,
                  dayInWords(row.writtenOn, now),
                  placeOf(row.locationId),
                ];
                const all = [...cells, speech, ...days];
                return (
                  <tr key={row.line}>
                    {all.map((cell, at) => (
                      <td key={head[at]} data-label={head[at]} dir="auto">
                        {cell ?? '–'}
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > 0 && <p className="soft">{words.ofAll(shownOn, kept)}</p>}
      {out.length > 0 && <KeptOutList out={out} />}
    </section>
  );
}

function KeptOutList({
  out,
}: {
  readonly out: readonly { readonly line: number; readonly problem: string }[];
}) {
  const { clinicId } = useClinicHere();
  const save = () => {
    const file = [
      CSV_BEGINNING,
      toCsvLine(['line', 'reason']),
      ...out.map(({ line, problem }) => toCsvLine([line, problem])),
    ];
    saveFile(`${clinicId}-kept-out.csv`, file, 'text/csv;charset=utf-8');
  };
  return (
    <details className="import-out">
      <summary>{words.whyOut}</summary>
      <ul>
        {out.slice(0, REASONS_SHOWN).map(({ line, problem }) => (
          <li key={`${line} ${problem}`}>
            <strong>
              {words.line} {line}
            </strong>
            : <span dir="auto">{problem}</span>
          </li>
        ))}
      </ul>
      {out.length > REASONS_SHOWN && (
        <p className="soft">
          {words.moreOut(out.length - REASONS_SHOWN)}{' '}
          <Button variant="subtle" size="compact-sm" onClick={save}>
            {words.problems}
          </Button>
        </p>
      )}
    </details>
  );
}
