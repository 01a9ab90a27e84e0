import type { FakeAnswer } from './fake-exchange.ts';

/** Google's words for one to five stars, in that order. */
const STAR_WORDS: readonly string[] = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE'];

/** A review as Google's v4 API gives it, without `name`: the location it lies in makes that. */
export interface FakeGoogleReview {
  readonly reviewId: string;
  readonly reviewer: {
    readonly displayName?: string;
    readonly profilePhotoUrl?: string;
    readonly isAnonymous?: boolean;
  };
  /** `ONE` to `FIVE`; anything else is a word we do not know. */
  readonly starRating: string;
  /** With Google's translation in it where there is one; absent or empty for a rating without words. */
  readonly comment?: string;
  /** Instant, RFC 3339. */
  readonly createTime: string;
  /** Instant, RFC 3339; orders the list. */
  readonly updateTime: string;
  readonly reviewReply?: {
    readonly comment: string;
    readonly updateTime: string;
    readonly reviewReplyState?: 'PENDING' | 'REJECTED' | 'APPROVED';
  };
}

/** A listing of a fake Google. */
export interface FakeLocation {
  readonly accountId: string;
  readonly locationId: string;
  readonly title: string;
  /** Rows of a page, however many are asked for; 50 when absent. */
  readonly mostOnAPage?: number;
  readonly find: (reviewId: string) => FakeGoogleReview | undefined;
  readonly put: (review: FakeGoogleReview) => void;
  readonly remove: (reviewId: string) => void;
  /** All of them, last changed first, or by stars. */
  readonly inOrder: (order?: ReviewOrder) => readonly FakeGoogleReview[];
}

/** The orders Google's list knows. */
type ReviewOrder = 'updateTime desc' | 'rating' | 'rating desc';

/** A page of reviews as Google words it. */
export interface ReviewsPage {
  readonly reviews?: readonly (FakeGoogleReview & { readonly name: string })[];
  readonly averageRating?: number;
  readonly totalReviewCount?: number;
  readonly nextPageToken?: string;
}

const MOST_ON_A_PAGE = 50;

/** Makes a listing. */
export function fakeLocation(
  place: Pick<FakeLocation, 'accountId' | 'locationId' | 'title' | 'mostOnAPage'>,
  reviews: readonly FakeGoogleReview[],
): FakeLocation {
  const kept = new Map(reviews.map((review) => [review.reviewId, review]));
  const sorted = new Map<ReviewOrder, readonly FakeGoogleReview[]>();
  return {
    ...place,
    find: (reviewId) => kept.get(reviewId),
    put(review) {
      sorted.clear();
      kept.set(review.reviewId, review);
    },
    remove(reviewId) {
      sorted.clear();
      kept.delete(reviewId);
    },
    inOrder(order = 'updateTime desc') {
      const known = sorted.get(order) ?? [...kept.values()].toSorted(COMPARE[order]);
      sorted.set(order, known);
      return known;
    },
  };
}

const COMPARE: Readonly<Record<ReviewOrder, (a: FakeGoogleReview, b: FakeGoogleReview) => number>> = {
  'updateTime desc': (a, b) => Date.parse(b.updateTime) - Date.parse(a.updateTime) || byId(a, b),
  rating: (a, b) => starsOf(a) - starsOf(b) || byId(a, b),
  'rating desc': (a, b) => starsOf(b) - starsOf(a) || byId(a, b),
};

function byId(a: FakeGoogleReview, b: FakeGoogleReview): number {
  return a.reviewId < b.reviewId ? -1 : 1;
}

function starsOf({ starRating }: FakeGoogleReview): number {
  return STAR_WORDS.indexOf(starRating) + 1;
}

/**
 * Answers `reviews.list`: at most 50 a page; a token says how many were read, so a review that comes between two
 * calls shifts the pages, as at Google.
 */
export function reviewsAnswer(location: FakeLocation, query: URLSearchParams): FakeAnswer {
  const order = query.get('orderBy') || 'updateTime desc';
  const from = offsetOf(query.get('pageToken') ?? '');
  if (!isOrder(order) || from === undefined) return BAD_ARGUMENT;
  const most = location.mostOnAPage ?? MOST_ON_A_PAGE;
  const size = Math.min(Number(query.get('pageSize')) || most, most);
  const all = location.inOrder(order);
  if (all.length === 0) return { status: 200, body: {} };
  const body: ReviewsPage = {
    reviews: all.slice(from, from + size).map((review) => toRow(location, review)),
    averageRating: average(all),
    totalReviewCount: all.length,
    ...(from + size < all.length && { nextPageToken: tokenOf(from + size) }),
  };
  return { status: 200, body };
}

/** Answers `reviews.get`. */
export function reviewAnswer(location: FakeLocation, reviewId: string): FakeAnswer {
  const review = location.find(reviewId);
  if (!review) return NOT_FOUND;
  return { status: 200, body: toRow(location, review) };
}

function toRow({ accountId, locationId }: FakeLocation, review: FakeGoogleReview) {
  return { name: `accounts/${accountId}/locations/${locationId}/reviews/${review.reviewId}`, ...review };
}

function isOrder(order: string): order is ReviewOrder {
  return Object.hasOwn(COMPARE, order);
}

function average(reviews: readonly FakeGoogleReview[]): number {
  const rated = reviews.map(starsOf).filter((stars) => stars > 0);
  return Math.round((10 * rated.reduce((sum, stars) => sum + stars, 0)) / rated.length) / 10;
}

function tokenOf(offset: number): string {
  return Buffer.from(`reviews from ${offset}`).toString('base64url');
}

function offsetOf(token: string): number | undefined {
  if (token === '') return 0;
  const [, offset] = /^reviews from (\d+)$/u.exec(Buffer.from(token, 'base64url').toString('utf8')) ?? [];
  return offset === undefined ? undefined : Number(offset);
}

/** An error as Google's APIs word it. */
export function googleError(
  code: number,
  status: string,
  message: string,
  details?: readonly unknown[],
): FakeAnswer {
  return { status: code, body: { error: { code, message, status, ...(details && { details }) } } };
}

/** What Google says of addresses and things it does not know. */
export const NOT_FOUND = googleError(404, 'NOT_FOUND', 'Requested entity was not found.');

/** What Google says of a page token or an order it does not take. */
export const BAD_ARGUMENT = googleError(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.');
