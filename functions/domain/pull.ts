import type { Watch } from './listing-watch.ts';

/**
 * How a source can fail, by what has to happen next.
 *
 * - `throttled`: too many calls; wait and go on
 * - `quota-day`: the day's calls are used up; go on after `retryAt`
 * - `not-approved`: Google has not approved the project (its quota is 0)
 * - `grant-expired`: the clinic's consent is gone; reconnect
 * - `forbidden`: the connected person may not read this listing
 * - `no-key`: the operator has given no key yet; nothing was asked of the source
 * - `config`: our key, client or project is set up wrongly; the operator acts
 * - `not-found`: the source does not know the listing
 * - `moved`: the source has given the listing another id; a person agrees to follow it there
 * - `plan-lacks-reviews`: the paid plan has no reviews in it; the listing's own rating is read; not a fault
 * - `no-reviews`: the source recommends no review of this listing; not a fault
 * - `bad-request`: the source refuses what we ask
 * - `bad-response`: the answer is not in the documented format
 * - `unreachable`: no answer, a broken one, or a server error
 */
export const SOURCE_FAILURES = [
  'throttled',
  'quota-day',
  'not-approved',
  'grant-expired',
  'forbidden',
  'no-key',
  'config',
  'not-found',
  'moved',
  'plan-lacks-reviews',
  'no-reviews',
  'bad-request',
  'bad-response',
  'unreachable',
] as const;
export type SourceFailure = (typeof SOURCE_FAILURES)[number];

/** What a source can say that is no fault of anybody's, and leaves nothing to be tried again sooner. */
const NO_FAULTS: readonly PullRun['outcome'][] = ['done', 'no-reviews', 'plan-lacks-reviews'];

/** Tells whether a run ended well: it was read what there is, be it nothing. */
export function endsWell(outcome: PullRun['outcome']): boolean {
  return NO_FAULTS.includes(outcome);
}

/** What one pull did, in numbers; each counts reviews. */
export interface PullCounts {
  /** Distinct rows the source served. */
  readonly served: number;
  /** Written because new or changed. */
  readonly stored: number;
  /** Written only to extend the retention clock. */
  readonly renewed: number;
  /** Left alone. */
  readonly unchanged: number;
  /** Rows whose format was wrong; kept as hash and reason. */
  readonly refused: number;
  /** Not written because a person asked for erasure. */
  readonly erased: number;
  /** Taken off display because whole readings miss them, or the source denies them. */
  readonly withdrawn: number;
  /** Removed because a second whole reading misses them, or the source denied them twice. */
  readonly deleted: number;
  /** Missed by the reading, and answered when the source was asked for each alone. Absent when none was. */
  readonly asked?: number;
}

/** One finished run. */
export interface PullRun {
  /** Instant, ISO 8601 UTC. */
  readonly startedAt: string;
  /** Instant, ISO 8601 UTC. */
  readonly finishedAt: string;
  readonly outcome: 'done' | SourceFailure;
  /** True when the reading was whole: every page, no shift, the total met. Only then absence means anything. */
  readonly isCoherent: boolean;
  readonly counts: PullCounts;
}

/** Set while too many reviews vanished at once for the machine to delete on its own. */
export interface Freeze {
  /** Since when, ISO 8601 UTC. */
  readonly since: string;
  /** Reviews that vanished. */
  readonly vanished: number;
  /** Coherent scans, ISO 8601 UTC, oldest first, that agreed since; three over 72 h end the freeze. */
  readonly agreedAt: readonly string[];
  /** When a person said that the reviews are gone indeed, ISO 8601 UTC; the next coherent scan ends the freeze. */
  readonly confirmedAt?: string;
}

/** A source's list and its own total that disagree, though the list was read to its end. */
export interface ListGap {
  /** Since when no reading has found them to agree, ISO 8601 UTC. */
  readonly since: string;
  /** Reviews that the list gave last. */
  readonly listed: number;
  /** Reviews that the source counted with it. */
  readonly total: number;
}

/** Where a reading stopped that did not fit into one run; the next run goes on from here. */
export interface PullCheckpoint {
  /** The source's own mark of the next page. */
  readonly cursor: string;
  /** When the reading began, ISO 8601 UTC. */
  readonly since: string;
  /** Pages read so far. */
  readonly pages: number;
  /** The total that every page so far stated; absent when they disagree or state none: the reading is not whole. */
  readonly total?: number;
  /** Beginnings of the ids read so far, joined; absent when there are too many to keep: the reading is not whole, and does not tell what it missed. */
  readonly seen?: string;
  /** Of those read so far; absent when nothing was. */
  readonly held?: HeldReviews;
}

/** How many reviews of a listing are held. */
export interface HeldReviews {
  readonly withWords: number;
  /** Ratings without words. */
  readonly withoutWords: number;
}

/** The health of one listing: its last runs and when the next one is due. */
export interface Pull {
  readonly clinicId: string;
  readonly listingId: string;
  /** When the next run is due, ISO 8601 UTC; absent while the listing is paused, or waits for consent. */
  readonly dueAt?: string;
  /** The place it was given in the schedule, ISO 8601 UTC; means something only while it is `dueAt`. */
  readonly placeAt?: string;
  /** Last run that ended well ({@link endsWell}), ISO 8601 UTC. */
  readonly lastGoodAt?: string;
  /** Runs that failed since the last good one. */
  readonly failuresInARow: number;
  /** Newest first, at most 20. */
  readonly runs: readonly PullRun[];
  readonly freeze?: Freeze;
  readonly gap?: ListGap;
  /** The place of the review that was asked about last, when a run could not ask about all that were missing. */
  readonly askedUpTo?: string;
  /** The id that the source names instead of the one we ask for; only while the last run ended with `moved`. */
  readonly movedTo?: string;
  /** After the last whole reading; absent before the first, and for a source that gives a sample. */
  readonly held?: HeldReviews;
  /** Only while a reading is under way that did not fit into one run. */
  readonly checkpoint?: PullCheckpoint;
  /** Absent while the listing rests. */
  readonly watch?: Watch;
}
