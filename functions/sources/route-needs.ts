import { openClinics } from '../store/clinics.ts';
import { openGoogleApplications } from '../store/google-applications.ts';
import { openImports } from '../store/imports.ts';
import { openLeases } from '../store/leases.ts';
import { openPulls } from '../store/pulls.ts';
import { openRefusals } from '../store/refusals.ts';
import { openReviews } from '../store/reviews.ts';
import { openSummaries } from '../store/summaries.ts';
import type { Table } from '../store/table.ts';
import type { SourceRouteNeeds } from './source-routes.ts';

/** Opens what the routes work with over the two tables. `now` gives an ISO 8601 UTC instant. */
export function openRouteNeeds(content: Table, ledger: Table, now: () => string) {
  return {
    applications: openGoogleApplications(ledger),
    clinics: openClinics(ledger),
    imports: openImports(ledger),
    leases: openLeases(ledger),
    pulls: openPulls(ledger),
    refusals: openRefusals(ledger),
    reviews: openReviews(content, ledger, now),
    summaries: openSummaries(content, now),
    now,
  } satisfies SourceRouteNeeds;
}
