import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Message } from '../../../functions/platform/queue.ts';
import { googleBusiness } from '../../../functions/sources/google-business.ts';
import { handleMessages, type MessageNeeds } from '../../../functions/sources/handle-messages.ts';
import { openHttp } from '../../../functions/sources/http.ts';
import { queueDue, type ScheduleNeeds } from '../../../functions/sources/schedule.ts';
import { openClinics } from '../../../functions/store/clinics.ts';
import { openLeases } from '../../../functions/store/leases.ts';
import { openPulls } from '../../../functions/store/pulls.ts';
import { openRefusals } from '../../../functions/store/refusals.ts';
import { openReviews } from '../../../functions/store/reviews.ts';
import { openSourceGates } from '../../../functions/store/source-gates.ts';
import { openSourceSwitches } from '../../../functions/store/source-switches.ts';
import { openSummaries } from '../../../functions/store/summaries.ts';
import { type FakeGoogle, startFakeGoogle } from '../../../infra/sample/fake-google.ts';
import { aClock } from '../../sources/pull-world.ts';
import { aListing } from '../../support/builders.ts';
import { aMessage } from '../../support/messages.ts';
import { type Metered, meterClient } from '../../support/meter.ts';
import { startTables, type TestTables } from '../../support/tables.ts';

const LISTINGS = 1000;
const WORKERS = 10;
const LEAST_REVIEWS = 20;
const MORE_REVIEWS = 31;

/** Prints what it takes to queue and pull a thousand listings that are due at the same time. */
export async function benchManyListings(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-many-'));
  const clock = aClock();
  const [tables, google] = await Promise.all([
    startTables(join(folder, 'tables.db')),
    startFakeGoogle({ now: clock.now }),
  ]);
  const http = openHttp(clock.now);
  try {
    const needs = openNeeds(tables, google, { http, now: clock.now });
    const reviews = await addListings(tables, google, needs);
    const meter = meterClient(tables.ledger.client);
    const rows = [{ tick: 'first', ...(await tick(needs, meter, reviews)) }];
    clock.forward(24);
    rows.push({ tick: 'a day later, unchanged', ...(await tick(needs, meter, reviews)) });
    console.log(
      `\n${LISTINGS} listings due at once, ${reviews} reviews in all, ${WORKERS} workers in one process`,
    );
    console.table(rows);
  } finally {
    http.close();
    await Promise.all([tables.stop(), google.stop()]);
    rmSync(folder, { recursive: true });
  }
}

type BenchNeeds = MessageNeeds & Pick<ScheduleNeeds, 'gates'>;

function openNeeds(
  { content, ledger }: TestTables,
  google: FakeGoogle,
  ways: Pick<Parameters<typeof googleBusiness>[0], 'http' | 'now'>,
): BenchNeeds {
  const { now } = ways;
  const secrets = new Map([
    ['google-client-id', 'fake-client'],
    ['google-client-secret', 'fake-client-secret'],
    ['google-refresh-token/main', google.addGrant()],
  ]);
  const readSecret = async (name: string) => secrets.get(name);
  const urls = { oauthUrl: google.url, reviewsUrl: google.url };
  return {
    passes: {},
    sourceSwitches: openSourceSwitches(ledger),
    metrics: { put: () => undefined },
    queue: { showAgain: async () => undefined },
    gates: openSourceGates(ledger),
    sources: { 'google-business': googleBusiness({ ...ways, ...urls, readSecret }) },
    clinics: openClinics(ledger),
    reviews: openReviews(content, ledger, now),
    summaries: openSummaries(content, now),
    pulls: openPulls(ledger),
    leases: openLeases(ledger),
    refusals: openRefusals(ledger),
    now,
    remainingMs: () => 300_000,
  };
}

/** Adds the listings, each with a clinic of its own, and tells how many reviews they have together. */
async function addListings(
  { ledger }: TestTables,
  google: FakeGoogle,
  { pulls, now }: MessageNeeds,
): Promise<number> {
  const clinics = openClinics(ledger);
  let all = 0;
  for (let at = 0; at < LISTINGS; at += 1) {
    const own = { clinicId: `clinic-${at}`, sourceListingId: `9${at}` };
    const listing = aListing(own);
    const count = LEAST_REVIEWS + ((at * 7) % MORE_REVIEWS);
    all += count;
    google.addLocation({
      accountId: listing.accountId ?? '',
      locationId: own.sourceListingId,
      title: 'Mill Lane',
      reviews: Array.from({ length: count }, (_, number) => reviewOf(number, now())),
    });
    const audit = { subject: 'listing', action: 'created', by: 'bench', at: now() } as const;
    await clinics.saveListing({ after: listing, audit });
    await pulls.open(listing, now());
  }
  return all;
}

function reviewOf(number: number, now: string) {
  const at = new Date(Date.parse(now) - (number + 1) * 86_400_000).toISOString();
  return {
    reviewId: `review-${number}`,
    reviewer: { displayName: `Ana Ruiz ${number}` },
    starRating: 'FIVE',
    comment: `Visit ${number}: they took their time and my back is better.`,
    createTime: at,
    updateTime: at,
  };
}

async function tick(needs: BenchNeeds, meter: Metered, reviews: number) {
  const queued: Message[] = [];
  const queue = { send: async (messages: readonly Message[]) => void queued.push(...messages) };
  meter.reset();
  const begun = performance.now();
  await queueDue({ ...needs, callsAMinute: {}, tickMinutes: 5, queue });
  const tickMs = performance.now() - begun;
  const left = queued.map(({ body }, at) => aMessage(String(at), JSON.stringify(body)));
  const pullsBegun = performance.now();
  const work = async (): Promise<void> => {
    for (let message = left.shift(); message; message = left.shift()) await handleMessages([message], needs);
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  const seconds = (performance.now() - pullsBegun) / 1000;
  const { requests, writes, readUnits, writeUnits } = meter.read();
  return {
    queued: queued.length,
    'tick, s': Number((tickMs / 1000).toFixed(1)),
    'pulls, s': Number(seconds.toFixed(1)),
    'listings a second': Math.round(queued.length / seconds),
    'reviews a second': Math.round(reviews / seconds),
    requests,
    writes,
    'read units': Math.round(readUnits),
    'write units': Math.round(writeUnits),
    'memory, MB': Math.round(process.memoryUsage.rss() / 1e6),
  };
}
