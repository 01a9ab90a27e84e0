import { brotliCompressSync, constants } from 'node:zlib';
import type { Clinic, Embed, Language, Location } from '../domain/clinic.ts';
import { findCondition } from '../domain/condition.ts';
import { FEED_FORMAT, type FeedCondition, type FeedHead } from '../domain/feed.ts';
import type { ListedReview } from './allow-reviews.ts';
import { chipLabels } from './chip-labels.ts';
import { conditionPhrase } from './condition-phrase.ts';
import { contentName } from './content-name.ts';
import { earliest } from './earliest.ts';
import { pageFolder } from './feed-address.ts';
import type { ReviewList } from './make-lists.ts';
import { namePages } from './name-pages.ts';
import { printDirect } from './print-direct.ts';
import { printNote } from './print-note.ts';
import type { ReviewPrinter } from './print-reviews.ts';
import { countAtGoogle, type ListingRating } from './rate-listings.ts';

/** What a head says besides its list. */
export interface HeadContext {
  readonly clinic: Clinic;
  readonly language: Embed['language'];
  /** The embed's own. */
  readonly locations: readonly Location[];
  readonly ratings: readonly ListingRating[];
  /** The embed's list of the broader condition, at the same location; absent when there is none. */
  readonly broader?: ReviewList;
  readonly print: ReviewPrinter;
}

/** A head ready to be put. */
export interface PrintedHead {
  readonly body: string;
  readonly expiresAt?: string;
  /** Bodies of the following pages and indexes it leads to, by name. */
  readonly follows: ReadonlyMap<string, string>;
}

/** Reviews of the first page: of the list itself, of the broader condition's list under it, and given directly. */
interface Size {
  readonly own: number;
  readonly fallback: number;
  readonly direct: number;
}

const MOST_BYTES = 2500;
/** The CDN compresses while it answers, about as tightly as level 5 of brotli's 11. */
const BROTLI_LEVEL = 5;
const MOST_REVIEWS = 12;
const LEAST_REVIEWS = 6;
const SHORT_LIST = 3;
const MOST_FALLBACK = 6;
const MOST_DIRECT = 12;
const LEAST_DIRECT = 3;
const VERSION_LENGTH = 12;

/** Prints the head of a list with as many reviews as keep it small; {@link FeedHead} says how many that are. */
export function printHead(list: ReviewList, context: HeadContext): PrintedHead {
  const others = fallbackOf(list, context.broader);
  let size: Size = {
    own: Math.min(list.reviews.length, MOST_REVIEWS),
    fallback: others.length,
    direct: Math.min(list.testimonials.length, MOST_DIRECT),
  };
  for (;;) {
    const printed = print(list, context, others.slice(0, size.fallback), size);
    const smaller = shrink(size);
    if (!smaller || compressedBytes(printed.body) <= MOST_BYTES) return printed;
    size = smaller;
  }
}

function fallbackOf({ reviews }: ReviewList, broader: ReviewList | undefined): readonly ListedReview[] {
  if (!broader || reviews.length >= SHORT_LIST) return [];
  return broader.reviews.filter((listed) => !reviews.includes(listed)).slice(0, MOST_FALLBACK);
}

function shrink({ own, fallback, direct }: Size): Size | undefined {
  if (own + fallback > LEAST_REVIEWS) {
    return fallback > 0 ? { own, fallback: fallback - 1, direct } : { own: own - 1, fallback, direct };
  }
  return direct > LEAST_DIRECT ? { own, fallback, direct: direct - 1 } : undefined;
}

function compressedBytes(body: string): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_LEVEL };
  return brotliCompressSync(body, { params }).byteLength;
}

function print(
  list: ReviewList,
  context: HeadContext,
  others: readonly ListedReview[],
  size: Size,
): PrintedHead {
  const { follows, ...named } = namePages(list, size.own);
  const lent = { ...reviewsOf(list, context, others, size), ...placesAndRatings(list, context) };
  const printed = [
    ...lent.reviews,
    ...(lent.excerpts ?? []),
    ...(lent.direct?.reviews ?? []),
    ...(lent.fallback?.reviews ?? []),
  ];
  const expiresAt = earliest([...printed, ...lent.ratings].map((thing) => thing.expiresAt));
  const condition = feedCondition(list.conditionId, context.language);
  const note = printNote([...list.reviews, ...others], context.language);
  const content: Omit<FeedHead, 'format' | 'version'> = {
    clinic: context.clinic.name,
    language: context.language,
    ...(condition && { condition }),
    ...(list.locationId !== undefined && { location: list.locationId }),
    labels: chipLabels(printed, context.language),
    shown: list.reviews.length,
    ...(note !== undefined && { note }),
    total: note === undefined ? countAtGoogle(lent.ratings) : 0,
    ...lent,
    pageFolder: pageFolder(context.clinic.clinicId),
    ...named,
    ...(expiresAt !== undefined && { expiresAt }),
  };
  const version = contentName(JSON.stringify(content), VERSION_LENGTH);
  const head: FeedHead = { format: FEED_FORMAT, version, ...content };
  return { body: JSON.stringify(head), follows, ...(expiresAt !== undefined && { expiresAt }) };
}

function reviewsOf(
  { reviews, excerpts, testimonials, conditionId }: ReviewList,
  { print: printReview, broader, language }: HeadContext,
  others: readonly ListedReview[],
  { own, direct }: Size,
): Pick<FeedHead, 'reviews' | 'excerpts' | 'direct' | 'fallback'> {
  const printAll = (listed: readonly ListedReview[], about: string | undefined) =>
    listed.map((one) => printReview(one, about));
  const condition = feedCondition(broader?.conditionId, language);
  return {
    reviews: printAll(reviews.slice(0, own), conditionId),
    ...(excerpts.length > 0 && { excerpts: printAll(excerpts, conditionId) }),
    ...(direct > 0 && {
      direct: printDirect(printAll(testimonials.slice(0, direct), conditionId), language),
    }),
    ...(condition &&
      others.length > 0 && { fallback: { condition, reviews: printAll(others, condition.id) } }),
  };
}

function placesAndRatings(
  { locationId }: ReviewList,
  { locations, ratings }: HeadContext,
): Pick<FeedHead, 'places' | 'ratings'> {
  const there = locations.filter(
    (location) => locationId === undefined || location.locationId === locationId,
  );
  const ids = new Set(there.map((location) => location.locationId));
  return {
    places: Object.fromEntries(there.map((location) => [location.locationId, location.name])),
    ratings: ratings.filter((listing) => ids.has(listing.locationId)).map(({ rating }) => rating),
  };
}

function feedCondition(conditionId: string | undefined, language: Language): FeedCondition | undefined {
  const condition = conditionId === undefined ? undefined : findCondition(conditionId);
  if (!condition) return undefined;
  return {
    id: condition.id,
    label: condition.label[language],
    phrase: conditionPhrase(condition, language),
  };
}
