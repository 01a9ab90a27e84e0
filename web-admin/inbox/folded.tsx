import { Icon } from '../parts/icon.tsx';

/** Words that are there for whoever wants them, behind their title. */
export function Folded({
  title,
  note,
  children,
}: {
  readonly title: string;
  readonly note?: string;
  readonly children: string;
}) {
  return (
    <details className="folded">
      <summary>
        <Icon name="chevron" size={16} />
        {title}
      </summary>
      <p className="folded-text" dir="auto">
        {children}
      </p>
      {note && <p className="soft folded-note">{note}</p>}
    </details>
  );
}
