import type { Listing } from '../../functions/domain/clinic.ts';
import type { FakeRequest } from '../../infra/sample/fake-exchange.ts';
import { type Fault, seededRandom } from '../../infra/sample/fake-trouble.ts';
import type { Answers } from './answers.ts';
import type { CampaignClock } from './clock.ts';
import { KINDS, type Kind, SELDOM } from './kinds.ts';
import type { Aim } from './row-kinds.ts';
import type { SourceLife } from './source-life.ts';

/** What strikes the requests for one listing from now on. */
export interface Strikes {
  /** Share of the requests that are struck, 0 to 1. */
  readonly rate: number;
  /** The same seed gives the same trouble, whatever happens to other listings. */
  readonly seed: number;
}

/** The trouble of a campaign. */
export interface Trouble {
  /** Answers a request, and strikes it or not. */
  readonly pick: (request: FakeRequest) => Fault;
  /** Sets what strikes a listing, and forgets what went before. */
  readonly aim: (listing: Listing, life: SourceLife, strikes: Strikes) => void;
  /** Requests for a listing since it was aimed at. */
  readonly callsOf: (listing: Listing) => number;
  /** Whether a row must be refused. */
  readonly isBad: (row: unknown) => boolean;
  /** How often each kind has struck. */
  readonly injected: Map<string, number>;
  /** Requests that followed a redirect. */
  readonly followed: () => number;
}

/** What trouble is made of. */
export interface TroubleNeeds {
  readonly answers: Answers;
  readonly clock: CampaignClock;
  /** Origins of the fake sources. */
  readonly origins: Readonly<Record<Aim['source'], string>>;
  readonly expireTokens: () => void;
  /** Kinds that may strike. */
  readonly kinds: readonly string[];
}

interface Target {
  readonly source: Aim['source'];
  readonly life: SourceLife;
  readonly rate: number;
  readonly random: () => number;
  calls: number;
  previous?: { readonly reviews?: unknown };
  lasting?: { readonly id: string; readonly fault: Fault };
}

/** Opens the trouble of a campaign; nothing strikes until a listing is aimed at. */
export function openTrouble(needs: TroubleNeeds): Trouble {
  const targets = new Map<string, Target>();
  const bad = new Set<string>();
  const injected = new Map<string, number>();
  let followed = 0;
  let current: Target | undefined;
  const strike = (id: string, fault: Fault, isFirst = true): Fault => {
    const kind = KINDS[id] as Kind;
    const stamped = needs.answers.stamp(fault, { id, kind });
    return {
      ...stamped,
      answer(truth, request) {
        const said = stamped.answer?.(truth, request) ?? truth;
        const isOther =
          said.body !== truth.body || said.status !== truth.status || isTold(fault, said.headers);
        if (isFirst && (isOther || fault.transport || fault.delayMs || fault.before))
          injected.set(id, (injected.get(id) ?? 0) + 1);
        return said;
      },
    };
  };
  const strikeAt = (request: FakeRequest, target: Target): Fault | undefined => {
    const { lasting } = target;
    if (request.route !== 'token') target.calls += 1;
    if (lasting && request.route === 'reviews') return strike(lasting.id, lasting.fault, false);
    const id = target.random() < target.rate ? chooseKind(needs.kinds, request, target) : undefined;
    if (id === undefined) return undefined;
    const fault = (KINDS[id] as Kind).make(aimOf(request, target, { ...needs, bad }));
    if (fault.when && !fault.when(request)) return undefined;
    if (KINDS[id]?.lasts) target.lasting = { id, fault };
    const { route: _, when: __, ...rest } = fault;
    return strike(id, rest);
  };
  return {
    injected,
    isBad: (row) => bad.has(JSON.stringify(row)),
    followed: () => followed,
    callsOf: ({ sourceListingId }) => targets.get(sourceListingId)?.calls ?? 0,
    aim({ sourceListingId, source }, life, { rate, seed }) {
      if (source === 'direct') return;
      current = { source, life, rate, random: seededRandom(seed), calls: 0 };
      targets.set(sourceListingId, current);
    },
    pick(request) {
      if (request.url.searchParams.has('moved')) followed += 1;
      const listing = request.captured.at(PLACES[request.route] ?? 0);
      const target = targets.get(listing ?? '') ?? current;
      const fault = target && strikeAt(request, target);
      return keepPage(fault ?? needs.answers.stamp({}), target);
    },
  };
}

/** Where a request's path names the listing. */
const PLACES: Readonly<Record<string, number>> = { reviews: -1, review: 1 };

function isTold(fault: Fault, headers: unknown): boolean {
  return fault.answer !== undefined && JSON.stringify(headers ?? {}).length > 1000;
}

/** Remembers the last whole page, for a fault that repeats it. */
function keepPage(fault: Fault, target: Target | undefined): Fault {
  return {
    ...fault,
    answer(truth, request) {
      const said = fault.answer?.(truth, request) ?? truth;
      if (target && request.route === 'reviews' && truth.status === 200)
        target.previous = truth.body as NonNullable<Target['previous']>;
      return said;
    },
  };
}

const SELDOM_SHARE = 0.06;

function chooseKind(
  kinds: readonly string[],
  { route, url }: FakeRequest,
  { random, source }: Target,
): string | undefined {
  const isGoogle = source === 'google-business';
  const fits: Readonly<Record<Kind['on'], boolean>> = {
    any: true,
    page: route === 'reviews',
    'google-page': route === 'reviews' && isGoogle,
    'later-page': route === 'reviews' && isGoogle && url.searchParams.has('pageToken'),
    token: route === 'token',
  };
  const fitting = kinds.filter((id) => fits[(KINDS[id] as Kind).on]);
  const seldom = random() < SELDOM_SHARE;
  const left = fitting.filter((id) => SELDOM.includes(id) === seldom);
  const from = left.length > 0 ? left : fitting;
  return from[Math.floor(random() * from.length)];
}

function aimOf(
  request: FakeRequest,
  target: Target,
  needs: TroubleNeeds & { readonly bad: Set<string> },
): Aim {
  const { source, random, life, previous } = target;
  const { pathname, search } = request.url;
  return {
    source,
    random,
    now: () => needs.clock.at(0),
    origin: needs.origins[source],
    path: `${pathname}${search}`,
    spoil: (row) => needs.bad.add(JSON.stringify(row)),
    happens: (what) => life.happens(what),
    expireTokens: needs.expireTokens,
    ...(previous && { previous }),
  };
}
