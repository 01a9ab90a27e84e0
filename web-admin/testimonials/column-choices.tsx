import { NativeSelect } from '@mantine/core';
import { COLUMN_ROLES, type ColumnRole } from './import-columns.ts';
import { importWords } from './import-words.ts';
import type { FilePlan } from './use-file-plan.ts';

const { import: words } = importWords;
const OPEN = 'open';

/** Which column is what, and which columns are not taken over. */
export function ColumnChoices({ file }: { readonly file: FilePlan }) {
  const { headers, plan } = file;
  const used = new Set(Object.values(plan.columns));
  const left = headers.filter((header, at) => !used.has(at) && header !== '');
  return (
    <fieldset>
      <legend>{words.columns}</legend>
      <p className="soft">{words.columnsText}</p>
      <div className="testimonial-fields">
        {COLUMN_ROLES.map((role) => (
          <ColumnChoice key={role} role={role} file={file} />
        ))}
      </div>
      {left.length > 0 && <p className="soft">{words.notTaken(left.join(', '))}</p>}
    </fieldset>
  );
}

function ColumnChoice({
  role,
  file: { headers, plan, setColumn },
}: {
  readonly role: ColumnRole;
  readonly file: FilePlan;
}) {
  const at = plan.columns[role];
  const isDoubtful = plan.doubtful.includes(role);
  const isMissing = at === undefined && (role === 'text' || role === 'consent');
  return (
    <NativeSelect
      label={words.roles[role]}
      error={isDoubtful ? words.several : isMissing && words.needed}
      value={isDoubtful ? OPEN : at === undefined ? '' : String(at)}
      onChange={({ currentTarget: { value } }) => setColumn(role, value === '' ? undefined : Number(value))}
      data={[
        ...(isDoubtful ? [{ value: OPEN, label: words.pick, disabled: true }] : []),
        { value: '', label: words.none },
        ...headers.map((header, place) => ({
          value: String(place),
          label: header || words.column(place + 1),
        })),
      ]}
    />
  );
}
