import * as z from 'zod';
import { readConfig } from '../platform/config.ts';
import { httpRoutes } from '../platform/http.ts';
import { openQueue } from '../platform/queue.ts';
import { openSecrets } from '../platform/secret.ts';
import { openTables } from '../store/table.ts';
import { openGoogleTokens } from './google-token.ts';
import { openHttp } from './http.ts';
import { openOwnSecrets } from './own-secrets.ts';
import { openRouteNeeds } from './route-needs.ts';
import { sourceRoutes } from './source-routes.ts';

const Config = z.object({
  CONTENT_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  PULL_QUEUE_URL: z.url(),
  SECRET_PREFIX: z.string().min(1),
  GOOGLE_CONSENT_URL: z.url(),
  GOOGLE_OAUTH_URL: z.url(),
  GOOGLE_ACCOUNTS_URL: z.url(),
  GOOGLE_LOCATIONS_URL: z.url(),
});
export type Config = z.infer<typeof Config>;

const config = readConfig(Config);
const now = () => new Date().toISOString();
const table = openTables();
const stored = openRouteNeeds(table(config.CONTENT_TABLE), table(config.LEDGER_TABLE), now);
const secrets = openOwnSecrets(openSecrets(), config.SECRET_PREFIX);
// A person waits for the answer: what does not come soon is tried again by that person.
const http = openHttp(now, { tries: 2 });
const oauthUrl = config.GOOGLE_OAUTH_URL;
const routes = sourceRoutes({
  ...stored,
  pullQueue: openQueue(config.PULL_QUEUE_URL),
  secrets,
  tokens: openGoogleTokens({ http, oauthUrl, readSecret: secrets.read, now }),
  http,
  consentUrl: config.GOOGLE_CONSENT_URL,
  oauthUrl,
  accountsUrl: config.GOOGLE_ACCOUNTS_URL,
  locationsUrl: config.GOOGLE_LOCATIONS_URL,
});

/** Every route of this part of the staff's API. */
export type SourceRoute = keyof typeof routes;

/** The part of the staff's API that acts on listings and their sources. */
export const handler = httpRoutes(routes, { findMember: stored.members.find });
