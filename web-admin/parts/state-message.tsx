import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './state-message.css';

/** What a pane says when it has nothing to list: what is so, what that means, and a way on. */
export function StateMessage({
  icon,
  title,
  children,
  action,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <section className="state-message">
      <span className="state-message-icon">
        <Icon name={icon} size={26} />
      </span>
      <h2 tabIndex={-1}>{title}</h2>
      {children && <div className="state-message-text">{children}</div>}
      {action}
    </section>
  );
}
