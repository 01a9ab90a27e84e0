import type { Clinics } from '../store/clinics.ts';
import type { Connections } from '../store/connections.ts';
import type { GrantRequests } from '../store/grant-requests.ts';
import type { Pulls } from '../store/pulls.ts';
import type { GoogleTokens } from './google-token.ts';
import type { Http } from './http.ts';
import type { OwnSecrets } from './own-secrets.ts';

/** Where Google answers, each an origin without a slash at the end. */
export interface GoogleUrls {
  /** The page that asks for consent. */
  readonly consentUrl: string;
  /** Tokens, and taking them back. */
  readonly oauthUrl: string;
  readonly accountsUrl: string;
  readonly locationsUrl: string;
}

/** What connecting Google works with. */
export interface GoogleConnectionNeeds extends GoogleUrls {
  readonly clinics: Pick<Clinics, 'listLocations' | 'listListings' | 'saveListing'>;
  readonly connections: Connections;
  readonly grantRequests: GrantRequests;
  readonly pulls: Pick<Pulls, 'find' | 'open' | 'resume' | 'postpone'>;
  readonly secrets: OwnSecrets;
  readonly tokens: GoogleTokens;
  readonly http: Http;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/** The page of a person who waits gives up after 20 seconds. */
const ALL_MS = 15_000;

/** Starts the clock of a request: gives how many milliseconds are left for asking Google. */
export function startBudget(now: () => string, ms: number = ALL_MS): () => number {
  const until = Date.parse(now()) + ms;
  return () => Math.max(0, until - Date.parse(now()));
}
