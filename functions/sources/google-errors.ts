import * as z from 'zod';
import { AppError } from '../domain/error.ts';
import type { SourceFailure } from '../domain/pull.ts';
import type { HttpAnswer } from './http-exchange.ts';
import { pacificToUtc } from './pacific-time.ts';

const Refusal = z.object({
  error: z.object({
    message: z.string().catch(''),
    status: z.string().catch(''),
    details: z.array(z.unknown()).catch([]),
  }),
});

const ErrorInfo = z.object({
  reason: z.string().catch(''),
  metadata: z.record(z.string(), z.unknown()).catch({}),
});

interface GoogleRefusal {
  readonly status: number;
  readonly message: string;
  /** `details[].reason` of the ErrorInfo; `''` when there is none. */
  readonly reason: string;
  readonly quotaLimit: string;
  /** A number as text; `''` when not told. */
  readonly quotaValue: string;
}

const SWITCHED_OFF = /has not been used in project|it is disabled/u;
const PROJECT_REASON =
  /^(?:SERVICE_DISABLED|BILLING_DISABLED|CONSUMER_INVALID|CONSUMER_SUSPENDED|API_KEY_\w+)$/u;

const MESSAGES: Readonly<Record<SourceFailure, string>> = {
  throttled: 'Google asks us to slow down; the rest is read later.',
  'quota-day': 'The calls to Google are used up for today.',
  'not-approved': 'Google has not approved our access to its Business Profile API yet: the quota is 0.',
  'grant-expired': 'Google no longer takes the clinic’s consent. Connect Google again.',
  forbidden: 'The connected Google account may not read this listing, or the listing is not verified.',
  'no-key': 'There is no OAuth client for Google yet.',
  config: 'Our project at Google is not set up: the API is switched off, blocked or has no billing.',
  'not-found': 'Google does not know this listing under this account.',
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
  return new AppError('source-failed', MESSAGES[reason], {
    reason,
    ...(reason === 'quota-day' && { retryAt: nextPacificMidnight(now) }),
  });
}

/** What a refusal of Google's token endpoint means for the pull. */
export function toTokenFailure({ status, json }: HttpAnswer): AppError {
  const error = z.object({ error: z.string() }).safeParse(json).data?.error;
  if (error === 'invalid_grant') return failure('grant-expired');
  if (status === 429) return failure('throttled');
  if (status >= 500) return failure('unreachable');
  if (status >= 400) {
    return failure('config', 'Google does not take our OAuth client. Check its id and secret.');
  }
  return failure('bad-response');
}

function failure(reason: SourceFailure, message: string = MESSAGES[reason]): AppError {
  return new AppError('source-failed', message, { reason });
}

function readRefusal({ status, json }: HttpAnswer): GoogleRefusal {
  const { message = '', details = [] } = Refusal.safeParse(json).data?.error ?? {};
  const infos = details.flatMap((detail) => ErrorInfo.safeParse(detail).data ?? []);
  const info = infos.find(({ reason }) => reason !== '');
  return {
    status,
    message,
    reason: info?.reason ?? '',
    quotaLimit: String(info?.metadata.quota_limit ?? ''),
    quotaValue: String(info?.metadata.quota_limit_value ?? ''),
  };
}

function reasonOf(refusal: GoogleRefusal): SourceFailure {
  const { status, reason } = refusal;
  if (status === 401) return 'grant-expired';
  if (status === 403) return reasonOf403(refusal);
  if (status === 404 || status === 410) return 'not-found';
  if (status === 429) return reasonOf429(refusal);
  if (status >= 500) return 'unreachable';
  if (status >= 400) return PROJECT_REASON.test(reason) ? 'config' : 'bad-request';
  return 'bad-response';
}

function reasonOf403({ reason, message }: GoogleRefusal): SourceFailure {
  if (PROJECT_REASON.test(reason) || SWITCHED_OFF.test(message)) return 'config';
  if (reason === 'ACCESS_TOKEN_SCOPE_INSUFFICIENT') return 'grant-expired';
  return reason === 'RATE_LIMIT_EXCEEDED' ? 'throttled' : 'forbidden';
}

function reasonOf429({ quotaLimit, quotaValue }: GoogleRefusal): SourceFailure {
  if (quotaValue === '0') return 'not-approved';
  return /per_?day/iu.test(quotaLimit) ? 'quota-day' : 'throttled';
}

/** Google counts its days in California. */
function nextPacificMidnight(now: string): string {
  const today = new Date(now).toLocaleDateString('sv-SE', { timeZone: 'America/Los_Angeles' });
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return pacificToUtc(`${tomorrow} 00:00:00`) ?? now;
}
