import * as z from 'zod';
import type { Listing } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import type { Http } from './http.ts';
import { type RowReader, readRows } from './read-rows.ts';
import type { ScanLimits, Source, SourcePage, StatedRating } from './source.ts';
import { toYelpFailure, type YelpAsked } from './yelp-errors.ts';
import { localesIn, MOST_LOCALES } from './yelp-locales.ts';
import { yelpRows } from './yelp-row.ts';

/** What Yelp is read with. */
export interface YelpNeeds {
  readonly http: Http;
  /** Origin of Yelp's API. */
  readonly yelpUrl: string;
  /** Reads a secret by the last part of its name; `undefined` when it was never set. */
  readonly readSecret: (name: string) => Promise<string | undefined>;
  /** The locales to ask in, the likeliest first; never empty. */
  readonly localesOf: (listing: Listing) => Promise<readonly string[]>;
  readonly now: () => string;
}

/** The plan gives fewer; more than this it never does. */
const MOST_EXCERPTS = '20';

/** One of the two must be readable, or it is no business; the rest is left out where it is not. */
const Business = z
  .object({
    id: z.string().optional().catch(undefined),
    rating: z.number().min(1).max(5).exactOptional().catch(0),
    review_count: z.int().min(0).optional().catch(undefined),
    /** For good, and not only at this hour. */
    is_closed: z.boolean().exactOptional().catch(false),
    error: z.undefined().optional(),
  })
  .refine(({ id, review_count: count }) => id !== undefined || count !== undefined);

const Excerpts = z.object({
  reviews: z.array(z.unknown()),
  possible_languages: z.array(z.unknown()).exactOptional().catch([]),
});
type Excerpts = z.infer<typeof Excerpts>;

/** Excerpts of a business on Yelp, by the operator's plan three or seven, and the business's own rating and count. */
export function yelp(needs: YelpNeeds): Source {
  return {
    name: 'yelp',
    listsAll: false,
    async *scan(listing, limits) {
      const rows = yelpRows(needs.now);
      const id = listing.movedTo ?? listing.sourceListingId;
      const business = `/v3/businesses/${encodeURIComponent(id)}`;
      const isRead = limits.from === EXCERPTS;
      const locales = await needs.localesOf(listing);
      const rating = isRead
        ? undefined
        : ratingPage(await ask({ call: 'business', id }, `${business}?locale=${locales[0]}`, limits, needs));
      if (rating) yield rating;
      const { locale, excerpts } = await findExcerpts(locales, (locale) => {
        const query = new URLSearchParams({ locale, limit: MOST_EXCERPTS, sort_by: 'yelp_sort' });
        return ask({ call: 'reviews', id }, `${business}/reviews?${query}`, limits, needs);
      });
      const stated = rating?.stated && { ...rating.stated, ...(excerpts.reviews.length > 0 && { locale }) };
      yield { ...excerptsPage(excerpts, rows), ...(stated && { stated }) };
    },
  };
}

/**
 * Asks in one locale after the other until there are excerpts. An answer without any may name the languages there are:
 * they are asked in next.
 *
 * @throws AppError as the source says it; `no-reviews` once no locale has any
 */
async function findExcerpts(
  locales: readonly string[],
  askIn: (locale: string) => Promise<unknown>,
): Promise<{ readonly locale: string; readonly excerpts: Excerpts }> {
  const asked: string[] = [];
  let next = [...locales];
  let empty: Excerpts | undefined;
  let refusal: unknown;
  while (asked.length < MOST_LOCALES) {
    const locale = next.find((candidate) => !asked.includes(candidate));
    if (locale === undefined) break;
    asked.push(locale);
    try {
      const excerpts = read(Excerpts, await askIn(locale));
      if (excerpts.reviews.length > 0) return { locale, excerpts };
      empty = excerpts;
      next = [...localesIn(languagesOf(excerpts), locales), ...next];
    } catch (error) {
      if (!(error instanceof AppError) || error.reason !== 'no-reviews') throw error;
      refusal = error;
    }
  }
  if (empty) return { locale: asked[0] ?? '', excerpts: empty };
  throw refusal;
}

function languagesOf({ possible_languages: told = [] }: Excerpts): readonly string[] {
  return told.filter((language) => typeof language === 'string');
}

/** Cursor of the second of Yelp's two pages. */
const EXCERPTS = 'excerpts';

async function ask(
  asked: YelpAsked,
  path: string,
  { remainingMs, pass }: ScanLimits,
  { http, yelpUrl, readSecret, now }: YelpNeeds,
): Promise<unknown> {
  const key = (await readSecret('yelp-api-key'))?.trim();
  // It goes into a header: nothing but visible ASCII may be in it.
  if (!key || !/^[\x21-\x7e]+$/u.test(key)) {
    const message =
      'Yelp is not set up: there is no usable API key. Set the secret yelp-api-key, or pause the listing.';
    throw new AppError('source-failed', message, { reason: 'no-key' });
  }
  const { json } = await http.call(
    { url: `${yelpUrl}${path}`, headers: { authorization: `Bearer ${key}` } },
    { remainingMs, toFailure: (answer) => toYelpFailure(answer, asked, now()), ...(pass && { pass }) },
  );
  return json;
}

function ratingPage(json: unknown): SourcePage {
  const { rating = 0, review_count: count, is_closed: isClosed } = read(Business, json);
  if (count === undefined) return { reviews: [], refused: [], next: EXCERPTS };
  const stated: StatedRating = {
    count,
    ...(rating >= 1 && count > 0 && { rating }),
    ...(isClosed && { isClosed }),
  };
  return { reviews: [], refused: [], stated, next: EXCERPTS };
}

function excerptsPage(excerpts: Excerpts, rows: RowReader): Pick<SourcePage, 'reviews' | 'refused'> {
  const { reviews, refused } = readRows(excerpts.reviews, rows);
  return { reviews: reviews.map((review, position) => ({ ...review, position })), refused };
}

function read<Schema extends z.ZodType>(schema: Schema, json: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const message = 'Yelp’s answer is not in the documented form.';
  throw new AppError('source-failed', message, { reason: 'bad-response' });
}
