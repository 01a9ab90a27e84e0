import { spread } from '../../functions/domain/retention.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import { INVALID_GRANT, UNAUTHENTICATED } from '../../infra/sample/fake-google-access.ts';
import { googleFaults } from '../../infra/sample/fake-google-faults.ts';
import type { Fault } from '../../infra/sample/fake-trouble.ts';
import { type Aim, ROW_KINDS } from './row-kinds.ts';

/** One way in which a source misbehaves on one request. */
export interface Kind {
  readonly make: (aim: Aim) => Fault;
  /** Requests it fits: any, a page of reviews, a page of Google's, a later page of Google's, Google's token endpoint. */
  readonly on: 'any' | 'page' | 'google-page' | 'later-page' | 'token';
  /** Nothing of such an answer may be taken for true, however well it reads. */
  readonly isBroken?: true;
  /** It is JSON, but no page of reviews. */
  readonly isNoPage?: true;
  /** Goes on until the run is over. */
  readonly lasts?: true;
}

/** Kinds that end a run or cost real time; they strike less often, so that most runs get on. */
export const SELDOM: readonly string[] = [
  ...[
    '401-always',
    '403-billing-disabled',
    '404-place-gone',
    '410',
    '429-huge-retry-after',
    '400-invalid_grant',
  ],
  ...['quota-zero', 'quota-day', 'forbidden', '301-place-moved', 'redirect-loop', 'redirect-to-http'],
  ...['200-error-body', 'json-null', 'json-array-not-object', 'body-3MB', 'gzip-bomb'],
  ...['504-after-30s', 'slow-headers', 'silence', 'slow-loris-body'],
  ...['page-token-loop', 'page-token-chain-endless', 'empty-object', 'empty-list-with-total'],
];

const any = (make: Kind['make'], more: Partial<Kind> = {}): Kind => ({ make, on: 'any', ...more });
const broken = (make: Kind['make']): Kind => any(make, { isBroken: true });
const noPage = (body: unknown): Kind => any(() => faults.says(body), { isNoPage: true });
const onGoogle = (make: Kind['make'], more: Partial<Kind> = {}): Kind => ({
  make: (aim) => ({ ...make(aim), times: 1 }),
  on: 'google-page',
  ...more,
});

const refusing = (status: number, body: unknown = {}) => any(() => faults.answers({ status, body }));
const waiting = (status: number, value: string) => any(() => faults.retryAfter(status, value));

/** Longer than a hasty caller waits for the first byte. */
const LATE_MS = 5000;

const REFUSALS: Readonly<Record<string, Kind>> = {
  '429-retry-after-seconds': waiting(429, '2'),
  '429-retry-after-date': any(({ now }) =>
    faults.retryAfter(429, new Date(Date.parse(now()) + 3000).toUTCString()),
  ),
  '429-no-header': refusing(429),
  '429-huge-retry-after': waiting(429, '86400'),
  '429-negative': waiting(429, '-5'),
  '429-garbage': waiting(429, 'soon'),
  '500': refusing(500),
  '502-html': any(() => faults.html(502)),
  '503-retry-after': waiting(503, '1'),
  '504-after-30s': any(() => ({ ...faults.answers({ status: 504, body: '' }), delayMs: LATE_MS })),
  '401-expired-then-ok-after-refresh': onGoogle(({ expireTokens }) => ({ before: expireTokens })),
  '401-always': onGoogle(() => faults.answers(UNAUTHENTICATED), { lasts: true }),
  '400-invalid_grant': { make: () => faults.answers(INVALID_GRANT), on: 'token' },
  '403-quota': onGoogle(() => googleFaults.rateLimited()),
  '403-billing-disabled': onGoogle(() => googleFaults.serviceDisabled()),
  '404-place-gone': onGoogle(() => googleFaults.notFound()),
  '410': refusing(410),
  'quota-zero': onGoogle(() => googleFaults.notApproved()),
  'quota-day': onGoogle(() => googleFaults.dayUsedUp()),
  forbidden: onGoogle(() => googleFaults.permissionDenied()),
};

const moved = ({ origin, path }: Aim) => `${origin}${path}${path.includes('?') ? '&' : '?'}moved=1`;

const ON_THE_WAY: Readonly<Record<string, Kind>> = {
  '301-place-moved': any((aim) => faults.redirect(moved(aim), 301)),
  'redirect-loop': any((aim) => faults.redirect(moved(aim), 307)),
  'redirect-to-http': any((aim) => faults.redirect(moved(aim).replace('127.0.0.1', 'localhost'))),
  'slow-headers': any(() => faults.slow(LATE_MS)),
  silence: any(() => faults.silent()),
  'slow-loris-body': any(() => faults.drip(1)),
  'reset-before-headers': broken(() => faults.reset()),
  'reset-mid-body': broken(({ random }) => faults.reset(Math.floor(random() * 700))),
  'fin-early-content-length': broken(({ random }) => faults.earlyEnd(random() * 0.99)),
  'truncated-json-200': broken(({ random }) => faults.cut(random() * 0.99)),
  // Where only the checksum is missing, the words are whole.
  'truncated-gzip': any(({ random }) => faults.cutGzip(random() * 0.99)),
  'chunks-without-end': broken(() => faults.chunked(true)),
  'gzip-bomb': broken(() => faults.gzipBomb(200)),
  'wrong-content-length': broken(() => faults.shortLength(2)),
  'keepalive-closed-mid-pipeline': broken(() => faults.hangUp()),
  'keepalive-closed-after-answer': any(() => faults.closing()),
  'set-cookie-flood': any(() => faults.cookies(2000)),
  'header-64kB': any(() => faults.longHeaders(65_536)),
  'http-0.9': broken(() => faults.raw('{"reviews":[],"totalReviewCount":0}')),
  'chunk-size-overflow': broken(() =>
    faults.raw(
      'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n',
    ),
  ),
};

const BODIES: Readonly<Record<string, Kind>> = {
  '200-error-body': noPage({ error: { code: 503, status: 'UNAVAILABLE' } }),
  'html-200': any(() => faults.html(200), { isNoPage: true }),
  'empty-200': broken(() => faults.says('')),
  'json-null': noPage(null),
  'json-array-not-object': noPage([{ reviews: [] }]),
  'latin1-bytes-as-utf8': any(() => faults.latin1()),
  'bom-json': any(() => faults.byteOrderMark()),
  'duplicate-json-keys': any(() => ({
    answer: (truth) => ({
      ...truth,
      body: JSON.stringify(truth.body).replace(/^\{/u, '{"reviews":[],"totalReviewCount":0,'),
    }),
    when: ({ route }) => route === 'reviews',
  })),
  'trailing-garbage-after-json': broken(() => faults.trailing('<!-- -->')),
  'two-json-documents': broken(() => faults.trailing('{"reviews":[]}')),
  'body-3MB': broken(() => faults.huge(3_000_000)),
};

type Rows = readonly { readonly reviewId?: unknown }[];

/** The same reviews are lacking on every page of a reading, and in every reading with the same salt. */
const isLacking = (salt: number) => (row: Rows[number]) =>
  spread(`${salt}/${String(row?.reviewId)}`) < salt / 2;

const lackingLater = (salt: number) =>
  faults.changes((page) => ({
    ...page,
    reviews: (page.reviews as Rows | undefined)?.filter((row) => !isLacking(salt)(row)),
  }));

const READINGS: Readonly<Record<string, Kind>> = {
  'same-page-twice': onGoogle(({ previous }) =>
    faults.changes((page) => (previous ? { ...page, reviews: previous.reviews } : page)),
  ),
  'page-token-loop': onGoogle(() => googleFaults.tokenLoop(), { lasts: true }),
  'page-token-chain-endless': onGoogle(() => googleFaults.endlessTokens(), { lasts: true }),
  'page-token-expired-mid-walk': { ...onGoogle(() => googleFaults.staleToken()), on: 'later-page' },
  'review-moves-between-pages': {
    ...onGoogle(({ happens }) => ({ before: () => happens('edit') })),
    on: 'later-page',
  },
  'review-deleted-mid-walk': {
    ...onGoogle(({ happens }) => ({ before: () => happens('delete') })),
    on: 'later-page',
  },
  'review-added-mid-walk': {
    ...onGoogle(({ happens }) => ({ before: () => happens('add') })),
    on: 'later-page',
  },
  'total-count-lies': onGoogle(({ random }) => googleFaults.lyingTotal(1 + Math.floor(random() * 5))),
  'total-count-lies-low': onGoogle(({ random }) =>
    faults.changes(({ totalReviewCount, ...page }) =>
      typeof totalReviewCount === 'number'
        ? { ...page, totalReviewCount: Math.floor(random() * totalReviewCount) }
        : page,
    ),
  ),
  'total-count-missing': onGoogle(() => faults.changes(({ totalReviewCount: _, ...page }) => page)),
  'later-pages-lack-reviews': {
    ...onGoogle(({ random }) => lackingLater(random()), { lasts: true }),
    on: 'later-page',
  },
  'total-counts-the-unlisted': onGoogle(
    ({ random }) => ({ ...googleFaults.lyingTotal(1 + Math.floor(random() * 9)) }),
    { lasts: true },
  ),
  'empty-list-with-total': onGoogle(() => googleFaults.emptyList()),
  'empty-object': onGoogle(() => googleFaults.emptyObject()),
  'reordered-pages': onGoogle(() => googleFaults.reordered()),
};

/** Every way in which a source misbehaves on a request, by its id. */
export const KINDS: Readonly<Record<string, Kind>> = {
  ...REFUSALS,
  ...ON_THE_WAY,
  ...BODIES,
  ...READINGS,
  ...Object.fromEntries(
    Object.entries(ROW_KINDS).map(([id, make]): [string, Kind] => [id, { make, on: 'page' }]),
  ),
};

/** What happens to a whole listing, a whole worker or the whole world: the script of days does it. */
export const HAPPENINGS = [
  'clock-skew-plus-10min',
  'clock-skew-minus-1day',
  'same-id-two-sources',
  'burst-10x',
] as const;

/** Ids that strike nothing here, each with where the same is proved. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  ok: 'no fault: what every request gets that is left alone',
  'dns-fail': 'tests/sources/http.test.ts',
  'tls-expired': 'tests/sources/http-tls.test.ts',
  'tls-wrong-host': 'tests/sources/http-tls.test.ts',
  '100k-reviews': 'tests/sources/scan-record.test.ts bounds the pages; npm run bench -- pull the memory',
};
