import * as z from 'zod';
import { AppError } from '../domain/error.ts';
import type { SourceFailure } from '../domain/pull.ts';
import type { HttpAnswer } from './http-exchange.ts';
import { unexplained } from './unexplained.ts';

/** What Yelp was asked for. */
export interface YelpAsked {
  /** The same code does not mean the same for both. */
  readonly call: 'business' | 'reviews';
  /** The business's id, as it was asked for. */
  readonly id: string;
}

const word = z.string().catch('');
const Said = z.object({ code: word, field: word, new_business_id: word });
/** Yelp's other APIs say `errors`, a list. */
const Refusal = z.union([
  z.object({ error: Said }).transform(({ error }) => error),
  z.object({ errors: z.tuple([Said], z.unknown()) }).transform(({ errors }) => errors[0]),
]);
type Refusal = z.infer<typeof Refusal>;

/** The set of codes is open: one that is not here is read by its status. */
const BY_CODE: ReadonlyMap<string, SourceFailure> = new Map([
  ['INVALID_AUTHORIZATION_METHOD', 'config'],
  ['TOKEN_INVALID', 'config'],
  ['TOKEN_MISSING', 'config'],
  ['UNAUTHORIZED_ACCESS_TOKEN', 'config'],
  ['UNAUTHORIZED_API_KEY', 'config'],
  ['BUSINESS_UNAVAILABLE', 'no-reviews'],
  ['BUSINESS_NOT_FOUND', 'not-found'],
  ['BUSINESS_MIGRATED', 'moved'],
  ['TOO_MANY_REQUESTS_PER_SECOND', 'throttled'],
  ['ACCESS_LIMIT_REACHED', 'quota-day'],
]);

const MESSAGES: Readonly<Record<SourceFailure, string>> = {
  throttled: 'Yelp asks us to slow down; the rest is read later.',
  'quota-day': 'The calls to Yelp are used up for today.',
  'not-approved': 'Yelp has not approved our access.',
  'grant-expired': 'Yelp no longer takes our consent.',
  forbidden: 'Yelp does not let us read this listing.',
  'no-key': 'Yelp is not set up: there is no usable API key.',
  config: 'Yelp does not take our key. Check the secret yelp-api-key and the plan behind it.',
  'not-found': 'Yelp does not know this business.',
  moved: 'Yelp has moved this business to another id. An owner agrees to follow it, under Sources.',
  'plan-lacks-reviews': 'The Yelp plan has no review excerpts in it.',
  'no-reviews': 'Yelp recommends no review of this business.',
  'bad-request': 'Yelp refuses what we ask.',
  'bad-response': 'Yelp answered in a form that is not documented.',
  unreachable: 'Yelp could not be reached.',
};

/** Yelp's ids and aliases; what is put into an address must be one. */
const BUSINESS_ID = /^[\p{L}\p{N}_-]{1,150}$/u;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** What a refusal of Yelp's means for the pull. `now` is ISO 8601 UTC. */
export function toYelpFailure(answer: HttpAnswer, { call, id }: YelpAsked, now: string): AppError {
  const refusal = Refusal.safeParse(answer.json).data;
  const movedTo = newIdIn(answer, refusal, id);
  const reason = movedTo === undefined ? reasonOf(answer, refusal, call) : 'moved';
  const message = reason === 'bad-response' ? unexplained('Yelp', answer) : MESSAGES[reason];
  return new AppError('source-failed', message, {
    reason,
    ...(reason === 'quota-day' && { retryAt: resetAt(answer, now) }),
    ...(movedTo !== undefined && { movedTo }),
  });
}

/** Yelp names the new id in the body, and in the address that the answer points to; the same id is no new one. */
function newIdIn(
  { status, headers }: HttpAnswer,
  refusal: Refusal | undefined,
  askedId: string,
): string | undefined {
  if (refusal?.code !== 'BUSINESS_MIGRATED' && !REDIRECTS.includes(status)) return undefined;
  const [, inAddress = ''] = /\/v3\/businesses\/([^/?#]+)/u.exec(headers.get('location') ?? '') ?? [];
  return [refusal?.new_business_id ?? '', decoded(inAddress)].find(
    (id) => BUSINESS_ID.test(id) && id !== askedId,
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function reasonOf(answer: HttpAnswer, refusal: Refusal | undefined, call: YelpAsked['call']): SourceFailure {
  const { status } = answer;
  const code = refusal?.code.toUpperCase() ?? '';
  // Of the reviews, Yelp says so when the plan has none: https://github.com/Yelp/yelp-fusion/issues/701
  if (status === 404 && code === 'NOT_FOUND' && call === 'reviews') return 'plan-lacks-reviews';
  // A malformed id: no business has it.
  if (code === 'VALIDATION_ERROR' && /business/iu.test(refusal?.field ?? '')) return 'not-found';
  return BY_CODE.get(code) ?? reasonOfStatus(answer);
}

function reasonOfStatus({ status, headers, json }: HttpAnswer): SourceFailure {
  if (status === 429) return isDayUsedUp(headers) ? 'quota-day' : 'throttled';
  if (status === 408 || status === 425 || status >= 500) return 'unreachable';
  if (status === 401) return 'config';
  // Yelp's API answers in JSON: a web page is somebody else's refusal, and says nothing of key or business.
  if (status < 400 || json === undefined) return 'bad-response';
  if (status === 402 || status === 403) return 'config';
  return status === 404 || status === 410 ? 'not-found' : 'bad-request';
}

function isDayUsedUp(headers: HttpAnswer['headers']): boolean {
  return headers.get('ratelimit-remaining')?.trim() === '0';
}

/** Yelp's day ends at midnight UTC, unless it says otherwise. */
function resetAt({ headers }: HttpAnswer, now: string): string {
  const told = Date.parse(headers.get('ratelimit-resettime') ?? '');
  const midnight = Date.parse(`${now.slice(0, 10)}T00:00:00Z`) + 86_400_000;
  const isTold = told > Date.parse(now) && told <= midnight;
  return new Date(isTold ? told : midnight).toISOString();
}
