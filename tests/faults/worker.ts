import type { Listing } from '../../functions/domain/clinic.ts';
import type { Queue } from '../../functions/platform/queue.ts';
import { googleBusiness } from '../../functions/sources/google-business.ts';
import { type Http, type HttpCall, type HttpLimits, openHttp } from '../../functions/sources/http.ts';
import { type PullNeeds, type PullResult, pullListing } from '../../functions/sources/pull.ts';
import { queueDue } from '../../functions/sources/schedule.ts';
import { yelp } from '../../functions/sources/yelp.ts';
import { openClinics } from '../../functions/store/clinics.ts';
import { openLeases } from '../../functions/store/leases.ts';
import { openPulls } from '../../functions/store/pulls.ts';
import { openRefusals } from '../../functions/store/refusals.ts';
import { openReviews } from '../../functions/store/reviews.ts';
import { openSourceGates, type SourceGates } from '../../functions/store/source-gates.ts';
import { openSourceSwitches } from '../../functions/store/source-switches.ts';
import { openSummaries } from '../../functions/store/summaries.ts';
import { openTables } from '../../functions/store/table.ts';
import type { Answers, Page } from './answers.ts';
import type { CampaignClock } from './clock.ts';
import { AT_ONCE, type EngineTrouble, troubleEngine } from './engine-trouble.ts';

/** Slow answers cost milliseconds; where no fault strikes, a busy machine is given time. */
const HASTY: Partial<HttpLimits> = { firstByteMs: 60, totalMs: 120, backOffMs: 500, maxBytes: 2_000_000 };
const PATIENT: Partial<HttpLimits> = { firstByteMs: 20_000, totalMs: 20_000 };

/** Milliseconds of virtual time that a run is given. */
export const RUN_MS = 300_000;

/** What one run did, as far as it can be seen from outside. */
export interface Run {
  /** Answers that the product took for whole, in order. */
  readonly pages: readonly Page[];
  /** Answers about one review alone, in order. */
  readonly asks: readonly Ask[];
  /** Absent when the run threw. */
  readonly result?: PullResult;
  readonly error?: unknown;
  /** Instants, ISO 8601 UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** Virtual milliseconds spent on pauses. */
  readonly pausedMs: number;
  /** Answers that cannot have been sent so: never empty is a fault of the product. */
  readonly falsePages: readonly string[];
}

/** What was asked about one review alone, and what came. */
export interface Ask {
  readonly id: string;
  /** The row that came; absent when none did. */
  readonly row?: unknown;
  /** Google itself said, in its own form, that there is no such review. */
  readonly isDenied: boolean;
}

/** How a run is to go. */
export interface RunPlan {
  /** Pages after which the worker has no time left; all of them when absent. */
  readonly pages?: number;
  /** Milliseconds its clock is off. */
  readonly skewMs?: number;
  readonly isPatient?: boolean;
  /** What happens elsewhere while the worker has got so many pages and not yet looked at the last of them. */
  readonly meanwhile?: { readonly afterPages: number; readonly happens: () => Promise<void> };
}

/** One Lambda function's instance: clients, tokens and connections of its own. */
export interface Worker {
  readonly engine: EngineTrouble;
  readonly pull: (listing: Listing, plan: RunPlan) => Promise<Run>;
  /** Queues what is due, as the schedule's function does; tells which listings. */
  readonly tick: () => Promise<readonly string[]>;
  readonly close: () => void;
}

/** What workers share. */
export interface WorkerNeeds {
  readonly engine: string;
  readonly tables: { readonly content: string; readonly ledger: string };
  readonly googleUrl: string;
  readonly yelpUrl: string;
  readonly secrets: ReadonlyMap<string, string>;
  readonly clock: CampaignClock;
  readonly answers: Answers;
  /** For the jitter. */
  readonly random: () => number;
}

interface Going {
  readonly pages: Page[];
  readonly asks: Ask[];
  readonly falsePages: string[];
  pausedMs: number;
  plan: RunPlan;
}

/** Starts a worker. */
export function startWorker(needs: WorkerNeeds): Worker {
  const { clock, random } = needs;
  let going: Going = { pages: [], asks: [], falsePages: [], pausedMs: 0, plan: {} };
  const now = () => clock.at(going.plan.skewMs ?? 0);
  const pause = async (ms: number) => {
    going.pausedMs += ms;
    clock.forwardMs(ms);
  };
  const ways = {
    hasty: openHttp(now, HASTY, { random, pause }),
    patient: openHttp(now, PATIENT, { random, pause }),
  };
  const http: Http = {
    async call(request, call) {
      const { plan, pages, asks, falsePages } = going;
      const way = plan.isPatient ? ways.patient : ways.hasty;
      const id = /\/reviews\/([^/?]+)$/u.exec(request.url)?.[1];
      const asking = id === undefined ? undefined : noteAsk(id, asks);
      const answer = await way.call(request, asking ? asking.watch(call) : call);
      const taken = needs.answers.take(request.url, answer);
      if (typeof taken === 'string') falsePages.push(taken);
      else if (asking) asking.take(taken);
      else if (taken) await turn(taken, pages, plan);
      return answer;
    },
    close() {
      ways.hasty.close();
      ways.patient.close();
    },
  };
  const { engine, gates, pullNeeds } = openNeeds({ ...needs, http, now });
  const remainingMs = () => {
    const isOver = going.pages.length >= (going.plan.pages ?? Number.POSITIVE_INFINITY);
    return isOver ? 29_000 : RUN_MS - going.pausedMs;
  };
  return {
    engine,
    async pull(listing, plan) {
      const mine: Going = { pages: [], asks: [], falsePages: [], pausedMs: 0, plan };
      going = mine;
      const startedAt = clock.at(0);
      const ended = await pullListing(listing, { ...pullNeeds, remainingMs }).then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      );
      const { pages, asks, falsePages, pausedMs } = mine;
      return { pages, asks, falsePages, pausedMs, startedAt, endedAt: clock.at(0), ...ended };
    },
    async tick() {
      const queued: string[] = [];
      const queue: Queue = {
        async send(messages) {
          for (const { body } of messages) queued.push((body as { readonly listingId: string }).listingId);
        },
      };
      const { pulls } = pullNeeds;
      await queueDue({ pulls, gates, callsAMinute: {}, tickMinutes: 5, queue, now });
      return queued;
    },
    close: http.close,
  };
}

async function turn(taken: Page, pages: Page[], { meanwhile }: RunPlan): Promise<void> {
  pages.push(taken);
  if (meanwhile?.afterPages === pages.length) await meanwhile.happens();
}

/** Notes what comes of asking about one review; a denial is read here by itself, not as the product reads it. */
function noteAsk(id: string, asks: Ask[]) {
  const at = asks.push({ id, isDenied: false }) - 1;
  return {
    watch: (call: HttpCall): HttpCall => ({
      ...call,
      toFailure(answer) {
        const said = (answer.json as { readonly error?: { readonly status?: unknown } } | undefined)?.error;
        if (answer.status === 404 && said?.status === 'NOT_FOUND') asks[at] = { id, isDenied: true };
        return call.toFailure(answer);
      },
    }),
    take(taken: Page | undefined) {
      if (taken?.isPage) asks[at] = { id, row: taken.json, isDenied: false };
    },
  };
}

interface Opened {
  readonly engine: EngineTrouble;
  readonly gates: SourceGates;
  readonly pullNeeds: Omit<PullNeeds, 'remainingMs'>;
}

function openNeeds(needs: WorkerNeeds & { readonly http: Http; readonly now: () => string }): Opened {
  const { http, now, secrets, tables, googleUrl, yelpUrl, engine: endpoint } = needs;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const table = openTables({ endpoint, region: 'us-east-1', credentials, retryStrategy: AT_ONCE });
  const [content, ledger] = [table(tables.content), table(tables.ledger)];
  const ways = { http, now, readSecret: async (name: string) => secrets.get(name) };
  const pullNeeds = {
    passes: {},
    sourceSwitches: openSourceSwitches(ledger),
    sources: {
      'google-business': googleBusiness({ ...ways, oauthUrl: googleUrl, reviewsUrl: googleUrl }),
      yelp: yelp({ ...ways, yelpUrl, localesOf: async () => ['en_US'] }),
    },
    clinics: openClinics(ledger),
    reviews: openReviews(content, ledger, now),
    summaries: openSummaries(content, now),
    pulls: openPulls(ledger),
    leases: openLeases(ledger),
    refusals: openRefusals(ledger),
    now,
  };
  // One connection serves both tables.
  return { engine: troubleEngine(ledger.client), gates: openSourceGates(ledger), pullNeeds };
}
