import { openClinics } from '../../functions/store/clinics.ts';
import { openListingDecisions } from '../../functions/store/listing-decisions.ts';
import { openModerations } from '../../functions/store/moderations.ts';
import { openReviews } from '../../functions/store/reviews.ts';
import { openTables } from '../../functions/store/table.ts';
import type { Runtime } from '../local/boot.ts';
import { openDemoPage } from './demo-page.ts';
import type { DemoReply, DemoRequest } from './demo-reply.ts';
import { type DemoSites, startDemoSites } from './demo-sites.ts';
import { askForPull, liveHistory, resumeHistory } from './live-history.ts';
import { type SampleSources, startSampleSources } from './sample-sources.ts';
import { firstPullAt, sampleClinic } from './world.ts';

/** The sample world around the app: sources to pull from, people, sites that show the reviews, a demonstration. */
export interface SampleWorld extends Pick<SampleSources, 'variables' | 'secrets'> {
  readonly sources: SampleSources;
  /** Whether its past must be lived first. */
  readonly isNew: boolean;
  /** The instant it counts from, ISO 8601 UTC. */
  readonly startedAt: string;
  /** What the clock must show when the app boots, ISO 8601 UTC. */
  readonly bootAt: string;
  /** Answers `/demo` and what is below, from the moment it has begun; `undefined` for everything else. */
  readonly pages: (request: DemoRequest) => DemoReply | undefined;
  /** Whether the admin page may be framed by pages of its own address: the demonstration shows it beside two others. */
  readonly isFramed: true;
  /** Fills the app, starts the sites, and ends with everything that follows having happened. */
  readonly begin: (runtime: Runtime) => Promise<void>;
  /** Addresses, and who may sign in; only once it has begun. */
  readonly describe: () => readonly string[];
  /** How many reviews there are and where they stand; only once it has begun. */
  readonly count: () => Promise<string>;
  /** Stops sources and sites. */
  readonly stop: () => Promise<void>;
}

/** Where the world answers: the CDN's port; sign-in, sites and sources follow. 0: any free ones. */
interface WorldOptions {
  readonly port: number;
}

interface Begun {
  readonly runtime: Runtime;
  readonly sites: DemoSites;
  readonly pages: SampleWorld['pages'];
}

/**
 * Opens the sample world; its sources answer at once, everything else from `begin` on.
 *
 * @param earlier when this world was begun in an earlier run, ISO 8601 UTC; a new one is made when absent
 */
export async function openSampleWorld({ port }: WorldOptions, earlier?: string): Promise<SampleWorld> {
  const startedAt = earlier ?? new Date().toISOString();
  const sources = await startSampleSources({ startedAt, port: port && port + 4 });
  let begun: Begun | undefined;
  const present = (): Begun => {
    if (!begun) throw new Error('The sample world has not begun.');
    return begun;
  };
  return {
    sources,
    variables: sources.variables,
    secrets: sources.secrets,
    isNew: earlier === undefined,
    startedAt,
    bootAt: earlier === undefined ? firstPullAt(startedAt) : new Date().toISOString(),
    pages: (request) => begun?.pages(request),
    isFramed: true,
    async begin(runtime) {
      if (earlier === undefined) await liveHistory({ runtime, sources, startedAt });
      else {
        sources.serveAsOf(startedAt);
        await resumeHistory(runtime);
      }
      const sites = await startDemoSites({
        cdnOrigin: runtime.url,
        ...(port !== 0 && { clinicPort: port + 2, partnerPort: port + 3 }),
      });
      begun = { runtime, sites, pages: openPages(runtime, sources, sites) };
    },
    describe: () => describeWorld(present()),
    count: () => countReviews(present().runtime),
    async stop() {
      await begun?.sites.stop();
      await sources.stop();
    },
  };
}

function openPages(runtime: Runtime, { google }: SampleSources, sites: DemoSites): SampleWorld['pages'] {
  const [staff] = sampleClinic.members;
  return openDemoPage({
    origin: runtime.url,
    sites,
    signInOrigin: runtime.signInUrl,
    staffName: staff?.name ?? '',
    google,
    // Google itself would wait for the next pull of the schedule; here it is asked for at once.
    onChanged(locationId) {
      const listing = sampleClinic.listings.find(({ sourceListingId }) => sourceListingId === locationId);
      // It is only refused when the app is ending.
      if (listing) askForPull(runtime, listing.listingId).catch(() => undefined);
    },
    now: () => new Date().toISOString(),
  });
}

function describeWorld({ runtime, sites }: Begun): readonly string[] {
  const [embed] = sampleClinic.embeds;
  const names = sampleClinic.members.map(({ name }) => name).join(' or ');
  return [
    `Demo          ${runtime.url}/demo   (start here: post, show, reload)`,
    `Clinic site   ${sites.clinicUrl}`,
    `Partner site  ${sites.partnerUrl}`,
    `Admin page    ${runtime.url}   (sign in as ${names}, one click)`,
    `Feed          ${runtime.url}/feed/${embed?.embedId}/all.json`,
  ];
}

async function countReviews({ aws, outputs }: Runtime): Promise<string> {
  const { clinicId } = sampleClinic.clinic;
  const table = openTables(aws);
  const [content, ledger] = [table(outputs.ContentTable ?? ''), table(outputs.LedgerTable ?? '')];
  const [reviews, moderations, locations, decisions] = await Promise.all([
    openReviews(content, ledger, () => new Date().toISOString()).listOfClinic(clinicId),
    openModerations(ledger).listOf(clinicId),
    openClinics(ledger).listLocations(clinicId),
    openListingDecisions(ledger).listOf(clinicId),
  ]);
  const from = (source: string) => reviews.filter((review) => review.source === source).length;
  const together = (status: string) =>
    decisions.some((decision) => decision.status === status) ? from('yelp') : 0;
  const are = (status: string) =>
    moderations.filter((moderation) => moderation.status === status).length + together(status);
  const words = reviews.filter(({ text }) => text).length;
  return [
    `${from('google-business')} Google reviews and ${from('yelp')} Yelp excerpts of ${locations.length} locations,`,
    `${words} with words: ${are('waiting')} wait for you, ${are('shown')} are shown, ${are('not-shown')} are not.`,
  ].join(' ');
}
