import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './note.css';

/** A calm word about what is below it: never an alarm, always with what to do. */
export function Note({
  icon = 'info',
  title,
  children,
}: {
  readonly icon?: IconName;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="note">
      <Icon name={icon} size={20} />
      <div>
        {title && <strong>{title}. </strong>}
        {children}
      </div>
    </div>
  );
}
