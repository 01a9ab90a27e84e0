import * as z from 'zod';
import { AppError } from '../domain/error.ts';
import type { SourceFailure } from '../domain/pull.ts';
import type { HttpAnswer } from './http-exchange.ts';
import { pacificToUtc } from './pacific-time.ts';
import { unexplained } from './unexplained.ts';

const Refusal = z.object({
  error: z.object({
    message: z.string().catch(''),
    status: z.string().catch(''),
    details: z.array(z.unknown()).catch([]),
    /** Older answers of Google's say the reason here. */
    errors: z.array(z.unknown()).catch([]),
  }),
});

const ErrorInfo = z.object({
  reason: z.string().catch(''),
  metadata: z.record(z.string(), z.unknown()).catch({}),
});

interface GoogleRefusal {
  readonly status: number;
  /** The canonical code, such as `NOT_FOUND`; `''` when not told. */
  readonly code: string;
  /** False of a web page, or nothing: Google's API always answers in JSON. */
  readonly isData: boolean;
  readonly message: string;
  /** `details[].reason` of the ErrorInfo; `''` when there is none. */
  readonly reason: string;
  readonly quotaLimit: string;
  /** A number as text; `''` when not told. */
  readonly quotaValue: string;
}

const SWITCHED_OFF = /has not been used in project|it is disabled/u;
const PROJECT_REASON =
  /^(?:SERVICE_DISABLED|BILLING_DISABLED|BILLING_STATE_INVALID|CONSUMER_INVALID|CONSUMER_SUSPENDED|USER_PROJECT_DENIED|API_KEY_\w+|accessNotConfigured|keyInvalid)$/u;
const SCOPE_REASON = /^(?:ACCESS_TOKEN_SCOPE_INSUFFICIENT|insufficientPermissions|insufficientScopes)$/u;
const LACKS_SCOPE = /insufficient authentication scopes/iu;
const QUOTA_REASON =
  /^(?:RATE_LIMIT_EXCEEDED|RESOURCE_EXHAUSTED|rateLimitExceeded|userRateLimitExceeded|quotaExceeded|dailyLimitExceeded)$/u;
const API_KEY = /\bAPI key\b/iu;
/** Google has no such call: we ask wrongly, and nothing is said of the listing. */
const NO_METHOD = /^method not found/iu;

const MESSAGES: Readonly<Record<SourceFailure, string>> = {
  throttled: 'Google asks us to slow down; the rest is read later.',
  'quota-day': 'The calls to Google are used up for today.',
  'not-approved': 'Google has not approved our access to its Business Profile API yet: the quota is 0.',
  'grant-expired': 'Google no longer takes the clinic’s consent. Connect Google again.',
  forbidden: 'The connected Google account may not read this listing, or the listing is not verified.',
  'no-key': 'There is no OAuth client for Google yet.',
  config: 'Our project at Google is not set up: the API is switched off, blocked or has no billing.',
  'not-found': 'Google does not know this listing under this account.',
  moved: 'Google has moved this listing.',
  'plan-lacks-reviews': 'Google gives no reviews here.',
  'no-reviews': 'Google has no reviews here.',
  'bad-request': 'Google refuses what we ask.',
  'bad-response': 'Google answered in a form that is not documented.',
  unreachable: 'Google could not be reached.',
};

/** What a refusal of Google's reviews API means for the pull. `now` is ISO 8601 UTC. */
export function toGoogleFailure(answer: HttpAnswer, now: string): AppError {
  const refusal = readRefusal(answer);
  const reason = reasonOf(refusal);
  const message = reason === 'bad-response' ? unexplained('Google', answer) : MESSAGES[reason];
  return new AppError('source-failed', message, {
    reason,
    ...(reason === 'quota-day' && { retryAt: nextPacificMidnight(now) }),
  });
}

/** Tells whether Google itself, in its own form, says that there is no such review; a web page does not. */
export function saysNoSuchReview(answer: HttpAnswer): boolean {
  const { status, code, message } = readRefusal(answer);
  return status === 404 && code === 'NOT_FOUND' && !NO_METHOD.test(message);
}

/** The refusals of OAuth that do not point at our client. */
const BY_TOKEN_ERROR: ReadonlyMap<string, SourceFailure> = new Map([
  ['invalid_grant', 'grant-expired'],
  ['access_denied', 'grant-expired'],
  ['admin_policy_enforced', 'grant-expired'],
  ['invalid_request', 'bad-request'],
  ['invalid_scope', 'bad-request'],
  ['unsupported_grant_type', 'bad-request'],
  ['temporarily_unavailable', 'unreachable'],
  ['server_error', 'unreachable'],
  ['internal_failure', 'unreachable'],
]);

/** What a refusal of Google's token endpoint means for the pull. */
export function toTokenFailure(answer: HttpAnswer): AppError {
  const { status, json } = answer;
  const error = z.object({ error: z.string() }).safeParse(json).data?.error ?? '';
  const known = BY_TOKEN_ERROR.get(error);
  if (known !== undefined) return failure(known);
  if (status === 429) return failure('throttled');
  if (status >= 500 || status === 408) return failure('unreachable');
  if (status >= 400 && json !== undefined) {
    return failure('config', 'Google does not take our OAuth client. Check its id and secret.');
  }
  return failure('bad-response', unexplained('Google', answer));
}

function failure(reason: SourceFailure, message: string = MESSAGES[reason]): AppError {
  return new AppError('source-failed', message, { reason });
}

function readRefusal({ status, json }: HttpAnswer): GoogleRefusal {
  const {
    message = '',
    status: code = '',
    details = [],
    errors = [],
  } = Refusal.safeParse(json).data?.error ?? {};
  const infos = [...details, ...errors].flatMap((detail) => ErrorInfo.safeParse(detail).data ?? []);
  const info = infos.find(({ reason }) => reason !== '');
  return {
    status,
    code,
    isData: json !== undefined,
    message,
    reason: info?.reason ?? '',
    quotaLimit: String(info?.metadata.quota_limit ?? message),
    quotaValue: String(info?.metadata.quota_limit_value ?? ''),
  };
}

function reasonOf(refusal: GoogleRefusal): SourceFailure {
  const { status, isData } = refusal;
  if (status === 401) return 'grant-expired';
  if (status === 429) return reasonOfQuota(refusal);
  if (status === 408 || status === 425 || status === 499 || status >= 500) return 'unreachable';
  if (status < 400 || !isData) return 'bad-response';
  if (status === 400) return reasonOf400(refusal);
  if (status === 403) return reasonOf403(refusal);
  if (status === 404 && NO_METHOD.test(refusal.message)) return 'bad-request';
  return status === 404 || status === 410 ? 'not-found' : 'bad-request';
}

function reasonOf400({ reason, code, message }: GoogleRefusal): SourceFailure {
  if (PROJECT_REASON.test(reason) || API_KEY.test(message)) return 'config';
  // Google says so of a profile that is not verified, or was suspended.
  return code === 'FAILED_PRECONDITION' ? 'forbidden' : 'bad-request';
}

function reasonOf403(refusal: GoogleRefusal): SourceFailure {
  const { reason, message } = refusal;
  if (PROJECT_REASON.test(reason) || SWITCHED_OFF.test(message)) return 'config';
  if (SCOPE_REASON.test(reason) || LACKS_SCOPE.test(message)) return 'grant-expired';
  return QUOTA_REASON.test(reason) ? reasonOfQuota(refusal) : 'forbidden';
}

function reasonOfQuota({ reason, quotaLimit, quotaValue }: GoogleRefusal): SourceFailure {
  if (quotaValue === '0') return 'not-approved';
  return reason === 'dailyLimitExceeded' || /per[_ -]?day/iu.test(quotaLimit) ? 'quota-day' : 'throttled';
}

/** Google counts its days in California. */
function nextPacificMidnight(now: string): string {
  const today = new Date(now).toLocaleDateString('sv-SE', { timeZone: 'America/Los_Angeles' });
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return pacificToUtc(`${tomorrow} 00:00:00`) ?? now;
}
