import * as z from 'zod';
import type { Listing } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import { saysNoSuchReview, toGoogleFailure } from './google-errors.ts';
import { googleRows } from './google-row.ts';
import { type GoogleTokens, openGoogleTokens, type TokenNeeds } from './google-token.ts';
import type { HttpCall } from './http.ts';
import type { HttpAnswer } from './http-exchange.ts';
import { type RowReader, readRow, readRows } from './read-rows.ts';
import type { ReviewDraft, ScanLimits, Source, SourcePage } from './source.ts';

/** What Google is read with. */
export interface GoogleNeeds extends TokenNeeds {
  /** Origin of the v4 reviews API. */
  readonly reviewsUrl: string;
}

/** Google allows no more. */
const PAGE_SIZE = '50';

const Envelope = z.object({
  reviews: z.array(z.unknown()).nullish(),
  averageRating: z.number().min(1).max(5).exactOptional().catch(0),
  /** Left out where it is no number: the reviews count all the same, only that nothing is concluded from what is missing. */
  totalReviewCount: z.int().min(0).or(z.literal('unreadable')).exactOptional().catch('unreadable'),
  nextPageToken: z.string().max(10_000).nullish(),
});
type Envelope = z.infer<typeof Envelope>;

/** Reviews of a listing that the clinic owns: Google Business Profile, the v4 API. */
export function googleBusiness(needs: GoogleNeeds): Source {
  const tokens = openGoogleTokens(needs);
  const rows = googleRows(needs.now);
  return {
    name: 'google-business',
    listsAll: true,
    isReconnected: async ({ connectionId }) =>
      connectionId !== undefined && (await tokens.hasNewGrant(connectionId)),
    ask: (listing, sourceReviewId, limits) =>
      askForReview(listing, sourceReviewId, limits, { ...needs, tokens, rows }),
    async *scan(listing, limits) {
      const read = async (from: string | undefined) => {
        const envelope = await readPage(listing, { ...limits, from }, { ...needs, tokens });
        return toPage(envelope, from === undefined, rows);
      };
      const place: Place = { cursor: limits.from };
      try {
        yield* pagesFrom(place, read);
      } catch (error) {
        if (place.cursor === undefined || !isBadRequest(error)) throw error;
        // Google no longer takes the page token: once, the reading begins anew.
        place.cursor = undefined;
        for await (const page of pagesFrom(place, read)) {
          yield place.cursor === undefined ? { ...page, isRestart: true } : page;
        }
      }
    },
  };
}

/** The page that a reading is at; moves on after the page was taken. */
interface Place {
  cursor: string | undefined;
}

async function* pagesFrom(
  place: Place,
  read: (from: string | undefined) => Promise<SourcePage>,
): AsyncGenerator<SourcePage> {
  do {
    const page = await read(place.cursor);
    yield page;
    place.cursor = page.next;
  } while (place.cursor !== undefined);
}

function isBadRequest(error: unknown): boolean {
  return error instanceof AppError && error.reason === 'bad-request';
}

type CallLimits = Omit<ScanLimits, 'from'>;
type TokenedNeeds = GoogleNeeds & { readonly tokens: GoogleTokens };

async function readPage(
  listing: Listing,
  { from, ...limits }: CallLimits & { readonly from: string | undefined },
  needs: TokenedNeeds,
): Promise<Envelope> {
  const token = from === undefined ? '' : `&pageToken=${encodeURIComponent(from)}`;
  const query = `?pageSize=${PAGE_SIZE}&orderBy=updateTime%20desc${token}`;
  const { now } = needs;
  return toEnvelope(
    await call(listing, query, { ...limits, toFailure: (answer) => toGoogleFailure(answer, now()) }, needs),
  );
}

/** Only Google's own word, in its own form, denies a review. */
async function askForReview(
  listing: Listing,
  sourceReviewId: string,
  limits: CallLimits,
  { rows, ...needs }: TokenedNeeds & { readonly rows: RowReader },
): Promise<ReviewDraft | 'gone' | 'unclear'> {
  let isDenied = false;
  const toFailure = (answer: HttpAnswer) => {
    isDenied = saysNoSuchReview(answer);
    return toGoogleFailure(answer, needs.now());
  };
  try {
    const path = `/${encodeURIComponent(sourceReviewId)}`;
    const { json } = await call(listing, path, { ...limits, toFailure }, needs);
    const read = readRow(json, rows);
    return 'review' in read && read.review.sourceReviewId === sourceReviewId ? read.review : 'unclear';
  } catch (error) {
    if (isDenied) return 'gone';
    throw error;
  }
}

async function call(
  listing: Listing,
  rest: string,
  { remainingMs, pass, toFailure }: CallLimits & Pick<HttpCall, 'toFailure'>,
  { http, reviewsUrl, tokens }: TokenedNeeds,
): Promise<HttpAnswer> {
  const { connectionId, path } = addressOf(listing);
  let isTokenRefused = false;
  const ask = (token: string) =>
    http.call(
      // Asked in English, Google marks its translations in English.
      {
        url: `${reviewsUrl}${path}${rest}`,
        headers: { authorization: `Bearer ${token}`, 'accept-language': 'en' },
      },
      {
        remainingMs,
        toFailure(answer) {
          isTokenRefused = answer.status === 401;
          return toFailure(answer);
        },
        ...(pass && { pass }),
      },
    );
  // Tokens come from another API, whose calls are not counted; but none is fetched for a call that may not be made.
  await pass?.ready(remainingMs());
  const token = await tokens.get(connectionId, remainingMs);
  try {
    return await ask(token);
  } catch (error) {
    if (!isTokenRefused) throw error;
    return await ask(await tokens.get(connectionId, remainingMs, token));
  }
}

function addressOf({ accountId, connectionId, sourceListingId }: Listing): {
  readonly connectionId: string;
  readonly path: string;
} {
  if (!accountId || !connectionId) {
    const message = 'This listing has no Google account or connection. Connect Google again.';
    throw new AppError('source-failed', message, { reason: 'config' });
  }
  const path = `/v4/accounts/${encodeURIComponent(accountId)}/locations/${encodeURIComponent(sourceListingId)}/reviews`;
  return { connectionId, path };
}

/** A listing without reviews is answered with an empty object; one that holds only other fields is something else. */
function toEnvelope({ json }: HttpAnswer): Envelope {
  const read = Envelope.safeParse(json);
  const fields = Object.keys(json ?? {});
  const isOurs = fields.length === 0 || fields.some((field) => Object.hasOwn(Envelope.shape, field));
  const saysNothing = read.data?.totalReviewCount === 'unreadable' && !read.data.reviews?.length;
  if (read.success && isOurs && !saysNothing && !fields.includes('error')) return read.data;
  const message = 'Google’s list of reviews is not in the documented form.';
  throw new AppError('source-failed', message, { reason: 'bad-response' });
}

function toPage(envelope: Envelope, isFirst: boolean, rows: RowReader): SourcePage {
  const { averageRating: rating = 0, nextPageToken: next } = envelope;
  const reviews = envelope.reviews ?? [];
  // Fields that are zero or empty are left out, so a listing without reviews has none at all.
  const isEmptyListing = isFirst && reviews.length === 0 && !next;
  const told = envelope.totalReviewCount ?? (isEmptyListing ? 0 : undefined);
  const count = told === 'unreadable' ? undefined : told;
  return {
    ...readRows(reviews, rows),
    ...(count !== undefined && { stated: { count, ...(rating >= 1 && count > 0 && { rating }) } }),
    ...(next && { next }),
  };
}
