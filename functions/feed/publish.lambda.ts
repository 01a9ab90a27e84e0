import type { SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import type { BatchReply } from '../platform/batch.ts';
import { readConfig } from '../platform/config.ts';
import { openQueue } from '../platform/queue.ts';
import { openClinics } from '../store/clinics.ts';
import { openConsents } from '../store/consents.ts';
import { openFeedBucket } from '../store/feed-bucket.ts';
import { openFeedStates } from '../store/feed-states.ts';
import { openListingDecisions } from '../store/listing-decisions.ts';
import { openModerations } from '../store/moderations.ts';
import { openReviews } from '../store/reviews.ts';
import { openSourceSwitches } from '../store/source-switches.ts';
import { openSummaries } from '../store/summaries.ts';
import { openTables } from '../store/table.ts';
import { openTaggings } from '../store/taggings.ts';
import { publishFeed } from './publish.ts';
import { publishDue } from './publish-due.ts';

const Config = z.object({
  CONTENT_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  DUE_QUEUE_URL: z.url(),
  FEED_BUCKET: z.string().min(1),
  EDGE_SECONDS: z.string().regex(/^\d+$/),
});
export type Config = z.infer<typeof Config>;

const { CONTENT_TABLE, LEDGER_TABLE, DUE_QUEUE_URL, FEED_BUCKET, EDGE_SECONDS } = readConfig(Config);
const open = openTables();
const content = open(CONTENT_TABLE);
const ledger = open(LEDGER_TABLE);
const now = () => new Date().toISOString();
const needs = {
  clinics: openClinics(ledger),
  consents: openConsents(ledger),
  moderations: openModerations(ledger),
  listingDecisions: openListingDecisions(ledger),
  sourceSwitches: openSourceSwitches(ledger),
  states: openFeedStates(ledger),
  summaries: openSummaries(content, now),
  reviews: openReviews(content, ledger, now),
  taggings: openTaggings(content, now),
  bucket: openFeedBucket(FEED_BUCKET),
  now,
  edgeSeconds: Number(EDGE_SECONDS),
};

const queue = openQueue(DUE_QUEUE_URL);
const publish = (clinicId: string) => publishFeed(clinicId, needs);

/** Publishes the feeds of the clinics that are due. */
export const handler = (event: SQSEvent): Promise<BatchReply> =>
  publishDue(event.Records, { publish, queue, states: needs.states });
