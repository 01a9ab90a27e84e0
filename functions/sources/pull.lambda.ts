import type { Context, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { readConfig } from '../platform/config.ts';
import { openSecrets } from '../platform/secret.ts';
import { openClinics } from '../store/clinics.ts';
import { openConsents } from '../store/consents.ts';
import { openLeases } from '../store/leases.ts';
import { openPulls } from '../store/pulls.ts';
import { openRefusals } from '../store/refusals.ts';
import { openReviews } from '../store/reviews.ts';
import { openSummaries } from '../store/summaries.ts';
import { openTables } from '../store/table.ts';
import { openTestimonials } from '../store/testimonials.ts';
import { direct } from './direct.ts';
import { googleBusiness } from './google-business.ts';
import { handleMessages } from './handle-messages.ts';
import { openHttp } from './http.ts';
import { yelp } from './yelp.ts';

const Config = z.object({
  CONTENT_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  SECRET_PREFIX: z.string().min(1),
  GOOGLE_OAUTH_URL: z.url(),
  GOOGLE_REVIEWS_URL: z.url(),
  YELP_URL: z.url(),
});
export type Config = z.infer<typeof Config>;

const config = readConfig(Config);
const now = () => new Date().toISOString();
const table = openTables();
const content = table(config.CONTENT_TABLE);
const ledger = table(config.LEDGER_TABLE);
const secrets = openSecrets();
const ways = {
  http: openHttp(now),
  readSecret: (name: string) => secrets.read(`${config.SECRET_PREFIX}/${name}`),
  now,
};
const needs = {
  sources: {
    'google-business': googleBusiness({
      ...ways,
      oauthUrl: config.GOOGLE_OAUTH_URL,
      reviewsUrl: config.GOOGLE_REVIEWS_URL,
    }),
    yelp: yelp({ ...ways, yelpUrl: config.YELP_URL }),
    direct: direct({ testimonials: openTestimonials(ledger), consents: openConsents(ledger), now }),
  },
  clinics: openClinics(ledger),
  reviews: openReviews(content, ledger, now),
  summaries: openSummaries(content, now),
  pulls: openPulls(ledger),
  leases: openLeases(ledger),
  refusals: openRefusals(ledger),
  now,
};

/** Pulls the listings of the queue's messages. */
export const handler = (event: SQSEvent, context: Context) =>
  handleMessages(event.Records, { ...needs, remainingMs: () => context.getRemainingTimeInMillis() });
