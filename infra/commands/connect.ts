import type { ConnectedLocation } from '../../functions/domain/connection.ts';
import { AppError } from '../../functions/domain/error.ts';
import { isSlug } from '../../functions/domain/id.ts';
import { openHttp } from '../../functions/sources/http.ts';
import { listGoogleLocations } from '../../functions/sources/list-google-locations.ts';
import { secretPrefix, settings } from '../settings.ts';
import { readCommandLine } from './command-line.ts';
import { connectGoogle } from './connect-google.ts';
import { resumeListings } from './stored-listings.ts';
import { openTarget } from './target.ts';
import { runCommand } from './tell.ts';

const { googleConsent, googleOauth, googleAccounts, googleLocations } = settings.local.sourceUrls;
const CONSENT = { authorize: `${googleConsent}/o/oauth2/v2/auth`, token: `${googleOauth}/token` };
const APIS = { accountsUrl: googleAccounts, locationsUrl: googleLocations };
const USAGE = 'npm run connect -- [--name main] [--env dev]';
const LIST_MS = 60_000;

/** Connects a Google account: consent in the browser, the grant kept as a secret, its locations listed. */
await runCommand(async () => {
  const { options } = readCommandLine({ line: USAGE, options: ['env', 'name'], mostWords: 0 });
  const connection = options.get('name') ?? 'main';
  if (!isSlug(connection)) {
    const form = '3 to 40 lower-case letters and digits, with single hyphens between them';
    throw new AppError('invalid', `--name takes ${form}: --name main`);
  }
  const client = { id: variable('GOOGLE_CLIENT_ID'), secret: variable('GOOGLE_CLIENT_SECRET') };
  const target = await openTarget(options.get('env'));
  try {
    const onAddress = (address: string) => console.log(`Open this address and agree:\n\n  ${address}\n`);
    const { refreshToken, accessToken } = await connectGoogle({ client, urls: CONSENT, onAddress });
    await target.setSecret(
      `${secretPrefix(target.environment)}/google-refresh-token/${connection}`,
      refreshToken,
    );
    const resumed = await resumeListings(connection, target);
    const reading = resumed === 0 ? '' : ` Reading of ${resumed} listings goes on.`;
    return `Connected as "${connection}".${reading} ${await describeLocations(accessToken, connection)}`;
  } finally {
    await target.close();
  }
});

async function describeLocations(accessToken: string, connection: string): Promise<string> {
  const now = () => new Date().toISOString();
  const http = openHttp(now);
  try {
    const needs = { ...APIS, http, now, remainingMs: () => LIST_MS };
    const locations = await listGoogleLocations(accessToken, needs);
    if (locations.length === 0) return 'This account manages no location.';
    const entries = locations.map((location) => toEntry(location, connection));
    return `For the listings of the clinic's file:\n${JSON.stringify(entries, undefined, 2)}`;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `Its locations cannot be listed yet: ${error.message}`;
  } finally {
    http.close();
  }
}

/** What can be copied into `clinic.json`, but for `listingId` and `locationId`, which the clinic chooses. */
function toEntry({ accountId, locationId, title, mapsUrl }: ConnectedLocation, connectionId: string) {
  return {
    listingId: `google-${locationId}`,
    locationId: `(the slug of ${title})`,
    source: 'google-business',
    sourceListingId: locationId,
    accountId,
    connectionId,
    pageUrl: mapsUrl ?? `https://maps.google.com/`,
  };
}

function variable(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new AppError('invalid', `Set ${name} first: it is in your Google Cloud project under "Credentials".`);
}
