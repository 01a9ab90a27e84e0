import { secretPrefix } from '../settings.ts';
import { type FakeGoogle, startFakeGoogle } from './fake-google.ts';
import { type FakeYelp, startFakeYelp } from './fake-yelp.ts';
import { googleLocations, yelpBusinesses } from './world.ts';

/** The sample world's Google and Yelp, and what makes the app pull from them. */
export interface SampleSources {
  readonly google: FakeGoogle;
  readonly yelp: FakeYelp;
  /** Variables that functions get in place of the real sources' addresses. */
  readonly variables: Readonly<Record<string, string>>;
  /** Keys that the stand-ins take, by parameter name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Lets the sources serve the world as it was at an instant, ISO 8601 UTC. */
  readonly serveAsOf: (at: string) => void;
  readonly stop: () => Promise<void>;
}

/** How the sources are set up. */
export interface SampleSourcesOptions {
  /** The instant the world counts from, ISO 8601 UTC. */
  readonly startedAt: string;
  /** Google's port, Yelp's is the next; 0: any free ones. */
  readonly port: number;
}

const GOOGLE_CLIENT = { id: 'sample-client', secret: 'sample-client-secret' };
const YELP_KEY = 'sample-key';
/** The `connectionId` of the listings in `clinic.json`. */
const CONNECTION = 'main';

/** Starts the stand-ins for Google and Yelp. @throws Error `EADDRINUSE` when a port is taken */
export async function startSampleSources({ startedAt, port }: SampleSourcesOptions): Promise<SampleSources> {
  const now = () => new Date().toISOString();
  const google = await startFakeGoogle({ port, now, client: GOOGLE_CLIENT });
  const yelp = await startFakeYelp({ port: port && port + 1, now, apiKey: YELP_KEY });
  const secret = (name: string) => `${secretPrefix('local')}/${name}`;
  for (const business of yelpBusinesses(startedAt)) yelp.addBusiness(...business);
  return {
    google,
    yelp,
    variables: {
      GOOGLE_CONSENT_URL: google.url,
      GOOGLE_OAUTH_URL: google.url,
      GOOGLE_ACCOUNTS_URL: google.url,
      GOOGLE_LOCATIONS_URL: google.url,
      GOOGLE_REVIEWS_URL: google.url,
      YELP_URL: yelp.url,
    },
    secrets: {
      [secret('google-client-id')]: GOOGLE_CLIENT.id,
      [secret('google-client-secret')]: GOOGLE_CLIENT.secret,
      [secret(`google-refresh-token/${CONNECTION}`)]: google.addGrant(),
      [secret('yelp-api-key')]: YELP_KEY,
    },
    serveAsOf(at) {
      for (const location of googleLocations(startedAt, at)) google.addLocation(location);
    },
    async stop() {
      await Promise.all([google.stop(), yelp.stop()]);
    },
  };
}
