import { createHash } from 'node:crypto';
import type { Listing, Location } from '../../functions/domain/clinic.ts';
import { conditions } from '../../functions/domain/condition.ts';
import { toContentHash } from '../../functions/domain/content-hash.ts';
import type { ListingDecision } from '../../functions/domain/listing-decision.ts';
import type { Moderation } from '../../functions/domain/moderation.ts';
import type { Review, SourceSummary } from '../../functions/domain/review.ts';
import type { SourceSwitch } from '../../functions/domain/source-switch.ts';
import type { Tagging } from '../../functions/domain/tagging.ts';
import type { ClinicState, StateNeeds } from '../../functions/feed/clinic-state.ts';
import { aClinic, aListing, aModeration, anEmbed, aReview, NOW } from '../support/builders.ts';

/** A review with what the machine and the staff say of it. */
export interface Told {
  readonly review: Review;
  readonly tagging: Tagging;
  readonly moderation: Moderation;
}

/** A review's id as real ones are: 22 characters of base64url, different from the first characters on. */
export function idOf(seed: number | string): string {
  return createHash('sha256').update(`review ${seed}`).digest('base64url').slice(0, 22);
}

/** A location of the clinic. */
export function aLocation(differs: Partial<Location> = {}): Location {
  return { clinicId: 'juniper', locationId: 'mill-lane', name: 'Mill Lane', version: 1, ...differs };
}

/** What Google says of a listing. */
export function aSummary(differs: Partial<SourceSummary> = {}): SourceSummary {
  return {
    clinicId: 'juniper',
    listingId: 'mill-lane-google',
    source: 'google-business',
    rating: 4.9,
    count: 43,
    asOf: '2026-11-22',
    expiresAt: '2026-12-21T10:00:00.000Z',
    ...differs,
  };
}

/** A clinic at Mill Lane and at the harbour, a Google listing each, one embed on its own site, and no reviews. */
export function aState(differs: Partial<ClinicState> = {}): ClinicState {
  return {
    clinicId: 'juniper',
    clinic: aClinic(),
    locations: [aLocation(), aLocation({ locationId: 'harbour', name: 'Harbour' })],
    listings: [aListing(), harbourListing()],
    embeds: [anEmbed()],
    summaries: [aSummary(), aSummary({ listingId: 'harbour-google', rating: 4.7, count: 18 })],
    reviews: [],
    taggings: [],
    moderations: [],
    consents: [],
    listingDecisions: [],
    closedSources: new Set(),
    ...differs,
  };
}

/** The Google listing at the harbour. */
export function harbourListing(differs: Partial<Listing> = {}): Listing {
  return aListing({
    listingId: 'harbour-google',
    locationId: 'harbour',
    sourceListingId: '3333333333333333333',
    pageUrl: 'https://maps.google.com/maps?cid=3333333333333333333',
    ...differs,
  });
}

/** A listing at Yelp with consent on file. */
export function yelpListing(differs: Partial<Listing> = {}): Listing {
  const {
    accountId: _a,
    connectionId: _c,
    ...listing
  } = aListing({
    listingId: 'mill-lane-yelp',
    source: 'yelp',
    sourceListingId: 'juniperLaneYelp0000001',
    pageUrl: 'https://www.yelp.com/biz/juniper-lane',
    pullEveryHours: 8,
    excerptConsent: { recordedOn: '2026-05-03', document: 'Letter in the office' },
  });
  return { ...listing, ...differs };
}

/** Yelp as the operator has confirmed it. */
export function yelpSwitch(differs: Partial<SourceSwitch> = {}): SourceSwitch {
  const commercialConsent = { recordedOn: '2026-05-03', document: 'Letter in the office' };
  const confirmed = { isOff: false, changedAt: '2026-05-03T10:00:00.000Z', by: 'operator', version: 1 };
  return { source: 'yelp', ...confirmed, commercialConsent, ...differs };
}

/** The listing at Yelp without consent: its excerpts are shown all or none. */
export function togetherListing(differs: Partial<Listing> = {}): Listing {
  const { excerptConsent: _, ...listing } = yelpListing(differs);
  return listing;
}

/** What the clinic has decided about all excerpts of {@link togetherListing}: shown. */
export function aListingDecision(differs: Partial<ListingDecision> = {}): ListingDecision {
  const shown = { status: 'shown', version: 1, decidedBy: 'staff-ana', decidedAt: NOW } as const;
  return { clinicId: 'juniper', listingId: 'mill-lane-yelp', takenDown: [], ...shown, ...differs };
}

/**
 * A review that is shown, written a day before the one with the next lower number; tagged with every condition whose
 * English label it says.
 */
export function told(number: number, differs: Partial<Review> = {}): Told {
  const writtenAt = new Date(Date.parse(NOW) - number * 86_400_000 - 1000).toISOString();
  const review = aReview({
    reviewId: idOf(number),
    text: `Review ${number}: they were kind and took their time.`,
    author: { name: `Ana Ruiz${number}`, isAnonymous: false },
    writtenAt,
    writtenOn: writtenAt.slice(0, 10),
    contentHash: toContentHash({ words: `w${number}`, author: `a${number}` }),
    ...differs,
  });
  return { review, tagging: tagLabels(review), moderation: aModeration(review) };
}

/** Reviews of numbers from 0 on. */
export function tellMany(count: number, differs: (number: number) => Partial<Review> = () => ({})): Told[] {
  return Array.from({ length: count }, (_, number) => told(number, differs(number)));
}

/** A state that holds these reviews. */
export function withReviews(state: ClinicState, all: readonly Told[]): ClinicState {
  return {
    ...state,
    reviews: all.map(({ review }) => review),
    taggings: all.map(({ tagging }) => tagging),
    moderations: all.map(({ moderation }) => moderation),
  };
}

/** The stores' reading side over a state in memory, for what would take the engine minutes to hold. */
export function readFrom(state: () => ClinicState): StateNeeds {
  return {
    clinics: {
      find: async () => state().clinic,
      listLocations: async () => [...state().locations],
      listListings: async () => [...state().listings],
      listEmbeds: async () => [...state().embeds],
    },
    summaries: { listOf: async () => [...state().summaries] },
    reviews: { listOfClinic: async () => [...state().reviews] },
    taggings: { listOf: async () => [...state().taggings] },
    moderations: { listForGate: async () => ({ moderations: state().moderations, unreadableIds: [] }) },
    consents: { listForGate: async () => [...state().consents] },
    listingDecisions: { listOf: async () => [...state().listingDecisions] },
    sourceSwitches: { listAll: async () => [yelpSwitch()] },
  };
}

function tagLabels(review: Review): Tagging {
  const { clinicId, listingId, reviewId, contentHash, expiresAt, text = '' } = review;
  const lower = text.toLowerCase();
  const tags = conditions.flatMap(({ id, label }) => {
    const start = lower.indexOf(label.en.toLowerCase());
    const end = start + label.en.length;
    return start < 0 ? [] : [{ conditionId: id, start, end, rule: 'label', confidence: 'sure' as const }];
  });
  return { clinicId, listingId, reviewId, contentHash, lexiconVersion: 'test', tags, flags: [], expiresAt };
}
