import type { NotShownReason } from '../../functions/domain/moderation.ts';
import type { SourceName } from '../../functions/domain/review.ts';
import clinicFile from './clinic.json' with { type: 'json' };
import history from './decisions.json' with { type: 'json' };
import type { FakeGoogleReview } from './fake-google-reviews.ts';
import type { FakeYelpBusiness, FakeYelpReview } from './fake-yelp.ts';
import googleFile from './google-reviews.json' with { type: 'json' };
import yelpFile from './yelp.json' with { type: 'json' };

/** The made-up clinic as `npm run clinic -- apply` reads it. */
export const sampleClinic = clinicFile;

/** A Google listing of the clinic, as `FakeGoogle.addLocation` takes it. */
export interface GoogleLocation {
  readonly accountId: string;
  /** Google's own id of the location. */
  readonly locationId: string;
  /** As people read it, such as `Juniper Lane Acupuncture, Mill Lane`. */
  readonly title: string;
  readonly reviews: readonly FakeGoogleReview[];
}

/** A Yelp business of the clinic, in the order in which `FakeYelp.addBusiness` takes its parts. */
export type YelpBusiness = readonly [
  business: FakeYelpBusiness,
  excerpts: readonly FakeYelpReview[],
  languages: readonly string[],
];

/** What a member of the staff decided before the world starts. */
export interface SampleDecision {
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
  /** E-mail address of a member in {@link sampleClinic}. */
  readonly by: string;
  readonly source: SourceName;
  readonly sourceListingId: string;
  readonly sourceReviewId: string;
  readonly status: 'shown' | 'not-shown';
  /** Only with `not-shown`. */
  readonly reason?: NotShownReason;
}

/** A review as the file holds it: times are days before the start. */
interface WrittenReview extends Pick<FakeGoogleReview, 'reviewId' | 'reviewer' | 'starRating' | 'comment'> {
  readonly locationId: string;
  readonly createDaysAgo: number;
  /** When the author changed it; absent when never. */
  readonly updateDaysAgo?: number;
  /** What stood there before the author changed it. */
  readonly before?: Pick<FakeGoogleReview, 'starRating' | 'comment'>;
  readonly reviewReply?: {
    readonly comment: string;
    readonly updateDaysAgo: number;
    readonly reviewReplyState?: 'APPROVED';
  };
}

interface WrittenDecision extends Omit<SampleDecision, 'at' | 'sourceListingId' | 'sourceReviewId'> {
  readonly reviewId: string;
  readonly hoursAgo: number;
}

const googleReviews = googleFile as readonly WrittenReview[];
const decisions = history.decisions as readonly WrittenDecision[];

/** The clinic's listings at Google, by the slug and the name of their location. Never empty. */
export const googlePlaces = clinicFile.listings
  .filter(({ source }) => source === 'google-business')
  .map(({ locationId, sourceListingId }) => ({
    slug: locationId,
    locationId: sourceListingId,
    name: nameOf(locationId),
  }));

/**
 * Google's listings of the clinic, Mill Lane first.
 *
 * @param startedAt the instant the world counts from, ISO 8601 UTC
 * @param at the instant looked at, not after `startedAt`: reviews written later are absent, and texts read as they
 *   did then
 */
export function googleLocations(startedAt: string, at: string = startedAt): readonly GoogleLocation[] {
  const served = { startedAt, at };
  return clinicFile.listings.flatMap(({ source, sourceListingId, accountId, locationId }) => {
    if (source !== 'google-business' || accountId === undefined) return [];
    const reviews = googleReviews
      .filter((written) => written.locationId === locationId && ago(startedAt, written.createDaysAgo) <= at)
      .map((written) => asServed(written, served));
    return [
      {
        accountId,
        locationId: sourceListingId,
        title: `${clinicFile.clinic.name}, ${nameOf(locationId)}`,
        reviews,
      },
    ];
  });
}

/** Yelp's businesses of the clinic: one, with three excerpts. Times count from `startedAt`, ISO 8601 UTC. */
export function yelpBusinesses(startedAt: string): readonly YelpBusiness[] {
  const { business, reviews, possible_languages } = yelpFile;
  const excerpts = reviews.map(({ createDaysAgo, ...review }) => ({
    ...review,
    time_created: inPacificTime(ago(startedAt, createDaysAgo)),
  }));
  return [[business, excerpts, possible_languages]];
}

/** What the staff decided up to `startedAt` (ISO 8601 UTC), oldest first. Never empty. */
export function sampleDecisions(startedAt: string): readonly SampleDecision[] {
  return decisions.map(({ reviewId, hoursAgo, ...decision }) => ({
    ...decision,
    at: ago(startedAt, hoursAgo / 24),
    sourceReviewId: reviewId,
    sourceListingId: listingOf(decision.source, reviewId),
  }));
}

/** What the staff decided about all of Yelp's excerpts at once; `at` is ISO 8601 UTC, `by` an e-mail address. */
export function excerptDecision(startedAt: string): { readonly at: string; readonly by: string } {
  const { by, hoursAgo } = history.excerpts;
  return { by, at: ago(startedAt, hoursAgo / 24) };
}

/** When the clinic's reviews were read for the first time: before every decision. Both ISO 8601 UTC. */
export function firstPullAt(startedAt: string): string {
  return ago(startedAt, history.firstPullHoursAgo / 24);
}

interface Moment {
  readonly startedAt: string;
  readonly at: string;
}

function asServed(written: WrittenReview, { startedAt, at }: Moment): FakeGoogleReview {
  const { reviewId, reviewer, before, reviewReply } = written;
  const createTime = ago(startedAt, written.createDaysAgo);
  const changedAt = ago(startedAt, written.updateDaysAgo ?? written.createDaysAgo);
  const { starRating, comment } = before && at < changedAt ? before : written;
  return {
    reviewId,
    reviewer,
    starRating,
    ...(comment !== undefined && { comment }),
    createTime,
    updateTime: at < changedAt ? createTime : changedAt,
    ...(reviewReply && replyAsServed(reviewReply, { startedAt, at })),
  };
}

function replyAsServed(
  { updateDaysAgo, ...reply }: NonNullable<WrittenReview['reviewReply']>,
  { startedAt, at }: Moment,
): Pick<FakeGoogleReview, 'reviewReply'> {
  const updateTime = ago(startedAt, updateDaysAgo);
  return updateTime <= at ? { reviewReply: { ...reply, updateTime } } : {};
}

function listingOf(source: SourceName, reviewId: string): string {
  const locationId = googleReviews.find((review) => review.reviewId === reviewId)?.locationId;
  const listing = clinicFile.listings.find(
    (candidate) => candidate.source === source && (source === 'yelp' || candidate.locationId === locationId),
  );
  if (!listing) throw new Error(`The sample decision on ${reviewId} is about no listing of the clinic.`);
  return listing.sourceListingId;
}

function nameOf(locationId: string): string {
  return clinicFile.locations.find((location) => location.locationId === locationId)?.name ?? locationId;
}

function ago(startedAt: string, days: number): string {
  return new Date(Date.parse(startedAt) - Math.round(days * 86_400_000)).toISOString();
}

/** `2026-05-03 14:07:00`: how Yelp writes instants, without a zone. */
function inPacificTime(instant: string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: 'America/Los_Angeles' });
}
