import type { OpenValue } from './import-plan.ts';
import { importWords } from './import-words.ts';

const { import: words } = importWords;
const MOST_SHOWN = 20;

/** Asks which values of a column mean something; those that are not ticked do not. */
export function ValueChoice({
  legend,
  hint,
  values,
  chosen,
  onChange,
}: {
  readonly legend: string;
  readonly hint?: string;
  readonly values: readonly OpenValue[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const toggle = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    onChange(next);
  };
  return (
    <fieldset className="import-values">
      <legend>{legend}</legend>
      {hint && <p className="soft">{hint}</p>}
      <div>
        {values.slice(0, MOST_SHOWN).map(({ key, value, many }) => (
          <label key={key} className="entry-tick">
            <input type="checkbox" checked={chosen.has(key)} onChange={() => toggle(key)} />
            <span>
              <bdi>{value === '' ? words.blank : value}</bdi>{' '}
              <span className="soft">{words.count(many)}</span>
            </span>
          </label>
        ))}
      </div>
      {values.length > MOST_SHOWN && <p className="soft">{words.others(values.length - MOST_SHOWN)}</p>}
    </fieldset>
  );
}
