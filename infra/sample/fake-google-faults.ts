import type { FakeRequest } from './fake-exchange.ts';
import { faults } from './fake-faults.ts';
import { INVALID_CLIENT, INVALID_GRANT, UNAUTHENTICATED } from './fake-google-access.ts';
import { BAD_ARGUMENT, googleError, NOT_FOUND, type ReviewsPage } from './fake-google-reviews.ts';
import type { Fault } from './fake-trouble.ts';

const ERROR_INFO = 'type.googleapis.com/google.rpc.ErrorInfo';

/** Ways in which Google can misbehave; each is aimed at the route where it happens. */
export const googleFaults = {
  /** The consent has ended. */
  invalidGrant: (): Fault => ({ route: 'token', ...faults.answers(INVALID_GRANT) }),
  /** Our OAuth client is unknown. */
  invalidClient: (): Fault => ({ route: 'token', ...faults.answers(INVALID_CLIENT) }),
  /** The access token is refused. */
  unauthenticated: (): Fault => ({ route: 'reviews', ...faults.answers(UNAUTHENTICATED) }),
  /** The person may not read the listing. */
  permissionDenied: (): Fault => refuses(403, 'PERMISSION_DENIED', 'The caller does not have permission'),
  /** The consent does not cover reviews. */
  insufficientScopes: (): Fault =>
    refuses(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.', {
      reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
    }),
  /** The API is switched off for our project. */
  serviceDisabled: (): Fault =>
    refuses(
      403,
      'PERMISSION_DENIED',
      'Google My Business API has not been used in project 1 before or it is disabled.',
      {
        reason: 'SERVICE_DISABLED',
      },
    ),
  /** The same without a reason in the details, as old answers have it. */
  serviceDisabledInWords: (): Fault =>
    refuses(
      403,
      'PERMISSION_DENIED',
      'Google My Business API has not been used in project 1 before or it is disabled.',
    ),
  /** Our project was never approved: the quota is 0. */
  notApproved: (): Fault => quota('DefaultRequestsPerMinutePerProject', '0'),
  /** Too many calls in a minute. */
  rateLimited: (): Fault => quota('DefaultRequestsPerMinutePerProject', '300'),
  /** Too many calls in a day. */
  dayUsedUp: (): Fault => quota('DefaultRequestsPerDayPerProject', '10000'),
  notFound: (): Fault => ({ route: 'reviews', ...faults.answers(NOT_FOUND) }),
  /** A page token that is no longer taken; the first page is. */
  staleToken: (): Fault => ({ route: 'reviews', when: isLaterPage, ...faults.answers(BAD_ARGUMENT) }),
  badArgument: (): Fault => ({ route: 'reviews', ...faults.answers(BAD_ARGUMENT) }),
  internal: (): Fault => refuses(500, 'INTERNAL', 'Internal error encountered.'),
  unavailable: (): Fault => refuses(503, 'UNAVAILABLE', 'The service is currently unavailable.'),
  /** Something happens at Google before a later page is read. */
  betweenPages: (happens: () => void): Fault => ({ route: 'reviews', when: isLaterPage, before: happens }),
  /** The next page brings the rows of the page before it. */
  repeatedPage: (): Fault => {
    let first: ReviewsPage | undefined;
    return {
      times: 2,
      ...onPage((page) => {
        first ??= page;
        return { ...page, reviews: first.reviews };
      }),
    };
  },
  /** Every page points back to the same token. */
  tokenLoop: (): Fault => {
    let token: string | undefined;
    return {
      times: Number.POSITIVE_INFINITY,
      ...onPage((page) => {
        token ??= page.nextPageToken;
        return { ...page, nextPageToken: token };
      }),
    };
  },
  /** No page is the last: after the true ones come empty ones, each with a new token. */
  endlessTokens: (): Fault => {
    let more = 0;
    return {
      route: 'reviews',
      times: Number.POSITIVE_INFINITY,
      answer: (truth) => {
        more += 1;
        const page =
          truth.status === 200 ? (truth.body as ReviewsPage) : { reviews: [], totalReviewCount: 1_000_000 };
        return { status: 200, body: { ...page, nextPageToken: page.nextPageToken ?? `more-${more}` } };
      },
    };
  },
  /** One page's total is off. */
  lyingTotal: (by: number): Fault =>
    onPage((page) => ({ ...page, totalReviewCount: (page.totalReviewCount ?? 0) + by })),
  /** Pages after the first lack these reviews, though the total counts them: a known issue of Google's. */
  laterPagesLack: (isLacking: (reviewId: string) => boolean): Fault => ({
    when: isLaterPage,
    times: Number.POSITIVE_INFINITY,
    ...onPage((page) => ({ ...page, reviews: page.reviews?.filter(({ reviewId }) => !isLacking(reviewId)) })),
  }),
  /** Every page's total counts reviews that the list never gives. */
  totalCountsMore: (by: number): Fault => ({
    ...googleFaults.lyingTotal(by),
    times: Number.POSITIVE_INFINITY,
  }),
  /** Asked about one review alone, Google answers this. */
  ofOneReview: (fault: Fault): Fault => ({ times: Number.POSITIVE_INFINITY, ...fault, route: 'review' }),
  /** No rows and no further page, though there are reviews. */
  emptyList: (): Fault =>
    onPage(({ averageRating, totalReviewCount }) => ({ reviews: [], averageRating, totalReviewCount })),
  /** As a location without reviews answers. */
  emptyObject: (): Fault => onPage(() => ({})),
  /** One row of the page, by place, is something else. */
  badRow: (at: number, change: (row: Readonly<Record<string, unknown>>) => unknown): Fault =>
    onPage((page) => ({
      ...page,
      reviews: page.reviews?.map((row, place) => (place === at ? change({ ...row }) : row)),
    })),
  /** The rows of a page in the opposite order. */
  reordered: (): Fault => onPage((page) => ({ ...page, reviews: page.reviews?.toReversed() })),
};

function isLaterPage({ url }: FakeRequest): boolean {
  return url.searchParams.has('pageToken');
}

function onPage(change: (page: ReviewsPage) => unknown): Fault {
  return { route: 'reviews', ...faults.changes((body) => change(body as ReviewsPage)) };
}

function refuses(
  code: number,
  status: string,
  message: string,
  info?: Readonly<Record<string, unknown>>,
): Fault {
  const details = info && [{ '@type': ERROR_INFO, domain: 'googleapis.com', ...info }];
  return { route: 'reviews', ...faults.answers(googleError(code, status, message, details)) };
}

function quota(limit: string, value: string): Fault {
  const message = `Quota exceeded for quota metric 'Requests' and limit '${limit}' of service 'mybusiness.googleapis.com'.`;
  const metadata = { service: 'mybusiness.googleapis.com', quota_limit: limit, quota_limit_value: value };
  return refuses(429, 'RESOURCE_EXHAUSTED', message, { reason: 'RATE_LIMIT_EXCEEDED', metadata });
}
