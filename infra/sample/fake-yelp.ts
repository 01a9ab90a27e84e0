import type { FakeAnswer, FakeRequest, FakeRoute } from './fake-exchange.ts';
import { type FakeServer, startFakeServer } from './fake-server.ts';

/** An excerpt as Yelp's API gives it. */
export interface FakeYelpReview {
  readonly id: string;
  readonly url: string;
  readonly text: string;
  readonly rating: number;
  /** `YYYY-MM-DD HH:MM:SS`, Pacific time. */
  readonly time_created: string;
  readonly user: {
    readonly id: string;
    readonly profile_url: string;
    readonly image_url: string | null;
    readonly name: string;
  };
}

/** A business as Yelp's API gives it; what else is in it is served as it is. */
export interface FakeYelpBusiness extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly rating: number;
  readonly review_count: number;
}

/** Yelp's plans, by the excerpts they give: none, three, seven. */
type YelpPlan = 'base' | 'enhanced' | 'premium';

/** How a fake Yelp is set up. */
export interface FakeYelpOptions {
  /** Default: any free port. */
  readonly port?: number;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now?: () => string;
  /** The key it takes; default `fake-yelp-key`. */
  readonly apiKey?: string;
  /** Default `enhanced`. */
  readonly plan?: YelpPlan;
  /** Calls of a UTC day; default 300. */
  readonly dailyLimit?: number;
}

/**
 * Yelp's Places API on this machine, in the documented format. Its routes for faults are `business` and `reviews`.
 */
export interface FakeYelp extends FakeServer {
  /** Makes a business known, with its reviews in Yelp's own order: the plan's first few are the sample. */
  readonly addBusiness: (
    business: FakeYelpBusiness,
    reviews?: readonly FakeYelpReview[],
    languages?: readonly string[],
  ) => void;
  /** Another rating or count. */
  readonly changeBusiness: (id: string, change: Readonly<Record<string, unknown>>) => void;
  /** Another order, another sample: Yelp's choice changes from day to day. */
  readonly setReviews: (id: string, reviews: readonly FakeYelpReview[]) => void;
  /** Gives a business another id, as Yelp does: the old one is answered with a pointer to the new one. */
  readonly moveBusiness: (id: string, newId: string) => void;
  readonly listReviews: (id: string) => readonly FakeYelpReview[];
  readonly setPlan: (plan: YelpPlan) => void;
  /** Calls back with the id of every changed business until the returned function is called. */
  readonly onChange: (listener: (businessId: string) => void) => () => void;
  /** Every excerpt that callers have got, oldest first. */
  readonly served: readonly { readonly businessId: string; readonly row: unknown }[];
}

const EXCERPTS: Readonly<Record<YelpPlan, number>> = { base: 0, enhanced: 3, premium: 7 };

interface Known {
  readonly business: FakeYelpBusiness;
  readonly reviews: readonly FakeYelpReview[];
  readonly languages: readonly string[];
  /** The id it has now instead. */
  readonly movedTo?: string;
}

/** Starts a fake Yelp. */
export async function startFakeYelp(options: FakeYelpOptions = {}): Promise<FakeYelp> {
  const businesses = new Map<string, Known>();
  const listeners = new Set<(businessId: string) => void>();
  const served: { businessId: string; row: unknown }[] = [];
  const state = { plan: options.plan ?? 'enhanced' };
  const at = (id: string): Known => {
    const known = businesses.get(id);
    if (!known) throw new Error(`The fake Yelp has no business ${id}.`);
    return known;
  };
  const put = (id: string, known: Known) => {
    businesses.set(id, known);
    for (const tell of listeners) tell(id);
  };
  const server = await startFakeServer({
    routes: yelpRoutes(businesses, state, openDoor(options)),
    notFound: UNKNOWN_PATH,
    ...(options.port !== undefined && { port: options.port }),
    onServed({ route, captured }, { status, body }) {
      if (route !== 'reviews' || status !== 200) return;
      for (const row of rowsOf(body)) served.push({ businessId: captured[0] ?? '', row });
    },
  });
  return {
    ...server,
    served,
    addBusiness: (business, reviews = [], languages = ['en']) =>
      put(business.id, { business, reviews, languages }),
    changeBusiness: (id, change) => put(id, { ...at(id), business: { ...at(id).business, ...change } }),
    setReviews: (id, reviews) => put(id, { ...at(id), reviews }),
    moveBusiness(id, newId) {
      const { business, ...rest } = at(id);
      put(newId, { ...rest, business: { ...business, id: newId } });
      put(id, { ...rest, business, movedTo: newId });
    },
    listReviews: (id) => at(id).reviews,
    setPlan(plan) {
      state.plan = plan;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function yelpRoutes(
  businesses: ReadonlyMap<string, Known>,
  state: { readonly plan: YelpPlan },
  door: (request: FakeRequest, answer: (id: string) => FakeAnswer) => FakeAnswer,
): readonly FakeRoute[] {
  const find = (id: string, say: (known: Known) => FakeAnswer) => {
    const known = businesses.get(id);
    if (known?.movedTo !== undefined) return businessMigrated(known.movedTo);
    return known
      ? say(known)
      : yelpError(404, 'BUSINESS_NOT_FOUND', 'The requested business could not be found.');
  };
  return [
    {
      name: 'business',
      method: 'GET',
      path: /^\/v3\/businesses\/([^/]+)$/u,
      answer: (request) =>
        door(request, (id) => find(id, ({ business }) => ({ status: 200, body: business }))),
    },
    {
      name: 'reviews',
      method: 'GET',
      path: /^\/v3\/businesses\/([^/]+)\/reviews$/u,
      answer: (request) =>
        door(request, (id) => {
          if (state.plan === 'base') return UNKNOWN_PATH;
          return find(id, (known) => reviewsAnswer(known, request.url.searchParams, EXCERPTS[state.plan]));
        }),
    },
  ];
}

function reviewsAnswer(
  { business, reviews, languages }: Known,
  query: URLSearchParams,
  most: number,
): FakeAnswer {
  const locale = query.get('locale') ?? 'en_US';
  if (!/^[a-z]{2,3}_[A-Z]{2}$/u.test(locale)) {
    return yelpError(400, 'VALIDATION_ERROR', `'${locale}' does not match '^[a-z]{2,3}_[A-Z]{2}$'`);
  }
  if (!languages.includes(locale.slice(0, locale.indexOf('_')))) return BUSINESS_UNAVAILABLE;
  const limit = Math.min(Number(query.get('limit') ?? 20), most);
  const body = {
    reviews: reviews.slice(0, limit),
    total: business.review_count,
    possible_languages: languages,
  };
  return { status: 200, body };
}

/** Checks the key and the day's calls, and tells the calls that remain. */
function openDoor({
  apiKey = 'fake-yelp-key',
  dailyLimit = 300,
  now = () => new Date().toISOString(),
}: FakeYelpOptions) {
  let day = '';
  let used = 0;
  return ({ headers, captured }: FakeRequest, answer: (id: string) => FakeAnswer): FakeAnswer => {
    const { authorization = '' } = headers;
    if (!authorization.startsWith('Bearer ')) return NO_KEY;
    if (authorization !== `Bearer ${apiKey}`) return WRONG_KEY;
    const today = now().slice(0, 10);
    used = today === day ? used + 1 : 1;
    day = today;
    const said = used > dailyLimit ? DAY_USED_UP : answer(captured[0] ?? '');
    return {
      ...said,
      headers: { ...said.headers, ...rateHeaders(dailyLimit, Math.max(0, dailyLimit - used), now()) },
    };
  };
}

function rateHeaders(limit: number, remaining: number, now: string): Readonly<Record<string, string>> {
  const reset = new Date(Date.parse(`${now.slice(0, 10)}T00:00:00Z`) + 86_400_000);
  return {
    'content-type': 'application/json',
    'RateLimit-DailyLimit': String(limit),
    'RateLimit-Remaining': String(remaining),
    'RateLimit-ResetTime': reset.toISOString().replace('.000Z', '+00:00'),
  };
}

/** The rows of an answer that may be anything. */
function rowsOf(body: unknown): readonly unknown[] {
  const { reviews } = (typeof body === 'object' && body !== null ? body : {}) as {
    readonly reviews?: unknown;
  };
  return Array.isArray(reviews) ? reviews : [];
}

/** An error as Yelp words it. */
export function yelpError(status: number, code: string, description: string): FakeAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: { error: { code, description } } };
}

/** What Yelp says of a business that has another id now. */
export function businessMigrated(newId: string): FakeAnswer {
  const description =
    'The requested business has been permanently migrated. Please access it using its new ID.';
  return {
    status: 301,
    headers: { 'content-type': 'application/json', location: `https://api.yelp.com/v3/businesses/${newId}` },
    body: { error: { code: 'BUSINESS_MIGRATED', description, new_business_id: newId } },
  };
}

/** What Yelp says of a path it has not, or that the plan has not. */
export const UNKNOWN_PATH = yelpError(404, 'NOT_FOUND', 'Resource could not be found.');

/** What Yelp says where it recommends no review in the language. */
export const BUSINESS_UNAVAILABLE = yelpError(
  403,
  'BUSINESS_UNAVAILABLE',
  'Business information is unavailable.',
);

const NO_KEY = yelpError(400, 'INVALID_AUTHORIZATION_METHOD', 'Invalid authorization method supplied.');
const WRONG_KEY = yelpError(401, 'TOKEN_INVALID', 'Invalid access token or authorization header.');
const DAY_USED_UP = yelpError(
  429,
  'ACCESS_LIMIT_REACHED',
  'You have reached the access limit for this client.',
);
