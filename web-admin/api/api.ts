import type {
  ExcerptConsentRequest,
  ExcerptGroupView,
  ExcerptsRequest,
  ExcerptsView,
} from '../../functions/domain/excerpts-view.ts';
import type { ApplicationRequest, GoogleAccess } from '../../functions/domain/google-application.ts';
import type {
  GoogleListingRequest,
  GoogleListingView,
  ImportedView,
  ImportRequest,
} from '../../functions/domain/import.ts';
import type { PullAskedView } from '../../functions/domain/pull-ask.ts';
import type {
  ProposalsView,
  RetagAsk,
  RetagAskedView,
  RetagView,
  SettledView,
  SettlementRequest,
} from '../../functions/domain/retag-view.ts';
import type {
  ClinicView,
  ConditionsView,
  CorrectionRequest,
  CorrectionsView,
  DecisionRequest,
  EmbedsView,
  FairDisplayView,
  ListingsView,
  MeView,
  ReviewDetailView,
  ReviewPageView,
  ReviewQueue,
} from '../../functions/domain/staff-view.ts';
import type { Session } from '../session/session.ts';
import type { Changed } from './refresh.ts';
import { RequestFailed, toRequestFailed } from './request-failed.ts';
import { openSourceApi, type SourceApi } from './source-api.ts';
import type { TestimonialApi } from './testimonial-api.ts';
import { openTestimonialApi } from './testimonial-api.ts';

/** A review of a clinic. */
interface ReviewAddress {
  readonly clinicId: string;
  readonly reviewId: string;
}

/** A listing of a clinic. */
interface ListingAddress {
  readonly clinicId: string;
  readonly listingId: string;
}

/** The staff's API. Everything throws {@link RequestFailed}. */
export interface Api extends SourceApi, TestimonialApi {
  readonly me: (signal?: AbortSignal) => Promise<MeView>;
  readonly conditions: (signal?: AbortSignal) => Promise<ConditionsView>;
  readonly clinic: (clinicId: string, signal?: AbortSignal) => Promise<ClinicView>;
  readonly listings: (clinicId: string, signal?: AbortSignal) => Promise<ListingsView>;
  readonly lookNow: (clinicId: string, listingId: string) => Promise<PullAskedView>;
  readonly embeds: (clinicId: string, signal?: AbortSignal) => Promise<EmbedsView>;
  readonly excerpts: (clinicId: string, signal?: AbortSignal) => Promise<ExcerptsView>;
  readonly decideExcerpts: (address: ListingAddress, request: ExcerptsRequest) => Promise<ExcerptGroupView>;
  readonly setExcerptConsent: (
    address: ListingAddress,
    request: ExcerptConsentRequest,
  ) => Promise<ExcerptGroupView>;
  readonly fairDisplay: (clinicId: string, signal?: AbortSignal) => Promise<FairDisplayView>;
  /** One page; `after` is where the page before it ended. */
  readonly corrections: (page: {
    readonly clinicId: string;
    readonly after?: string;
  }) => Promise<CorrectionsView>;
  readonly queue: (page: QueuePage, signal?: AbortSignal) => Promise<ReviewPageView>;
  readonly review: (address: ReviewAddress, signal?: AbortSignal) => Promise<ReviewDetailView>;
  readonly decide: (address: ReviewAddress, request: DecisionRequest) => Promise<ReviewDetailView>;
  readonly correct: (address: ReviewAddress, request: CorrectionRequest) => Promise<ReviewDetailView>;
  readonly retag: (clinicId: string, signal?: AbortSignal) => Promise<RetagView>;
  readonly previewRetag: (clinicId: string, request: RetagAsk) => Promise<RetagAskedView>;
  readonly applyRetag: (clinicId: string, request: RetagAsk) => Promise<RetagAskedView>;
  readonly proposals: (of: ProposalsOf, signal?: AbortSignal) => Promise<ProposalsView>;
  readonly settleProposals: (clinicId: string, request: SettlementRequest) => Promise<SettledView>;
  /** Gives the listing of a Google location; makes it when there is none. */
  readonly openGoogleListing: (clinicId: string, request: GoogleListingRequest) => Promise<GoogleListingView>;
  readonly importPart: (address: ListingAddress, request: ImportRequest) => Promise<ImportedView>;
  /** `null` takes the place id away. */
  readonly setPlace: (address: ListingAddress, placeId: string | null) => Promise<unknown>;
  readonly recordApplication: (
    clinicId: string,
    request: ApplicationRequest,
  ) => Promise<GoogleAccess['application']>;
}

/** Proposals of a condition; of the one with the most where none is named. */
interface ProposalsOf {
  readonly clinicId: string;
  readonly condition?: string | undefined;
}

/** One page of a queue. */
interface QueuePage {
  readonly clinicId: string;
  readonly queue: ReviewQueue;
  /** Where the page before it ended; absent for the first. */
  readonly cursor?: string | undefined;
}

const PAGE_SIZE = 25;
const TIMEOUT_MS = 20_000;

/** For bodies below the browser's limit of 64 KiB: arrives although the person leaves. */
const OUTLIVES_PAGE = { keepalive: true } as const;

/**
 * Opens the API of this origin for the person of a session.
 *
 * @param onChanged told of every change that was taken
 */
export function openApi(session: Session, onChanged: (changed: Changed) => void): Api {
  const get = async <Answer>(path: string, signal?: AbortSignal): Promise<Answer> =>
    send<Answer>(session, path, signal ? { signal } : {});
  const post = async <Answer>(path: string, body: unknown, init: RequestInit = {}): Promise<Answer> => {
    const answer = await send<Answer>(session, path, {
      ...init,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    onChanged(changedBy(path));
    return answer;
  };
  return {
    ...openTestimonialApi({ get, post, at }),
    ...openSourceApi({ get, post, at }),
    me: (signal) => get('/api/me', signal),
    conditions: (signal) => get('/api/conditions', signal),
    clinic: (clinicId, signal) => get(at(clinicId), signal),
    listings: (clinicId, signal) => get(at(clinicId, 'listings'), signal),
    lookNow: (clinicId, listingId) => post(at(clinicId, 'listings', listingId, 'pull'), {}),
    embeds: (clinicId, signal) => get(at(clinicId, 'embeds'), signal),
    excerpts: (clinicId, signal) => get(at(clinicId, 'excerpts'), signal),
    decideExcerpts: ({ clinicId, listingId }, request) =>
      post(at(clinicId, 'listings', listingId, 'excerpts'), request, OUTLIVES_PAGE),
    setExcerptConsent: ({ clinicId, listingId }, request) =>
      post(at(clinicId, 'listings', listingId, 'excerpt-consent'), request, OUTLIVES_PAGE),
    fairDisplay: (clinicId, signal) => get(at(clinicId, 'fair-display'), signal),
    corrections: ({ clinicId, after }) =>
      get(`${at(clinicId, 'corrections')}${after === undefined ? '' : `?${new URLSearchParams({ after })}`}`),
    queue: ({ clinicId, queue, cursor }, signal) => {
      const query = new URLSearchParams({ queue, limit: String(PAGE_SIZE), ...(cursor && { cursor }) });
      return get(`${at(clinicId, 'reviews')}?${query}`, signal);
    },
    review: ({ clinicId, reviewId }, signal) => get(at(clinicId, 'reviews', reviewId), signal),
    decide: ({ clinicId, reviewId }, request) =>
      post(at(clinicId, 'reviews', reviewId, 'decision'), request, OUTLIVES_PAGE),
    correct: ({ clinicId, reviewId }, request) =>
      post(at(clinicId, 'reviews', reviewId, 'conditions'), request, OUTLIVES_PAGE),
    retag: (clinicId, signal) => get(at(clinicId, 'retag'), signal),
    previewRetag: (clinicId, request) => post(at(clinicId, 'retag-preview'), request),
    applyRetag: (clinicId, request) => post(at(clinicId, 'retag'), request),
    proposals: ({ clinicId, condition }, signal) => {
      const query = condition === undefined ? '' : `?${new URLSearchParams({ condition })}`;
      return get(`${at(clinicId, 'proposals')}${query}`, signal);
    },
    settleProposals: (clinicId, request) => post(at(clinicId, 'proposals'), request),
    openGoogleListing: (clinicId, request) => post(at(clinicId, 'google-listings'), request),
    importPart: ({ clinicId, listingId }, request) =>
      post(at(clinicId, 'listings', listingId, 'takeout'), request),
    setPlace: ({ clinicId, listingId }, placeId) =>
      post(at(clinicId, 'listings', listingId, 'place'), { placeId }),
    recordApplication: (clinicId, request) => post(at(clinicId, 'google', 'application'), request),
  };
}

function at(clinicId: string, ...path: readonly string[]): string {
  return ['/api/clinics', ...[clinicId, ...path].map(encodeURIComponent)].join('/');
}

/** What a POST to an address has changed. */
function changedBy(path: string): Changed {
  const [clinicId = '', kind, , action] = path.split('/').slice(3).map(decodeURIComponent);
  return { clinicId, isOfReview: kind === 'reviews' && action !== undefined };
}

/** Sends with the session's token; when it is refused although it looked good, once more with a new one. */
async function send<Answer>(session: Session, path: string, init: RequestInit): Promise<Answer> {
  const first = await fetchWith(await session.accessToken(), path, init);
  const response = first.status === 401 ? await fetchWith(await session.renew(), path, init) : first;
  if (!response.ok) throw await toRequestFailed(response);
  return (await response.json()) as Answer;
}

async function fetchWith(token: string | undefined, path: string, init: RequestInit): Promise<Response> {
  if (token === undefined) throw new RequestFailed('unauthenticated');
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  try {
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    return await fetch(path, { ...init, headers, signal, cache: 'no-store' });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new RequestFailed('unreachable', { cause });
  }
}
