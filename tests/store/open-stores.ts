import { openClinics } from '../../functions/store/clinics.ts';
import { openConnections } from '../../functions/store/connections.ts';
import { openConsents } from '../../functions/store/consents.ts';
import { openExpiries } from '../../functions/store/expiries.ts';
import { openFeedStates } from '../../functions/store/feed-states.ts';
import { openImports } from '../../functions/store/imports.ts';
import { openLeases } from '../../functions/store/leases.ts';
import { openListingDecisions } from '../../functions/store/listing-decisions.ts';
import { openModerations } from '../../functions/store/moderations.ts';
import { openPullAsks } from '../../functions/store/pull-asks.ts';
import { openPulls } from '../../functions/store/pulls.ts';
import { openReviews } from '../../functions/store/reviews.ts';
import { openSourceGates } from '../../functions/store/source-gates.ts';
import { openSourceSwitches } from '../../functions/store/source-switches.ts';
import { openStandings } from '../../functions/store/standings.ts';
import { openSummaries } from '../../functions/store/summaries.ts';
import { openTaggings } from '../../functions/store/taggings.ts';
import { openTestimonialLinks } from '../../functions/store/testimonial-links.ts';
import { openTestimonials } from '../../functions/store/testimonials.ts';
import type { TestTables } from '../support/tables.ts';

/** The stores over two tables, and everything in them that reads many items of a clinic. */
export type Stores = ReturnType<typeof openStores>;

/** Opens the stores; `now` gives ISO 8601 UTC. */
export function openStores({ content, ledger }: TestTables, now: () => string) {
  const stores = {
    clinics: openClinics(ledger),
    connections: openConnections(ledger),
    consents: openConsents(ledger),
    expiries: openExpiries(content),
    gates: openSourceGates(ledger),
    imports: openImports(ledger),
    leases: openLeases(ledger),
    links: openTestimonialLinks(ledger),
    listingDecisions: openListingDecisions(ledger),
    moderations: openModerations(ledger),
    pullAsks: openPullAsks(ledger),
    pulls: openPulls(ledger),
    reviews: openReviews(content, ledger, now),
    sourceSwitches: openSourceSwitches(ledger),
    standings: openStandings(content, now),
    states: openFeedStates(ledger),
    summaries: openSummaries(content, now),
    taggings: openTaggings(content, now),
    testimonials: openTestimonials(ledger),
  };
  const page = { limit: 50 };
  const listsOf = (clinicId: string): readonly (() => Promise<unknown>)[] => [
    () => stores.clinics.listLocations(clinicId),
    () => stores.clinics.listListings(clinicId),
    () => stores.clinics.listEmbeds(clinicId),
    () => stores.connections.listOf(clinicId),
    () => stores.consents.listForGate(clinicId),
    () => stores.consents.listPage(clinicId, page),
    () => stores.imports.listOf(clinicId),
    () => stores.links.listOf(clinicId),
    () => stores.listingDecisions.listOf(clinicId),
    () => stores.moderations.listOf(clinicId),
    () => stores.moderations.listPage(clinicId, page),
    () => stores.moderations.listStates(clinicId),
    () => stores.moderations.listCorrected(clinicId, page),
    () => stores.moderations.listQueue(clinicId, 'waiting', page),
    () => stores.pullAsks.listOf(clinicId),
    () => stores.pulls.listOf(clinicId),
    () => stores.reviews.listOfClinic(clinicId),
    () => stores.reviews.listPage(clinicId, page),
    () => stores.reviews.listOfListing(clinicId, 'mill-lane-google', 100),
    () => stores.reviews.listMarks(clinicId, 'mill-lane-google'),
    () => stores.standings.listOf(clinicId),
    () => stores.summaries.listOf(clinicId),
    () => stores.taggings.listOf(clinicId),
    () => Array.fromAsync(stores.testimonials.listOf(clinicId, 'mill-lane')),
  ];
  return { ...stores, listsOf };
}
