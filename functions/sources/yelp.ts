import * as z from 'zod';
import { AppError } from '../domain/error.ts';
import type { Http } from './http.ts';
import { type RowReader, readRows } from './read-rows.ts';
import type { ScanLimits, Source, SourcePage, StatedRating } from './source.ts';
import { toYelpFailure, type YelpCall } from './yelp-errors.ts';
import { yelpRows } from './yelp-row.ts';

/** What Yelp is read with. */
export interface YelpNeeds {
  readonly http: Http;
  /** Origin of Yelp's API. */
  readonly yelpUrl: string;
  /** Reads a secret by the last part of its name; `undefined` when it was never set. */
  readonly readSecret: (name: string) => Promise<string | undefined>;
  readonly now: () => string;
}

/** Yelp's default language, stated so that a change of theirs does not change ours. */
const LOCALE = 'en_US';
/** The plan gives fewer; more than this it never does. */
const MOST_EXCERPTS = '20';

const Business = z.object({
  rating: z.number().min(1).max(5).exactOptional().catch(0),
  review_count: z.int().min(0),
});

const Excerpts = z.object({ reviews: z.array(z.unknown()) });

/** Excerpts of a business on Yelp, by the operator's plan three or seven, and the business's own rating and count. */
export function yelp(needs: YelpNeeds): Source {
  return {
    name: 'yelp',
    listsAll: false,
    async *scan({ sourceListingId }, limits) {
      const rows = yelpRows(needs.now);
      const business = `/v3/businesses/${encodeURIComponent(sourceListingId)}`;
      const isRead = limits.from === EXCERPTS;
      if (!isRead) yield ratingPage(await ask('business', `${business}?locale=${LOCALE}`, limits, needs));
      const query = new URLSearchParams({ locale: LOCALE, limit: MOST_EXCERPTS, sort_by: 'yelp_sort' });
      yield excerptsPage(await ask('reviews', `${business}/reviews?${query}`, limits, needs), rows);
    },
  };
}

/** Cursor of the second of Yelp's two pages. */
const EXCERPTS = 'excerpts';

async function ask(
  call: YelpCall,
  path: string,
  { remainingMs, pass }: ScanLimits,
  { http, yelpUrl, readSecret, now }: YelpNeeds,
): Promise<unknown> {
  const key = (await readSecret('yelp-api-key'))?.trim();
  // It goes into a header: nothing but visible ASCII may be in it.
  if (!key || !/^[\x21-\x7e]+$/u.test(key)) {
    const message =
      'Yelp is not set up: there is no usable API key. Set the secret yelp-api-key, or pause the listing.';
    throw new AppError('source-failed', message, { reason: 'config' });
  }
  const { json } = await http.call(
    { url: `${yelpUrl}${path}`, headers: { authorization: `Bearer ${key}` } },
    { remainingMs, toFailure: (answer) => toYelpFailure(answer, call, now()), ...(pass && { pass }) },
  );
  return json;
}

function ratingPage(json: unknown): SourcePage {
  const { rating = 0, review_count: count } = read(Business, json);
  const stated: StatedRating = { count, ...(rating >= 1 && count > 0 && { rating }) };
  return { reviews: [], refused: [], stated, next: EXCERPTS };
}

function excerptsPage(json: unknown, rows: RowReader): SourcePage {
  const { reviews, refused } = readRows(read(Excerpts, json).reviews, rows);
  return { reviews: reviews.map((review, position) => ({ ...review, position })), refused };
}

function read<Schema extends z.ZodType>(schema: Schema, json: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const message = 'Yelp’s answer is not in the documented form.';
  throw new AppError('source-failed', message, { reason: 'bad-response' });
}
