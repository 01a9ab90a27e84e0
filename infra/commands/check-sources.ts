import type { Listing } from '../../functions/domain/clinic.ts';
import { AppError } from '../../functions/domain/error.ts';
import { type ClosedReason, closedBecause } from '../../functions/domain/source-switch.ts';
import { googleBusiness } from '../../functions/sources/google-business.ts';
import { openHttp } from '../../functions/sources/http.ts';
import type { Source, SourcePage } from '../../functions/sources/source.ts';
import { yelp } from '../../functions/sources/yelp.ts';
import { localesOf } from '../../functions/sources/yelp-locales.ts';
import { openClinics } from '../../functions/store/clinics.ts';
import { openSourceSwitches } from '../../functions/store/source-switches.ts';
import { openSummaries } from '../../functions/store/summaries.ts';
import { openTables } from '../../functions/store/table.ts';
import type { Runtime } from '../local/boot.ts';
import { secretPrefix, settings } from '../settings.ts';
import { readStoredListings } from './stored-listings.ts';

/** What checking the sources needs. */
export interface CheckNeeds {
  readonly runtime: Pick<Runtime, 'aws' | 'outputs'>;
  /** Reads a secret by its whole name; `undefined` when it was never set. */
  readonly readSecret: (name: string) => string | undefined;
  /** Replaces the sources' addresses, by the name of the function's variable. */
  readonly variables: Readonly<Record<string, string>>;
}

const READ_MS = 30_000;

const CLOSED: Readonly<Record<ClosedReason, string>> = {
  stopped: 'not read: its source is stopped. npm run source shows it',
  'not-confirmed':
    'not read: Yelp must have agreed in writing to be used in a paid service. Then: npm run source -- confirm yelp --document "…"',
};

/**
 * Makes one read of every listing and says what came back: numbers and dates, no words.
 *
 * @returns a line per listing; one line that says what to do when there is none
 */
export async function checkSources({
  runtime,
  readSecret,
  variables,
}: CheckNeeds): Promise<readonly string[]> {
  const table = openTables(runtime.aws);
  const ledger = table(runtime.outputs.LedgerTable ?? '');
  const clinics = openClinics(ledger);
  const now = () => new Date().toISOString();
  const summaries = openSummaries(table(runtime.outputs.ContentTable ?? ''), now);
  const switches = await openSourceSwitches(ledger).listAll();
  const http = openHttp(now);
  const { googleOauth, googleReviews, yelp: yelpUrl } = settings.local.sourceUrls;
  const ways = {
    http,
    now,
    readSecret: async (name: string) => readSecret(`${secretPrefix('local')}/${name}`),
  };
  const sources: readonly Source[] = [
    googleBusiness({
      ...ways,
      oauthUrl: variables.GOOGLE_OAUTH_URL ?? googleOauth,
      reviewsUrl: variables.GOOGLE_REVIEWS_URL ?? googleReviews,
    }),
    yelp({
      ...ways,
      yelpUrl: variables.YELP_URL ?? yelpUrl,
      localesOf: (listing) => localesOf(listing, { clinics, summaries }),
    }),
  ];
  const lines: string[] = [];
  for (const { clinicId, listingId, isPaused, isDisconnected } of await readStoredListings(runtime)) {
    if (isPaused || isDisconnected) continue;
    const listing = await clinics.findListing(clinicId, listingId);
    const source = sources.find(({ name }) => name === listing?.source);
    if (!listing || !source) continue;
    const closed = closedBecause(
      source.name,
      switches.find((set) => set.source === source.name),
    );
    const said = closed ? CLOSED[closed] : await readOnce(source, listing);
    lines.push(`${clinicId} ${listingId}: ${said}`);
  }
  http.close();
  return lines.length > 0 ? lines : ['No listing is set up yet: npm run clinic -- apply clinic.json'];
}

async function readOnce(source: Source, listing: Listing): Promise<string> {
  try {
    let stated: SourcePage['stated'];
    for await (const page of source.scan(listing, { remainingMs: () => READ_MS })) {
      stated = page.stated ?? stated;
      // Yelp tells rating and excerpts one after the other.
      const isTold = page.reviews.length + page.refused.length > 0 || page.next === undefined;
      if (isTold) return describePage({ ...page, ...(stated && { stated }) });
    }
    return 'nothing came back';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.reason ?? error.kind}. ${error.message}`;
  }
}

function describePage({ reviews, refused, stated, next }: SourcePage): string {
  const withWords = reviews.filter(({ text }) => text).length;
  const newest = reviews
    .map(({ writtenOn }) => writtenOn)
    .sort()
    .at(-1);
  return [
    stated ? `${stated.rating ?? 'no'} stars from ${stated.count} reviews` : 'no rating told',
    `${reviews.length} on the first page, ${withWords} with words`,
    ...(refused.length > 0 ? [`${refused.length} not understood`] : []),
    ...(newest ? [`newest of ${newest}`] : []),
    next === undefined ? 'no more pages' : 'more pages follow',
  ].join('; ');
}
