import { useEffect } from 'react';
import { useNeeds } from '../frame/needs.tsx';
import { useHasUnsaved } from './unsaved.ts';

/** Has the browser ask before the page goes away with a change that has no answer yet. */
export function useAskBeforeLeaving(): void {
  const { session } = useNeeds();
  const hasUnsaved = useHasUnsaved();
  useEffect(() => {
    if (!hasUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => {
      // Signing in again leaves the page too, and is the way to save it.
      if (!session.isOver()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [hasUnsaved, session]);
}
