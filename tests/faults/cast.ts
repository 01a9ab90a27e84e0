import type { Listing } from '../../functions/domain/clinic.ts';
import type { Review } from '../../functions/domain/review.ts';
import { type Book, inspect, openBook } from './oracle.ts';
import { googleLife, type Happening, type SourceLife, yelpLife } from './source-life.ts';
import { RUN_MS, type Run } from './worker.ts';
import type { CampaignWorld } from './world.ts';

/** One listing of a seed. */
export interface Member {
  readonly listing: Listing;
  readonly life: SourceLife;
  readonly book: Book;
  /** What people do at its source in a day. */
  readonly liveADay: (random: () => number) => void;
}

/** The listings of one seed, and what was seen of them. */
export interface Cast {
  readonly world: CampaignWorld;
  readonly seed: number;
  readonly members: readonly Member[];
  day: number;
  /** What must not be. */
  readonly wrong: string[];
  /** How each run ended. */
  readonly told: string[];
  /** Requests that the sources got. */
  readonly calls: () => number;
  /** Lets the oracle look at a listing after runs of it. */
  readonly inspect: (member: Member, runs: readonly Run[], how: How) => Promise<void>;
}

/** How runs went, for the oracle. */
export interface How {
  /** Names the way, for whoever reads a failure. */
  readonly way: string;
  readonly isExact: boolean;
  /** The worker's clock was off. */
  readonly isSkewed?: boolean;
}

const GOOGLE_LISTINGS = 6;

/** Makes the listings of a seed: six at Google of many sizes, and two at Yelp, one of them at a clinic that has both. */
export async function gather(world: CampaignWorld, seed: number, random: () => number): Promise<Cast> {
  const members: Member[] = [];
  const { clock, google, yelp } = world;
  for (let at = 0; at < GOOGLE_LISTINGS; at += 1) {
    const own = { clinicId: `clinic-${seed}-${at}`, listingId: `google-${at}`, sourceListingId: `90${at}` };
    const listing = await world.addListing(own);
    const life = googleLife(google, { listing, random, clock, ...sizeOf(at, random) });
    members.push(toMember(listing, life));
    for (const id of life.ids().slice(0, 3)) await world.decide(listing, id);
  }
  for (let at = 0; at < 2; at += 1) {
    const own = {
      clinicId: `clinic-${seed}-${at * 9}`,
      listingId: `yelp-${at}`,
      sourceListingId: `biz-${at}`,
    };
    const listing = await world.addListing({ ...own, source: 'yelp', pullEveryHours: 8 });
    members.push(toMember(listing, yelpLife(yelp, { listing, random, clock })));
  }
  const injected = world.trouble.injected;
  injected.set('same-id-two-sources', (injected.get('same-id-two-sources') ?? 0) + 1);
  const cast: Cast = {
    ...{ world, seed, members, day: 0, wrong: [], told: [] },
    calls: () => google.calls.length + yelp.calls.length,
    inspect: (member, runs, how) => inspectRuns(cast, member, runs, how),
  };
  return cast;
}

/** Reviews and rows of a page: one nearly empty, one with the pages that Google gives, the others with short ones. */
function sizeOf(
  at: number,
  random: () => number,
): { readonly reviews: number; readonly mostOnAPage: number } {
  if (at === 0) return { reviews: 110 + Math.floor(random() ** 3 * 290), mostOnAPage: 50 };
  if (at === 1) return { reviews: Math.floor(random() * 2) * Math.floor(random() * 12), mostOnAPage: 50 };
  return { reviews: 40 + Math.floor(random() * 50), mostOnAPage: 6 };
}

const HAPPENINGS: readonly Happening[] = [
  ...(['add', 'add', 'edit', 'edit', 'reply', 'take-reply-back', 'rename', 'anonymise', 'blank'] as const),
  ...(['delete', 'delete', 'return', 'return'] as const),
];

function toMember(listing: Listing, life: SourceLife): Member {
  return {
    listing,
    life,
    book: openBook(listing),
    liveADay(random) {
      if (random() < 0.05) life.happens('vanish');
      const count = Math.floor(random() * 5);
      for (let time = 0; time < count; time += 1)
        life.happens(HAPPENINGS[Math.floor(random() * HAPPENINGS.length)] ?? 'add');
    },
  };
}

const LEAST_ROWS_OF_A_PAGE = 6;
/** Each may take a second token. */
const MOST_ASKS = 100;

async function inspectRuns(cast: Cast, member: Member, runs: readonly Run[], how: How): Promise<void> {
  const { world, wrong, told, day } = cast;
  const { book, listing, life } = member;
  const { trouble, clock } = world;
  for (const { result, error } of runs) told.push(error ? 'threw' : endOf(result));
  const now = clock.at(0);
  const lapsedMeanwhile = forgetLapsed(book, runs[0]?.startedAt ?? now, now);
  const isExact = how.isExact && !lapsedMeanwhile;
  const deed = { runs, isExact, isSkewed: how.isSkewed ?? false, isBad: trouble.isBad };
  const found = [...inspect(book, deed, await world.look(listing))];
  const pages = runs.reduce((sum, run) => sum + run.pages.length, 0);
  const calls = trouble.callsOf(listing);
  const asks = runs.reduce((sum, run) => sum + run.asks.length, 0);
  if (calls > 8 * (pages + asks + 2 * runs.length)) found.push(`${calls} requests for ${pages} pages.`);
  const most = 2 * (Math.ceil((life.ids().length + book.stored.size) / LEAST_ROWS_OF_A_PAGE) + 5);
  for (const run of runs) {
    if (run.pages.length > most) found.push(`${run.pages.length} pages in one run, ${most} at most.`);
    if (run.asks.length > MOST_ASKS) found.push(`${run.asks.length} reviews asked about in one run.`);
    if (run.pausedMs > RUN_MS) found.push(`${run.pausedMs} ms of pauses in one run.`);
  }
  if (trouble.followed() > 0) found.push('A redirect was followed.');
  wrong.push(...found.map((what) => `day ${day}, ${listing.listingId}, ${how.way}: ${what}`));
}

function endOf(result: Run['result']): string {
  if (!result) return 'threw';
  if ('skipped' in result) return `skipped: ${result.skipped}`;
  return 'run' in result ? result.run.outcome : 'no run';
}

/** Takes what has lapsed out of the book; `true` when some of it lapsed while the run went on. */
function forgetLapsed(book: Book, startedAt: string, now: string): boolean {
  const kept = new Map<string, Review>();
  let isMeanwhile = false;
  for (const [id, review] of book.stored) {
    if (review.expiresAt > now) kept.set(id, review);
    else if (review.expiresAt > startedAt) isMeanwhile = true;
  }
  book.stored = kept;
  return isMeanwhile;
}
