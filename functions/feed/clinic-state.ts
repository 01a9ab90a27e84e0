import type { Clinic, Embed, Listing, Location } from '../domain/clinic.ts';
import type { ListingDecision } from '../domain/listing-decision.ts';
import type { Moderation } from '../domain/moderation.ts';
import type { Review, SourceName, SourceSummary } from '../domain/review.ts';
import { closedSources } from '../domain/source-switch.ts';
import type { Tagging } from '../domain/tagging.ts';
import type { Clinics } from '../store/clinics.ts';
import type { Consents, GateConsent } from '../store/consents.ts';
import type { ListingDecisions } from '../store/listing-decisions.ts';
import type { Moderations } from '../store/moderations.ts';
import type { Reviews } from '../store/reviews.ts';
import type { SourceSwitches } from '../store/source-switches.ts';
import type { Summaries } from '../store/summaries.ts';
import type { Taggings } from '../store/taggings.ts';

/** Everything a clinic's feed is made of. */
export interface ClinicState {
  readonly clinicId: string;
  /** Absent when the clinic is gone; the lists below are empty then. */
  readonly clinic?: Clinic;
  readonly locations: readonly Location[];
  readonly listings: readonly Listing[];
  readonly embeds: readonly Embed[];
  readonly summaries: readonly SourceSummary[];
  readonly reviews: readonly Review[];
  readonly taggings: readonly Tagging[];
  readonly moderations: readonly Moderation[];
  /** Of direct testimonials. */
  readonly consents: readonly GateConsent[];
  readonly listingDecisions: readonly ListingDecision[];
  /** Sources of which nothing may be shown, whatever clinics have decided. */
  readonly closedSources: ReadonlySet<SourceName>;
}

/** Where a clinic's state is read. */
export interface StateNeeds {
  readonly clinics: Pick<Clinics, 'find' | 'listLocations' | 'listListings' | 'listEmbeds'>;
  readonly summaries: Pick<Summaries, 'listOf'>;
  readonly reviews: Pick<Reviews, 'listOfClinic'>;
  readonly taggings: Pick<Taggings, 'listOf'>;
  readonly moderations: Pick<Moderations, 'listForGate'>;
  readonly consents: Pick<Consents, 'listForGate'>;
  readonly listingDecisions: Pick<ListingDecisions, 'listOf'>;
  readonly sourceSwitches: Pick<SourceSwitches, 'listAll'>;
}

/**
 * Reads the present state of a clinic, strongly consistent by item. The items are not of one instant: what changes
 * meanwhile marks the clinic due again, and a judgement holds only for the words whose hash it names.
 */
export async function readClinicState(clinicId: string, needs: StateNeeds): Promise<ClinicState> {
  const { clinics } = needs;
  const clinic = await clinics.find(clinicId);
  if (!clinic) return goneClinic(clinicId);
  const [locations, listings, embeds, summaries, reviews, taggings, moderations, ...others] =
    await Promise.all([
      clinics.listLocations(clinicId),
      clinics.listListings(clinicId),
      clinics.listEmbeds(clinicId),
      needs.summaries.listOf(clinicId),
      needs.reviews.listOfClinic(clinicId),
      needs.taggings.listOf(clinicId),
      needs.moderations.listForGate(clinicId),
      needs.consents.listForGate(clinicId),
      needs.listingDecisions.listOf(clinicId),
      needs.sourceSwitches.listAll(),
    ]);
  const [consents, listingDecisions, switches] = others;
  const undecided = new Set(moderations.unreadableIds);
  return {
    clinicId,
    clinic,
    locations,
    listings,
    embeds,
    summaries,
    // What was decided about these cannot be read: nobody can tell that they were not taken down.
    reviews: reviews.filter(({ reviewId }) => !undecided.has(reviewId)),
    taggings,
    moderations: moderations.moderations,
    consents,
    listingDecisions,
    closedSources: closedSources(switches),
  };
}

function goneClinic(clinicId: string): ClinicState {
  return {
    clinicId,
    locations: [],
    listings: [],
    embeds: [],
    summaries: [],
    reviews: [],
    taggings: [],
    moderations: [],
    consents: [],
    listingDecisions: [],
    closedSources: new Set(),
  };
}
