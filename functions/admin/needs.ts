import type { Audit } from '../domain/audit.ts';
import type { Queue } from '../platform/queue.ts';
import { listAudits } from '../store/audits.ts';
import { type Clinics, openClinics } from '../store/clinics.ts';
import { type Consents, openConsents } from '../store/consents.ts';
import { type Jobs, openJobs } from '../store/jobs.ts';
import { type Members, openMembers } from '../store/members.ts';
import { type Moderations, openModerations } from '../store/moderations.ts';
import { openPulls, type Pulls } from '../store/pulls.ts';
import { openReviews, type Reviews } from '../store/reviews.ts';
import { openSummaries, type Summaries } from '../store/summaries.ts';
import type { Table } from '../store/table.ts';
import { openTaggings, type Taggings } from '../store/taggings.ts';

/** What the staff's API reads and writes. */
export interface AdminNeeds {
  readonly clinics: Clinics;
  readonly jobs: Pick<Jobs, 'find'>;
  readonly members: Members;
  readonly moderations: Moderations;
  readonly consents: Pick<Consents, 'findMany'>;
  readonly pulls: Pulls;
  readonly reviews: Reviews;
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
    clinics: openClinics(ledger),
    consents: openConsents(ledger),
    jobs: openJobs(ledger),
    members: openMembers(ledger),
    moderations: openModerations(ledger),
    pulls: openPulls(ledger),
    reviews: openReviews(content, ledger, now),
    summaries: openSummaries(content, now),
    taggings: openTaggings(content, now),
    listAudits: (clinicId, subject) => listAudits(ledger, clinicId, subject),
    now,
  };
}
