import * as z from 'zod';
import type { ConnectedLocation } from '../domain/connection.ts';
import { AppError } from '../domain/error.ts';
import type { SourceFailure } from '../domain/pull.ts';
import { log } from '../platform/log.ts';
import { toGoogleFailure } from './google-errors.ts';
import type { Http } from './http.ts';
import { ifHttps, ifReadable, sourceText } from './source-text.ts';

/** What listing locations needs. */
export interface LocationNeeds {
  readonly http: Http;
  /** Origins of Google's two APIs of accounts and of locations. */
  readonly accountsUrl: string;
  readonly locationsUrl: string;
  readonly remainingMs: () => number;
  readonly now: () => string;
}

const PAGE_SIZE = 100;
/** They lie in one item with their connection, which may hold 400 KB. */
const MOST_LOCATIONS = 500;
const LONGEST_TITLE = 200;
const LONGEST_URL = 500;

const nextPageToken = z.string().max(10_000).nullish();
const rows = z.array(z.unknown()).nullish();
const AccountPage = z.object({ accounts: rows, nextPageToken });
const LocationPage = z.object({ locations: rows, nextPageToken });

const Account = z.object({ name: z.string().regex(/^accounts\/\d{1,30}$/u) });

const Location = z.object({
  name: z.string().regex(/^locations\/\d{1,30}$/u),
  title: ifReadable(sourceText),
  metadata: ifReadable(
    z.object({
      mapsUri: ifReadable(z.string().max(LONGEST_URL)),
      newReviewUri: ifReadable(z.string().max(LONGEST_URL)),
      placeId: ifReadable(z.string().min(1).max(300)),
    }),
  ),
});

/** What one account can say that is no word about the others. */
const OF_ONE_ACCOUNT: readonly SourceFailure[] = ['forbidden', 'not-found', 'bad-request', 'bad-response'];

/**
 * Lists the locations of every account that a token reaches, 500 at most; empty when it reaches none. A field that
 * cannot be read is left out, a row without a usable name is kept out, and an account that refuses its own list keeps
 * the others' in: only when none gives its list is that a failure.
 *
 * @throws AppError `source-failed`, with reason `not-approved` while Google has not approved the project, and
 *   `bad-response` for anything undocumented
 */
export async function listGoogleLocations(
  accessToken: string,
  needs: LocationNeeds,
): Promise<readonly ConnectedLocation[]> {
  const accounts = await listAccounts(accessToken, needs);
  const found: ConnectedLocation[] = [];
  const failures: AppError[] = [];
  for (const account of accounts) {
    try {
      for await (const location of locationsOf(account, accessToken, needs)) {
        found.push(location);
        if (found.length >= MOST_LOCATIONS) return found;
      }
    } catch (error) {
      if (!(error instanceof AppError) || !error.reason || !OF_ONE_ACCOUNT.includes(error.reason))
        throw error;
      log.warn('account.unlisted', { reason: error.reason });
      failures.push(error);
    }
  }
  const [failure] = failures;
  if (failure && failures.length === accounts.length) throw failure;
  return found;
}

async function listAccounts(accessToken: string, needs: LocationNeeds): Promise<readonly string[]> {
  const names: string[] = [];
  let unreadable = 0;
  for await (const page of pages(
    `${needs.accountsUrl}/v1/accounts?pageSize=20`,
    AccountPage,
    accessToken,
    needs,
  )) {
    for (const row of page.accounts ?? []) {
      const account = Account.safeParse(row);
      if (account.success) names.push(account.data.name);
      else unreadable += 1;
    }
  }
  if (unreadable > 0) log.warn('rows.unreadable', { of: 'accounts', unreadable });
  if (unreadable > 0 && names.length === 0) throw undocumented();
  return names;
}

async function* locationsOf(
  account: string,
  accessToken: string,
  needs: LocationNeeds,
): AsyncGenerator<ConnectedLocation> {
  const fields = 'readMask=name,title,metadata';
  const address = `${needs.locationsUrl}/v1/${account}/locations?${fields}&pageSize=${PAGE_SIZE}`;
  let unreadable = 0;
  let read = 0;
  for await (const page of pages(address, LocationPage, accessToken, needs)) {
    for (const row of page.locations ?? []) {
      const location = Location.safeParse(row);
      if (location.success) yield toLocation(account, location.data);
      if (location.success) read += 1;
      else unreadable += 1;
    }
  }
  if (unreadable > 0) log.warn('rows.unreadable', { of: 'locations', unreadable });
  if (unreadable > 0 && read === 0) throw undocumented();
}

function toLocation(account: string, { name, title, metadata }: z.infer<typeof Location>): ConnectedLocation {
  const mapsUrl = ifHttps(metadata?.mapsUri);
  const newReviewUrl = ifHttps(metadata?.newReviewUri);
  const placeId = metadata?.placeId ?? undefined;
  return {
    accountId: account.slice('accounts/'.length),
    locationId: name.slice('locations/'.length),
    title: (title ?? '').slice(0, LONGEST_TITLE).toWellFormed(),
    ...(mapsUrl !== undefined && { mapsUrl }),
    ...(placeId !== undefined && { placeId }),
    ...(newReviewUrl !== undefined && { newReviewUrl }),
  };
}

async function* pages<Page extends { readonly nextPageToken?: string | null | undefined }>(
  address: string,
  schema: z.ZodType<Page>,
  accessToken: string,
  { http, remainingMs, now }: LocationNeeds,
): AsyncGenerator<Page> {
  let token = '';
  do {
    const url = token === '' ? address : `${address}&pageToken=${encodeURIComponent(token)}`;
    const headers = { authorization: `Bearer ${accessToken}` };
    const toFailure = (answer: Parameters<typeof toGoogleFailure>[0]) => toGoogleFailure(answer, now());
    const { json } = await http.call({ url, headers }, { remainingMs, toFailure });
    const read = schema.safeParse(json);
    const next = read.data?.nextPageToken ?? '';
    // A page that leads to itself would be read for ever.
    if (!read.success || (token !== '' && next === token)) throw undocumented(read.error);
    yield read.data;
    token = next;
  } while (token !== '');
}

function undocumented(cause?: unknown): AppError {
  const message = 'Google listed accounts or locations in a form that is not documented.';
  return new AppError('source-failed', message, { reason: 'bad-response', cause });
}
