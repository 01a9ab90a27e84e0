import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Listing } from '../../functions/domain/clinic.ts';
import { toReviewId } from '../../functions/platform/review-id.ts';
import { openClinics } from '../../functions/store/clinics.ts';
import { erasureKey } from '../../functions/store/erasures.ts';
import { clinicPartition, PREFIX, reviewKey } from '../../functions/store/keys.ts';
import { openPulls } from '../../functions/store/pulls.ts';
import { openReviews } from '../../functions/store/reviews.ts';
import { openSourceSwitches } from '../../functions/store/source-switches.ts';
import { type FakeGoogle, startFakeGoogle } from '../../infra/sample/fake-google.ts';
import { type FakeYelp, startFakeYelp } from '../../infra/sample/fake-yelp.ts';
import { aListing } from '../support/builders.ts';
import { EXPECT_MS } from '../support/limits.ts';
import { startTables } from '../support/tables.ts';
import { openAnswers } from './answers.ts';
import { aCampaignClock, type CampaignClock } from './clock.ts';
import type { Look } from './oracle.ts';
import { openTrouble, type Trouble } from './trouble.ts';
import { startWorker, type Worker } from './worker.ts';

/** Everything that seeds are run in, one after another: real but for the sources and the clock. */
export interface CampaignWorld {
  readonly clock: CampaignClock;
  readonly google: FakeGoogle;
  readonly yelp: FakeYelp;
  readonly trouble: Trouble;
  readonly workers: readonly [Worker, Worker];
  readonly secrets: Map<string, string>;
  /** Sets the seed of the jitter. */
  readonly jitterBy: (random: () => number) => void;
  readonly addListing: (listing: Partial<Listing> & Pick<Listing, 'clinicId'>) => Promise<Listing>;
  readonly look: (listing: Listing) => Promise<Look>;
  /** A person's decision about a review of the listing, as it must stay; not pulled by anybody. */
  readonly decide: (listing: Listing, sourceReviewId: string) => Promise<void>;
  /** Decisions that are no longer as a person made them. */
  readonly changedDecisions: () => Promise<readonly string[]>;
  /** A person asks to erase a review: the tombstone and the removal, both or none. */
  readonly erase: (listing: Listing, sourceReviewId: string) => Promise<void>;
  /** Stops everything, and tells how many connections to the sources were left open. */
  readonly stop: () => Promise<number>;
}

/** Starts the engine, both fake sources and two workers. `kinds` may strike. */
export async function startCampaignWorld(kinds: readonly string[]): Promise<CampaignWorld> {
  const clock = aCampaignClock();
  const now = () => clock.at(0);
  const [tables, google, yelp] = await Promise.all([
    startTables(),
    startFakeGoogle({ now }),
    startFakeYelp({ now, dailyLimit: 1_000_000 }),
  ]);
  const secrets = new Map([
    ['google-client-id', 'fake-client'],
    ['google-client-secret', 'fake-client-secret'],
    ['google-refresh-token/main', google.addGrant()],
    ['yelp-api-key', 'fake-yelp-key'],
  ]);
  await openSourceSwitches(tables.ledger).save({
    source: 'yelp',
    isOff: false,
    changedAt: now(),
    by: 'operator',
    commercialConsent: { recordedOn: '2026-01-03', document: 'Letter in the office' },
    version: 1,
  });
  const answers = openAnswers();
  const origins = { 'google-business': google.url, yelp: yelp.url };
  const trouble = openTrouble({ answers, clock, origins, expireTokens: google.expireTokens, kinds });
  google.faults.choose(trouble.pick);
  yelp.faults.choose(trouble.pick);
  let random: () => number = () => 0;
  const shared = {
    engine: tables.url,
    tables: { content: tables.content.name, ledger: tables.ledger.name },
    ...{ googleUrl: google.url, yelpUrl: yelp.url, secrets, clock, answers },
    random: () => random(),
  };
  const workers = [startWorker(shared), startWorker(shared)] as const;
  const { content, ledger } = tables;
  const decided = new Map<string, object>();
  return {
    ...{ clock, google, yelp, trouble, workers, secrets },
    jitterBy(next) {
      random = next;
    },
    async addListing(differs) {
      const listing = aListing(differs);
      const { listingId, clinicId } = listing;
      const audit = { subject: `listing/${listingId}`, action: 'created', by: 'setup', at: now() } as const;
      await openClinics(ledger).saveListing({ after: listing, audit });
      await openPulls(ledger).open({ clinicId, listingId }, now());
      return listing;
    },
    async look({ clinicId, listingId }) {
      const [all, pull] = await Promise.all([
        openReviews(content, ledger, now).listOfClinic(clinicId),
        openPulls(ledger).find({ clinicId, listingId }),
      ]);
      return { stored: all.filter((review) => review.listingId === listingId), pull };
    },
    async decide(listing, sourceReviewId) {
      const { clinicId, listingId, source, sourceListingId } = listing;
      const reviewId = toReviewId(source, sourceListingId, sourceReviewId);
      const Item = {
        pk: clinicPartition(clinicId),
        sk: `${PREFIX.moderation}${listingId}#${reviewId}`,
        ...{ type: 'moderation', status: 'shown', version: 3, decidedBy: 'staff-ana' },
      };
      decided.set(JSON.stringify([Item.pk, Item.sk]), Item);
      await ledger.client.send(new PutCommand({ TableName: ledger.name, Item }));
    },
    async changedDecisions() {
      const changed: string[] = [];
      for (const [key, was] of decided) {
        const [pk, sk] = JSON.parse(key) as [string, string];
        const get = new GetCommand({ TableName: ledger.name, Key: { pk, sk }, ConsistentRead: true });
        const { Item } = await ledger.client.send(get);
        const sorted = (item: object = {}) => JSON.stringify(Object.entries(item).sort());
        if (sorted(Item) !== sorted(was)) changed.push(sk);
      }
      return changed;
    },
    async erase(listing, sourceReviewId) {
      const { clinicId, listingId, source, sourceListingId } = listing;
      const reviewId = toReviewId(source, sourceListingId, sourceReviewId);
      const tombstone = { ...erasureKey({ clinicId, reviewId }), type: 'erasure' };
      const Key = reviewKey({ clinicId, listingId, reviewId });
      const writes = [
        { Put: { TableName: ledger.name, Item: tombstone } },
        { Delete: { TableName: content.name, Key } },
      ];
      await content.client.send(new TransactWriteCommand({ TransactItems: writes }));
    },
    async stop() {
      for (const worker of workers) worker.close();
      const open = await leftOpen([google, yelp]);
      await Promise.all([tables.stop(), google.stop(), yelp.stop()]);
      return open;
    },
  };
}

async function leftOpen(servers: readonly (FakeGoogle | FakeYelp)[]): Promise<number> {
  const until = performance.now() + EXPECT_MS;
  for (;;) {
    const counts = await Promise.all(servers.map((server) => server.connections()));
    const open = counts.reduce((sum, count) => sum + count, 0);
    if (open === 0 || performance.now() > until) return open;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
