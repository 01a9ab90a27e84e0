import type { Audit } from '../domain/audit.ts';
import type { Queue } from '../platform/queue.ts';
import { listAudits } from '../store/audits.ts';
import { type Clinics, openClinics } from '../store/clinics.ts';
import { type Connections, openConnections } from '../store/connections.ts';
import { type Consents, openConsents } from '../store/consents.ts';
import { type GoogleApplications, openGoogleApplications } from '../store/google-applications.ts';
import { type Imports, openImports } from '../store/imports.ts';
import { type Jobs, openJobs } from '../store/jobs.ts';
import { type ListingDecisions, openListingDecisions } from '../store/listing-decisions.ts';
import { type Members, openMembers } from '../store/members.ts';
import { type Moderations, openModerations } from '../store/moderations.ts';
import { openPullAsks, type PullAsks } from '../store/pull-asks.ts';
import { openPulls, type Pulls } from '../store/pulls.ts';
import { openQuotaDays, type QuotaDays } from '../store/quota-days.ts';
import { openReviews, type Reviews } from '../store/reviews.ts';
import { openSourceSwitches, type SourceSwitches } from '../store/source-switches.ts';
import { openStandings, type Standings } from '../store/standings.ts';
import { openSummaries, type Summaries } from '../store/summaries.ts';
import type { Table } from '../store/table.ts';
import { openTaggings, type Taggings } from '../store/taggings.ts';

/** What the staff's API reads and writes. */
export interface AdminNeeds {
  readonly applications: Pick<GoogleApplications, 'find'>;
  readonly asks: Pick<PullAsks, 'listOf'>;
  readonly clinics: Clinics;
  readonly imports: Pick<Imports, 'listOf'>;
  readonly connections: Pick<Connections, 'listOf'>;
  readonly jobs: Pick<Jobs, 'find'>;
  readonly listingDecisions: ListingDecisions;
  readonly members: Members;
  readonly moderations: Moderations;
  readonly consents: Pick<Consents, 'findMany'>;
  readonly pulls: Pulls;
  readonly quotaDays: Pick<QuotaDays, 'find'>;
  readonly reviews: Reviews;
  readonly sourceSwitches: SourceSwitches;
  readonly standings: Pick<Standings, 'listOf'>;
  readonly summaries: Summaries;
  readonly taggings: Taggings;
  /** What happened to a subject, oldest first; empty when nothing did. */
  readonly listAudits: (clinicId: string, subject: string) => Promise<readonly Audit[]>;
  /** Instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/** What the routes work with. */
export interface RouteNeeds extends AdminNeeds {
  /** Takes requests to read a clinic's reviews anew. */
  readonly retagQueue: Queue;
}

/** Opens everything over the two tables. */
export function openNeeds(content: Table, ledger: Table, now: () => string): AdminNeeds {
  return {
    applications: openGoogleApplications(ledger),
    asks: openPullAsks(ledger),
    clinics: openClinics(ledger),
    consents: openConsents(ledger),
    imports: openImports(ledger),
    connections: openConnections(ledger),
    jobs: openJobs(ledger),
    listingDecisions: openListingDecisions(ledger),
    members: openMembers(ledger),
    moderations: openModerations(ledger),
    pulls: openPulls(ledger),
    quotaDays: openQuotaDays(ledger),
    reviews: openReviews(content, ledger, now),
    sourceSwitches: openSourceSwitches(ledger),
    standings: openStandings(content, now),
    summaries: openSummaries(content, now),
    taggings: openTaggings(content, now),
    listAudits: (clinicId, subject) => listAudits(ledger, clinicId, subject),
    now,
  };
}
