import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import type { Embed } from '../../functions/domain/clinic.ts';
import type { FeedState } from '../../functions/domain/feed.ts';
import { decide, type ModerationStatus } from '../../functions/domain/moderation.ts';
import type { Review } from '../../functions/domain/review.ts';
import { buildFeed } from '../../functions/feed/build-feed.ts';
import { type ClinicState, readClinicState } from '../../functions/feed/clinic-state.ts';
import type { PublishNeeds } from '../../functions/feed/publish.ts';
import { takeDownHorizon } from '../../functions/feed/take-down.ts';
import { inParallel } from '../../functions/platform/batch.ts';
import { openClinics } from '../../functions/store/clinics.ts';
import { openConsents } from '../../functions/store/consents.ts';
import { openFeedStates } from '../../functions/store/feed-states.ts';
import { clinicPartition, PREFIX } from '../../functions/store/keys.ts';
import { openListingDecisions } from '../../functions/store/listing-decisions.ts';
import { openModerations } from '../../functions/store/moderations.ts';
import { openReviews } from '../../functions/store/reviews.ts';
import { openSourceSwitches } from '../../functions/store/source-switches.ts';
import { openSummaries } from '../../functions/store/summaries.ts';
import { openTaggings } from '../../functions/store/taggings.ts';
import type { TestBucket } from '../support/bucket.ts';
import { NOW } from '../support/builders.ts';
import type { TestTables } from '../support/tables.ts';
import { aState, type Told, withReviews, yelpSwitch } from './feed-world.ts';

/** A clinic in the tables, and a bucket to publish it into. */
export interface StoredWorld {
  readonly clinicId: string;
  readonly bucket: TestBucket;
  /** What the publisher needs, over the tables and the bucket. */
  readonly needs: PublishNeeds;
  /** The instant it is; tests move it. */
  readonly clock: { now: string };
  /** The state as the stores give it. */
  readonly read: () => Promise<ClinicState>;
  /** What the publisher remembers; fails the test when it has never published. */
  readonly remembered: () => Promise<FeedState>;
  /** Writes reviews, with their taggings and moderations; those that are there are replaced. */
  readonly tell: (all: readonly Told[]) => Promise<void>;
  /** Writes a review as a pull would. */
  readonly pull: (review: Review) => Promise<void>;
  /** A person's decision on a review. */
  readonly decide: (reviewId: string, status: ModerationStatus) => Promise<void>;
  readonly addEmbed: (embed: Embed) => Promise<void>;
  readonly removeEmbed: (embedId: string) => Promise<void>;
  readonly removeClinic: () => Promise<void>;
}

/** The bucket holds the feed of the present state, and besides it nothing but what is retired. */
export async function expectWhole({ clinicId, read, remembered, bucket, clock }: StoredWorld): Promise<void> {
  const { heads, pages } = buildFeed(await read(), takeDownHorizon(clock.now));
  const stored = await bucket.everything();
  const { retired } = await remembered();
  const retiredKeys = retired.map(({ name }) => `feed/pages/${clinicId}/${name}.json`);
  for (const [key, body] of [...heads, ...pages]) expect(stored.get(key), key).toBe(body);
  expect([...stored.keys()].sort()).toEqual([...heads.keys(), ...pages.keys(), ...retiredKeys].sort());
}

let worlds = 0;

/** Stores a clinic of its own, so that tests can share tables. */
export async function storeWorld(
  tables: TestTables,
  bucket: TestBucket,
  { state = aState(), all = [] }: { readonly state?: ClinicState; readonly all?: readonly Told[] } = {},
): Promise<StoredWorld> {
  worlds += 1;
  const clinicId = `clinic-${worlds}`;
  const clock = { now: NOW };
  const world = openWorld(tables, bucket, clinicId, clock);
  await storeSetUp(tables, withReviews(state, []), clinicId);
  await world.tell(all);
  return world;
}

/** Opens a clinic that is in the tables already, with another bucket or clock. */
export function openWorld(
  { content, ledger }: TestTables,
  bucket: TestBucket,
  clinicId: string,
  clock: { now: string },
): StoredWorld {
  const now = () => clock.now;
  const needs = {
    clinics: openClinics(ledger),
    moderations: openModerations(ledger),
    consents: openConsents(ledger),
    listingDecisions: openListingDecisions(ledger),
    sourceSwitches: openSourceSwitches(ledger),
    states: openFeedStates(ledger),
    summaries: openSummaries(content, now),
    reviews: openReviews(content, ledger, now),
    taggings: openTaggings(content, now),
    bucket,
    now,
    edgeSeconds: 60,
  };
  const pk = clinicPartition(clinicId);
  const drop = (sk: string) =>
    ledger.client.send(new DeleteCommand({ TableName: ledger.name, Key: { pk, sk } }));
  return {
    clinicId,
    bucket,
    needs,
    clock,
    read: () => readClinicState(clinicId, needs),
    async remembered() {
      const state = await needs.states.find(clinicId);
      if (!state) throw new Error('Nothing was published yet.');
      return state;
    },
    tell: (all) => tellTables(needs, clinicId, all),
    pull: async (review) => void (await needs.reviews.write([{ ...review, clinicId }])),
    async decide(reviewId, status) {
      const before = await needs.moderations.find(clinicId, reviewId);
      if (!before) throw new Error('There is no such moderation.');
      const seen = { seenVersion: before.version, seenContentHash: before.contentHash };
      const reason = status === 'not-shown' ? { status, reason: 'abuse' as const } : { status };
      const after = decide(before, { staffId: 'staff-ana', ...seen, ...reason }, clock.now);
      const action = status === 'waiting' ? 'put-back' : status;
      const subject = `moderation/${reviewId}`;
      await needs.moderations.save({
        before,
        after,
        audit: { subject, action, by: 'staff-ana', at: clock.now },
      });
    },
    addEmbed: (embed) =>
      needs.clinics.saveEmbed({ after: { ...embed, clinicId }, audit: setUp(embed.embedId) }),
    removeEmbed: async (embedId) => void (await drop(`${PREFIX.embed}${embedId}`)),
    removeClinic: async () => void (await drop(PREFIX.clinic)),
  };
}

async function storeSetUp(
  { content, ledger }: TestTables,
  state: ClinicState,
  clinicId: string,
): Promise<void> {
  const clinics = openClinics(ledger);
  const { clinic } = state;
  const switches = openSourceSwitches(ledger);
  if (!(await switches.find('yelp'))) await switches.save(yelpSwitch());
  if (clinic) await clinics.save({ after: { ...clinic, clinicId }, audit: setUp('clinic') });
  for (const location of state.locations) {
    await clinics.saveLocation({ after: { ...location, clinicId }, audit: setUp(location.locationId) });
  }
  for (const listing of state.listings) {
    await clinics.saveListing({ after: { ...listing, clinicId }, audit: setUp(listing.listingId) });
  }
  for (const embed of state.embeds) {
    await clinics.saveEmbed({ after: { ...embed, clinicId }, audit: setUp(embed.embedId) });
  }
  const summaries = openSummaries(content, () => NOW);
  for (const summary of state.summaries) await summaries.save({ ...summary, clinicId });
}

function setUp(subject: string) {
  return { subject, action: 'created' as const, by: 'setup', at: NOW };
}

interface Stores {
  readonly reviews: ReturnType<typeof openReviews>;
  readonly taggings: ReturnType<typeof openTaggings>;
  readonly moderations: ReturnType<typeof openModerations>;
}

async function tellTables(
  { reviews, taggings, moderations }: Stores,
  clinicId: string,
  all: readonly Told[],
): Promise<void> {
  await reviews.write(all.map(({ review }) => ({ ...review, clinicId })));
  await inParallel(all, 20, async ({ review, tagging, moderation }) => {
    await taggings.save({ ...tagging, clinicId });
    const before = await moderations.find(clinicId, review.reviewId);
    const version = (before?.version ?? 0) + 1;
    const subject = `moderation/${review.reviewId}`;
    const audit = { subject, action: 'opened' as const, by: 'policy', at: NOW };
    await moderations.save({
      ...(before && { before }),
      after: { ...moderation, clinicId, version },
      audit,
    });
  });
}
