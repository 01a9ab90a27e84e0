import { useEffect, useMemo, useRef } from 'react';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import type { Session } from '../session/session.ts';
import { sessionWords } from '../session/session-words.ts';
import { countUnsure } from '../session/unsaved.ts';
import { sayPlain, sayUnsure } from './notices.tsx';
import { type Resumed, type ResumeNeeds, resumeUnsaved } from './resume-unsaved.ts';

/** When the server is asked again about a change that has no answer, milliseconds: each time later than before. */
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;
const LOOK_EVERY_MS = 1_000;

/** Asking about changes without an answer. */
interface Resume {
  /** Asks now, unless that is being done. */
  readonly ask: () => Promise<void>;
  /** Asks when it is time to. */
  readonly askInTime: () => void;
  /** Says how many there are; `name` is whose review the newest is about. */
  readonly tell: (name?: string) => void;
}

/**
 * Sends again what has no answer: when the page opens, as soon as the connection is back, and every few seconds.
 *
 * @param onResumed what came of it
 * @returns says how many changes are without an answer; takes whose review the newest of them is about
 */
export function useResume(onResumed: (resumed: Resumed) => void): Resume['tell'] {
  const { api, session } = useNeeds();
  const { clinicId, staffId, changes } = useClinicHere();
  const latest = useRef(onResumed);
  latest.current = onResumed;
  const { ask, askInTime, tell } = useMemo(
    () =>
      openResume({
        ...{ api, session, changes, staffId, clinicId },
        onResumed: (resumed) => latest.current(resumed),
      }),
    [api, session, changes, staffId, clinicId],
  );
  useEffect(() => {
    const askNow = () => void ask();
    askNow();
    const timer = setInterval(askInTime, LOOK_EVERY_MS);
    window.addEventListener('online', askNow);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', askNow);
    };
  }, [ask, askInTime]);
  return tell;
}

function openResume({
  session,
  onResumed,
  ...needs
}: ResumeNeeds & {
  readonly session: Session;
  readonly onResumed: (resumed: Resumed) => void;
}): Resume {
  let isAsking = false;
  let waitMs = FIRST_WAIT_MS;
  let nextAt = 0;
  // Where the session is over, that is said instead.
  const count = () => (session.isOver() ? 0 : countUnsure(needs.staffId, needs.clinicId));
  const ask = async () => {
    if (isAsking || session.isOver()) return;
    isAsking = true;
    const resumed = await resumeUnsaved(needs).finally(() => {
      isAsking = false;
    });
    if (resumed.saved > 0) sayPlain(sessionWords.saved(resumed.saved));
    onResumed(resumed);
    waitMs = count() > 0 ? Math.min(waitMs * 2, LONGEST_WAIT_MS) : FIRST_WAIT_MS;
    nextAt = Date.now() + waitMs;
    tell();
  };
  const tell = (name?: string) => {
    if (count() > 0 && nextAt < Date.now()) nextAt = Date.now() + waitMs;
    sayUnsure({ count: count(), name, askNow: () => void ask() });
  };
  const askInTime = () => {
    if (count() > 0 && Date.now() >= nextAt) void ask();
  };
  return { ask, askInTime, tell };
}
