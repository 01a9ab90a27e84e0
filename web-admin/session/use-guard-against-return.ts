import { useEffect } from 'react';
import type { Session } from './session.ts';

/**
 * Shows nothing of patients to whoever presses "Back" after a person has signed out: a browser may bring a page back as
 * it was left, without asking anybody. It is covered when it is left, and stays so until the tokens are found again.
 */
export function useGuardAgainstReturn({ manager }: Session): void {
  useEffect(() => {
    const cover = () => {
      document.body.hidden = true;
    };
    const uncover = async ({ persisted }: PageTransitionEvent) => {
      if (persisted && !(await manager.getUser())) location.reload();
      else document.body.hidden = false;
    };
    const onShow = (event: PageTransitionEvent) => void uncover(event);
    addEventListener('pagehide', cover);
    addEventListener('pageshow', onShow);
    return () => {
      removeEventListener('pagehide', cover);
      removeEventListener('pageshow', onShow);
    };
  }, [manager]);
}
