import { createContext, useContext } from 'react';
import type { Role } from '../../functions/domain/clinic.ts';
import type { ReviewChanges } from '../inbox/review-changes.ts';

/** The clinic the person works at now, and the person's place there. */
export interface ClinicHere {
  readonly clinicId: string;
  readonly name: string;
  readonly role: Role;
  /** The person's own name, as colleagues read it. */
  readonly memberName: string;
  /** The person's id. */
  readonly staffId: string;
  readonly changes: ReviewChanges;
}

/** Hands {@link ClinicHere} down to every screen. */
export const ClinicHereContext = createContext<ClinicHere | undefined>(undefined);

/** @throws Error outside of {@link ClinicHereContext} */
export function useClinicHere(): ClinicHere {
  const here = useContext(ClinicHereContext);
  if (!here) throw new Error('This part stands outside of ClinicHereContext.');
  return here;
}
