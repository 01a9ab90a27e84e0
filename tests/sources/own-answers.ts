import type { FakeAnswer } from '../../infra/sample/fake-exchange.ts';

/** Answers in the documented formats, word for word, with made-up people in them. */

type Row = Readonly<Record<string, unknown>>;

const PARENT = 'accounts/111111111111111111111/locations/2222222222222222222/reviews';

function row(number: number, starRating: string, more: Row = {}): Row {
  const day = String(30 - number).padStart(2, '0');
  const reviewId = `AbFvOqmOWN${String(number).padStart(4, '0')}`;
  return {
    name: `${PARENT}/${reviewId}`,
    reviewId,
    reviewer: { profilePhotoUrl: 'https://photos.example/a/x=s120', displayName: `Ana Ruiz ${number}` },
    starRating,
    comment: `Visit ${number}: my back is better.`,
    createTime: `2026-10-${day}T09:00:00.123456Z`,
    updateTime: `2026-10-${day}T09:00:00.123456Z`,
    ...more,
  };
}

const reply = (comment: string, reviewReplyState = 'APPROVED') => ({
  reviewReply: { comment, updateTime: '2026-11-01T10:00:00Z', reviewReplyState },
});

const { comment: _, ...WITHOUT_WORDS } = row(4, 'FOUR');

/** Thirteen reviews, by number: each shows something. */
const ROWS: readonly Row[] = [
  row(1, 'FIVE', reply('Thank you, Ana.')),
  row(2, 'FOUR', { createTime: '2026-10-28T11:30:00+02:00' }),
  row(3, 'SIX'),
  WITHOUT_WORDS,
  row(5, 'THREE', { comment: '' }),
  row(6, 'FIVE', { reviewer: { displayName: 'Mike M.' } }),
  row(7, 'ONE', { reviewer: { displayName: 'A Google user', isAnonymous: true } }),
  row(8, 'TWO', { comment: "<script>alert('x')</script> & 🌿" }),
  row(9, 'FIVE', { comment: '(Translated by Google) It helped.\n\n(Original)\nMe ayudó.' }),
  row(10, 'FIVE', { comment: 'Il a aidé.\n\n(Translated by Google)\nHe helped.' }),
  row(11, 'STAR_RATING_UNSPECIFIED'),
  row(12, 'TWO', reply('We look into it.', 'PENDING')),
  row(13, 'FIVE'),
];

function page(reviews: readonly Row[], totalReviewCount: number, nextPageToken?: string): FakeAnswer {
  return {
    status: 200,
    body: { reviews, averageRating: 4.1, totalReviewCount, ...(nextPageToken && { nextPageToken }) },
  };
}

const rows = (...numbers: readonly number[]) => numbers.map((number) => ROWS[number - 1] ?? {});

/** Google’s lists. */
export const GOOGLE = {
  token: {
    status: 200,
    body: { access_token: 'ya29.own', expires_in: 3599, scope: 'business.manage', token_type: 'Bearer' },
  },
  /** All thirteen on three pages. */
  pages: [
    page(rows(1, 2, 3, 4, 5), 13, 'to-2'),
    page(rows(6, 7, 8, 9, 10), 13, 'to-3'),
    page(rows(11, 12, 13), 13),
  ],
  /** The second page after a review came: one row twice, one missed, another total. */
  shifted: page(rows(5, 6, 7, 8, 9), 14, 'to-3'),
  /**
   * The day after: 7 is gone, 14 is new; 12 has other words and stars, 1 no reply any more, 6 another name, the last
   * two with the old time of change.
   */
  nextDay: [
    page(
      [
        row(14, 'FIVE'),
        row(12, 'FIVE', { comment: 'They called me. All well now.', updateTime: '2026-11-02T08:00:00Z' }),
        row(1, 'FIVE'),
        row(6, 'FIVE', { reviewer: { displayName: 'Michael M.' } }),
        ...rows(2, 3, 4, 5, 8, 9, 10, 11, 13),
      ],
      13,
    ),
  ],
  /** A location without reviews. */
  empty: { status: 200, body: {} },
  /** No row, though there are thirteen. */
  suspiciouslyEmpty: page([], 13),
} as const;

function excerpt(id: string, time: string, text: string): Row {
  return {
    id,
    url: `https://www.yelp.com/biz/juniper-lane?adjust_creative=k&hrid=${id}&utm_source=k`,
    text,
    rating: 5,
    time_created: time,
    user: { id: `u-${id}`, profile_url: 'https://www.yelp.com/user', image_url: null, name: 'Eva B.' },
  };
}

const excerpts = (...reviews: readonly Row[]): FakeAnswer => ({
  status: 200,
  body: { reviews, total: 87, possible_languages: ['en'] },
});

/** Yelp’s answers. */
export const YELP = {
  business: { status: 200, body: { id: 'juniper-lane', rating: 4.5, review_count: 87 } },
  /** The second one in the hour that never happens, the third in the hour that happens twice. */
  today: excerpts(
    excerpt('y1', '2026-10-28 21:14:03', 'They took their time\nand...'),
    excerpt('y2', '2026-03-08 02:30:00', 'My neck is...'),
    excerpt('y3', '2025-11-02 01:30:00', 'Kind people...'),
  ),
  /** Another sample. */
  tomorrow: excerpts(
    excerpt('y4', '2026-11-20 10:00:00', 'After my surgery...'),
    excerpt('y1', '2026-10-28 21:14:03', 'They took their time\nand...'),
    excerpt('y5', '2026-11-01 10:00:00', 'Walked in, walked...'),
  ),
} as const;

const google = (code: number, status: string, message: string, info?: Row): FakeAnswer => ({
  status: code,
  body: {
    error: {
      ...{ code, message, status },
      ...(info && { details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', ...info }] }),
    },
  },
});

const quota = (limit: string, value: string): FakeAnswer =>
  google(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded.', {
    reason: 'RATE_LIMIT_EXCEEDED',
    metadata: { quota_limit: limit, quota_limit_value: value },
  });

const yelpSays = (status: number, code: string): FakeAnswer => ({
  status,
  body: { error: { code, description: 'No.' } },
});

/** Every documented refusal, and what it must come to. */
export const REFUSALS: readonly (readonly ['token' | 'google' | 'yelp' | 'business', FakeAnswer, string])[] =
  [
    [
      'token',
      { status: 400, body: { error: 'invalid_grant', error_description: 'Revoked.' } },
      'grant-expired',
    ],
    ['token', { status: 401, body: { error: 'invalid_client' } }, 'config'],
    ['google', google(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.'), 'bad-request'],
    ['google', google(401, 'UNAUTHENTICATED', 'Request had invalid credentials.'), 'grant-expired'],
    ['google', google(403, 'PERMISSION_DENIED', 'The caller does not have permission'), 'forbidden'],
    ['google', google(403, 'PERMISSION_DENIED', 'Off.', { reason: 'SERVICE_DISABLED' }), 'config'],
    ['google', google(403, 'PERMISSION_DENIED', 'Unpaid.', { reason: 'BILLING_DISABLED' }), 'config'],
    ['google', google(404, 'NOT_FOUND', 'Requested entity was not found.'), 'not-found'],
    ['google', quota('RequestsPerMinutePerProject', '0'), 'not-approved'],
    ['google', quota('RequestsPerMinutePerProject', '300'), 'throttled'],
    ['google', quota('RequestsPerDayPerProject', '10000'), 'quota-day'],
    ['google', google(500, 'INTERNAL', 'Internal error encountered.'), 'unreachable'],
    ['google', google(503, 'UNAVAILABLE', 'The service is currently unavailable.'), 'unreachable'],
    ['yelp', yelpSays(400, 'VALIDATION_ERROR'), 'bad-request'],
    ['yelp', yelpSays(400, 'INVALID_AUTHORIZATION_METHOD'), 'config'],
    ['yelp', yelpSays(401, 'TOKEN_INVALID'), 'config'],
    ['yelp', yelpSays(403, 'BUSINESS_UNAVAILABLE'), 'no-reviews'],
    ['yelp', yelpSays(404, 'NOT_FOUND'), 'plan-lacks-reviews'],
    ['business', yelpSays(404, 'BUSINESS_NOT_FOUND'), 'not-found'],
    ['business', yelpSays(301, 'BUSINESS_MIGRATED'), 'moved'],
    ['yelp', yelpSays(429, 'TOO_MANY_REQUESTS_PER_SECOND'), 'throttled'],
    ['yelp', yelpSays(429, 'ACCESS_LIMIT_REACHED'), 'quota-day'],
    ['yelp', yelpSays(500, 'INTERNAL_ERROR'), 'unreachable'],
    ['yelp', yelpSays(503, 'A_CODE_NOBODY_KNOWS'), 'unreachable'],
  ];
