import * as z from 'zod';
import type { ConnectedLocation } from '../domain/connection.ts';
import { AppError } from '../domain/error.ts';
import { toGoogleFailure } from './google-errors.ts';
import type { Http } from './http.ts';

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
const httpsUrl = z
  .url({ protocol: /^https$/u })
  .max(500)
  .exactOptional();

const Accounts = z.object({
  accounts: z.array(z.object({ name: z.string().regex(/^accounts\/\d+$/u) })).default([]),
  nextPageToken: z.string().exactOptional(),
});

const Locations = z.object({
  locations: z
    .array(
      z.object({
        name: z.string().regex(/^locations\/\d+$/u),
        title: z.string().default(''),
        metadata: z
          .object({
            mapsUri: httpsUrl,
            newReviewUri: httpsUrl,
            placeId: z.string().max(300).exactOptional(),
          })
          .default({}),
      }),
    )
    .default([]),
  nextPageToken: z.string().exactOptional(),
});

/**
 * Lists the locations of every account that a token reaches, 500 at most; empty when it reaches none.
 *
 * @throws AppError `source-failed`, with reason `not-approved` while Google has not approved the project, and
 *   `bad-response` for anything undocumented
 */
export async function listGoogleLocations(
  accessToken: string,
  needs: LocationNeeds,
): Promise<readonly ConnectedLocation[]> {
  const { accountsUrl, locationsUrl } = needs;
  const found: ConnectedLocation[] = [];
  for await (const { accounts } of pages(
    `${accountsUrl}/v1/accounts?pageSize=20`,
    Accounts,
    accessToken,
    needs,
  )) {
    for (const { name: account } of accounts) {
      const fields = 'readMask=name,title,metadata';
      const address = `${locationsUrl}/v1/${account}/locations?${fields}&pageSize=${PAGE_SIZE}`;
      for await (const { locations } of pages(address, Locations, accessToken, needs)) {
        found.push(...locations.map((location) => toLocation(account, location)));
        if (found.length >= MOST_LOCATIONS) return found.slice(0, MOST_LOCATIONS);
      }
    }
  }
  return found;
}

function toLocation(
  account: string,
  { name, title, metadata }: z.infer<typeof Locations>['locations'][number],
): ConnectedLocation {
  return {
    accountId: account.slice('accounts/'.length),
    locationId: name.slice('locations/'.length),
    title: title.slice(0, 200),
    ...(metadata.mapsUri !== undefined && { mapsUrl: metadata.mapsUri }),
    ...(metadata.placeId !== undefined && { placeId: metadata.placeId }),
    ...(metadata.newReviewUri !== undefined && { newReviewUrl: metadata.newReviewUri }),
  };
}

async function* pages<Page extends { readonly nextPageToken?: string }>(
  address: string,
  schema: z.ZodType<Page>,
  accessToken: string,
  { http, remainingMs, now }: LocationNeeds,
): AsyncGenerator<Page> {
  let token: string | undefined;
  do {
    const url = token === undefined ? address : `${address}&pageToken=${encodeURIComponent(token)}`;
    const headers = { authorization: `Bearer ${accessToken}` };
    const toFailure = (answer: Parameters<typeof toGoogleFailure>[0]) => toGoogleFailure(answer, now());
    const { json } = await http.call({ url, headers }, { remainingMs, toFailure });
    const read = schema.safeParse(json);
    // A page that leads to itself would be read for ever.
    if (!read.success || (token !== undefined && read.data.nextPageToken === token)) {
      const message = 'Google listed accounts or locations in a form that is not documented.';
      throw new AppError('source-failed', message, { reason: 'bad-response', cause: read.error });
    }
    yield read.data;
    token = read.data.nextPageToken;
  } while (token !== undefined);
}
