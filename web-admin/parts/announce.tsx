import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let said = '';
let turn = 0;

/** Says something to people who do not see the page, after what is being said. */
export function announce(words: string): void {
  said = words;
  turn += 1;
  for (const listener of listeners) listener();
}

/** Where {@link announce} speaks; once on the page. */
export function Announcer() {
  const key = useSyncExternalStore(subscribe, () => turn);
  return (
    <div className="aloud-only" role="status" aria-live="polite">
      <span key={key}>{said}</span>
    </div>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
