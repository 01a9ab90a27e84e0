import { createContext, useContext } from 'react';
import type { Api } from '../api/api.ts';
import type { Session } from '../session/session.ts';

/** What every part of the page works with. */
export interface Needs {
  readonly api: Api;
  readonly session: Session;
}

/** Hands {@link Needs} down to every part. */
export const NeedsContext = createContext<Needs | undefined>(undefined);

/** @throws Error outside of {@link NeedsContext} */
export function useNeeds(): Needs {
  const needs = useContext(NeedsContext);
  if (!needs) throw new Error('This part stands outside of NeedsContext.');
  return needs;
}
