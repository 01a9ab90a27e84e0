import type { Stars } from './review.ts';

/** Where a review can stand for this account: on the pages, kept off them, undecided, or stars alone. */
export const DISPLAY_STATES = ['shown', 'not-shown', 'waiting', 'without-words'] as const;
export type DisplayState = (typeof DISPLAY_STATES)[number];

/** A review as far as fairness is concerned: nothing of its words. */
export interface DisplayedReview {
  readonly listingId: string;
  /** Absent when the source gave none. */
  readonly stars?: Stars;
  readonly state: DisplayState;
  /** Since when it waits, ISO 8601 UTC; only with `waiting`. */
  readonly waitingSince?: string;
  /**
   * True of one of excerpts that are shown all or none. They are counted, but nobody has chosen among them, so they say
   * nothing about how the clinic chooses: neither `overdue` nor `heldBack` looks at them.
   */
  readonly isOneOfAll?: boolean;
}

/** Reviews of one rating, counted by where they stand. */
export interface StarCount {
  /** Absent for reviews without stars. */
  readonly stars?: Stars;
  readonly counts: Readonly<Record<DisplayState, number>>;
}

/** Of so many reviews that could be shown, so many are. */
export interface Share {
  readonly shown: number;
  readonly of: number;
}

/** How fairly a clinic's pages stand for its reviews. */
export interface FairDisplay {
  /** By listing, in order of their ids; of each, the ratings that occur, five stars first and none last. */
  readonly listings: readonly { readonly listingId: string; readonly ratings: readonly StarCount[] }[];
  /** Reviews that have waited for more than 14 days. */
  readonly overdue: number;
  /** Only when nearly all low ratings are held back while high ones are shown. */
  readonly heldBack?: { readonly low: Share; readonly high: Share };
}

/** Two weeks cover a holiday; a review left longer is in effect held back without a reason. */
const MOST_DAYS_WAITING = 14;
/** Three stars and fewer: what a visitor would take for criticism. */
const HIGHEST_LOW: Stars = 3;
/** Of fewer, one decision more or less would turn the notice on and off. */
const LEAST_LOW = 5;
/** Below one in five, the low ratings are as good as absent from the pages. */
const LOW_SHARE = 0.2;
/** Above one half, the pages look like a fair picture of all reviews. */
const HIGH_SHARE = 0.5;
/** Reasons that have nothing to do with stars would split them so unevenly in one clinic of a hundred at most. */
const CHANCE = 0.01;

const DAY_MS = 86_400_000;

/**
 * Counts where a clinic's reviews stand, and tells when its pages would mislead. The counts change no decision, and no
 * decision is made of them: stars are looked at here and nowhere else. Only what is decided review by review can mislead
 * by choice; Yelp's excerpts, which stand all together or not at all, are counted and left out of that judgement.
 *
 * @param now instant, ISO 8601 UTC
 */
export function weighDisplay(reviews: readonly DisplayedReview[], now: string): FairDisplay {
  const isOverdue = ({ waitingSince }: DisplayedReview) =>
    waitingSince !== undefined && Date.parse(now) - Date.parse(waitingSince) > MOST_DAYS_WAITING * DAY_MS;
  const chosen = reviews.filter(({ isOneOfAll }) => !isOneOfAll);
  const overdue = chosen.filter(isOverdue);
  const settled = [...chosen.filter(({ state }) => state === 'shown' || state === 'not-shown'), ...overdue];
  const heldBack = findHeldBack(settled);
  const listingIds = [...new Set(reviews.map(({ listingId }) => listingId))].sort();
  return {
    listings: listingIds.map((listingId) => ({
      listingId,
      ratings: countRatings(reviews.filter((review) => review.listingId === listingId)),
    })),
    overdue: overdue.length,
    ...(heldBack && { heldBack }),
  };
}

function countRatings(reviews: readonly DisplayedReview[]): readonly StarCount[] {
  const order: readonly (Stars | undefined)[] = [5, 4, 3, 2, 1, undefined];
  return order.flatMap((stars) => {
    const rated = reviews.filter((review) => review.stars === stars);
    if (rated.length === 0) return [];
    const count = (state: DisplayState) => rated.filter((review) => review.state === state).length;
    const counts = Object.fromEntries(DISPLAY_STATES.map((state) => [state, count(state)]));
    return [{ ...(stars && { stars }), counts: counts as Record<DisplayState, number> }];
  });
}

/** @param settled reviews with words that were decided, or have waited so long that they count as held back */
function findHeldBack(settled: readonly DisplayedReview[]): FairDisplay['heldBack'] {
  const low = shareOf(settled.filter(({ stars }) => stars !== undefined && stars <= HIGHEST_LOW));
  const high = shareOf(settled.filter(({ stars }) => stars !== undefined && stars > HIGHEST_LOW));
  if (low.of < LEAST_LOW || low.shown >= LOW_SHARE * low.of || high.shown <= HIGH_SHARE * high.of) {
    return undefined;
  }
  return chanceOfSoFew(low, high) < CHANCE ? { low, high } : undefined;
}

function shareOf(reviews: readonly DisplayedReview[]): Share {
  return { shown: reviews.filter(({ state }) => state === 'shown').length, of: reviews.length };
}

/**
 * How likely it is that so few of the low ratings are shown, or fewer, if whoever chose had not looked at the stars:
 * the lower tail of the hypergeometric distribution (Fisher's exact test).
 */
function chanceOfSoFew(low: Share, high: Share): number {
  const logs = logFactorials(low.of + high.of);
  const choose = (of: number, some: number) => (logs[of] ?? 0) - (logs[some] ?? 0) - (logs[of - some] ?? 0);
  const shown = low.shown + high.shown;
  const whole = choose(low.of + high.of, shown);
  let chance = 0;
  for (let few = Math.max(0, shown - high.of); few <= low.shown; few += 1) {
    chance += Math.exp(choose(low.of, few) + choose(high.of, shown - few) - whole);
  }
  return chance;
}

/** The logarithm of each number's factorial, from 0 to `most`. */
function logFactorials(most: number): readonly number[] {
  const logs = [0];
  for (let of = 1; of <= most; of += 1) logs.push((logs[of - 1] ?? 0) + Math.log(of));
  return logs;
}
