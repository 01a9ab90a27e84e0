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
  if (absence.isExact && absence.isEmptied && absence.before.size > 0 && !absence.freeze)
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

/** Holds for any runs, however they ended. */
function mayNotBe(absence: Absence): string[] {
  const { before, after, erased, wholes } = absence;
  const wrong: string[] = [];
  const isFrozen = wholes.every((whole) => verdictOf(absence, whole).isFrozen);
  const missed = (id: string) => wholes.filter(({ seen }) => !seen.has(id));
  for (const [id, { withdrawnAt }] of before) {
    const now = after.get(id);
    const missing = missed(id);
    if (now && now.withdrawnAt !== undefined && withdrawnAt === undefined && missing.length === 0)
      wrong.push(`${id}: hidden without a whole reading that misses it.`);
    if (now || erased.has(id)) continue;
    if (withdrawnAt === undefined) wrong.push(`${id}: gone though it was shown.`);
    else if (!missing.some(({ at }) => Date.parse(at) - Date.parse(withdrawnAt) >= HOUR_MS))
      wrong.push(`${id}: gone without a second whole reading that misses it.`);
    if (isFrozen) wrong.push(`${id}: gone though deletions are frozen.`);
  }
  return wrong;
}

interface Verdict {
  readonly isFrozen: boolean;
  readonly agreed: readonly Missing[];
}

type Whole = Absence['wholes'][number];

/** What the terms say of a whole reading: more than a fifth, and five at least, vanishing at once freezes. */
function verdictOf({ before, wasFrozen, agreed }: Absence, { seen, at }: Whole): Verdict {
  const missing = [...before.values()].filter(({ sourceReviewId }) => !seen.has(sourceReviewId));
  const shown = [...before.values()].filter(({ withdrawnAt }) => withdrawnAt === undefined);
  const fresh = missing.filter(({ withdrawnAt }) => withdrawnAt === undefined);
  const now: Missing = { at, count: missing.length };
  if (!wasFrozen) return { isFrozen: isMass(fresh.length, shown.length), agreed: [now] };
  const isConfirmed = wasFrozen.confirmedAt !== undefined && missing.length <= wasFrozen.vanished;
  if (!isMass(missing.length, before.size) || isConfirmed) return { isFrozen: false, agreed: [] };
  const last = agreed.at(-1);
  const same = last && missing.length <= last.count ? [...agreed, now] : [now];
  const spanMs = Date.parse(at) - Date.parse(same[0]?.at ?? at);
  return { isFrozen: same.length < 3 || spanMs < 72 * HOUR_MS, agreed: same };
}

function isMass(count: number, of: number): boolean {
  return count >= 5 && count * 5 > of;
}

/** Holds where one undisturbed run has read everything. */
function mustBe({ before, after, freeze, erased }: Absence, whole: Whole, { isFrozen }: Verdict): string[] {
  const wrong: string[] = [];
  if (isFrozen && !freeze) wrong.push('No freeze, though too many vanished at once.');
  if (!isFrozen && freeze) wrong.push('A freeze without a reason.');
  const missed = [...before].filter(([id]) => !whole.seen.has(id) && !erased.has(id));
  for (const [id, { withdrawnAt }] of missed) {
    const now = after.get(id);
    if (now && now.withdrawnAt === undefined) wrong.push(`${id}: shown though a whole reading misses it.`);
    const isOld = withdrawnAt !== undefined && Date.parse(whole.at) - Date.parse(withdrawnAt) >= HOUR_MS;
    if (now && isOld && !isFrozen) wrong.push(`${id}: still there though two whole readings miss it.`);
  }
  return wrong;
}
