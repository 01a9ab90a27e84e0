import type { Freeze } from '../domain/pull.ts';

/** What a stored review must tell for its absence to be judged. */
export interface Known {
  readonly reviewId: string;
  /** Since when it is off display, ISO 8601 UTC. */
  readonly withdrawnAt?: string;
  /** Since when whole readings miss it while it stays on display, ISO 8601 UTC. */
  readonly missedAt?: string;
  /** When its source denied it first, asked for it alone, ISO 8601 UTC. */
  readonly deniedAt?: string;
  /** Of what only an export has brought: no reading ever had it. */
  readonly unconfirmed?: object;
}

/** What a whole reading means for the reviews it misses. */
export interface AbsencePlan<Mark extends Known> {
  /** Missed for the first time, with so many others that they stay on display until it is certain. */
  readonly wait: readonly Mark[];
  /** Taken off display. */
  readonly withdraw: readonly Mark[];
  /** Missed by two whole readings an hour or more apart: removed. While deletions are frozen, only what is denied. */
  readonly remove: readonly Mark[];
  /** In force from now on; absent when nothing is frozen. */
  readonly freeze?: Freeze;
}

const HOUR_MS = 3_600_000;
const AGREED_MS = 72 * HOUR_MS;
const AGREED_SCANS = 3;
const MASS_COUNT = 5;
const MASS_SHARE = 0.2;

/**
 * Judges what a whole reading misses. More than a fifth of a listing's reviews, and five at least, vanishing at once
 * freezes deletions, for it is more often a fault than the truth: those are hidden by a second whole reading an hour
 * later, unless the source denies them one by one before. The freeze ends when the reviews are back, when three whole
 * readings over 72 hours agree that they are gone, or when a person has confirmed it. A review that the source denied,
 * or that only an export has brought, is no part of all that: it cannot vanish.
 *
 * @param known every stored review of the listing
 * @param isSeen tells whether the reading had a review
 * @param frozen the freeze in force so far
 * @param now instant of the reading, ISO 8601 UTC
 */
export function planAbsences<Mark extends Known>(
  known: readonly Mark[],
  isSeen: (reviewId: string) => boolean,
  frozen: Freeze | undefined,
  now: string,
): AbsencePlan<Mark> {
  const missing = known.filter(({ reviewId }) => !isSeen(reviewId));
  const apart = missing.filter(isApart);
  const counted = missing.filter((mark) => !isApart(mark));
  const fresh = counted.filter(isOnDisplay);
  const all = known.length - apart.length;
  const onDisplay = known.filter((mark) => isOnDisplay(mark) && mark.unconfirmed === undefined).length;
  const freeze = frozen
    ? followFreeze(frozen, counted.length, all, now)
    : isMass(fresh.length, onDisplay) && {
        since: now,
        vanished: counted.length,
        agreedAt: [now],
      };
  const isGone = isMissedTwice(now);
  if (!freeze) {
    const withdraw = missing.filter((mark) => isOnDisplay(mark) && !isGone(mark));
    return { wait: [], withdraw, remove: missing.filter(isGone) };
  }
  const [again, first] = [fresh.filter(isMissedBefore), fresh.filter((mark) => !isMissedBefore(mark))];
  const waits = isMass(first.length, onDisplay);
  return {
    wait: waits ? first : [],
    withdraw: [
      ...again.filter(isGone),
      ...(waits ? [] : first),
      ...apart.filter((mark) => isOnDisplay(mark) && !isGone(mark)),
    ],
    remove: apart.filter((mark) => (mark.unconfirmed ? isGone(mark) : isDeniedLongAgo(mark, now))),
    freeze,
  };
}

/** As {@link planAbsences} for a source that cannot err: nothing is ever frozen. */
export function planSureAbsences<Mark extends Known>(
  known: readonly Mark[],
  isSeen: (reviewId: string) => boolean,
  _frozen: Freeze | undefined,
  now: string,
): AbsencePlan<Mark> {
  const missing = known.filter(({ reviewId }) => !isSeen(reviewId));
  return { wait: [], withdraw: missing.filter(isOnDisplay), remove: missing.filter(isMissedTwice(now)) };
}

/** Whether a review is gone for sure, or never was, so that its absence is no sign of a fault. */
function isApart({ deniedAt, unconfirmed }: Known): boolean {
  return deniedAt !== undefined || unconfirmed !== undefined;
}

function isOnDisplay({ withdrawnAt }: Known): boolean {
  return withdrawnAt === undefined;
}

function isMissedBefore({ missedAt }: Known): boolean {
  return missedAt !== undefined;
}

/** Tells whether a review was found missing, in whichever way, an hour ago or longer. */
function isMissedTwice(now: string): (mark: Known) => boolean {
  return ({ withdrawnAt, missedAt, deniedAt }) =>
    [withdrawnAt, missedAt, deniedAt].some((since) => since !== undefined && elapsed(since, now) >= HOUR_MS);
}

/** Tells whether the source denied a review an hour ago or longer. @param now ISO 8601 UTC */
export function isDeniedLongAgo({ deniedAt }: Pick<Known, 'deniedAt'>, now: string): boolean {
  return deniedAt !== undefined && elapsed(deniedAt, now) >= HOUR_MS;
}

/** A freeze for a list that is empty though the source states a positive total. */
export function freezeEmptied(known: number, frozen: Freeze | undefined, now: string): Freeze | undefined {
  return frozen ?? (known > 0 ? { since: now, vanished: known, agreedAt: [] } : undefined);
}

function followFreeze(frozen: Freeze, missing: number, known: number, now: string): Freeze | undefined {
  if (!isMass(missing, known)) return undefined;
  // What a person confirmed is what was missing then; where more has gone since, the person has not seen it.
  if (frozen.confirmedAt !== undefined && missing <= frozen.vanished) return undefined;
  const isSamePicture = frozen.agreedAt.length > 0 && missing <= frozen.vanished;
  // The first two and the latest are enough to tell three scans and the time between them.
  const agreedAt = isSamePicture ? [...frozen.agreedAt.slice(0, AGREED_SCANS - 1), now] : [now];
  const [first = now] = agreedAt;
  if (agreedAt.length >= AGREED_SCANS && elapsed(first, now) >= AGREED_MS) return undefined;
  return { since: frozen.since, vanished: missing, agreedAt };
}

function isMass(vanished: number, of: number): boolean {
  return vanished >= MASS_COUNT && vanished > MASS_SHARE * of;
}

function elapsed(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}
