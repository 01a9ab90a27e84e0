import * as z from 'zod';
import { AppError } from '../domain/error.ts';
import type { SourceFailure } from '../domain/pull.ts';
import type { HttpAnswer } from './http-exchange.ts';

/** Which of Yelp's answers was refused: the same code does not mean the same for both. */
export type YelpCall = 'business' | 'reviews';

const Refusal = z.object({ error: z.object({ code: z.string() }) });

/** The set of codes is open: one that is not here is read by its status. */
const BY_CODE: Readonly<Record<string, SourceFailure>> = {
  INVALID_AUTHORIZATION_METHOD: 'config',
  TOKEN_INVALID: 'config',
  UNAUTHORIZED_ACCESS_TOKEN: 'config',
  UNAUTHORIZED_API_KEY: 'config',
  BUSINESS_UNAVAILABLE: 'no-reviews',
  BUSINESS_NOT_FOUND: 'not-found',
  TOO_MANY_REQUESTS_PER_SECOND: 'throttled',
  ACCESS_LIMIT_REACHED: 'quota-day',
};

const MESSAGES: Readonly<Record<SourceFailure, string>> = {
  throttled: 'Yelp asks us to slow down; the rest is read later.',
  'quota-day': 'The calls to Yelp are used up for today.',
  'not-approved': 'Yelp has not approved our access.',
  'grant-expired': 'Yelp no longer takes our consent.',
  forbidden: 'Yelp does not let us read this listing.',
  'no-key': 'Yelp is not set up: there is no usable API key.',
  config: 'Yelp does not take our key. Check the secret yelp-api-key and the plan behind it.',
  'not-found': 'Yelp does not know this business.',
  'plan-lacks-reviews': 'The Yelp plan has no review excerpts in it.',
  'no-reviews': 'Yelp recommends no review of this business.',
  'bad-request': 'Yelp refuses what we ask.',
  'bad-response': 'Yelp answered in a form that is not documented.',
  unreachable: 'Yelp could not be reached.',
};

/** What a refusal of Yelp's means for the pull. `now` is ISO 8601 UTC. */
export function toYelpFailure(answer: HttpAnswer, call: YelpCall, now: string): AppError {
  const reason = reasonOf(answer, call);
  return new AppError('source-failed', MESSAGES[reason], {
    reason,
    ...(reason === 'quota-day' && { retryAt: resetAt(answer, now) }),
  });
}

function reasonOf({ status, json }: HttpAnswer, call: YelpCall): SourceFailure {
  const code = Refusal.safeParse(json).data?.error.code ?? '';
  // Of the reviews, Yelp says so when the plan has none: https://github.com/Yelp/yelp-fusion/issues/701
  if (status === 404 && code === 'NOT_FOUND' && call === 'reviews') return 'plan-lacks-reviews';
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  return known ?? reasonOfStatus(status);
}

function reasonOfStatus(status: number): SourceFailure {
  if (status === 401 || status === 403) return 'config';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'unreachable';
  return status >= 400 ? 'bad-request' : 'bad-response';
}

/** Yelp's day ends at midnight UTC, unless it says otherwise. */
function resetAt({ headers }: HttpAnswer, now: string): string {
  const told = Date.parse(headers.get('ratelimit-resettime') ?? '');
  const midnight = Date.parse(`${now.slice(0, 10)}T00:00:00Z`) + 86_400_000;
  const isTold = told > Date.parse(now) && told <= midnight;
  return new Date(isTold ? told : midnight).toISOString();
}
