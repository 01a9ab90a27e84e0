import { own } from './own.ts';
import { longestPullHours } from './retention.ts';
import type { SourceName } from './review.ts';

/**
 * A day of a source that counts the calls of a day, and who has used it: today's calls of every listing, and which
 * listings asked yesterday. Days are UTC's.
 */
export interface QuotaDay {
  readonly source: SourceName;
  /** The day, `YYYY-MM-DD`. */
  readonly on: string;
  /** Calls of a day, as the source last told; absent until it has. */
  readonly limit?: number;
  /** Calls of today that were not ours, as far as the source's own count shows. */
  readonly elsewhere: number;
  /** Calls by clinic and listing; 0 for one that asked and had to wait. */
  readonly used: CallsByListing;
  /** Listings by clinic that asked yesterday. */
  readonly before: Readonly<Record<string, readonly string[]>>;
  /** Grows by one with every change. */
  readonly version: number;
}

/** Calls, by clinic and listing. */
export type CallsByListing = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What a source tells of its day. */
export interface QuotaTold {
  readonly limit: number;
  /** Calls that are left today. */
  readonly remaining: number;
}

/** A clinic's part of the day, as it is shown. */
export interface QuotaShare {
  /** Calls of the day, all clinics together. */
  readonly limit: number;
  /** Calls that are left, all clinics together. */
  readonly remaining: number;
  /** Calls that are this clinic's before others may use them. */
  readonly share: number;
  /** Calls that this clinic has used. */
  readonly used: number;
  /** When the day ends, ISO 8601 UTC. */
  readonly resetsAt: string;
}

/** Calls that a listing wants. */
export interface QuotaWanted {
  readonly clinicId: string;
  readonly listingId: string;
  readonly calls: number;
  /** Instant, ISO 8601 UTC. */
  readonly now: string;
}

/** Calls of one pull: the business and its reviews. */
export const CALLS_OF_A_PULL = 2;
/** From this hour of the day on, what nobody has used is anybody's. */
const LATE_HOUR = 20;
const DAY_MS = 86_400_000;

/** A day that nobody has used, the first there is. */
export function newQuotaDay(source: SourceName, now: string): QuotaDay {
  return { source, on: now.slice(0, 10), elsewhere: 0, used: {}, before: {}, version: 0 };
}

/** The day as it is at `now`: the same one, or the next, in which nothing is used yet. */
export function dayAt(day: QuotaDay, now: string): QuotaDay {
  const on = now.slice(0, 10);
  if (on === day.on) return day;
  const isNext = Date.parse(on) - Date.parse(day.on) === DAY_MS;
  const asked = Object.entries(day.used).map(([clinicId, listings]) => [clinicId, Object.keys(listings)]);
  return { ...day, on, elsewhere: 0, used: {}, before: isNext ? Object.fromEntries(asked) : {} };
}

/**
 * Gives a listing calls of the day, or notes that it asked. Fair in this order: nobody gets calls that another listing
 * still needs for its first pull of the day; then every clinic has its share; what is left late in the day, or belongs
 * to nobody, is for whoever asks. While the plan is too small for one pull of every listing, each clinic has its share
 * and no more.
 *
 * @param day as of `now`, see {@link dayAt}
 * @returns the day with the calls counted, whether they were given or not
 */
export function takeQuota(
  day: QuotaDay,
  wanted: QuotaWanted,
): { readonly day: QuotaDay; readonly isGiven: boolean } {
  const isGiven = mayTake(day, wanted);
  return { day: count(day, wanted, isGiven ? wanted.calls : 0), isGiven };
}

/** Gives back calls that were not made. */
export function giveBack(day: QuotaDay, wanted: QuotaWanted): QuotaDay {
  const used = usedOf(day, wanted);
  return used === undefined ? day : count(day, wanted, -Math.min(used, wanted.calls));
}

/** Notes what the source tells of its day. */
export function noteQuota(day: QuotaDay, { limit, remaining }: QuotaTold): QuotaDay {
  return { ...day, limit, elsewhere: Math.max(day.elsewhere, limit - remaining - ours(day)) };
}

/** A clinic's part of the day; `undefined` while nobody knows how many calls it has. */
export function shareOf(day: QuotaDay, clinicId: string): QuotaShare | undefined {
  const stand = day.limit === undefined ? undefined : standingOf(day, day.limit, { clinicId });
  if (!stand) return undefined;
  const { limit, left: remaining, share, used } = stand;
  return { limit, remaining, share, used, resetsAt: endOf(day) };
}

/** When the day ends, ISO 8601 UTC. */
export function endOf({ on }: Pick<QuotaDay, 'on'>): string {
  return new Date(Date.parse(on) + DAY_MS).toISOString();
}

/**
 * Hours between two pulls of a clinic's listings that its share of the day allows; 0 when nobody knows the limit. At
 * most what keeps a listing's reviews: one that is left alone for longer has nothing to show.
 */
export function hoursAfforded(day: QuotaDay, clinicId: string): number {
  if (day.limit === undefined) return 0;
  const { share, own } = standingOf(day, day.limit, { clinicId });
  return Math.min(longestPullHours(day.source), (24 * CALLS_OF_A_PULL * own.length) / Math.max(1, share));
}

function mayTake(day: QuotaDay, { clinicId, listingId, calls, now }: QuotaWanted): boolean {
  if (day.limit === undefined) return true;
  const { left, share, used, kept, siblings, isTight } = standingOf(day, day.limit, { clinicId, listingId });
  if (left - calls < kept) return false;
  const isFirst = (usedOf(day, { clinicId, listingId }) ?? 0) === 0;
  if (isFirst && !isTight) return true;
  const after = used + calls + (isFirst ? 0 : siblings);
  return after <= share || (Number(now.slice(11, 13)) >= LATE_HOUR && left - calls >= siblings);
}

/** How the day stands for one clinic; all but `own` and `isTight` in calls. */
interface Standing {
  readonly limit: number;
  /** What is left of the day. */
  readonly left: number;
  readonly share: number;
  /** What the clinic has used. */
  readonly used: number;
  /** What is kept for the first pulls of others. */
  readonly kept: number;
  /** What the first pulls of the clinic's other listings still need. */
  readonly siblings: number;
  /** The clinic's listings. */
  readonly own: readonly string[];
  /** True while the day has not one pull for every listing. */
  readonly isTight: boolean;
}

function standingOf(
  day: QuotaDay,
  limit: number,
  { clinicId, listingId }: { readonly clinicId: string; readonly listingId?: string },
): Standing {
  const known = knownListings(day);
  const others = [...known].filter(([clinic]) => clinic !== clinicId);
  const own = known.get(clinicId) ?? [];
  const whole = Math.max(0, limit - day.elsewhere);
  const even = Math.floor(whole / (others.length + 1));
  const isTight = CALLS_OF_A_PULL * sum([...known.values()].map(({ length }) => length)) > whole;
  const needOf = (clinic: string, listings: readonly string[]) =>
    CALLS_OF_A_PULL *
    listings.filter((listing) => !usedOf(day, { clinicId: clinic, listingId: listing })).length;
  const keptOf = ([clinic, listings]: readonly [string, readonly string[]]) => {
    if (!isTight) return needOf(clinic, listings);
    // Nobody gets more than an even part while there is not enough for all, so no more is kept: whole pulls of it.
    const pulls = Math.floor(even / CALLS_OF_A_PULL);
    return Math.min(needOf(clinic, listings), Math.max(0, CALLS_OF_A_PULL * pulls - usedBy(day, clinic)));
  };
  const siblings = needOf(
    clinicId,
    own.filter((listing) => listing !== listingId),
  );
  return {
    limit,
    left: Math.max(0, whole - ours(day)),
    share: Math.max(even, CALLS_OF_A_PULL * (isTight ? 1 : own.length)),
    used: usedBy(day, clinicId),
    kept: sum(others.map(keptOf)) + (isTight ? 0 : siblings),
    siblings,
    own,
    isTight,
  };
}

/** Listings by clinic that asked yesterday or were pulled today. Who asked in vain counts from tomorrow on. */
function knownListings({ used, before }: QuotaDay): ReadonlyMap<string, readonly string[]> {
  const clinics = new Set([...Object.keys(before), ...Object.keys(used)]);
  const listings = (clinic: string) => {
    const pulled = Object.entries(own(used, clinic) ?? {}).filter(([, calls]) => calls > 0);
    return [...new Set([...(own(before, clinic) ?? []), ...pulled.map(([listing]) => listing)])];
  };
  const known = [...clinics].map((clinic) => [clinic, listings(clinic)] as const);
  return new Map(known.filter(([, { length }]) => length > 0));
}

function usedOf(
  { used }: QuotaDay,
  { clinicId, listingId }: Pick<QuotaWanted, 'clinicId' | 'listingId'>,
): number | undefined {
  return own(own(used, clinicId) ?? {}, listingId);
}

function usedBy({ used }: QuotaDay, clinicId: string): number {
  return sum(Object.values(own(used, clinicId) ?? {}));
}

function ours({ used }: QuotaDay): number {
  return sum(Object.values(used).flatMap((listings) => Object.values(listings)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function count(day: QuotaDay, { clinicId, listingId }: QuotaWanted, calls: number): QuotaDay {
  const listings = own(day.used, clinicId) ?? {};
  const used = { ...listings, [listingId]: (own(listings, listingId) ?? 0) + calls };
  return { ...day, used: { ...day.used, [clinicId]: used } };
}
