import { googleAccess } from './fake-google-access.ts';
import {
  type FakeGoogleReview,
  type FakeLocation,
  fakeLocation,
  NOT_FOUND,
  type ReviewsPage,
} from './fake-google-reviews.ts';
import { googleRoutes } from './fake-google-routes.ts';
import { type FakeServer, startFakeServer } from './fake-server.ts';

/** A Google review that a caller has got, whole. */
interface ServedGoogleReview {
  readonly locationId: string;
  /** The row as it was sent, which need not be a good one. */
  readonly row: unknown;
}

/** A change of a listing's reviews. */
export interface FakeGoogleChange {
  readonly locationId: string;
  readonly reviewId: string;
  readonly action: 'added' | 'changed' | 'deleted';
}

/** A review to post; what is absent is chosen. */
type NewGoogleReview = Partial<FakeGoogleReview> & Pick<FakeGoogleReview, 'reviewer' | 'starRating'>;

/** What can change of a review; `undefined` removes a field. Google's time of change moves only when given. */
type GoogleReviewChange = {
  readonly [Field in keyof Omit<FakeGoogleReview, 'reviewId'>]?: FakeGoogleReview[Field] | undefined;
};

/** How a fake Google is set up. */
export interface FakeGoogleOptions {
  /** Default: any free port. */
  readonly port?: number;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now?: () => string;
  /** The OAuth client it knows; default `fake-client` with secret `fake-client-secret`. */
  readonly client?: { readonly id: string; readonly secret: string };
}

/**
 * A Google Business Profile on this machine, in the documented formats: token and consent, accounts, locations,
 * reviews with real paging, and one by one. Its routes for faults are `token`, `consent`, `allow`, `revoke`,
 * `accounts`, `locations`, `reviews` and `review`.
 */
export interface FakeGoogle extends FakeServer {
  /** Makes a listing known. */
  readonly addLocation: (location: {
    readonly accountId: string;
    readonly locationId: string;
    readonly title: string;
    /** Rows of a page, however many are asked for. Default 50. */
    readonly mostOnAPage?: number;
    readonly reviews?: readonly FakeGoogleReview[];
  }) => void;
  /** A refresh token that may read everything, as consent would give one. */
  readonly addGrant: (refreshToken?: string) => string;
  /** Ends a grant: refreshing fails with `invalid_grant`, its access tokens with 401. */
  readonly revokeGrant: (refreshToken: string) => void;
  /** Ends all access tokens, as time does; refreshing goes on. */
  readonly expireTokens: () => void;
  /** A listing's reviews now, last changed first. Empty when there are none. */
  readonly listReviews: (locationId: string) => readonly FakeGoogleReview[];
  readonly addReview: (locationId: string, review: NewGoogleReview) => FakeGoogleReview;
  readonly changeReview: (
    locationId: string,
    reviewId: string,
    change: GoogleReviewChange,
  ) => FakeGoogleReview;
  /** Changes the words as their author does: the time of change moves. */
  readonly editReview: (
    locationId: string,
    reviewId: string,
    words: Pick<GoogleReviewChange, 'starRating' | 'comment'>,
  ) => FakeGoogleReview;
  readonly deleteReview: (locationId: string, reviewId: string) => void;
  /** Calls back with every change until the returned function is called. */
  readonly onChange: (listener: (change: FakeGoogleChange) => void) => () => void;
  /** Everything that callers have got, oldest first: what must be stored or refused. */
  readonly served: readonly ServedGoogleReview[];
}

/** Starts a fake Google. */
export async function startFakeGoogle(options: FakeGoogleOptions = {}): Promise<FakeGoogle> {
  const now = options.now ?? (() => new Date().toISOString());
  const locations = new Map<string, FakeLocation>();
  const access = googleAccess(options.client ?? { id: 'fake-client', secret: 'fake-client-secret' }, now);
  const served: ServedGoogleReview[] = [];
  const server = await startFakeServer({
    routes: googleRoutes(locations, access),
    notFound: NOT_FOUND,
    ...(options.port !== undefined && { port: options.port }),
    onServed({ route, captured }, { status, body }) {
      if (route !== 'reviews' || status !== 200) return;
      for (const row of rowsOf(body)) served.push({ locationId: captured[1] ?? '', row });
    },
  });
  return { ...server, ...access.grants, served, ...openReviews(locations, now) };
}

type ReviewBook = Pick<
  FakeGoogle,
  'addLocation' | 'listReviews' | 'addReview' | 'changeReview' | 'editReview' | 'deleteReview' | 'onChange'
>;

function openReviews(locations: Map<string, FakeLocation>, now: () => string): ReviewBook {
  const listeners = new Set<(change: FakeGoogleChange) => void>();
  let posted = 0;
  const at = (locationId: string) => {
    const location = locations.get(locationId);
    if (!location) throw new Error(`The fake Google has no location ${locationId}.`);
    return location;
  };
  const tell = (change: FakeGoogleChange) => {
    for (const listener of listeners) listener(change);
  };
  const change = (locationId: string, reviewId: string, fields: GoogleReviewChange) => {
    const review = at(locationId).find(reviewId);
    if (!review) throw new Error(`The fake Google has no review ${reviewId}.`);
    const changed = { ...review, ...fields } as FakeGoogleReview;
    at(locationId).put(changed);
    tell({ locationId, reviewId, action: 'changed' });
    return changed;
  };
  return {
    addLocation: ({ reviews = [], ...place }) =>
      locations.set(place.locationId, fakeLocation(place, reviews)),
    listReviews: (locationId) => at(locationId).inOrder(),
    addReview(locationId, review) {
      posted += 1;
      const instant = now();
      const reviewId = `posted-${Date.parse(instant).toString(36)}-${posted}`;
      const added = { reviewId, createTime: instant, updateTime: instant, ...review };
      at(locationId).put(added);
      tell({ locationId, reviewId: added.reviewId, action: 'added' });
      return added;
    },
    changeReview: change,
    editReview: (locationId, reviewId, words) =>
      change(locationId, reviewId, { ...words, updateTime: now() }),
    deleteReview(locationId, reviewId) {
      at(locationId).remove(reviewId);
      tell({ locationId, reviewId, action: 'deleted' });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The rows of an answer that may be anything. */
function rowsOf(body: unknown): readonly unknown[] {
  const { reviews } = (typeof body === 'object' && body !== null ? body : {}) as Partial<ReviewsPage>;
  return Array.isArray(reviews) ? reviews : [];
}
