import type { FileLook } from './csv-file.ts';
import { importWords } from './import-words.ts';
import { type ImportPlan, toImportRow } from './to-import-row.ts';

const { import: words } = importWords;
const SHOWN = 5;

/** The first rows of a file as they would come in, so that a wrong column is seen before it does harm. */
export function ImportPreview({ look, plan }: { readonly look: FileLook; readonly plan: ImportPlan }) {
  return (
    <div>
      <h4 className="testimonial-subtitle">{words.preview}</h4>
      <section className="files-scroll" aria-label={words.preview}>
        <table className="files-table">
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col">{words.roles.text}</th>
              <th scope="col">{words.roles.author}</th>
              <th scope="col">{words.roles.stars}</th>
              <th scope="col">{words.roles.writtenOn}</th>
              <th scope="col">{words.roles.lastDay}</th>
            </tr>
          </thead>
          <tbody>
            {look.rows.slice(0, SHOWN).map((fileRow) => (
              <PreviewRow key={fileRow.line} line={fileRow.line} read={toImportRow(fileRow, plan)} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function PreviewRow({
  line,
  read,
}: {
  readonly line: number;
  readonly read: ReturnType<typeof toImportRow>;
}) {
  if ('problem' in read) {
    return (
      <tr>
        <td>{line}</td>
        <td colSpan={5} className="files-problem">
          {words.keptOut}: {read.problem}
        </td>
      </tr>
    );
  }
  const { text, author, stars, writtenOn, lastDay } = read.row;
  return (
    <tr>
      <td>{line}</td>
      <td dir="auto">{text}</td>
      <td dir="auto">{author}</td>
      <td>{stars}</td>
      <td>{writtenOn}</td>
      <td>{lastDay}</td>
    </tr>
  );
}
