import type { Context, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { readConfig } from '../platform/config.ts';
import { openMetrics } from '../platform/metrics.ts';
import { openQueue } from '../platform/queue.ts';
import { openSecrets } from '../platform/secret.ts';
import { openClinics } from '../store/clinics.ts';
import { openConsents } from '../store/consents.ts';
import { openLeases } from '../store/leases.ts';
import { openPulls } from '../store/pulls.ts';
import { openQuotaDays } from '../store/quota-days.ts';
import { openRefusals } from '../store/refusals.ts';
import { openReviews } from '../store/reviews.ts';
import { openSourceGates } from '../store/source-gates.ts';
import { openSourceSwitches } from '../store/source-switches.ts';
import { openSummaries } from '../store/summaries.ts';
import { openTables } from '../store/table.ts';
import { openTestimonials } from '../store/testimonials.ts';
import { direct } from './direct.ts';
import { googleBusiness } from './google-business.ts';
import { handleMessages } from './handle-messages.ts';
import { openHttp } from './http.ts';
import { openOwnSecrets } from './own-secrets.ts';
import { openPacing } from './pacing.ts';
import { yelp } from './yelp.ts';
import { localesOf } from './yelp-locales.ts';
import { readYelpQuota } from './yelp-quota.ts';

const Config = z.object({
  CONTENT_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  PULL_QUEUE_URL: z.url(),
  SECRET_PREFIX: z.string().min(1),
  GOOGLE_OAUTH_URL: z.url(),
  GOOGLE_REVIEWS_URL: z.url(),
  YELP_URL: z.url(),
  GOOGLE_CALLS_A_MINUTE: z.string().regex(/^[1-9]\d*$/u),
  YELP_CALLS_A_MINUTE: z.string().regex(/^[1-9]\d*$/u),
  METRICS_NAMESPACE: z.string().min(1),
});
export type Config = z.infer<typeof Config>;

const config = readConfig(Config);
const now = () => new Date().toISOString();
const table = openTables();
const content = table(config.CONTENT_TABLE);
const ledger = table(config.LEDGER_TABLE);
const secrets = openOwnSecrets(openSecrets(), config.SECRET_PREFIX);
const ways = {
  http: openHttp(now),
  readSecret: secrets.read,
  now,
};
const clinics = openClinics(ledger);
const summaries = openSummaries(content, now);
const passNeeds = { gates: openSourceGates(ledger), quotaDays: openQuotaDays(ledger), now };
const googlePace = { callsAMinute: Number(config.GOOGLE_CALLS_A_MINUTE) };
const yelpPace = { callsAMinute: Number(config.YELP_CALLS_A_MINUTE), readQuota: readYelpQuota };
const needs = {
  passes: {
    'google-business': openPacing('google-business', googlePace, passNeeds),
    yelp: openPacing('yelp', yelpPace, passNeeds),
  },
  sources: {
    'google-business': googleBusiness({
      ...ways,
      oauthUrl: config.GOOGLE_OAUTH_URL,
      reviewsUrl: config.GOOGLE_REVIEWS_URL,
    }),
    yelp: yelp({
      ...ways,
      yelpUrl: config.YELP_URL,
      localesOf: (listing) => localesOf(listing, { clinics, summaries }),
    }),
    direct: direct({ testimonials: openTestimonials(ledger), consents: openConsents(ledger), now }),
  },
  clinics,
  reviews: openReviews(content, ledger, now),
  summaries,
  pulls: openPulls(ledger),
  leases: openLeases(ledger),
  refusals: openRefusals(ledger),
  sourceSwitches: openSourceSwitches(ledger),
  metrics: openMetrics(config.METRICS_NAMESPACE, now),
  queue: openQueue(config.PULL_QUEUE_URL),
  now,
};

/** Pulls the listings of the queue's messages. */
export const handler = (event: SQSEvent, context: Context) =>
  handleMessages(event.Records, { ...needs, remainingMs: () => context.getRemainingTimeInMillis() });
