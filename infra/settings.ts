/** The environments this app can be synthesized for; `local` runs on one machine and is never deployed. */
export type EnvironmentName = 'local' | 'dev' | 'prod';

/** What differs between environments. Every choice is made at synthesis. */
export interface Settings {
  readonly environment: EnvironmentName;
  /** Minutes between looks for listings that are due. */
  readonly pullTickMinutes: number;
  /** Minutes between sweeps of lapsed content. The feed takes things down this long before they lapse, and more. */
  readonly expiryTickMinutes: number;
  /** Seconds the CDN keeps a feed object; takedown takes this long plus the publishing. */
  readonly edgeSeconds: number;
  /** Days a log line is kept. */
  readonly logDays: 7 | 30 | 90;
  /** Requests of the staff's API per second, and the most at once. */
  readonly apiRate: { readonly perSecond: number; readonly burst: number };
  /**
   * Calls of a minute to each source, all clinics together and evenly spread. Google allows 300 on the APIs it lists
   * and does not say what it allows on the reviews of v4, so we make half as many. Yelp answers two in a second and
   * refuses the third; we make one.
   */
  readonly callsAMinute: { readonly google: number; readonly yelp: number };
  /** Listings pulled at the same time. */
  readonly pullsAtOnce: number;
  /** Clinics whose reviews are read anew at the same time, at up to 200 reviews a second each. */
  readonly retagsAtOnce: number;
  /** Origins besides our own from which a browser may call the staff's API, for work on the admin page. */
  readonly developerOrigins: readonly string[];
  /**
   * Who is told by mail when something needs a person; must be confirmed once, by the link in a mail from AWS. Nobody
   * when absent, with which `prod` is not deployed.
   */
  readonly alarmEmail?: string;
  /** Whether deleting the stacks deletes the data with them. */
  readonly isDisposable: boolean;
  /** Where the sources answer, each an origin without a slash at the end. */
  readonly sourceUrls: {
    /** The page that asks for consent. */
    readonly googleConsent: string;
    readonly googleOauth: string;
    readonly googleAccounts: string;
    readonly googleLocations: string;
    readonly googleReviews: string;
    readonly yelp: string;
  };
}

const sourceUrls = {
  googleConsent: 'https://accounts.google.com',
  googleOauth: 'https://oauth2.googleapis.com',
  googleAccounts: 'https://mybusinessaccountmanagement.googleapis.com',
  googleLocations: 'https://mybusinessbusinessinformation.googleapis.com',
  googleReviews: 'https://mybusiness.googleapis.com',
  yelp: 'https://api.yelp.com',
};

const prod: Settings = {
  environment: 'prod',
  // alarmEmail: 'oncall@clinic.example',
  pullTickMinutes: 5,
  expiryTickMinutes: 5,
  edgeSeconds: 60,
  logDays: 90,
  apiRate: { perSecond: 20, burst: 40 },
  callsAMinute: { google: 150, yelp: 60 },
  pullsAtOnce: 5,
  retagsAtOnce: 2,
  developerOrigins: [],
  isDisposable: false,
  sourceUrls,
};

const viteOrigin = 'http://127.0.0.1:5173';

/** The settings of every environment. */
export const settings: Readonly<Record<EnvironmentName, Settings>> = {
  prod,
  dev: {
    ...prod,
    environment: 'dev',
    logDays: 7,
    developerOrigins: [viteOrigin],
    isDisposable: true,
  },
  local: {
    ...prod,
    environment: 'local',
    edgeSeconds: 1,
    // The sources of a machine by itself are its own.
    callsAMinute: { google: 60_000, yelp: 60_000 },
    logDays: 7,
    developerOrigins: [viteOrigin],
    isDisposable: true,
  },
};

/**
 * Checks what only the operator can know, before anything is deployed.
 *
 * @throws Error with one sentence that says what to set
 */
export function checkSettings({ environment, alarmEmail }: Settings): void {
  const where = `alarmEmail of ${environment} in infra/settings.ts`;
  if (alarmEmail === undefined && environment === 'prod') {
    throw new Error(
      `Nobody would be told when something fails. Set ${where} to the address that alarms go to.`,
    );
  }
  if (alarmEmail !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(alarmEmail)) {
    throw new Error(`"${alarmEmail}" is not an e-mail address. Correct ${where}.`);
  }
}

/** Where an environment's metrics are. */
export function metricsNamespace(environment: EnvironmentName): string {
  return `ClinicReviews/${environment}`;
}

/** Beginning of the names of an environment's secrets, without a slash at the end. */
export function secretPrefix(environment: EnvironmentName): string {
  return `/clinic-reviews/${environment}`;
}
