import type { Listing } from '../../functions/domain/clinic.ts';
import type { Pull } from '../../functions/domain/pull.ts';
import type { Review, SourceSummary } from '../../functions/domain/review.ts';
import { googleBusiness } from '../../functions/sources/google-business.ts';
import type { MessageNeeds } from '../../functions/sources/handle-messages.ts';
import { type Http, type HttpLimits, openHttp } from '../../functions/sources/http.ts';
import {
  type PullNeeds,
  type PullRequest,
  type PullResult,
  pullListing,
} from '../../functions/sources/pull.ts';
import type { SwitchNeeds } from '../../functions/sources/switch-source.ts';
import { yelp } from '../../functions/sources/yelp.ts';
import { localesOf } from '../../functions/sources/yelp-locales.ts';
import { type Clinics, openClinics } from '../../functions/store/clinics.ts';
import { openLeases } from '../../functions/store/leases.ts';
import { openPulls } from '../../functions/store/pulls.ts';
import { openRefusals } from '../../functions/store/refusals.ts';
import { openReviews } from '../../functions/store/reviews.ts';
import { openSourceSwitches } from '../../functions/store/source-switches.ts';
import { openSummaries } from '../../functions/store/summaries.ts';
import { type FakeGoogle, startFakeGoogle } from '../../infra/sample/fake-google.ts';
import { type FakeYelp, startFakeYelp } from '../../infra/sample/fake-yelp.ts';
import { aListing, NOW } from '../support/builders.ts';
import { EXPECT_MS } from '../support/limits.ts';
import { startTables, type TestTables } from '../support/tables.ts';

/** A clock that stands still until it is moved. */
export interface TestClock {
  readonly now: () => string;
  /** Moves it by hours, to and fro. */
  readonly forward: (hours: number) => void;
  /** Back to the instant most tests happen at. */
  readonly reset: () => void;
}

/** Everything a pull needs, real but for the sources. */
export interface PullWorld {
  readonly tables: TestTables;
  readonly google: FakeGoogle;
  readonly yelp: FakeYelp;
  readonly http: Http;
  readonly clock: TestClock;
  /** Without anybody who keeps a rate. */
  readonly needs: MessageNeeds;
  /** Sets up listings. */
  readonly clinics: Clinics;
  /** What switching a source needs. */
  readonly switching: SwitchNeeds;
  /** Secrets by the last part of their name. */
  readonly secrets: Map<string, string>;
  /** Stores a listing that is the only one of a clinic of its own. */
  readonly addListing: (differs?: Partial<Listing>) => Promise<Listing>;
  readonly pull: (listing: PullRequest, differs?: Partial<PullNeeds>) => Promise<PullResult>;
  /** The reviews that are stored and have not lapsed, oldest first. */
  readonly stored: (listing: Listing) => Promise<Review[]>;
  readonly summary: (listing: Listing) => Promise<SourceSummary | undefined>;
  readonly health: (listing: Listing) => Promise<Pull | undefined>;
  readonly stop: () => Promise<void>;
}

/** Tries again almost at once, so that a test of a failure is quick; waits for a slow machine's answers. */
export const QUICK: Partial<HttpLimits> = {
  ...{ connectMs: EXPECT_MS, firstByteMs: EXPECT_MS, totalMs: EXPECT_MS },
  backOffMs: 2,
};

/** Makes a clock that begins at {@link NOW}. */
export function aClock(): TestClock {
  let instant = Date.parse(NOW);
  return {
    now: () => new Date(instant).toISOString(),
    forward(hours) {
      instant += hours * 3_600_000;
    },
    reset() {
      instant = Date.parse(NOW);
    },
  };
}

/** Starts both fake sources and the embedded engine; for `beforeAll`. */
export async function startPullWorld(): Promise<PullWorld> {
  const clock = aClock();
  const { now } = clock;
  const [tables, google, fakeYelp] = await Promise.all([
    startTables(),
    startFakeGoogle({ now }),
    startFakeYelp({ now, dailyLimit: 100_000 }),
  ]);
  const secrets = new Map([
    ['google-client-id', 'fake-client'],
    ['google-client-secret', 'fake-client-secret'],
    ['google-refresh-token/main', google.addGrant()],
    ['yelp-api-key', 'fake-yelp-key'],
  ]);
  const http = openHttp(now, QUICK);
  const ways = { http, now, readSecret: async (name: string) => secrets.get(name) };
  const { content, ledger } = tables;
  const clinics = openClinics(ledger);
  const summaries = openSummaries(content, now);
  const sourceSwitches = openSourceSwitches(ledger);
  await sourceSwitches.save({
    source: 'yelp',
    isOff: false,
    changedAt: now(),
    by: 'operator',
    commercialConsent: { recordedOn: '2026-05-03', document: 'Letter in the office' },
    version: 1,
  });
  const needs: MessageNeeds = {
    passes: {},
    metrics: { put: () => undefined },
    queue: { showAgain: async () => undefined },
    sources: {
      'google-business': googleBusiness({ ...ways, oauthUrl: google.url, reviewsUrl: google.url }),
      yelp: yelp({
        ...ways,
        yelpUrl: fakeYelp.url,
        localesOf: (listing) => localesOf(listing, { clinics, summaries }),
      }),
    },
    clinics,
    reviews: openReviews(content, ledger, now),
    summaries,
    pulls: openPulls(ledger),
    leases: openLeases(ledger),
    refusals: openRefusals(ledger),
    sourceSwitches,
    now,
    remainingMs: () => 300_000,
  };
  const switching = { sourceSwitches, clinics, pulls: needs.pulls, now };
  let made = 0;
  return {
    tables,
    google,
    yelp: fakeYelp,
    http,
    clock,
    needs,
    clinics,
    switching,
    secrets,
    async addListing(differs = {}) {
      made += 1;
      const own = { clinicId: `clinic-${made}`, sourceListingId: `90000000${made}` };
      const listing = aListing({ ...own, ...differs });
      const audit = {
        subject: `listing/${listing.listingId}`,
        action: 'created',
        by: 'setup',
        at: now(),
      } as const;
      await clinics.saveListing({ after: listing, audit });
      return listing;
    },
    pull: (listing, differs = {}) => pullListing(listing, { ...needs, ...differs }),
    async stored({ clinicId, listingId }) {
      const reviews = await needs.reviews.listOfClinic(clinicId);
      const own = reviews.filter((review) => review.listingId === listingId);
      return own.toSorted((a, b) => (a.writtenAt < b.writtenAt ? -1 : 1));
    },
    async summary({ clinicId, listingId }) {
      const summaries = await needs.summaries.listOf(clinicId);
      return summaries.find((summary) => summary.listingId === listingId);
    },
    health: (listing) => needs.pulls.find(listing),
    async stop() {
      http.close();
      await Promise.all([tables.stop(), google.stop(), fakeYelp.stop()]);
    },
  };
}
