import { openClinics } from '../store/clinics.ts';
import { openConnections } from '../store/connections.ts';
import { openGoogleApplications } from '../store/google-applications.ts';
import { openGrantRequests } from '../store/grant-requests.ts';
import { openImports } from '../store/imports.ts';
import { openLeases } from '../store/leases.ts';
import { openMembers } from '../store/members.ts';
import { openPullAsks } from '../store/pull-asks.ts';
import { openPulls } from '../store/pulls.ts';
import { openRefusals } from '../store/refusals.ts';
import { openReviews } from '../store/reviews.ts';
import { openSummaries } from '../store/summaries.ts';
import type { Table } from '../store/table.ts';

/** Opens what the routes read and write over the two tables. `now` gives an ISO 8601 UTC instant. */
export function openRouteNeeds(content: Table, ledger: Table, now: () => string) {
  return {
    applications: openGoogleApplications(ledger),
    asks: openPullAsks(ledger),
    clinics: openClinics(ledger),
    connections: openConnections(ledger),
    grantRequests: openGrantRequests(ledger),
    imports: openImports(ledger),
    leases: openLeases(ledger),
    members: openMembers(ledger),
    pulls: openPulls(ledger),
    refusals: openRefusals(ledger),
    reviews: openReviews(content, ledger, now),
    summaries: openSummaries(content, now),
    now,
  };
}
