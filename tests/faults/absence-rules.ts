import type { Freeze } from '../../functions/domain/pull.ts';
import type { Review } from '../../functions/domain/review.ts';

/** What one whole reading missed. */
export interface Missing {
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
  readonly count: number;
}

/** Two looks at a listing, and what was read between them. */
export interface Absence {
  readonly before: ReadonlyMap<string, Review>;
  readonly after: ReadonlyMap<string, Review>;
  readonly erased: ReadonlySet<string>;
  /** The readings that were whole, each with the ids it had. */
  readonly wholes: readonly { readonly seen: ReadonlySet<string>; readonly at: string }[];
  /** Reviews that the source gave when asked for each alone. */
  readonly found: ReadonlySet<string>;
  /** Those that it denied. */
  readonly denied: ReadonlySet<string>;
  /** A list was empty though its total was not. */
  readonly isEmptied: boolean;
  /** One run, undisturbed: then not only what may be is known, but what must be. */
  readonly isExact: boolean;
  readonly wasFrozen: Freeze | undefined;
  readonly freeze: Freeze | undefined;
  /** Whole readings since the freeze began that agreed. */
  readonly agreed: readonly Missing[];
}

const HOUR_MS = 3_600_000;

/** Says what must not be of what is hidden and gone now, and which readings agree on a freeze. */
export function judgeAbsence(absence: Absence): {
  readonly wrong: readonly string[];
  readonly agreed: readonly Missing[];
} {
  const [whole] = absence.isExact ? absence.wholes : [];
  const verdict = whole && verdictOf(absence, whole);
  const wrong = [...mayNotBe(absence)];
  if (absence.isExact && absence.isEmptied && isOpenLeft(absence) && !absence.freeze)
    wrong.push('No freeze, though the list was empty against its total.');
  if (absence.isExact && !whole && absence.wasFrozen && !absence.freeze)
    wrong.push('A freeze ended without a whole reading.');
  if (verdict && whole) wrong.push(...mustBe(absence, whole, verdict));
  const { freeze } = absence;
  if (!freeze) return { wrong, agreed: [] };
  if (absence.isExact) return { wrong, agreed: verdict?.agreed ?? absence.agreed };
  // Nobody can tell from outside which run counted: from here on, what the product wrote down is believed.
  return { wrong, agreed: freeze.agreedAt.map((at) => ({ at, count: freeze.vanished })) };
}

/** Whether there is a review of which the source has said neither that it is there nor that it is not. */
function isOpenLeft({ before, found, denied }: Absence): boolean {
  return [...before].some(
    ([id, { deniedAt }]) => !found.has(id) && !denied.has(id) && deniedAt === undefined,
  );
}

/** Holds for any runs, however they ended. */
function mayNotBe(absence: Absence): string[] {
  const { before, after, erased, wholes, found, denied } = absence;
  // Where single reviews were asked about, and nobody can tell by which of several runs, what froze cannot be told.
  const isKnown = wholes.length > 0 && (absence.isExact || found.size + denied.size === 0);
  const isFrozen = isKnown && wholes.every((whole) => verdictOf(absence, whole).isFrozen);
  return [...before].flatMap(([id, review]) => {
    const now = after.get(id);
    const missing = wholes.filter(({ seen }) => !seen.has(id));
    if (!now) return erased.has(id) ? [] : wronglyGone(id, review, missing, { isFrozen, denied });
    const isMissed = missing.length > 0 || denied.has(id);
    const isHidden = now.withdrawnAt !== undefined && review.withdrawnAt === undefined;
    const isNoted = now.deniedAt !== undefined && review.deniedAt === undefined;
    return [
      ...(isHidden && !isMissed
        ? [`${id}: hidden, though nothing misses it and its source did not deny it.`]
        : []),
      ...(isNoted && !denied.has(id) ? [`${id}: noted as denied, though its source did not deny it.`] : []),
    ];
  });
}

function wronglyGone(
  id: string,
  { withdrawnAt, missedAt, deniedAt }: Review,
  missing: readonly Whole[],
  { isFrozen, denied }: { readonly isFrozen: boolean; readonly denied: ReadonlySet<string> },
): string[] {
  const since = [withdrawnAt, missedAt, deniedAt].filter((at) => at !== undefined).toSorted()[0];
  if (since === undefined) return [`${id}: gone though nothing had missed it.`];
  const isTwice = missing.some(({ at }) => hoursFrom(since, at) >= 1) || denied.has(id);
  return [
    ...(isTwice ? [] : [`${id}: gone without a second whole reading that misses it, or a second denial.`]),
    ...(isFrozen && deniedAt === undefined ? [`${id}: gone though deletions are frozen.`] : []),
  ];
}

function hoursFrom(since: string, at: string): number {
  return (Date.parse(at) - Date.parse(since)) / HOUR_MS;
}

interface Verdict {
  readonly isFrozen: boolean;
  /** So many vanish at once that those stay on display. */
  readonly waits: boolean;
  readonly agreed: readonly Missing[];
}

type Whole = Absence['wholes'][number];

/**
 * What the terms say of a whole reading: more than a fifth, and five at least, vanishing at once freezes. What the source
 * has denied, or given when asked for alone, is no part of it.
 */
function verdictOf({ before, wasFrozen, agreed, found, denied }: Absence, { seen, at }: Whole): Verdict {
  const all = [...before.entries()].map(([id, review]) => ({
    id,
    isShown: review.withdrawnAt === undefined && !denied.has(id),
    isNew: review.missedAt === undefined,
    isDenied: denied.has(id) || review.deniedAt !== undefined,
  }));
  const missing = all.filter(({ id }) => !seen.has(id) && !found.has(id));
  const counted = missing.filter(({ isDenied }) => !isDenied);
  const fresh = counted.filter(({ isShown }) => isShown);
  const shown = all.filter(({ isShown }) => isShown).length;
  const waits = isMass(fresh.filter(({ isNew }) => isNew).length, shown);
  const now: Missing = { at, count: counted.length };
  if (!wasFrozen) return { isFrozen: isMass(fresh.length, shown), waits, agreed: [now] };
  const isConfirmed = wasFrozen.confirmedAt !== undefined && counted.length <= wasFrozen.vanished;
  const known = all.length - (missing.length - counted.length);
  if (!isMass(counted.length, known) || isConfirmed) return { isFrozen: false, waits: false, agreed: [] };
  const last = agreed.at(-1);
  const same = last && counted.length <= last.count ? [...agreed, now] : [now];
  const spanMs = Date.parse(at) - Date.parse(same[0]?.at ?? at);
  return { isFrozen: same.length < 3 || spanMs < 72 * HOUR_MS, waits, agreed: same };
}

function isMass(count: number, of: number): boolean {
  return count >= 5 && count * 5 > of;
}

/** Holds where one undisturbed run has read everything. */
function mustBe(absence: Absence, whole: Whole, verdict: Verdict): string[] {
  const { before, after, freeze, erased, found } = absence;
  const { isFrozen } = verdict;
  const wrong: string[] = [];
  if (isFrozen && !freeze) wrong.push('No freeze, though too many vanished at once.');
  if (!isFrozen && freeze) wrong.push('A freeze without a reason.');
  const missed = [...before].filter(([id]) => !whole.seen.has(id) && !found.has(id) && !erased.has(id));
  wrong.push(...missed.flatMap(([id, review]) => wronglyKept(id, review, absence, { whole, verdict })));
  const given = [...found].filter((id) => before.has(id) && !erased.has(id));
  const hidden = given.filter((id) => after.get(id)?.withdrawnAt !== undefined);
  return [...wrong, ...hidden.map((id) => `${id}: hidden though its source gave it.`)];
}

function wronglyKept(
  id: string,
  { withdrawnAt, missedAt, deniedAt }: Review,
  { after, denied }: Absence,
  { whole, verdict }: { readonly whole: Whole; readonly verdict: Verdict },
): string[] {
  const now = after.get(id);
  if (!now) return [];
  const isDenied = denied.has(id) || deniedAt !== undefined;
  const isOld = [withdrawnAt, missedAt, deniedAt].some((at) => at && hoursFrom(at, whole.at) >= 1);
  const isYoung = missedAt === undefined ? verdict.waits : hoursFrom(missedAt, whole.at) < 1;
  const mayStay = verdict.isFrozen && !isDenied && isYoung;
  const isHidden = now.withdrawnAt !== undefined;
  return [
    ...(isHidden || mayStay ? [] : [`${id}: shown though a whole reading misses it.`]),
    ...(isHidden && withdrawnAt === undefined && mayStay
      ? [`${id}: hidden though many vanished at once.`]
      : []),
    ...(isOld && !verdict.isFrozen ? [`${id}: still there though two whole readings miss it.`] : []),
  ];
}
