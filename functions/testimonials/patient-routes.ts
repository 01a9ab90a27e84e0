import type { PageRoute } from '../platform/pages.ts';
import { type PatientNeeds, showForm, takeForm } from './answer-form.ts';
import { showRevoke, takeRevoke } from './answer-revoke.ts';

/** The only routes that ask for no token of sign-in: the patient's form, and the way to take it back. */
export function patientRoutes(needs: PatientNeeds) {
  return {
    'GET /t/{token}': (request) => showForm(request, needs),
    'POST /t/{token}': (request) => takeForm(request, needs),
    'GET /t/revoke/{token}': (request) => showRevoke(request, needs),
    'POST /t/revoke/{token}': (request) => takeRevoke(request, needs),
  } satisfies Readonly<Record<string, PageRoute>>;
}
